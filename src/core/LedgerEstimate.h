// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/OwnNetwork.h"
#include "headroom/architectures/Step.h"
#include "headroom/base/Result.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <optional>
#include <vector>

// The ledger: the memory of an architecture that is run on the engine.

namespace headroom::ledger {

/// Values that the ledger cannot have: what PyTorch decides, and what needs other software.
void findProblems(const Scenario& scenario, std::vector<Error>& problems);

/// How a step is run.
struct Played {
    EstimateDetail detail = EstimateDetail::Figures;
    std::optional<engine::AllocatorPlayOptions> allocator;
};

/// Runs the step of a config.json object; errors name the field, or the key of the config.
[[nodiscard]] Result<architectures::StepLedger> run(
    const Value& config, const Scenario& scenario, const Played& played);

/// Runs the step of a torchvision model; errors name the field.
[[nodiscard]] Result<architectures::StepLedger> run(
    const VisionModel& model, const Scenario& scenario, const Played& played);

/// Runs the step of an own network; errors point into its list of layers, or name the field.
[[nodiscard]] Result<architectures::StepLedger> run(
    const LayersModel& model, const Scenario& scenario, const Played& played);
/// Shapes and errors of its layers.
[[nodiscard]] std::vector<architectures::OwnRow> ownRows(
    const LayersModel& model, const Scenario& scenario);

/// What an estimate says of it.
[[nodiscard]] Estimate estimate(const architectures::StepLedger& step, const Scenario& scenario);

/// Where the number of a component comes from.
[[nodiscard]] Explanation explain(const Estimate& estimate, const Scenario& scenario, Role role);

} // namespace headroom::ledger
