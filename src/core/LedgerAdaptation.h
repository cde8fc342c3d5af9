// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Step.h"
#include "headroom/base/Result.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/Scenario.h"

#include <vector>

// Adapters, quantized bases and frozen parameters of a scenario, for the ledger.

namespace headroom::ledger {

/// What the scenario asks for, into the options of a step.
void setAdaptation(const Scenario& scenario, architectures::StepOptions& options);

/// Adapters and quantizations that cannot be, or that this version cannot run.
void findAdaptationProblems(const Scenario& scenario, std::vector<Error>& problems);

/// What was taken for granted about them.
void noteAdaptation(
    const architectures::StepLedger& step, const Scenario& scenario, Estimate& estimate);

} // namespace headroom::ledger
