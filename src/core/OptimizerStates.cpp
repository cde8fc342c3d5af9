// SPDX-License-Identifier: GPL-3.0-or-later
#include "OptimizerStates.h"

#include "headroom/core/Optimizers.h"

namespace headroom {
namespace {

bool isCustom(const Scenario& scenario)
{
    const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id);
    return optimizer != nullptr && optimizer->kind == OptimizerInfo::States::Custom;
}

} // namespace

void findStateFactorProblems(const Scenario& scenario, std::vector<Error>& problems)
{
    if (isCustom(scenario) && !scenario.optimizer.stateFactor)
        problems.push_back({ErrorCode::Missing, "optimizer.state_factor",
            Text(HEADROOM_TEXT("core",
                "expected the number of states per parameter of the custom optimizer; found none")),
            {}, {}, 0});
}

void warnOfStateFactor(const Scenario& scenario, std::vector<Text>& warnings)
{
    if (scenario.optimizer.stateFactor && !isCustom(scenario))
        warnings.emplace_back(HEADROOM_TEXT("core",
            "optimizer.state_factor has no effect: it belongs to the optimizer \"custom\"."));
}

void noteMuon(const Scenario& scenario, std::vector<Text>& notes)
{
    if (scenario.optimizer.id == "muon")
        notes.emplace_back(HEADROOM_TEXT("core",
            "Every weight is taken as a matrix that Muon updates; what is left to another "
            "optimizer has that one's states."));
}

std::optional<engine::KeptStates> keptStates(const Scenario& scenario)
{
    const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id);
    if (optimizer == nullptr)
        return std::nullopt;
    engine::KeptStates kept;
    kept.dtype = optimizer->fixedDtype;
    switch (optimizer->kind) {
    case OptimizerInfo::States::Plain:
        kept.likeWeight = optimizer->states;
        return kept;
    case OptimizerInfo::States::Custom:
        kept.perElement = scenario.optimizer.stateFactor.value_or(Decimal());
        return kept;
    case OptimizerInfo::States::NeedsShapes:
        kept.squareOfEachDimension = optimizer->id == "shampoo";
        return kept;
    case OptimizerInfo::States::BlockQuantized:
        break;
    }
    return std::nullopt;
}

} // namespace headroom
