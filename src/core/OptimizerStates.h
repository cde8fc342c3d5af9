// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/Scenario.h"
#include "headroom/engine/Optimizer.h"

#include <optional>
#include <vector>

// What the table of optimizers means, for the closed form and for the ledger.

namespace headroom {

/// A custom optimizer without its number of states.
void findStateFactorProblems(const Scenario& scenario, std::vector<Error>& problems);

/// A number of states given for an optimizer that has its own.
void warnOfStateFactor(const Scenario& scenario, std::vector<Text>& warnings);

/// What a Muon over every weight leaves out.
void noteMuon(const Scenario& scenario, std::vector<Text>& notes);

/// What the scenario's optimizer keeps of each weight, as its row says; empty where the row does
/// not say it by the weight's shape alone (8-bit states).
[[nodiscard]] std::optional<engine::KeptStates> keptStates(const Scenario& scenario);

} // namespace headroom
