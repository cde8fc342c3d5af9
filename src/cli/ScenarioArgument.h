// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/CommandLine.h"
#include "cli/ScenarioSource.h"
#include "headroom/base/Result.h"
#include "headroom/core/Scenario.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace headroom::cli {

/// A scenario as a command takes it: what names it, and what `--set` changes in it.
class ScenarioArgument {
public:
    /// The one scenario of a command.
    void declare(CLI::App& app);
    /// `--set` alone, for a command that takes several.
    void declareSettings(CLI::App& app);
    [[nodiscard]] Result<void> checkUsage() const;

    [[nodiscard]] Result<Scenario> read(const Console& console);
    [[nodiscard]] Result<Scenario> read(const std::string& word, const Console& console);
    /// Of the model file that was read last.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return m_source.warnings; }
    /// The error at its place in the file that was read last, unless `--set` set that field.
    [[nodiscard]] Error located(const Error& error) const;

private:
    std::string m_word;
    std::vector<std::string> m_assignments;
    Source m_source;
};

} // namespace headroom::cli
