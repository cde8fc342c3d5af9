// SPDX-License-Identifier: GPL-3.0-or-later
#include "LedgerEstimate.h"

#include "LedgerAdaptation.h"
#include "OptimizerStates.h"

#include "headroom/architectures/OwnNetwork.h"
#include "headroom/architectures/Vision.h"
#include "headroom/core/Fields.h"
#include "headroom/core/Optimizers.h"
#include "headroom/engine/Optimizer.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace headroom::ledger {
namespace {

using architectures::StepLedger;
using architectures::StepOptions;

architectures::Checkpointing checkpointingOf(ActivationCheckpointing value)
{
    switch (value) {
    case ActivationCheckpointing::None:
        break;
    case ActivationCheckpointing::Selective:
        return architectures::Checkpointing::Selective;
    case ActivationCheckpointing::Full:
        return architectures::Checkpointing::Full;
    }
    return architectures::Checkpointing::None;
}

architectures::AttentionChoice attentionOf(Attention value)
{
    switch (value) {
    case Attention::Eager:
        return architectures::AttentionChoice::Eager;
    case Attention::Sdpa:
        break;
    case Attention::Flash:
        return architectures::AttentionChoice::Flash;
    }
    return architectures::AttentionChoice::Sdpa;
}

engine::OptimizerForm formOf(OptimizerImplementation value)
{
    switch (value) {
    case OptimizerImplementation::Foreach:
        break;
    case OptimizerImplementation::Fused:
        return engine::OptimizerForm::Fused;
    case OptimizerImplementation::ForLoop:
        return engine::OptimizerForm::ForLoop;
    }
    return engine::OptimizerForm::Foreach;
}

std::optional<Dtype> autocastOf(Autocast value)
{
    switch (value) {
    case Autocast::None:
        break;
    case Autocast::Bf16:
        return Dtype::Bf16;
    case Autocast::Fp16:
        return Dtype::Fp16;
    }
    return std::nullopt;
}

/// A count as the engine takes it; what is larger than any tensor's dimension is refused there.
std::int64_t count(std::uint64_t value)
{
    return static_cast<std::int64_t>(
        std::min<std::uint64_t>(value, std::numeric_limits<std::int64_t>::max()));
}

StepOptions optionsOf(const Scenario& scenario, const Played& played)
{
    const Workload& workload = scenario.workload;
    StepOptions options;
    options.training = workload.mode == Mode::Training;
    options.batchSize = count(workload.batchSize);
    options.sequenceLength = count(workload.sequenceLength);
    options.targetLength = count(workload.targetLength);
    options.imageSize = count(workload.imageSize);
    options.contextLength = count(workload.contextLength.value_or(0));
    options.gradientAccumulation = options.training ? count(workload.gradientAccumulationSteps) : 1;
    options.head = workload.head.value_or(std::string());
    options.weights = scenario.precision.weights;
    options.autocast = autocastOf(scenario.precision.autocast);
    options.masterWeights =
        options.training && scenario.precision.masterWeights == MasterWeights::Fp32;
    options.optimizer = scenario.optimizer.id;
    options.optimizerForm = formOf(scenario.optimizer.implementation);
    options.keptStates = keptStates(scenario);
    options.checkpointing = checkpointingOf(scenario.memorySavers.activationCheckpointing);
    options.attention = attentionOf(scenario.memorySavers.attention);
    options.fusedLoss = scenario.memorySavers.fusedLoss;
    setAdaptation(scenario, options);
    options.allocator = played.allocator;
    options.everyTensor = played.detail == EstimateDetail::Tensors;
    options.keepLedger = played.detail == EstimateDetail::Replay;
    return options;
}

/// The key of a scenario's field stays; a key of the config gets the model's before it.
std::string placeOf(const std::string& where, const Scenario& scenario)
{
    const bool isField =
        std::any_of(allFields().begin(), allFields().end(), [&](const Field& field) {
            return field.key == where || field.key.starts_with(where + ".");
        });
    if (isField || where.starts_with("model."))
        return where;
    const std::string model = "model." + std::string(modelKindName(scenario.model));
    return where.empty() ? model : model + "." + where;
}

/// Of a product beyond 64 bits that says no key: the largest of the numbers that it is made of.
std::string largestNumber(const Value& config, const Scenario& scenario)
{
    const Workload& workload = scenario.workload;
    std::string where = "workload.batch_size";
    std::uint64_t largest = workload.batchSize;
    const auto consider = [&](const std::string& key, std::uint64_t value) {
        if (value <= largest)
            return;
        largest = value;
        where = key;
    };
    consider("workload.sequence_length", workload.sequenceLength);
    consider("workload.context_length", workload.contextLength.value_or(0));
    for (const auto& [key, value] : *config.asObject()) {
        const Value::Number* number = value.asNumber();
        const Decimal::Parsed parsed = Decimal::parse(number ? number->text : std::string());
        if (parsed.value && parsed.value->isWhole())
            consider(key, parsed.value->digits());
    }
    return where;
}

const char* phaseName(engine::Phase phase)
{
    switch (phase) {
    case engine::Phase::Backward:
        return "backward";
    case engine::Phase::Step:
        return "step";
    case engine::Phase::Setup:
    case engine::Phase::Forward:
        break;
    }
    return "forward";
}

} // namespace

void findProblems(const Scenario& scenario, std::vector<Error>& problems)
{
    findAdaptationProblems(scenario, problems);
    const Precision& precision = scenario.precision;
    const auto decided = [&](const std::optional<Dtype>& value, const char* key,
                             const char* pattern) {
        if (value && *value != precision.weights)
            problems.push_back(
                {ErrorCode::Unsupported, key, Text(pattern, toString(*value)), {}, {}, 0});
    };
    if (scenario.workload.mode == Mode::Training) {
        findStateFactorProblems(scenario, problems);
        decided(precision.gradients, "precision.gradients",
            HEADROOM_TEXT("core",
                "expected same: PyTorch keeps a gradient in the type of its weight; found {0}. "
                "precision.autocast or precision.master_weights may be what is meant"));
        const bool master = precision.masterWeights == MasterWeights::Fp32;
        if (precision.optimizerState
            && *precision.optimizerState != (master ? Dtype::Fp32 : precision.weights))
            decided(precision.optimizerState, "precision.optimizer_state",
                HEADROOM_TEXT("core",
                    "expected same: PyTorch keeps states in the type of what the optimizer "
                    "updates; found {0}. precision.master_weights may be what is meant"));
    }
    decided(precision.activations, "precision.activations",
        HEADROOM_TEXT("core",
            "expected same: operators decide the type of what they keep; found {0}. "
            "precision.autocast may be what is meant"));
}

Result<StepLedger> run(const Value& config, const Scenario& scenario, const Played& played)
{
    Result<StepLedger> step = architectures::runStep(config, optionsOf(scenario, played));
    if (!step) {
        Error& error = step.error();
        if (error.code == ErrorCode::Overflow && error.where.empty() && config.asObject())
            error.where = largestNumber(config, scenario);
        error.where = placeOf(error.where, scenario);
    }
    return step;
}

Result<StepLedger> run(const VisionModel& model, const Scenario& scenario, const Played& played)
{
    return architectures::runVisionStep(
        {model.id, count(model.imageSize), count(model.classes), count(model.channels)},
        optionsOf(scenario, played));
}

Result<StepLedger> run(const LayersModel& model, const Scenario& scenario, const Played& played)
{
    return architectures::runOwnStep(model.layers, optionsOf(scenario, played));
}

std::vector<architectures::OwnRow> ownRows(const LayersModel& model, const Scenario& scenario)
{
    return architectures::ownRows(model.layers, optionsOf(scenario, {}));
}

namespace {

/// What a scenario sets of tokens and attention makes no difference to a torchvision model.
void warnOfImages(const Scenario& scenario, std::vector<Text>& warnings)
{
    for (const char* key : {"workload.sequence_length", "workload.image_size",
             "workload.target_length", "workload.context_length", "memory_savers.attention"}) {
        const Field* field = findField(key);
        if (field != nullptr && fieldValue(scenario, *field) != defaultValue(*field))
            warnings.emplace_back(
                HEADROOM_TEXT("core", "{0} has no effect on a torchvision model."), key);
    }
}

/// What the estimate of an own network takes for granted, and how far cuDNN may be from it.
void noteOwnNetwork(const StepLedger& step, const Scenario& scenario, Estimate& estimate)
{
    for (const char* key :
        {"workload.target_length", "workload.context_length", "memory_savers.attention"}) {
        const Field* field = findField(key);
        if (field != nullptr && fieldValue(scenario, *field) != defaultValue(*field))
            estimate.warnings.emplace_back(
                HEADROOM_TEXT("core", "{0} has no effect on an own network."), key);
    }
    estimate.assumptions.emplace_back(HEADROOM_TEXT("core",
        "The layers run as a torch.nn.Sequential of PyTorch 2.13 on a CUDA device, in its second "
        "step: the optimizer's states exist, gradients were set to none. Workspaces of cuDNN are "
        "not in it."));
    if (scenario.workload.mode == Mode::Training && !scenario.workload.head)
        estimate.assumptions.emplace_back(HEADROOM_TEXT("core",
            "The loss is the cross-entropy of what the last layer gives, as logits, and a class "
            "for each sample, or for each position where it gives a sequence."));
    const StepLedger::Reserve& reserve = step.reserve;
    if (reserve.bytes == 0)
        return;
    const auto less = std::min(step.peak, reserve.bytes - reserve.low);
    estimate.errorBand =
        ErrorBand{Bytes{step.peak - less}, Bytes{step.peak + (reserve.high - reserve.bytes)},
            "cuDNN's reserve for its recurrent layers, by a rule: docs/own-network.md"};
    estimate.assumptions.emplace_back(
        HEADROOM_TEXT("core",
            "{0} bytes of the activations are what cuDNN keeps of its recurrent layers, by a rule "
            "that two measured sizes confirm (docs/own-network.md); they may be {1} to {2}."),
        reserve.bytes, reserve.low, reserve.high);
}

} // namespace

Estimate estimate(const StepLedger& step, const Scenario& scenario)
{
    const bool training = scenario.workload.mode == Mode::Training;
    Estimate estimate;
    estimate.parameters = {
        step.parametersTotal, training ? step.parametersTrainable : 0, step.parametersActive};
    MemoryBytes& bytes = estimate.bytes;
    bytes.parameters = Bytes{step.parameters};
    bytes.buffers = Bytes{step.buffers};
    bytes.batch = Bytes{step.batch};
    bytes.masterWeights = Bytes{step.masterWeights};
    bytes.optimizerState = Bytes{step.optimizerState};
    bytes.gradients = Bytes{step.gradients};
    bytes.activations = Bytes{step.activations};
    bytes.kvCache = Bytes{step.kvCache};
    bytes.peakForward = Bytes{step.peakForward};
    bytes.peakBackward = Bytes{step.peakBackward};
    if (step.stepIsKnown)
        bytes.peakStep = Bytes{step.peakStep};
    bytes.peak = Bytes{step.peak};
    Peak& peak = estimate.peak.emplace();
    peak.phase = phaseName(step.peakPhase);
    peak.at = step.peakAt;
    for (std::size_t i = 0; i < kRoleCount; ++i)
        peak.byRole[i] = Bytes{step.peakByRole[i]};
    for (const architectures::AliveTensor& tensor : step.peakTensors)
        peak.tensors.push_back({tensor.name, tensor.role, Bytes{tensor.bytes}});
    for (const architectures::LayerRow& row : step.layers)
        estimate.layers.push_back(
            {row.name, row.parameters, row.trainable, Bytes{row.weights}, Bytes{row.activations}});
    estimate.warnings = step.warnings;
    if (training) {
        warnOfStateFactor(scenario, estimate.warnings);
        noteMuon(scenario, estimate.assumptions);
    }
    if (!step.stepIsKnown)
        estimate.warnings.emplace_back(
            HEADROOM_TEXT("core",
                "What a step of {0} takes for a while is not known: the peak is that of forward "
                "and backward."),
            scenario.optimizer.id);
    if (std::holds_alternative<LayersModel>(scenario.model)) {
        noteOwnNetwork(step, scenario, estimate);
        return estimate;
    }
    if (std::holds_alternative<VisionModel>(scenario.model)) {
        warnOfImages(scenario, estimate.warnings);
        estimate.assumptions.emplace_back(HEADROOM_TEXT("core",
            "One steady step of PyTorch 2.13 and torchvision 0.29 on a CUDA device, its second: "
            "the optimizer's states exist, gradients were set to none. Workspaces of cuDNN are not "
            "in it."));
        return estimate;
    }
    estimate.assumptions.emplace_back(HEADROOM_TEXT("core",
        "One steady step of PyTorch 2.13 and transformers 5.24 on a CUDA device (sm80), its "
        "second: the optimizer's states exist, gradients were set to none."));
    noteAdaptation(step, scenario, estimate);
    return estimate;
}

Explanation explain(const Estimate& estimate, const Scenario& scenario, Role role)
{
    Explanation explanation;
    explanation.role = role;
    const ComponentInfo* component = findComponent(role);
    if (component == nullptr)
        return explanation;
    explanation.result = estimate.bytes.*component->member;
    explanation.source =
        Text(HEADROOM_TEXT("core", "Counted on the ledger of the architecture, tensor by tensor."));
    const ParameterCounts& parameters = estimate.parameters;
    const Factor trainable =
        Factor::count(HEADROOM_TEXT("formula", "trainable parameters"), parameters.trainable);
    const bool master = scenario.precision.masterWeights == MasterWeights::Fp32;
    // An adapter's own weights are in fp32, whatever its base's.
    const bool adapter = scenario.adapter.method == AdapterMethod::Lora;
    const Dtype weights = scenario.precision.weights;
    const Dtype trained = adapter ? Dtype::Fp32 : weights;
    const Dtype updated = master ? Dtype::Fp32 : trained;
    Formula formula;
    switch (role) {
    case Role::Parameter:
        formula.addProduct(adapter
                ? Factor::count(HEADROOM_TEXT("formula", "frozen parameters"),
                    parameters.total - parameters.trainable)
                : Factor::count(HEADROOM_TEXT("formula", "parameters"), parameters.total),
            Factor::bytesOf(HEADROOM_TEXT("formula", "bytes per parameter"), weights));
        if (adapter)
            formula.addProduct(trainable,
                Factor::bytesOf(HEADROOM_TEXT("formula", "bytes per parameter"), trained));
        break;
    case Role::MasterWeight:
        formula.addProduct(trainable,
            Factor::bytesOf(HEADROOM_TEXT("formula", "bytes per master weight"), Dtype::Fp32));
        break;
    case Role::OptimizerState:
        if (const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id))
            formula.addProduct(trainable,
                Factor::count(HEADROOM_TEXT("formula", "states per parameter"), optimizer->states),
                Factor::bytesOf(HEADROOM_TEXT("formula", "bytes per state"), updated));
        break;
    case Role::Gradient:
        formula.addProduct(
            trainable, Factor::bytesOf(HEADROOM_TEXT("formula", "bytes per gradient"), trained));
        break;
    case Role::Activation:
        explanation.notes.emplace_back(HEADROOM_TEXT("core",
            "What is alive after the forward pass and not counted elsewhere: tensors that backward "
            "needs."));
        return explanation;
    case Role::KvCache:
        explanation.notes.emplace_back(
            HEADROOM_TEXT("core", "The keys and values that each layer keeps of every token."));
        return explanation;
    default:
        return explanation;
    }
    // Shown only where it is the whole truth.
    const Result<Bytes> value = formula.evaluate(component->label);
    if (value && explanation.result == *value && value->value != 0)
        explanation.formula = formula;
    return explanation;
}

} // namespace headroom::ledger
