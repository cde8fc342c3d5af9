// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/MemoryModel.h"

#include "ClosedForm.h"
#include "Effects.h"
#include "LedgerEstimate.h"

#include "headroom/core/StepView.h"

#include <limits>
#include <utility>

namespace headroom {
namespace {

/// A model of a kind whose architecture this version cannot run.
Error notRun(const Scenario& scenario)
{
    return {ErrorCode::Unsupported, "model." + std::string(modelKindName(scenario.model)),
        Text(HEADROOM_TEXT("core",
            "this version estimates from a parameter count (model.manual), a config.json object "
            "(model.transformers), a torchvision model (model.vision), an own network "
            "(model.layers) or a model of the catalogue")),
        {}, {}, 0};
}

/// The config.json object of the scenario's model.
Result<const Value*> configOf(const Scenario& scenario, const ModelCatalogue* catalogue)
{
    if (const auto* model = std::get_if<TransformersModel>(&scenario.model))
        return &model->config;
    const auto* named = std::get_if<CatalogueModel>(&scenario.model);
    if (named == nullptr || catalogue == nullptr)
        return tl::unexpected(notRun(scenario));
    return catalogue->config(named->id);
}

Result<architectures::StepLedger> runModel(
    const Scenario& scenario, const ModelCatalogue* catalogue, EstimateDetail detail)
{
    if (const auto* vision = std::get_if<VisionModel>(&scenario.model))
        return ledger::run(*vision, scenario, detail);
    if (const auto* own = std::get_if<LayersModel>(&scenario.model))
        return ledger::run(*own, scenario, detail);
    const Result<const Value*> config = configOf(scenario, catalogue);
    if (!config)
        return tl::unexpected(config.error());
    return ledger::run(**config, scenario, detail);
}

bool isManual(const Scenario& scenario)
{
    return std::holds_alternative<ManualModel>(scenario.model);
}

/// The device that the scenario names; nullptr where it names none.
Result<const Device*> deviceOf(const Scenario& scenario, const DeviceCatalogue* devices)
{
    if (!scenario.hardware.device)
        return nullptr;
    if (devices == nullptr)
        return fail(ErrorCode::UnknownName, "hardware.device",
            HEADROOM_TEXT("core", "there is no catalogue of devices to find {0} in"),
            *scenario.hardware.device);
    return devices->device(*scenario.hardware.device);
}

void noteCapacity(const Device& device, std::vector<Text>& assumptions)
{
    switch (device.capacitySource) {
    case CapacitySource::Driver:
        break;
    case CapacitySource::AsSold:
        assumptions.emplace_back(HEADROOM_TEXT("core",
                                     "{0}: the memory that it is sold with. Its driver leaves "
                                     "programs somewhat less; no figure is known."),
            device.name);
        break;
    case CapacitySource::Share:
        assumptions.emplace_back(
            HEADROOM_TEXT("core",
                "{0}: three quarters of the memory that it shares with the CPU. "
                "hardware.memory_bytes takes another share."),
            device.name);
        break;
    }
}

void addFit(const Scenario& scenario, const Device* device, Estimate& estimate)
{
    if (device == nullptr && !scenario.hardware.memoryBytes)
        return;
    const Bytes capacity =
        scenario.hardware.memoryBytes ? *scenario.hardware.memoryBytes : device->capacity;
    const Bytes used = estimate.headline();
    estimate.fits.push_back(
        {device != nullptr ? device->id : "custom", capacity, used, used <= capacity});
    if (!scenario.hardware.memoryBytes)
        noteCapacity(*device, estimate.assumptions);
    if (!estimate.bytes.used)
        estimate.warnings.emplace_back(estimate.bytes.peak
                ? HEADROOM_TEXT("core",
                    "The comparison with the device is without workspaces, fragmentation and "
                    "context: leave some memory free.")
                : HEADROOM_TEXT("core",
                    "The comparison with the device is without temporaries and context: leave some "
                    "memory "
                    "free."));
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
        closedform::noteAssumptions(model, scenario, component.role, estimate.assumptions);
    }
    closedform::warn(model, scenario, estimate.warnings);
    return estimate;
}

/// Parameters to KV cache; what is not known is not counted.
Result<Bytes> sumOf(const MemoryBytes& bytes)
{
    Bytes sum;
    for (const ComponentInfo& component : sumComponents()) {
        Result<Bytes> added = checkedAdd(sum, (bytes.*component.member).value_or(Bytes()),
            HEADROOM_TEXT("core", "the sum of the components"));
        if (!added)
            return added;
        sum = *added;
    }
    return sum;
}

} // namespace

std::vector<Error> MemoryModel::problems(const Scenario& scenario) const
{
    std::vector<Error> problems;
    if (const Result<const Device*> device = deviceOf(scenario, m_devices); !device)
        problems.push_back(device.error());
    if (const auto* manual = std::get_if<ManualModel>(&scenario.model)) {
        closedform::findProblems(*manual, scenario, problems);
        return problems;
    }
    if (!std::holds_alternative<VisionModel>(scenario.model)
        && !std::holds_alternative<LayersModel>(scenario.model)) {
        if (const Result<const Value*> config = configOf(scenario, m_catalogue); !config)
            problems.push_back(config.error());
    }
    ledger::findProblems(scenario, problems);
    return problems;
}

std::vector<architectures::OwnRow> MemoryModel::layerRows(const Scenario& scenario)
{
    const auto* own = std::get_if<LayersModel>(&scenario.model);
    return own != nullptr ? ledger::ownRows(*own, scenario) : std::vector<architectures::OwnRow>();
}

Result<architectures::StepLedger> MemoryModel::runWith(
    const Scenario& scenario, EstimateDetail detail) const
{
    if (isManual(scenario))
        return fail(ErrorCode::Unsupported, "model.manual",
            HEADROOM_TEXT(
                "core", "a parameter count alone has no tensors; this needs an architecture"));
    if (std::vector<Error> found = problems(scenario); !found.empty())
        return tl::unexpected(std::move(found.front()));
    return runModel(scenario, m_catalogue, detail);
}

Result<architectures::StepLedger> MemoryModel::run(const Scenario& scenario) const
{
    return runWith(scenario, EstimateDetail::Tensors);
}

Result<StepView> MemoryModel::view(const Scenario& scenario) const
{
    Result<architectures::StepLedger> step = runWith(scenario, EstimateDetail::Replay);
    if (!step)
        return tl::unexpected(std::move(step.error()));
    return StepView(std::move(*step), scenario);
}

Result<Estimate> MemoryModel::estimate(const Scenario& scenario, EstimateDetail detail) const
{
    if (std::vector<Error> found = problems(scenario); !found.empty())
        return tl::unexpected(std::move(found.front()));
    const Device* device = *deviceOf(scenario, m_devices);
    Estimate estimate;
    if (const auto* manual = std::get_if<ManualModel>(&scenario.model)) {
        Result<Estimate> made = estimateClosedForm(*manual, scenario);
        if (!made)
            return made;
        estimate = std::move(*made);
    } else {
        const Result<architectures::StepLedger> step = runModel(scenario, m_catalogue, detail);
        if (!step)
            return tl::unexpected(step.error());
        estimate = ledger::estimate(*step, scenario);
    }
    const Result<Bytes> sum = sumOf(estimate.bytes);
    if (!sum)
        return tl::unexpected(sum.error());
    estimate.bytes.sum = *sum;
    if (const Result<void> noted = noteWorkload(scenario, estimate); !noted)
        return tl::unexpected(noted.error());
    warnWithoutEffect(scenario, estimate.warnings);
    addFit(scenario, device, estimate);
    return estimate;
}

Result<Explanation> MemoryModel::explain(const Scenario& scenario, Role role) const
{
    if (std::vector<Error> found = problems(scenario); !found.empty())
        return tl::unexpected(std::move(found.front()));
    if (isManual(scenario))
        return explain(scenario, Estimate(), role);
    const Result<Estimate> made = estimate(scenario);
    if (!made)
        return tl::unexpected(made.error());
    return explain(scenario, *made, role);
}

Result<Explanation> MemoryModel::explain(
    const Scenario& scenario, const Estimate& estimate, Role role) const
{
    if (!isManual(scenario))
        return ledger::explain(estimate, scenario, role);
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
