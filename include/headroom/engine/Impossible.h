// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <exception>
#include <string>
#include <utility>

namespace headroom::engine {

/// A tensor or an operator that cannot be, thrown where a forward pass notices it. It never leaves
/// the library: whoever runs a model (architectures' runStep) catches it and returns its error.
class Impossible : public std::exception {
public:
    explicit Impossible(Error error)
        : m_error(std::move(error))
    {
    }
    /// `what` passes 64 bits.
    [[nodiscard]] static Impossible overflow(const std::string& what)
    {
        return Impossible(Error{ErrorCode::Overflow, "",
            Text(HEADROOM_TEXT("engine", "{0} passes 64 bits"), what), {}, {}, 0});
    }
    /// Operator, argument, expected and found: "matmul: the second tensor: expected [.., 8, ..],
    /// found [.., 6, ..]".
    [[nodiscard]] static Impossible shape(
        const std::string& op, const std::string& expected, const std::string& found)
    {
        return Impossible(Error{ErrorCode::OutOfRange, op,
            Text(HEADROOM_TEXT("engine", "expected {0}, found {1}"), expected, found), {}, {}, 0});
    }

    [[nodiscard]] const Error& error() const { return m_error; }
    [[nodiscard]] const char* what() const noexcept override { return "impossible tensor"; }

private:
    Error m_error;
};

} // namespace headroom::engine
