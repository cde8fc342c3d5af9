// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/Fields.h"
#include "headroom/core/Scenario.h"
#include "headroom/core/ScenarioTree.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace headroom {

/// The ending of scenario files.
inline constexpr std::string_view kScenarioSuffix = ".headroom.json";

/// A scenario from the text of its file. Errors carry `name` as their file, a JSON pointer and the
/// line.
[[nodiscard]] Result<ReadScenario> parseScenario(std::string_view text, const std::string& name);

/// The text of the scenario's file.
[[nodiscard]] std::string writeScenario(const Scenario& scenario);

/// A scenario file is never larger than this; more is an error before it fills the memory.
inline constexpr std::size_t kMaxScenarioBytes = std::size_t{16} * 1024 * 1024;

/// Reads a whole file of at most 16 MiB. Folders, missing and unreadable files are Io errors in
/// words.
[[nodiscard]] Result<std::string> readTextFile(const std::filesystem::path& path);
[[nodiscard]] Result<ReadScenario> readScenarioFile(const std::filesystem::path& path);

/// Replaces the file by `text` at once: a temporary file beside it, written, synced and renamed
/// over it, so that at any moment the old or the new text is whole. Follows symbolic links, keeps
/// the permissions of a file that is there.
[[nodiscard]] Result<void> writeTextFileAtomically(
    const std::filesystem::path& path, std::string_view text);
[[nodiscard]] Result<void> writeScenarioFile(
    const std::filesystem::path& path, const Scenario& scenario);

/// An error about a field or a place of a scenario (`where` is a key or a JSON pointer) as one
/// about its file: with the file's name, a JSON pointer and the line that the text has it in.
[[nodiscard]] Error locateInFile(Error error, std::string_view text, const std::string& name);

/// The error for a scenario that a newer version of the program made: to look at, not to compute
/// with or to write over.
[[nodiscard]] Error newerVersionError(const ReadScenario& read, const std::string& name);

/// The value that a person writes for a field: read as JSON; else as text, for counts as in
/// parseCount() ("7B"), and for bytes with their unit ("24 GiB"). A text field takes a number, true
/// or false as the text that it is.
[[nodiscard]] Value valueFromText(const Field& field, std::string_view text);

/// Applies "workload.batch_size=16" to the scenario.
[[nodiscard]] Result<void> applyAssignment(Scenario& scenario, std::string_view assignment);

} // namespace headroom
