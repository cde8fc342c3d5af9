// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/CommandLine.h"
#include "headroom/base/Result.h"
#include "headroom/core/ScenarioTree.h"

#include <string>
#include <vector>

namespace headroom::cli {

/// Where a scenario came from: what its errors name.
struct Source {
    std::string name; ///< of the file; empty for a preset or a model of the catalogue
    std::string text;
    /// What is odd about a model file, or assumed where it does not say: whole sentences.
    std::vector<std::string> warnings{};
};

/// The scenario that a word names: "-", a preset's id, a scenario file or config.json, a preset's
/// name, or a model of the catalogue.
[[nodiscard]] Result<ReadScenario> readSource(
    const std::string& word, const Console& console, Source& source);

/// A whole text file, or standard input for "-".
[[nodiscard]] Result<std::string> readWord(const std::string& word, const Console& console);

inline constexpr const char* kStandardInput = "standard input";

} // namespace headroom::cli
