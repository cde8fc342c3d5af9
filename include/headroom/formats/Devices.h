// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/Device.h"
#include "headroom/formats/LocalDevices.h"

#include <span>
#include <string_view>

namespace headroom {

/// The devices of the catalogue (resources/catalogue/devices.json), in its order. Parsed at the
/// first call.
[[nodiscard]] std::span<const Device> catalogueDevices();

/// The devices of this machine, as they were when first asked for.
[[nodiscard]] std::span<const LocalDevice> thisMachine();

/// By id ("local-0": of this machine), case aside; an id without the size ("nvidia-rtx-3090" of
/// "nvidia-rtx-3090-24gb") where there is one size. An UnknownName error offers the nearest.
[[nodiscard]] Result<const Device*> catalogueDevice(std::string_view id);

/// The catalogue as the core asks for it.
[[nodiscard]] const DeviceCatalogue& builtinDevices();

} // namespace headroom
