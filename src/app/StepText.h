// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Role.h"
#include "headroom/core/StepView.h"

#include <QString>

#include <string>
#include <vector>

namespace headroom::app {

/// "optimizer step": a phase of StepPhase or of Peak.
[[nodiscard]] QString phaseText(const std::string& phase);
/// "128,256 × 4,096"; "scalar" without dimensions.
[[nodiscard]] QString shapeText(const std::vector<std::uint64_t>& shape);
/// "mm": an operator without ATen's prefix and overload.
[[nodiscard]] QString operatorText(const std::string& op);
/// A module's path; the model itself has a word.
[[nodiscard]] QString moduleText(const std::string& module);

/// "backward, event 1,234 of 13,066".
[[nodiscard]] QString placeText(const StepView& view, const StepEvent& event);
/// What happens there, with operator, shape and bytes: "+ 32.00 MiB: mm at model.layers.0, …".
[[nodiscard]] QString happeningText(const StepEvent& event, UnitSystem units);

} // namespace headroom::app
