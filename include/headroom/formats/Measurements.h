// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/Measurement.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace headroom {

/// What a text says that a run took: PyTorch's out-of-memory message (of any version since 1.0), a
/// line of nvidia-smi (its table, or its CSV), or figures typed in: "allocated 13.2 GiB, reserved
/// 14 GiB, used 15 GiB". One size alone is what was used.
[[nodiscard]] Result<Measurement> parseMeasurement(std::string_view text);

/// The same of a file's content, which may also be a memory snapshot of PyTorch
/// (torch.cuda.memory._dump_snapshot): its pickle is read, and nothing of it executed.
[[nodiscard]] Result<Measurement> measurementOf(std::string bytes, const std::string& name);
[[nodiscard]] Result<Measurement> readMeasurement(const std::filesystem::path& path);

} // namespace headroom
