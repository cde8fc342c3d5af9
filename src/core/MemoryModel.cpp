// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/MemoryModel.h"

#include "ClosedForm.h"
#include "Effects.h"

#include <limits>
#include <utility>

namespace headroom {
namespace {

Error needsArchitecture(const Scenario& scenario)
{
    return {ErrorCode::Unsupported, "model." + std::string(modelKindName(scenario.model)),
        Text(HEADROOM_TEXT("core",
            "this version estimates from a parameter count alone; give the model as model.manual")),
        {}, {}, 0};
}

Result<void> addFit(const Scenario& scenario, Estimate& estimate)
{
    if (!scenario.hardware.memoryBytes)
        return {};
    const Bytes capacity = *scenario.hardware.memoryBytes;
    const Bytes used = estimate.headline();
    estimate.fits.push_back({"custom", capacity, used, used <= capacity});
    estimate.warnings.emplace_back(HEADROOM_TEXT("core",
        "The comparison with the device is without temporaries and context: leave some memory "
        "free."));
    return {};
}

Result<void> noteWorkload(const Scenario& scenario, Estimate& estimate)
{
    const Workload& workload = scenario.workload;
    if (workload.mode != Mode::Training || workload.gradientAccumulationSteps == 1)
        return {};
    if (workload.batchSize
        > std::numeric_limits<std::uint64_t>::max() / workload.gradientAccumulationSteps)
        return fail(ErrorCode::Overflow, "workload.gradient_accumulation_steps",
            HEADROOM_TEXT("core", "effective batch size: {0} × {1} is more than 2^64 - 1"),
            workload.batchSize, workload.gradientAccumulationSteps);
    estimate.assumptions.emplace_back(
        HEADROOM_TEXT("core", "Effective batch size: {0} × {1} = {2}."), workload.batchSize,
        workload.gradientAccumulationSteps,
        workload.batchSize * workload.gradientAccumulationSteps);
    return {};
}

Result<Estimate> estimateClosedForm(const ManualModel& model, const Scenario& scenario)
{
    Estimate estimate;
    const std::uint64_t total = *model.parameters;
    const bool training = scenario.workload.mode == Mode::Training;
    estimate.parameters = {total, training ? model.trainableParameters.value_or(total) : 0, total};
    Bytes sum;
    for (const ComponentInfo& component : sumComponents()) {
        const closedform::Term term = closedform::term(model, scenario, component.role);
        std::optional<Bytes>& bytes = estimate.bytes.*component.member;
        if (term.zero)
            bytes = Bytes{};
        if (!term.formula)
            continue;
        const Result<Bytes> value = term.formula->evaluate(component.label);
        if (!value)
            return tl::unexpected(value.error());
        bytes = *value;
        const Result<Bytes> added =
            checkedAdd(sum, *value, HEADROOM_TEXT("core", "the sum of the components"));
        if (!added)
            return tl::unexpected(added.error());
        sum = *added;
        closedform::noteAssumptions(model, scenario, component.role, estimate.assumptions);
    }
    estimate.bytes.sum = sum;
    closedform::warn(model, scenario, estimate.warnings);
    return estimate;
}

} // namespace

std::vector<Error> MemoryModel::problems(const Scenario& scenario) const
{
    std::vector<Error> problems;
    if (const auto* manual = std::get_if<ManualModel>(&scenario.model))
        closedform::findProblems(*manual, scenario, problems);
    else
        problems.push_back(needsArchitecture(scenario));
    return problems;
}

Result<Estimate> MemoryModel::estimate(const Scenario& scenario) const
{
    if (std::vector<Error> found = problems(scenario); !found.empty())
        return tl::unexpected(std::move(found.front()));
    Result<Estimate> estimate = estimateClosedForm(std::get<ManualModel>(scenario.model), scenario);
    if (!estimate)
        return estimate;
    if (const Result<void> noted = noteWorkload(scenario, *estimate); !noted)
        return tl::unexpected(noted.error());
    warnWithoutEffect(scenario, estimate->warnings);
    if (const Result<void> added = addFit(scenario, *estimate); !added)
        return tl::unexpected(added.error());
    return estimate;
}

Result<Explanation> MemoryModel::explain(const Scenario& scenario, Role role) const
{
    if (std::vector<Error> found = problems(scenario); !found.empty())
        return tl::unexpected(std::move(found.front()));
    const auto& model = std::get<ManualModel>(scenario.model);
    const closedform::Term term = closedform::term(model, scenario, role);
    Explanation explanation;
    explanation.role = role;
    explanation.formula = term.formula;
    explanation.source = Text(term.source);
    if (term.formula) {
        const ComponentInfo* component = findComponent(role);
        const Result<Bytes> value =
            term.formula->evaluate(component != nullptr ? component->label : "");
        if (!value)
            return tl::unexpected(value.error());
        explanation.result = *value;
    } else if (term.zero) {
        explanation.result = Bytes{};
        explanation.notes.emplace_back(scenario.workload.mode == Mode::Training
                ? HEADROOM_TEXT("core", "This training keeps none.")
                : HEADROOM_TEXT("core", "Inference keeps none."));
    } else {
        explanation.notes.emplace_back(
            HEADROOM_TEXT("core", "Not known from what is given, and so not counted."));
    }
    closedform::noteAssumptions(model, scenario, role, explanation.notes);
    return explanation;
}

std::string substitutedWithResult(const Explanation& explanation, const TextRenderer& renderer)
{
    if (!explanation.formula || !explanation.result)
        return {};
    return explanation.formula->substituted(renderer) + " = "
        + renderer.number(grouped(explanation.result->value)) + " B";
}

} // namespace headroom
