// SPDX-License-Identifier: GPL-3.0-or-later
#include "LedgerAdaptation.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace headroom::ledger {
namespace {

using engine::WeightStorage;

constexpr const char* kAdapterMethod = "adapter.method";
constexpr const char* kQuantizationMethod = "quantization.method";

/// A method that the engine has, and whether peft's adapters train beside it here.
struct Quantizer {
    std::string_view method;
    WeightStorage storage;
    bool trains;
};

constexpr auto kQuantizers = std::to_array<Quantizer>({
    {"none", WeightStorage::Plain, true},
    {"int8", WeightStorage::Int8, true},
    {"nf4", WeightStorage::FourBit, true},
    {"nf4-double", WeightStorage::FourBitNested, true},
    {"fp4", WeightStorage::FourBit, true},
    {"fp4-double", WeightStorage::FourBitNested, true},
    {"gptq", WeightStorage::Gptq, false},
    {"awq", WeightStorage::Awq, false},
    {"fp8", WeightStorage::Fp8, false},
});

const Quantizer* quantizerOf(const Scenario& scenario)
{
    const auto found = std::find_if(kQuantizers.begin(), kQuantizers.end(),
        [&](const Quantizer& entry) { return entry.method == scenario.quantization.method; });
    return found == kQuantizers.end() ? nullptr : found;
}

bool isQuantized(const Scenario& scenario) { return scenario.quantization.method != "none"; }
bool hasAdapter(const Scenario& scenario) { return scenario.adapter.method == AdapterMethod::Lora; }

/// Known by its layers alone: no model of transformers, which peft and bitsandbytes work on.
bool isBareNetwork(const Scenario& scenario)
{
    return std::holds_alternative<VisionModel>(scenario.model)
        || std::holds_alternative<LayersModel>(scenario.model);
}

template <typename... Arguments>
void add(std::vector<Error>& problems, ErrorCode code, const char* key, const char* pattern,
    Arguments&&... arguments)
{
    problems.push_back(
        Error{code, key, Text(pattern, std::forward<Arguments>(arguments)...), {}, {}, 0});
}

void findAdapterProblems(const Scenario& scenario, std::vector<Error>& problems)
{
    const Adapter& adapter = scenario.adapter;
    if (!hasAdapter(scenario))
        return;
    if (isBareNetwork(scenario))
        add(problems, ErrorCode::Unsupported, kAdapterMethod,
            HEADROOM_TEXT("core", "adapters are for models of transformers alone"));
    if (const std::string* word = adapter.targets.asString()) {
        constexpr std::array kWords = std::to_array<std::string_view>({"all-linear", "attention"});
        if (std::find(kWords.begin(), kWords.end(), *word) == kWords.end()) {
            add(problems, ErrorCode::UnknownName, "adapter.targets",
                HEADROOM_TEXT("core",
                    "expected all-linear, attention or a list of names, such as [\"{0}\"]; found "
                    "{0}"),
                *word);
            problems.back().suggestion = nearestWord(*word, kWords);
        }
    } else if (const Value::List* names = adapter.targets.asList(); names && names->empty()) {
        add(problems, ErrorCode::Missing, "adapter.targets",
            HEADROOM_TEXT("core", "expected the name of at least one module; found none"));
    }
    if (adapter.dropout == Decimal(1))
        add(problems, ErrorCode::OutOfRange, "adapter.dropout",
            HEADROOM_TEXT("core", "expected less than 1, which leaves nothing; found 1"));
}

void findQuantizationProblems(const Scenario& scenario, std::vector<Error>& problems)
{
    const bool training = scenario.workload.mode == Mode::Training;
    if (!isQuantized(scenario)) {
        if (scenario.quantization.prepareKbit)
            add(problems, ErrorCode::Conflict, "quantization.prepare_kbit",
                HEADROOM_TEXT("core",
                    "expected a quantization.method beside it: there is nothing quantized to "
                    "prepare"));
        return;
    }
    const std::string& method = scenario.quantization.method;
    if (isBareNetwork(scenario)) {
        add(problems, ErrorCode::Unsupported, kQuantizationMethod,
            HEADROOM_TEXT("core", "quantized weights are for models of transformers alone"));
        return;
    }
    const Quantizer* quantizer = quantizerOf(scenario);
    if (!quantizer) {
        add(problems, ErrorCode::Unsupported, kQuantizationMethod,
            HEADROOM_TEXT("core",
                "this version can't run an architecture in {0}; expected one of none, int8, nf4, "
                "nf4-double, fp4, fp4-double, gptq, awq, fp8"),
            method);
        return;
    }
    if (!training)
        return;
    if (!quantizer->trains)
        add(problems, ErrorCode::Unsupported, kQuantizationMethod,
            HEADROOM_TEXT("core",
                "this version runs {0} in inference alone; for training expected one of none, "
                "int8, nf4, nf4-double, fp4, fp4-double"),
            method);
    else if (!hasAdapter(scenario))
        add(problems, ErrorCode::Conflict, kAdapterMethod,
            HEADROOM_TEXT("core",
                "expected lora: quantized weights don't train, and transformers refuses to "
                "fine-tune a model that is quantized to {0} without an adapter"),
            method);
}

engine::AdapterBias biasOf(const std::string& bias)
{
    if (bias == "all")
        return engine::AdapterBias::All;
    if (bias == "lora_only")
        return engine::AdapterBias::LoraOnly;
    return engine::AdapterBias::None;
}

} // namespace

void setAdaptation(const Scenario& scenario, architectures::StepOptions& options)
{
    engine::Adaptation& adaptation = options.adaptation;
    adaptation.frozen = scenario.frozen;
    if (const Quantizer* quantizer = quantizerOf(scenario))
        adaptation.storage = quantizer->storage;
    adaptation.restInFp32 = isQuantized(scenario) && scenario.quantization.prepareKbit;
    if (!hasAdapter(scenario))
        return;
    const Adapter& adapter = scenario.adapter;
    engine::Adaptation::Lora& lora = adaptation.lora.emplace();
    lora.rank = static_cast<std::int64_t>(
        std::min<std::uint64_t>(adapter.rank, std::numeric_limits<std::int64_t>::max()));
    lora.dropout = !adapter.dropout.isZero();
    lora.bias = biasOf(adapter.bias);
    lora.dora = adapter.dora;
    lora.rslora = adapter.rslora;
    adaptation.modulesToSave = adapter.modulesToSave;
    const std::string* word = adapter.targets.asString();
    options.attentionTargets = word && *word == "attention";
    lora.allLinear = word && !options.attentionTargets;
    if (const Value::List* names = adapter.targets.asList()) {
        for (const Value& name : *names)
            lora.targets.push_back(*name.asString());
    }
}

void findAdaptationProblems(const Scenario& scenario, std::vector<Error>& problems)
{
    findAdapterProblems(scenario, problems);
    findQuantizationProblems(scenario, problems);
}

void noteAdaptation(
    const architectures::StepLedger& step, const Scenario& scenario, Estimate& estimate)
{
    const Quantizer* quantizer = quantizerOf(scenario);
    const WeightStorage storage = quantizer ? quantizer->storage : WeightStorage::Plain;
    switch (storage) {
    case WeightStorage::Plain:
        break;
    case WeightStorage::FourBit:
    case WeightStorage::FourBitNested:
        estimate.assumptions.emplace_back(HEADROOM_TEXT("core",
                                              "Linear layers but the one that gives the logits are "
                                              "stored in 4 bits as bitsandbytes "
                                              "0.50 does, in blocks of 64; they compute in {0}."),
            toString(scenario.precision.weights));
        break;
    case WeightStorage::Int8:
        estimate.warnings.emplace_back(HEADROOM_TEXT("core",
            "LLM.int8 is counted by its stored bytes and by what bitsandbytes 0.50 allocates where "
            "there are no outliers; no measured run confirms it."));
        break;
    case WeightStorage::Gptq:
    case WeightStorage::Awq:
    case WeightStorage::Fp8:
        estimate.warnings.emplace_back(
            HEADROOM_TEXT("core",
                "{0} is counted by its stored bytes (4 bits in groups of 128, or fp8 in blocks of "
                "128 by 128), its kernels without memory of their own; no measured run confirms "
                "it."),
            scenario.quantization.method);
        break;
    }
    if (step.pagedState > 0)
        estimate.assumptions.emplace_back(
            HEADROOM_TEXT("core",
                "{0} bytes of the optimizer's states are in unified memory: they are counted as "
                "optimizer state and in no peak, and move to the host where the device has no "
                "room."),
            step.pagedState);
}

} // namespace headroom::ledger
