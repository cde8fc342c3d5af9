// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// Hears what a JSON text holds, in order. For texts that are too large to be kept as values.
class JsonVisitor {
public:
    JsonVisitor() = default;
    JsonVisitor(const JsonVisitor&) = delete;
    JsonVisitor& operator=(const JsonVisitor&) = delete;
    virtual ~JsonVisitor() = default;

    virtual void key(std::string& name) = 0;
    virtual void string(std::string& text) = 0;
    /// `whole` where it is one below 2^64, `text` as it was written where it is none.
    virtual void number(std::optional<std::uint64_t> whole, std::string_view text) = 0;
    virtual void literal(std::string_view word) = 0; ///< true, false, null
    virtual void open(char bracket) = 0;
    virtual void close(char bracket) = 0;
};

/// Strict JSON in UTF-8, nested at most `maxDepth` deep. What the visitor throws passes through. An
/// error has the place as an offset into the text.
struct JsonScanProblem {
    std::size_t offset = 0;
    Text message;
};
[[nodiscard]] std::optional<JsonScanProblem> scanJson(
    std::string_view text, JsonVisitor& visitor, std::size_t maxDepth = 64);

} // namespace headroom
