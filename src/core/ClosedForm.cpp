// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClosedForm.h"

#include "headroom/core/Optimizers.h"

namespace headroom::closedform {
namespace {

// The symbols of the formulas.
constexpr const char* kParameters = HEADROOM_TEXT("formula", "parameters");
constexpr const char* kTrainable = HEADROOM_TEXT("formula", "trainable parameters");
constexpr const char* kBytesPerParameter = HEADROOM_TEXT("formula", "bytes per parameter");
constexpr const char* kBytesPerMaster = HEADROOM_TEXT("formula", "bytes per master weight");
constexpr const char* kStates = HEADROOM_TEXT("formula", "states per parameter");
constexpr const char* kBytesPerState = HEADROOM_TEXT("formula", "bytes per state");
constexpr const char* kBytesPerBlock = HEADROOM_TEXT("formula", "bytes of scale per block");
constexpr const char* kBlocks = HEADROOM_TEXT("formula", "blocks per state");
constexpr const char* kBytesPerGradient = HEADROOM_TEXT("formula", "bytes per gradient");
constexpr const char* kBatch = HEADROOM_TEXT("formula", "batch size");
constexpr const char* kSequence = HEADROOM_TEXT("formula", "sequence length");
constexpr const char* kContext = HEADROOM_TEXT("formula", "context length");
constexpr const char* kLayers = HEADROOM_TEXT("formula", "layers");
constexpr const char* kHidden = HEADROOM_TEXT("formula", "hidden size");
constexpr const char* kFactor = HEADROOM_TEXT("formula", "activation factor");
constexpr const char* kPerToken = HEADROOM_TEXT("formula", "activations per token");
constexpr const char* kPerTokenAndLayer =
    HEADROOM_TEXT("formula", "activations per token and layer");
constexpr const char* kBytesPerActivation = HEADROOM_TEXT("formula", "bytes per activation");
constexpr const char* kMeasured = HEADROOM_TEXT("formula", "measured activations");
constexpr const char* kKeysAndValues = HEADROOM_TEXT("formula", "keys and values");
constexpr const char* kHeadShare = HEADROOM_TEXT("formula", "KV heads / heads");
constexpr const char* kBytesPerCached = HEADROOM_TEXT("formula", "bytes per cached value");

/// bitsandbytes keeps one fp32 absmax for each block of 256 states
/// (bitsandbytes/optim/optimizer.py, blocksize=256).
constexpr std::uint64_t kStateBlock = 256;
constexpr std::uint64_t kAbsmaxBytes = 4;

std::uint64_t trainable(const ManualModel& model)
{
    return model.trainableParameters.value_or(*model.parameters);
}

Formula parameters(const ManualModel& model, const Scenario& scenario)
{
    Formula formula;
    formula.addProduct(Factor::count(kParameters, *model.parameters),
        Factor::bytesOf(kBytesPerParameter, scenario.precision.weights));
    return formula;
}

Dtype stateDtype(const OptimizerInfo& optimizer, const Precision& precision)
{
    if (precision.optimizerState)
        return *precision.optimizerState;
    if (optimizer.fixedDtype)
        return *optimizer.fixedDtype;
    return precision.masterWeights == MasterWeights::Fp32 ? Dtype::Fp32 : precision.weights;
}

Formula optimizerState(
    const ManualModel& model, const Scenario& scenario, const OptimizerInfo& optimizer)
{
    const Factor count = Factor::count(kTrainable, trainable(model));
    Factor states = Factor::count(kStates, optimizer.states);
    Formula formula;
    if (optimizer.kind == OptimizerInfo::States::BlockQuantized) {
        formula.addProduct(count, states, Factor::bytesOf(kBytesPerState, Dtype::Int8));
        formula.addProduct(count, states, Factor::ratio(kBlocks, 1, kStateBlock),
            Factor{kBytesPerBlock, kAbsmaxBytes, 1, Factor::Unit::Bytes});
        return formula;
    }
    if (optimizer.kind == OptimizerInfo::States::Custom)
        states = Factor::decimal(kStates, *scenario.optimizer.stateFactor);
    formula.addProduct(
        count, states, Factor::bytesOf(kBytesPerState, stateDtype(optimizer, scenario.precision)));
    return formula;
}

/// Activations as the model gives them; nothing where it gives none.
std::optional<Formula> activations(const ManualModel& model, const Scenario& scenario)
{
    Formula formula;
    if (model.activationBytes) {
        formula.addProduct(Factor{kMeasured, model.activationBytes->value, 1, Factor::Unit::Bytes});
        return formula;
    }
    const Workload& workload = scenario.workload;
    const Precision& precision = scenario.precision;
    const Factor batch = Factor::count(kBatch, workload.batchSize);
    const Factor sequence = Factor::count(kSequence, workload.sequenceLength);
    const Factor bytes =
        Factor::bytesOf(kBytesPerActivation, precision.activations.value_or(precision.weights));
    const bool checkpointed = workload.mode == Mode::Training
        && scenario.memorySavers.activationCheckpointing == ActivationCheckpointing::Full;
    if (!model.activationFactor && !model.activationsPerToken)
        return std::nullopt;
    if (checkpointed) {
        // One hidden state for each layer, and the activations of the one layer that is being
        // computed again (Chen et al. 2016, arXiv:1604.06174, with a segment of one layer).
        formula.addProduct(batch, sequence, Factor::count(kLayers, *model.layers),
            Factor::count(kHidden, *model.hiddenSize), bytes);
    }
    if (model.activationFactor) {
        const Factor hidden = Factor::count(kHidden, *model.hiddenSize);
        const Factor factor = Factor::decimal(kFactor, *model.activationFactor);
        if (checkpointed)
            formula.addProduct(batch, sequence, hidden, factor, bytes);
        else
            formula.addProduct(
                batch, sequence, Factor::count(kLayers, *model.layers), hidden, factor, bytes);
        return formula;
    }
    const Decimal perToken = *model.activationsPerToken;
    if (checkpointed) {
        const Factor ofOneLayer =
            Factor::ratio(kPerTokenAndLayer, perToken.digits(), perToken.denominator());
        formula.addProduct(batch, sequence, ofOneLayer,
            Factor::ratio(HEADROOM_TEXT("formula", "one of all layers"), 1, *model.layers), bytes);
    } else {
        formula.addProduct(batch, sequence, Factor::decimal(kPerToken, perToken), bytes);
    }
    return formula;
}

std::optional<Formula> kvCache(const ManualModel& model, const Scenario& scenario)
{
    if (!model.layers || !model.hiddenSize)
        return std::nullopt;
    const Workload& workload = scenario.workload;
    const Precision& precision = scenario.precision;
    const std::uint64_t length = workload.contextLength.value_or(workload.sequenceLength);
    const Factor two = Factor::count(kKeysAndValues, 2);
    const Factor layers = Factor::count(kLayers, *model.layers);
    const Factor hidden = Factor::count(kHidden, *model.hiddenSize);
    const Factor batch = Factor::count(kBatch, workload.batchSize);
    const Factor context = Factor::count(kContext, length);
    const Factor bytes =
        Factor::bytesOf(kBytesPerCached, precision.kvCache.value_or(precision.weights));
    Formula formula;
    if (model.kvHeads)
        formula.addProduct(two, layers, hidden,
            Factor::ratio(kHeadShare, *model.kvHeads, *model.heads), batch, context, bytes);
    else
        formula.addProduct(two, layers, hidden, batch, context, bytes);
    return formula;
}

} // namespace

Term term(const ManualModel& model, const Scenario& scenario, Role role)
{
    const bool training = scenario.workload.mode == Mode::Training;
    switch (role) {
    case Role::Parameter:
        return {parameters(model, scenario), false,
            HEADROOM_TEXT("core", "Every weight is stored once.")};
    case Role::MasterWeight: {
        if (!training || scenario.precision.masterWeights == MasterWeights::None)
            return {{}, true, ""};
        Formula formula;
        formula.addProduct(Factor::count(kTrainable, trainable(model)),
            Factor::bytesOf(kBytesPerMaster, Dtype::Fp32));
        return {formula, false, "Micikevicius et al. 2017, arXiv:1710.03740"};
    }
    case Role::OptimizerState: {
        const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id);
        if (!training || optimizer == nullptr)
            return {{}, true, ""};
        return {optimizerState(model, scenario, *optimizer), false, optimizer->source.data()};
    }
    case Role::Gradient: {
        if (!training)
            return {{}, true, ""};
        Formula formula;
        const Precision& precision = scenario.precision;
        formula.addProduct(Factor::count(kTrainable, trainable(model)),
            Factor::bytesOf(kBytesPerGradient, precision.gradients.value_or(precision.weights)));
        return {formula, false,
            HEADROOM_TEXT("core", "PyTorch keeps one gradient for each parameter that trains.")};
    }
    case Role::Activation:
        return {activations(model, scenario), false,
            model.activationBytes
                ? HEADROOM_TEXT("core", "A measurement that was typed in.")
                : HEADROOM_TEXT(
                    "core", "A rule of thumb: proportional to tokens, layers and width.")};
    case Role::KvCache:
        if (training)
            return {{}, true, ""};
        return {kvCache(model, scenario), false,
            HEADROOM_TEXT("core", "Each layer keeps the keys and values of every token.")};
    default:
        break;
    }
    return {{}, false, ""};
}

} // namespace headroom::closedform
