// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/ServedModel.h"

#include "headroom/base/Decimal.h"
#include "headroom/base/Wide.h"
#include "headroom/core/ConfigShape.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace headroom::serving {
namespace {

/// A scenario at which the cache of the model shows: one sequence of `tokens`.
Scenario atTokens(const Scenario& scenario, std::uint64_t tokens)
{
    Scenario result = scenario;
    result.workload.mode = Mode::Inference;
    result.workload.batchSize = 1;
    result.workload.sequenceLength = 1;
    result.workload.contextLength = tokens;
    result.precision.kvCache.reset();
    result.software.implementation = Implementation::Transformers;
    result.parallelism = {};
    result.hardware = {};
    result.serving = {};
    return result;
}

std::optional<std::uint64_t> wholeNumber(const Value& value)
{
    const Value::Number* number = value.asNumber();
    const Decimal::Parsed parsed = Decimal::parse(number != nullptr ? number->text : std::string());
    if (!parsed.value || !parsed.value->isWhole())
        return std::nullopt;
    return parsed.value->digits();
}

std::optional<std::uint64_t> shapeNumber(const Value& config, std::string_view id)
{
    for (const ShapeField& field : shapeFields()) {
        if (field.id == id)
            return wholeNumber(shapeValue(config, field));
    }
    return std::nullopt;
}

Result<std::uint64_t> required(const Value& config, std::string_view id, const char* key)
{
    const std::optional<std::uint64_t> value = shapeNumber(config, id);
    if (value && *value > 0)
        return *value;
    return fail(ErrorCode::Missing, std::string("model.transformers.") + key,
        HEADROOM_TEXT("core", "a server's plan needs it: expected a whole number from 1"));
}

bool endsWithAny(std::string_view name, std::initializer_list<std::string_view> endings)
{
    return std::any_of(endings.begin(), endings.end(),
        [name](std::string_view ending) { return name.ends_with(ending); });
}

/// "model.layers.17": a block of the list.
bool isBlock(std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos && dot + 1 < name.size()
        && std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1, name.end(),
            [](char c) { return c >= '0' && c <= '9'; });
}

void readRows(const Estimate& estimate, ServedModel& model)
{
    bool head = false;
    for (const LayerMemory& row : estimate.layers) {
        if (isBlock(row.name))
            model.layers.push_back(row.weights.value);
        else if (endsWithAny(row.name, {"embed_tokens", "wte", "embed_in"}))
            model.inputEmbedding = row.weights.value;
        else if (endsWithAny(row.name, {"lm_head", "embed_out"}))
            head = true;
    }
    model.tied = !head;
}

/// The file's bytes, shared among the parts as their 16-bit bytes are.
void scaleWeights(std::uint64_t bytes, ServedModel& model)
{
    if (model.weights == 0)
        return;
    const auto share = [&](std::uint64_t part) {
        return static_cast<std::uint64_t>(Wide{part} * bytes / model.weights);
    };
    for (std::uint64_t& layer : model.layers)
        layer = share(layer);
    model.inputEmbedding = share(model.inputEmbedding);
    model.weights = bytes;
    model.shared = true;
}

/// Elements of the cache of one sequence.
Result<std::uint64_t> cachedElements(
    const MemoryModel& model, const Scenario& scenario, std::uint64_t tokens)
{
    const Result<Estimate> estimate = model.estimate(atTokens(scenario, tokens));
    if (!estimate)
        return tl::unexpected(estimate.error());
    const std::uint64_t bytes = estimate->bytes.kvCache.value_or(Bytes{}).value;
    if (bytes == 0)
        return fail(ErrorCode::Unsupported, "software.implementation",
            HEADROOM_TEXT(
                "core", "a server keeps keys and values, which this model does not have"));
    const DtypeInfo& dtype = info(scenario.precision.weights);
    return bytes / dtype.blockBytes * dtype.blockElements;
}

Result<void> readCache(const MemoryModel& model, const Scenario& scenario, ServedModel& served)
{
    const Result<std::uint64_t> one = cachedElements(model, scenario, 1);
    if (!one)
        return tl::unexpected(one.error());
    const std::uint64_t half = std::max<std::uint64_t>(served.positions / 2, 1);
    const Result<std::uint64_t> some = cachedElements(model, scenario, half);
    if (!some)
        return tl::unexpected(some.error());
    const Result<std::uint64_t> twice = cachedElements(model, scenario, 2 * half);
    if (!twice)
        return tl::unexpected(twice.error());
    served.fullElements = (*twice - *some) / half;
    served.windowedElements = *one - std::min(*one, served.fullElements);
    if (served.windowedElements == 0)
        return {};
    served.window = (*twice - served.fullElements * 2 * half) / served.windowedElements;
    return {};
}

} // namespace

Result<ServedModel> servedModel(const MemoryModel& model, const Scenario& scenario)
{
    const Result<Value> found = model.config(scenario);
    if (!found)
        return tl::unexpected(found.error());
    const Value& config = *found;
    ServedModel served;
    const struct {
        std::string_view id;
        const char* key;
        std::uint64_t ServedModel::*member;
    } needed[] = {
        {"vocabulary", "vocab_size", &ServedModel::vocabulary},
        {"hidden_size", "hidden_size", &ServedModel::width},
        {"heads", "num_attention_heads", &ServedModel::heads},
        {"context", "max_position_embeddings", &ServedModel::positions},
    };
    for (const auto& entry : needed) {
        const Result<std::uint64_t> value = required(config, entry.id, entry.key);
        if (!value)
            return tl::unexpected(value.error());
        served.*entry.member = *value;
    }
    served.mlpWidth = shapeNumber(config, "mlp_size").value_or(4 * served.width);
    served.kvHeads = shapeNumber(config, "kv_heads").value_or(served.heads);
    const Value* headDim = config.find("head_dim");
    served.headDim = (headDim != nullptr ? wholeNumber(*headDim) : std::nullopt)
                         .value_or(served.width / served.heads);

    // Of a file's own storage the layers are those of its config, run in 16 bits.
    Scenario structure = scenario;
    const bool stored = std::holds_alternative<FileModel>(scenario.model);
    if (stored) {
        structure.model = TransformersModel{config};
        structure.quantization = {};
        structure.precision.weights = Dtype::Fp16;
    }
    const Result<Estimate> estimate = model.estimate(atTokens(structure, 1));
    if (!estimate)
        return tl::unexpected(estimate.error());
    served.weights = estimate->bytes.parameters.value_or(Bytes{}).value;
    served.rotary = estimate->bytes.buffers.value_or(Bytes{}).value > 0;
    readRows(*estimate, served);
    if (Result<void> ok = readCache(model, structure, served); !ok)
        return tl::unexpected(ok.error());
    if (stored) {
        const Result<Estimate> own = model.estimate(atTokens(scenario, 1));
        if (!own)
            return tl::unexpected(own.error());
        scaleWeights(own->bytes.parameters.value_or(Bytes{}).value, served);
    }
    return served;
}

} // namespace headroom::serving
