// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/core/Device.h"
#include "headroom/core/Scenario.h"

#include <QString>

#include <string>
#include <vector>

namespace headroom::app {

/// The device that the scenario names; nullptr where it names none, or one that is not known.
[[nodiscard]] const Device* deviceOf(const Scenario& scenario);

/// "Data center", "Laptop".
[[nodiscard]] QString deviceKindText(DeviceKind kind);

/// "24 GB", as it is sold.
[[nodiscard]] QString soldText(const Device& device);

/// What a device's capacity rests on, in a sentence.
[[nodiscard]] QString capacitySourceText(const Device& device);

/// "NVIDIA H200", "24.00 GiB" (memory typed in), "NVIDIA H200, 100.00 GiB"; empty where the
/// scenario has neither.
[[nodiscard]] QString hardwareText(const Scenario& scenario, UnitSystem units);

/// The name of an estimate's device, which is an id or "custom"; empty for that.
[[nodiscard]] QString deviceName(const std::string& id);

/// What there is to choose from: this machine's devices first, then the catalogue's.
[[nodiscard]] const std::vector<const Device*>& devicesToChoose();
/// The same without this machine's CPU.
[[nodiscard]] const std::vector<const Device*>& devicesToFit();

/// All that a search for a device looks at.
[[nodiscard]] QString deviceSearchText(const Device& device);

} // namespace headroom::app
