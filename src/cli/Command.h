// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/CommandLine.h"
#include "headroom/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace headroom::cli {

/// What a command prints: data, and the messages that go with it.
struct Output {
    std::string text;
    std::vector<std::string> warnings;
    bool failed = false; ///< the data is there, and says that something failed
    std::vector<std::string> errors{}; ///< what failed, in words
};

/// A subcommand. declare() says what it takes, run() works with what was given; printing is the
/// caller's.
class Command {
public:
    Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    Command(Command&&) = delete;
    Command& operator=(Command&&) = delete;
    virtual ~Command() = default;

    [[nodiscard]] virtual const char* name() const = 0;
    [[nodiscard]] virtual const char* description() const = 0;
    /// Command lines to learn from, one a line.
    [[nodiscard]] virtual const char* examples() const = 0;
    virtual void declare(CLI::App& app) = 0;
    /// What the parser cannot check: a wrong one is an error of usage.
    [[nodiscard]] virtual Result<void> checkUsage() { return {}; }
    [[nodiscard]] virtual Result<Output> run(const Console& console) = 0;
};

} // namespace headroom::cli
