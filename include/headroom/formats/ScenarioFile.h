// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/Fields.h"
#include "headroom/core/Scenario.h"
#include "headroom/core/ScenarioTree.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace headroom {

/// The ending of scenario files.
inline constexpr std::string_view kScenarioSuffix = ".headroom.json";

/// A scenario from the text of its file. Errors carry `name` as their file, a JSON pointer and the line.
[[nodiscard]] Result<ReadScenario> parseScenario(std::string_view text, const std::string& name);

/// The text of the scenario's file.
[[nodiscard]] std::string writeScenario(const Scenario& scenario);

/// Reads a whole file of at most 16 MiB. Folders, missing and unreadable files are Io errors in words.
[[nodiscard]] Result<std::string> readTextFile(const std::filesystem::path& path);
[[nodiscard]] Result<ReadScenario> readScenarioFile(const std::filesystem::path& path);

/// Replaces the file by `text` at once: a temporary file beside it, written, synced and renamed over it, so that at any
/// moment the old or the new text is whole. Follows symbolic links, keeps the permissions of a file that is there.
[[nodiscard]] Result<void> writeTextFileAtomically(const std::filesystem::path& path, std::string_view text);
[[nodiscard]] Result<void> writeScenarioFile(const std::filesystem::path& path, const Scenario& scenario);

/// The value that a person writes for a field: read as JSON; else as text, and for counts as in parseCount() ("7B").
[[nodiscard]] Value valueFromText(const Field& field, std::string_view text);

/// Applies "workload.batch_size=16" to the scenario.
[[nodiscard]] Result<void> applyAssignment(Scenario& scenario, std::string_view assignment);

} // namespace headroom
