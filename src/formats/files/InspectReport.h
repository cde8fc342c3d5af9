// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/formats/ModelFile.h"

#include <string>
#include <utility>
#include <vector>

// What `headroom inspect` prints, a writer for each format.

namespace headroom::files {

extern const char* const kUnknown;

/// Label and value of each line above the tables.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> inspectionRows(
    const ModelFile& file);
[[nodiscard]] std::vector<const FileTensor*> chosenTensors(
    const ModelFile& file, const InspectOptions& options);
[[nodiscard]] std::string countText(const std::optional<std::uint64_t>& count);
[[nodiscard]] std::string problemText(const FileProblem& problem);
[[nodiscard]] std::string fileOf(const ModelFile& file, const FileTensor& tensor);

[[nodiscard]] std::string inspectionText(const ModelFile& file, const InspectOptions& options);
[[nodiscard]] std::string inspectionMarkdown(const ModelFile& file, const InspectOptions& options);
[[nodiscard]] std::string inspectionCsv(const ModelFile& file, const InspectOptions& options);
[[nodiscard]] std::string inspectionJson(const ModelFile& file, const InspectOptions& options);

} // namespace headroom::files
