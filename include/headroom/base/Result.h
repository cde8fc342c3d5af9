// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Text.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace headroom {

enum class ErrorCode {
    Syntax, ///< text that is not what its format asks for
    WrongType, ///< a value of another kind than the field's
    OutOfRange, ///< the right kind, but not a value the field takes
    UnknownName, ///< a key, choice or identifier that does not exist
    Missing, ///< something that must be given is not
    Conflict, ///< values that exclude each other
    Overflow, ///< a product or sum beyond 64 bits
    Unsupported, ///< sound, but this version cannot do it
    Io, ///< the operating system refused
};

/// What is wrong, where, what was expected and what was found, in words for the user.
struct Error {
    ErrorCode code = ErrorCode::Syntax;
    std::string where; ///< key of a field ("workload.batch_size"), JSON pointer, or empty
    Text message; ///< expected and found
    std::string suggestion; ///< the nearest right word, or empty
    std::string file; ///< the file it stands in, or empty
    std::uint64_t line = 0; ///< the line in that file, from 1; 0: not known
};

/// "scenario.json:12: workload.batch_size: expected …, found …. Did you mean …?"
[[nodiscard]] std::string toString(const Error& error);

template <typename T> using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

template <typename... Arguments>
[[nodiscard]] Failure fail(
    ErrorCode code, std::string where, const char* pattern, Arguments&&... arguments)
{
    return Failure(Error{
        code, std::move(where), Text(pattern, std::forward<Arguments>(arguments)...), {}, {}, 0});
}

} // namespace headroom
