// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/CommandLine.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv)
{
    // A reader that goes away shows as an error of the write, not as a signal that kills.
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);

    const bool terminal = ::isatty(STDOUT_FILENO) != 0;
    const char* noColour = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    const bool plain = (noColour != nullptr && *noColour != '\0') || term == nullptr
        || std::string(term) == "dumb";
    const headroom::cli::Console console{
        std::cin, std::cout, std::cerr, terminal && !plain, terminal};
    return static_cast<int>(
        headroom::cli::run(std::vector<std::string>(argv + 1, argv + argc), console));
}
