// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// What is wrong with a text that should be JSON, in words: what was expected, and what was found.

namespace headroom::json {

/// Where in the tree the parser stands.
enum class Inside { Nothing, List, EmptyObject, Object };

/// Where the parser stopped.
struct Place {
    std::string_view text;
    std::size_t offset = 0; ///< characters read
    std::string token; ///< the raw text that was read last
    bool done = false; ///< whether the value was complete, and something follows it
    Inside inside = Inside::Nothing;
};

struct Problem {
    Text message;
    std::uint64_t line = 1;
};

/// From the number and the English text of nlohmann-json's exception.
[[nodiscard]] Problem describeProblem(const Place& place, int id, std::string_view what);

/// What a look at the bytes says before any parsing: empty, too large, binary, a byte order mark,
/// not UTF-8.
[[nodiscard]] std::optional<Error> findTextProblem(std::string_view text, std::size_t maxBytes);

} // namespace headroom::json
