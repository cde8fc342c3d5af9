// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace headroom::cli {

enum class ExitCode {
    Done = 0,
    Failed = 1, ///< the input is wrong, or the system refused
    Usage = 2, ///< the command line itself is wrong
};

/// What the program stands in.
struct Console {
    std::istream& in;
    std::ostream& out; ///< data; nothing where the command fails
    std::ostream& err; ///< messages
    bool colour = false; ///< `out` is a terminal that may be coloured
    bool outIsTerminal = false;
};

/// Runs `headroom ARGUMENTS…` (without the program's name).
[[nodiscard]] ExitCode run(const std::vector<std::string>& arguments, const Console& console);

} // namespace headroom::cli
