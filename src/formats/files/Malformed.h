// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

namespace headroom::files {

/// What a file has wrong, thrown where a reader notices it. It never leaves the layer: whoever
/// opens a file (inspectPath) catches it and returns its error.
class Malformed : public std::exception {
public:
    explicit Malformed(Error error)
        : m_error(std::move(error))
    {
    }
    [[nodiscard]] const Error& error() const { return m_error; }
    [[nodiscard]] Error& error() { return m_error; }
    [[nodiscard]] const char* what() const noexcept override { return "malformed file"; }

private:
    Error m_error;
};

template <typename... Arguments>
[[noreturn]] void malformed(std::string where, const char* pattern, Arguments&&... arguments)
{
    throw Malformed(Error{ErrorCode::Syntax, std::move(where),
        Text(pattern, std::forward<Arguments>(arguments)...), {}, {}, 0});
}

/// The place of an error in a file without lines: "byte 24".
[[nodiscard]] inline std::string atByte(std::uint64_t offset)
{
    return "byte " + std::to_string(offset);
}

} // namespace headroom::files
