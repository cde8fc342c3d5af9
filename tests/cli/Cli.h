// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/CommandLine.h"

#include <sstream>
#include <string>
#include <vector>

namespace headroom::tests {

/// What a run of the command line gave.
struct CliRun {
    int code = 0;
    std::string out;
    std::string err;
};

inline CliRun runCli(const std::vector<std::string>& arguments, const std::string& input = {})
{
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const cli::ExitCode code = cli::run(arguments, {in, out, err});
    return {static_cast<int>(code), out.str(), err.str()};
}

} // namespace headroom::tests
