// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Value.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace headroom {

struct JsonLimits {
    std::size_t maxDepth = 64;
    std::size_t maxBytes = std::size_t{64} * 1024 * 1024;
};

/// A JSON text as plain values, and the line that each value stands in.
struct JsonDocument {
    Value value;
    std::map<std::string, std::uint64_t, std::less<>> lines; ///< JSON pointer -> line, from 1
};

/// Strict JSON in UTF-8: duplicate keys, NaN, comments and anything after the value are errors with
/// their line. Numbers keep their text. Never recursive; nesting beyond the limit is an error.
[[nodiscard]] Result<JsonDocument> parseJson(std::string_view text, const JsonLimits& limits = {});

/// The same, but NaN, Infinity and -Infinity, which Python's writer makes, are read as null.
[[nodiscard]] Result<JsonDocument> parsePythonJson(std::string text, const JsonLimits& limits = {});

/// Indented by two spaces, keys in their order, numbers as they were written; ends with a line
/// feed.
[[nodiscard]] std::string writeJson(const Value& value);

} // namespace headroom
