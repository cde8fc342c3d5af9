// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Device.h"

#include <filesystem>
#include <vector>

namespace headroom {

/// A device of this machine.
struct LocalDevice {
    Device device; ///< id "local-0", "local-1", …, "local-cpu"; capacity: what it has in all
    Bytes free; ///< of it, at the moment
};

/// Where the system tells of its hardware; tests have folders of their own.
struct SystemFolders {
    std::filesystem::path sys = "/sys";
    std::filesystem::path proc = "/proc";
};

/// GPUs that the system's drivers tell of: NVIDIA's by its management library, where that is
/// installed (loaded when asked, never linked), AMD's and Intel's by sysfs. Then the CPU's memory.
/// Empty where nothing is known; nothing of it is an error.
[[nodiscard]] std::vector<LocalDevice> localDevices(const SystemFolders& folders = {});

} // namespace headroom
