// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/MemoryModel.h"

#include "ClosedForm.h"
#include "DriverUse.h"
#include "Effects.h"
#include "FileEstimate.h"
#include "LedgerEstimate.h"

#include "headroom/core/StepView.h"

#include <algorithm>
#include <limits>
#include <memory>
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

using Facts = std::shared_ptr<const FileFacts>;

/// What the file says that the scenario names; nullptr where it names none.
Result<Facts> factsOf(const Scenario& scenario, const ModelCatalogue* catalogue)
{
    const auto* model = std::get_if<FileModel>(&scenario.model);
    if (model == nullptr)
        return Facts();
    if (catalogue == nullptr)
        return tl::unexpected(notRun(scenario));
    Result<Facts> facts = catalogue->file(model->path);
    if (!facts)
        facts.error().where = "model.file";
    return facts;
}

/// The config.json object of the scenario's model, which lives as long as scenario, catalogue and
/// facts.
Result<const Value*> configOf(
    const Scenario& scenario, const ModelCatalogue* catalogue, const FileFacts* facts)
{
    if (const auto* model = std::get_if<TransformersModel>(&scenario.model))
        return &model->config;
    if (facts != nullptr && !facts->config.isNull())
        return &facts->config;
    const auto* named = std::get_if<CatalogueModel>(&scenario.model);
    if (named == nullptr || catalogue == nullptr)
        return tl::unexpected(notRun(scenario));
    return catalogue->config(named->id);
}

Result<architectures::StepLedger> runModel(
    const Scenario& scenario, const ModelCatalogue* catalogue, const ledger::Played& played)
{
    if (const auto* vision = std::get_if<VisionModel>(&scenario.model))
        return ledger::run(*vision, scenario, played);
    if (const auto* own = std::get_if<LayersModel>(&scenario.model))
        return ledger::run(*own, scenario, played);
    const Result<Facts> facts = factsOf(scenario, catalogue);
    if (!facts)
        return tl::unexpected(facts.error());
    const Result<const Value*> config = configOf(scenario, catalogue, facts->get());
    if (!config)
        return tl::unexpected(config.error());
    return ledger::run(**config, storedfile::withOwnMethod(scenario, facts->get()), played);
}

/// As far as that detail goes, on the allocator too. That is always played with blocks that repeat
/// counted, so that every detail says the same.
Result<architectures::StepLedger> runModel(const Scenario& scenario,
    const ModelCatalogue* catalogue, const Device* device, EstimateDetail detail)
{
    if (detail == EstimateDetail::Peaks)
        return runModel(scenario, catalogue, {detail, std::nullopt});
    Result<architectures::StepLedger> counted = runModel(
        scenario, catalogue, {EstimateDetail::Figures, ledger::allocatorOf(scenario, device)});
    if (!counted || detail == EstimateDetail::Figures)
        return counted;
    Result<architectures::StepLedger> step = runModel(scenario, catalogue, {detail, std::nullopt});
    if (step)
        step->allocator = counted->allocator;
    return step;
}

bool isManual(const Scenario& scenario)
{
    return std::holds_alternative<ManualModel>(scenario.model);
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

/// Fills in the components from their terms.
template <typename TermOf> Result<void> addTerms(Estimate& estimate, TermOf termOf)
{
    for (const ComponentInfo& component : sumComponents()) {
        const closedform::Term term = termOf(component.role);
        std::optional<Bytes>& bytes = estimate.bytes.*component.member;
        if (term.zero)
            bytes = Bytes{};
        if (!term.formula)
            continue;
        const Result<Bytes> value = term.formula->evaluate(component.label);
        if (!value)
            return tl::unexpected(value.error());
        bytes = *value;
    }
    return {};
}

Result<Estimate> estimateClosedForm(const ManualModel& model, const Scenario& scenario)
{
    Estimate estimate;
    const std::uint64_t total = *model.parameters;
    const bool training = scenario.workload.mode == Mode::Training;
    estimate.parameters = {total, training ? model.trainableParameters.value_or(total) : 0, total};
    const Result<void> added =
        addTerms(estimate, [&](Role role) { return closedform::term(model, scenario, role); });
    if (!added)
        return tl::unexpected(added.error());
    for (const ComponentInfo& component : sumComponents()) {
        if (closedform::term(model, scenario, component.role).formula)
            closedform::noteAssumptions(model, scenario, component.role, estimate.assumptions);
    }
    closedform::warn(model, scenario, estimate.warnings);
    return estimate;
}

Result<Estimate> estimateStored(const FileFacts& facts, const Scenario& scenario)
{
    Estimate estimate;
    estimate.parameters = {facts.parameters, 0, facts.active};
    const Result<void> added =
        addTerms(estimate, [&](Role role) { return storedfile::term(facts, scenario, role); });
    if (!added)
        return tl::unexpected(added.error());
    storedfile::note(facts, scenario, estimate.assumptions, estimate.warnings);
    return estimate;
}

/// Weights are alive throughout inference: in place of those that the engine's rule for the method
/// makes, those of the file.
void takeStoredWeights(const FileFacts& facts, Estimate& estimate)
{
    MemoryBytes& bytes = estimate.bytes;
    const std::uint64_t ruled = bytes.parameters.value_or(Bytes()).value;
    const auto take = [&](Bytes& figure) {
        figure.value = figure.value - std::min(figure.value, ruled) + facts.weightBytes;
    };
    for (std::optional<Bytes> MemoryBytes::*member :
        {&MemoryBytes::parameters, &MemoryBytes::peakForward, &MemoryBytes::peak}) {
        if (bytes.*member)
            take(*(bytes.*member));
    }
    if (estimate.peak)
        take(estimate.peak->byRole[static_cast<std::size_t>(Role::Parameter)]);
    estimate.parameters.total = facts.parameters;
    estimate.assumptions.emplace_back(
        HEADROOM_TEXT("core",
            "The weights take {0} bytes, as the file stores them ({1}); by the rule of {2} they "
            "would take {3}."),
        facts.weightBytes, facts.quantization, facts.method, ruled);
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
    if (const Result<const Device*> named = device(scenario); !named)
        problems.push_back(named.error());
    if (const auto* manual = std::get_if<ManualModel>(&scenario.model)) {
        closedform::findProblems(*manual, scenario, problems);
        return problems;
    }
    Facts file;
    if (!std::holds_alternative<VisionModel>(scenario.model)
        && !std::holds_alternative<LayersModel>(scenario.model)) {
        const Result<Facts> facts = factsOf(scenario, m_catalogue);
        if (!facts) {
            problems.push_back(facts.error());
            return problems;
        }
        if (*facts) {
            storedfile::findProblems(**facts, scenario, problems);
            if (storedfile::isWhole(**facts, scenario) || !problems.empty())
                return problems;
        }
        if (const Result<const Value*> config = configOf(scenario, m_catalogue, facts->get());
            !config)
            problems.push_back(config.error());
        file = *facts;
    }
    ledger::findProblems(storedfile::withOwnMethod(scenario, file.get()), problems);
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
    const Result<Facts> facts = factsOf(scenario, m_catalogue);
    if (facts && *facts && storedfile::isWhole(**facts, scenario))
        return fail(ErrorCode::Unsupported, "model.file",
            HEADROOM_TEXT("core",
                "weights in the file's own storage are not run tensor by tensor; "
                "quantization.method takes one that is"));
    return runModel(scenario, m_catalogue, {detail, std::nullopt});
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

Result<const Device*> MemoryModel::device(const Scenario& scenario) const
{
    if (!scenario.hardware.device)
        return nullptr;
    if (m_devices == nullptr)
        return fail(ErrorCode::UnknownName, "hardware.device",
            HEADROOM_TEXT("core", "there is no catalogue of devices to find {0} in"),
            *scenario.hardware.device);
    return m_devices->device(*scenario.hardware.device);
}

Result<Value> MemoryModel::config(const Scenario& scenario) const
{
    const Result<Facts> facts = factsOf(scenario, m_catalogue);
    if (!facts)
        return tl::unexpected(facts.error());
    const Result<const Value*> config = configOf(scenario, m_catalogue, facts->get());
    if (!config)
        return tl::unexpected(config.error());
    return **config;
}

Result<Estimate> MemoryModel::estimate(const Scenario& scenario, EstimateDetail detail) const
{
    if (std::vector<Error> found = problems(scenario); !found.empty())
        return tl::unexpected(std::move(found.front()));
    const Device* const named = *device(scenario);
    Estimate estimate;
    if (const auto* manual = std::get_if<ManualModel>(&scenario.model)) {
        Result<Estimate> made = estimateClosedForm(*manual, scenario);
        if (!made)
            return made;
        estimate = std::move(*made);
    } else {
        const Result<Facts> read = factsOf(scenario, m_catalogue);
        const FileFacts* facts = read ? read->get() : nullptr;
        if (facts != nullptr && storedfile::isWhole(*facts, scenario)) {
            Result<Estimate> made = estimateStored(*facts, scenario);
            if (!made)
                return made;
            estimate = std::move(*made);
        } else {
            const Result<architectures::StepLedger> step =
                runModel(scenario, m_catalogue, named, detail);
            if (!step)
                return tl::unexpected(step.error());
            estimate = ledger::estimate(*step, storedfile::withOwnMethod(scenario, facts));
            if (facts != nullptr && scenario.workload.mode == Mode::Inference
                && storedfile::keepsQuantization(*facts, scenario))
                takeStoredWeights(*facts, estimate);
            if (const Result<void> added = ledger::addDriverUse(*step, scenario, named, estimate);
                !added)
                return tl::unexpected(added.error());
        }
    }
    const Result<Bytes> sum = sumOf(estimate.bytes);
    if (!sum)
        return tl::unexpected(sum.error());
    estimate.bytes.sum = *sum;
    if (const Result<void> noted = noteWorkload(scenario, estimate); !noted)
        return tl::unexpected(noted.error());
    warnWithoutEffect(scenario, estimate.warnings);
    addFit(scenario, named, estimate);
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
    const Result<Facts> facts = factsOf(scenario, m_catalogue);
    const bool isStored = facts && *facts && storedfile::isWhole(**facts, scenario);
    if (!isManual(scenario) && !isStored)
        return ledger::explain(estimate, scenario, role);
    const auto* model = std::get_if<ManualModel>(&scenario.model);
    const closedform::Term term = model != nullptr ? closedform::term(*model, scenario, role)
                                                   : storedfile::term(**facts, scenario, role);
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
    if (model != nullptr)
        closedform::noteAssumptions(*model, scenario, role, explanation.notes);
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
