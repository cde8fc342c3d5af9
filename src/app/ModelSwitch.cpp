// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ModelSwitch.h"

#include "headroom/base/Decimal.h"
#include "headroom/base/Wide.h"
#include "headroom/core/ConfigShape.h"
#include "headroom/formats/ModelFile.h"
#include "headroom/core/Fields.h"
#include "headroom/formats/Models.h"

#include <algorithm>
#include <utility>

namespace headroom::app {
namespace {

constexpr const char* kOrigin = "_name_or_path";

/// What an architecture decides by itself, and a closed form does not.
void leaveToPyTorch(Precision& precision)
{
    precision.gradients.reset();
    precision.activations.reset();
    precision.optimizerState.reset();
}

std::optional<std::uint64_t> shapeCount(const Value& config, std::string_view id)
{
    for (const ShapeField& field : shapeFields()) {
        if (field.id != id)
            continue;
        const Value value = shapeValue(config, field);
        const Value::Number* number = value.asNumber();
        const auto parsed = number != nullptr ? Decimal::parse(number->text).value : std::nullopt;
        if (parsed && parsed->isWhole() && parsed->digits() != 0)
            return parsed->digits();
    }
    return std::nullopt;
}

/// Values kept for each token, rounded up: what the closed form scales with batch and sequence.
std::optional<Decimal> activationsPerToken(const Scenario& scenario, const Estimate& estimate)
{
    const std::uint64_t bytes = estimate.bytes.activations.value_or(Bytes()).value;
    const DtypeInfo& dtype = info(scenario.precision.weights);
    const Wide tokens = Wide{scenario.workload.batchSize} * scenario.workload.sequenceLength;
    if (bytes == 0 || tokens == 0)
        return std::nullopt;
    const Wide values = Wide{bytes} * dtype.blockElements / dtype.blockBytes;
    return Decimal(static_cast<std::uint64_t>((values + tokens - 1) / tokens));
}

} // namespace

Scenario withCatalogueModel(Scenario scenario, const CatalogueEntry& entry)
{
    const Scenario fresh = scenarioOf(entry);
    scenario.name = fresh.name;
    scenario.model = fresh.model;
    scenario.precision.weights = fresh.precision.weights;
    leaveToPyTorch(scenario.precision);
    if (entry.contextLength != 0)
        scenario.workload.sequenceLength =
            std::min(scenario.workload.sequenceLength, entry.contextLength);
    return scenario;
}

Scenario withConfig(Scenario scenario, Value config)
{
    Scenario fresh = scenarioOfConfig(std::move(config), {});
    const auto& model = std::get<TransformersModel>(fresh.model);
    const std::string origin = originOf(model.config);
    const Value* type = model.config.find("model_type");
    scenario.name = !origin.empty()                      ? origin
        : type != nullptr && type->asString() != nullptr ? *type->asString()
                                                         : std::string();
    const bool namesType =
        model.config.find("dtype") != nullptr || model.config.find("torch_dtype") != nullptr;
    if (namesType)
        scenario.precision.weights = fresh.precision.weights;
    leaveToPyTorch(scenario.precision);
    scenario.model = std::move(fresh.model);
    return scenario;
}

Scenario withManualModel(Scenario scenario, const Estimate* estimate)
{
    ManualModel manual;
    if (const Value* config = configOf(scenario)) {
        manual.layers = shapeCount(*config, "layers");
        manual.hiddenSize = shapeCount(*config, "hidden_size");
        manual.heads = shapeCount(*config, "heads");
        manual.kvHeads = shapeCount(*config, "kv_heads");
    }
    if (estimate != nullptr) {
        manual.parameters = estimate->parameters.total;
        if (scenario.workload.mode == Mode::Training)
            manual.activationsPerToken = activationsPerToken(scenario, *estimate);
    }
    scenario.model = manual;
    return scenario;
}

Scenario withOwnNetwork(Scenario scenario, Value layers)
{
    scenario.name.clear();
    scenario.model = LayersModel{std::move(layers)};
    leaveToPyTorch(scenario.precision);
    scenario.workload.head.reset();
    scenario.adapter = {};
    scenario.quantization = {};
    const Dtype weights = scenario.precision.weights;
    if (weights != Dtype::Fp64 && weights != Dtype::Bf16 && weights != Dtype::Fp16)
        scenario.precision.weights = Dtype::Fp32;
    return scenario;
}

namespace {

/// The type of the layer that an own network begins with; empty where it says so itself.
std::string firstType(const LayersModel& own)
{
    const Value::List* list = own.layers.asList();
    while (list != nullptr && !list->empty()) {
        const Value* type = list->front().find("type");
        const std::string* name = type != nullptr ? type->asString() : nullptr;
        if (name == nullptr)
            return {};
        if (*name != "residual")
            return *name;
        const Value* inside = list->front().find("layers");
        list = inside != nullptr ? inside->asList() : nullptr;
    }
    return {};
}

} // namespace

bool readsImages(const Scenario& scenario)
{
    if (const auto* own = std::get_if<LayersModel>(&scenario.model))
        return firstType(*own) == "conv2d";
    const Value* config = configOf(scenario);
    return config != nullptr && config->find("patch_size") != nullptr;
}

bool readsSequences(const Scenario& scenario)
{
    if (const auto* own = std::get_if<LayersModel>(&scenario.model)) {
        const std::string first = firstType(*own);
        return first == "embedding" || first == "attention" || first == "lstm" || first == "gru"
            || first == "layer_norm";
    }
    return !std::holds_alternative<VisionModel>(scenario.model) && !readsImages(scenario);
}

bool modelReads(const Field& field, const Scenario& scenario)
{
    if (field.key == "workload.image_size")
        return readsImages(scenario);
    return field.key != "workload.sequence_length" || readsSequences(scenario);
}

const Value* configOf(const Scenario& scenario)
{
    if (const auto* own = std::get_if<TransformersModel>(&scenario.model))
        return &own->config;
    if (const auto* named = std::get_if<CatalogueModel>(&scenario.model)) {
        if (const Result<const CatalogueEntry*> entry = catalogueModel(named->id))
            return &(*entry)->config;
    }
    if (const auto* named = std::get_if<FileModel>(&scenario.model)) {
        const Result<std::shared_ptr<const ModelFile>> file = openModelFile(named->path);
        if (file && (*file)->known && !(*file)->config.isNull())
            return &(*file)->config;
    }
    return nullptr;
}

std::string originOf(const Value& config)
{
    const Value* origin = config.find(kOrigin);
    const std::string* text = origin != nullptr ? origin->asString() : nullptr;
    return text != nullptr ? *text : std::string();
}

Value ownConfig(const Scenario& scenario)
{
    const Value* config = configOf(scenario);
    Value own = config != nullptr ? *config : Value(Value::Object());
    if (const auto* named = std::get_if<CatalogueModel>(&scenario.model))
        own.member(kOrigin) = Value(named->id);
    else if (const auto* file = std::get_if<FileModel>(&scenario.model))
        own.member(kOrigin) = Value(file->path);
    return own;
}

} // namespace headroom::app
