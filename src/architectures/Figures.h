// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"
#include "headroom/architectures/Step.h"
#include "headroom/engine/Reading.h"

namespace headroom::architectures {

/// The blocks that a run does, and which of them stand for others.
struct Plan {
    LayerCounts layers; ///< of each list
    std::vector<engine::Repeats> repeats; ///< of each list; no copies: it is run in full
};

/// What a run leaves behind while everything still lives.
struct Sources {
    const Blueprint& blueprint;
    const StepOptions& options;
    const Plan& plan;
    engine::Model& model;
    const engine::Optimizer* optimizer;
    const KvCache* cache;
    const engine::Ledger& ledger;
    const engine::Reading& reading;
};

/// The figures of a step, its layers' table included.
[[nodiscard]] StepLedger figures(const Sources& sources);

/// Parameters, buffers, gradients and states by the numbers of their storages.
[[nodiscard]] std::vector<NamedStorage> namesOf(
    engine::Model& model, const engine::Optimizer* optimizer);

/// What is alive at the highest peak, largest first. Of a run without repeats.
[[nodiscard]] std::vector<AliveTensor> peakTensors(const engine::Ledger& ledger,
    const engine::Reading& reading, const std::vector<NamedStorage>& names);

} // namespace headroom::architectures
