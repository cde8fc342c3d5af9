// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClosedForm.h"
#include "OptimizerStates.h"

#include "headroom/core/Optimizers.h"

#include <string>
#include <utility>

namespace headroom::closedform {
namespace {

using Problems = std::vector<Error>;

template <typename... Arguments>
void add(Problems& problems, ErrorCode code, const char* key, const char* pattern,
    Arguments&&... arguments)
{
    problems.push_back(
        Error{code, key, Text(pattern, std::forward<Arguments>(arguments)...), {}, {}, 0});
}

void findShapeProblems(const ManualModel& model, Problems& problems)
{
    if (model.trainableParameters && model.parameters
        && *model.trainableParameters > *model.parameters)
        add(problems, ErrorCode::Conflict, "model.manual.trainable_parameters",
            HEADROOM_TEXT("core", "expected at most the {0} parameters of the model; found {1}"),
            *model.parameters, *model.trainableParameters);
    if (model.kvHeads && !model.heads)
        add(problems, ErrorCode::Missing, "model.manual.heads",
            HEADROOM_TEXT("core", "expected a number of heads beside kv_heads; found none"));
    else if (model.kvHeads && (*model.kvHeads > *model.heads || *model.heads % *model.kvHeads != 0))
        add(problems, ErrorCode::Conflict, "model.manual.kv_heads",
            HEADROOM_TEXT("core", "expected a number that divides the {0} heads; found {1}"),
            *model.heads, *model.kvHeads);
}

void findActivationProblems(const ManualModel& model, Problems& problems)
{
    std::string given;
    const char* last = nullptr;
    int count = 0;
    const auto note = [&](bool isGiven, const char* name, const char* key) {
        if (!isGiven)
            return;
        given += std::string(count == 0 ? "" : ", ") + name;
        last = key;
        ++count;
    };
    note(model.activationFactor.has_value(), "activation_factor", "model.manual.activation_factor");
    note(model.activationsPerToken.has_value(), "activations_per_token",
        "model.manual.activations_per_token");
    note(model.activationBytes.has_value(), "activation_bytes", "model.manual.activation_bytes");
    if (count > 1)
        add(problems, ErrorCode::Conflict, last,
            HEADROOM_TEXT("core",
                "expected at most one of activation_factor, activations_per_token and "
                "activation_bytes; found {0}"),
            given);
    if (model.activationFactor && !model.layers)
        add(problems, ErrorCode::Missing, "model.manual.layers",
            HEADROOM_TEXT(
                "core", "expected a number of layers beside activation_factor; found none"));
    if (model.activationFactor && !model.hiddenSize)
        add(problems, ErrorCode::Missing, "model.manual.hidden_size",
            HEADROOM_TEXT("core", "expected a hidden size beside activation_factor; found none"));
}

void findCheckpointingProblems(
    const ManualModel& model, const Scenario& scenario, Problems& problems)
{
    constexpr const char* kKey = "memory_savers.activation_checkpointing";
    switch (scenario.memorySavers.activationCheckpointing) {
    case ActivationCheckpointing::None:
        break;
    case ActivationCheckpointing::Selective:
        add(problems, ErrorCode::Unsupported, kKey,
            HEADROOM_TEXT("core",
                "selective needs an architecture, to know which outputs are kept; a parameter "
                "count alone takes none or full"));
        break;
    case ActivationCheckpointing::Full:
        if (model.activationBytes)
            add(problems, ErrorCode::Conflict, kKey,
                HEADROOM_TEXT("core",
                    "full needs activations by factor or per token; measured bytes cannot be "
                    "divided among layers"));
        else if (!model.layers || !model.hiddenSize)
            add(problems, ErrorCode::Missing, kKey,
                HEADROOM_TEXT(
                    "core", "full needs model.manual.layers and model.manual.hidden_size"));
        break;
    }
}

/// What names layers and parameters that a count does not have.
void findAdaptationProblems(const Scenario& scenario, Problems& problems)
{
    if (scenario.adapter.method != AdapterMethod::None)
        add(problems, ErrorCode::Unsupported, "adapter.method",
            HEADROOM_TEXT("core",
                "an adapter needs an architecture, to know the layers that it is put beside; for a "
                "parameter count alone give the adapter's size as "
                "model.manual.trainable_parameters"));
    if (scenario.quantization.method != "none")
        add(problems, ErrorCode::Unsupported, "quantization.method",
            HEADROOM_TEXT("core",
                "a quantization needs an architecture, to know which weights it packs; for a "
                "parameter count alone take precision.weights int8 or int4"));
    if (!scenario.frozen.empty())
        add(problems, ErrorCode::Unsupported, "frozen",
            HEADROOM_TEXT("core",
                "names of parameters need an architecture; for a parameter count alone give "
                "model.manual.trainable_parameters"));
}

void findOptimizerProblems(const Scenario& scenario, Problems& problems)
{
    const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id);
    if (optimizer == nullptr)
        return;
    if (optimizer->kind == OptimizerInfo::States::NeedsShapes)
        add(problems, ErrorCode::Unsupported, "optimizer.id",
            HEADROOM_TEXT("core",
                "the states of {0} depend on the shape of each weight; a parameter count alone "
                "does not say them"),
            optimizer->id);
    findStateFactorProblems(scenario, problems);
}

} // namespace

void findProblems(const ManualModel& model, const Scenario& scenario, Problems& problems)
{
    if (!model.parameters)
        add(problems, ErrorCode::Missing, "model.manual.parameters",
            HEADROOM_TEXT(
                "core", "expected a number of parameters, such as 110000000; found none"));
    findShapeProblems(model, problems);
    findActivationProblems(model, problems);
    findAdaptationProblems(scenario, problems);
    if (scenario.workload.mode == Mode::Training) {
        findCheckpointingProblems(model, scenario, problems);
        findOptimizerProblems(scenario, problems);
    }
}

void noteAssumptions(
    const ManualModel& model, const Scenario& scenario, Role role, std::vector<Text>& notes)
{
    const bool training = scenario.workload.mode == Mode::Training;
    const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id);
    switch (role) {
    case Role::OptimizerState:
        if (!training || optimizer == nullptr)
            break;
        if (optimizer->kind == OptimizerInfo::States::BlockQuantized)
            notes.emplace_back(HEADROOM_TEXT("core",
                "8-bit states: every weight is taken as quantized in blocks of 256; small tensors, "
                "which the library keeps in 32 bits, are not known."));
        if (optimizer->id.starts_with("paged"))
            notes.emplace_back(HEADROOM_TEXT("core",
                "Paged states are counted on the device; under pressure they move to the host."));
        noteMuon(scenario, notes);
        break;
    case Role::Activation:
        if (model.activationsPerToken && scenario.workload.sequenceLength == 1)
            notes.emplace_back(HEADROOM_TEXT("core",
                "A sequence of one token stands for an image, and its values are taken as given. A "
                "convolutional network keeps the feature maps of every layer: torchvision's "
                "ResNet-50 about 21.7 million values of an image of 224 × 224, not the 1,000 "
                "scores "
                "that leave it. model.vision computes them."));
        if (!training
            && (model.activationFactor || model.activationsPerToken || model.activationBytes))
            notes.emplace_back(HEADROOM_TEXT("core",
                "Inference frees each layer's activations after use: the activations are an upper "
                "bound."));
        break;
    case Role::KvCache:
        if (!training && model.layers && model.hiddenSize && !model.kvHeads)
            notes.emplace_back(
                HEADROOM_TEXT("core", "KV heads are not given: as many as heads are assumed."));
        break;
    default:
        break;
    }
}

void warn(const ManualModel& model, const Scenario& scenario, std::vector<Text>& warnings)
{
    constexpr std::uint64_t kSmallestUsual = 100'000;
    if (model.parameters && *model.parameters < kSmallestUsual)
        warnings.emplace_back(
            HEADROOM_TEXT("core", "{0} parameters is very few. Did you mean {1}M?"),
            *model.parameters, *model.parameters);
    if (!model.activationFactor && !model.activationsPerToken && !model.activationBytes)
        warnings.emplace_back(HEADROOM_TEXT("core",
            "Activations are not counted: give an activation factor, activations per token or "
            "measured bytes."));
    const bool training = scenario.workload.mode == Mode::Training;
    if (!training && (!model.layers || !model.hiddenSize))
        warnings.emplace_back(
            HEADROOM_TEXT("core", "The KV cache is not counted: give layers and hidden size."));
    if (!training && scenario.workload.contextLength
        && *scenario.workload.contextLength < scenario.workload.sequenceLength)
        warnings.emplace_back(
            HEADROOM_TEXT(
                "core", "The context length {0} is shorter than the sequence length {1}."),
            *scenario.workload.contextLength, scenario.workload.sequenceLength);
    if (training)
        warnOfStateFactor(scenario, warnings);
}

} // namespace headroom::closedform
