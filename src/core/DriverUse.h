// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Step.h"
#include "headroom/core/Device.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/Scenario.h"

// From the tensors of a step to what the driver reports.

namespace headroom::ledger {

/// How the step is to be played on the device's allocator.
[[nodiscard]] engine::AllocatorPlayOptions allocatorOf(
    const Scenario& scenario, const Device* device);

/// Workspace, peaks that are allocated and reserved, use and error band; nothing where the step was
/// not played.
[[nodiscard]] Result<void> addDriverUse(const architectures::StepLedger& step,
    const Scenario& scenario, const Device* device, Estimate& estimate);

} // namespace headroom::ledger
