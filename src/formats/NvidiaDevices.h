// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"

#include <string>
#include <vector>

namespace headroom {

struct NvidiaDevice {
    std::string name; ///< "NVIDIA GeForce RTX 4090"
    Bytes total;
    Bytes free;
};

/// What NVIDIA's management library (NVML) tells of; empty where it is not installed, or finds
/// nothing.
[[nodiscard]] std::vector<NvidiaDevice> nvidiaDevices();

} // namespace headroom
