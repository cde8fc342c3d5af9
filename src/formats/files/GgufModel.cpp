// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/GgufModel.h"

#include "formats/files/FileFormat.h"
#include "formats/files/GgufCache.h"
#include "formats/files/GgufKeys.h"
#include "formats/files/Malformed.h"

#include <algorithm>
#include <array>

namespace headroom::files {
namespace {

/// No model has more layers; what claims it wants to keep the program busy.
constexpr std::uint64_t kMostLayers = 65'536;

std::optional<std::uint64_t> layersOf(const GgufKeys& keys)
{
    const std::optional<std::uint64_t> layers = keys.whole("block_count");
    if (layers && *layers > kMostLayers)
        malformed(atByte(keys.find("block_count")->offset),
            HEADROOM_TEXT("formats", "{0}: expected at most {1} layers; found {2}"),
            keys.name("block_count"), kMostLayers, *layers);
    return layers;
}

bool isExpert(std::string_view name) { return name.find("_exps.") != name.npos; }

void countParts(ModelFile& file, const GgufKeys& keys)
{
    std::uint64_t embedding = 0;
    std::uint64_t experts = 0;
    for (const FileTensor& tensor : file.tensors) {
        if (tensor.name == "token_embd.weight" || tensor.name == "position_embd.weight"
            || tensor.name == "token_types.weight")
            embedding += tensor.parameters;
        if (isExpert(tensor.name))
            experts = sum(experts, tensor.parameters, tensor.name);
    }
    if (file.tensors.empty())
        return;
    file.embedding = embedding;
    std::uint64_t total = 0;
    for (const FileTensor& tensor : file.tensors)
        total = sum(total, tensor.parameters, tensor.name);
    const std::uint64_t count = keys.whole("expert_count").value_or(0);
    const std::uint64_t used = keys.whole("expert_used_count").value_or(0);
    file.active = total;
    if (count > 0 && used > 0 && used <= count)
        file.active = total - experts / count * (count - used);
}

struct EngineFamily {
    std::string_view gguf;
    std::string_view modelType;
    std::string_view architecture;
};
constexpr auto kEngineFamilies = std::to_array<EngineFamily>({
    {"llama", "llama", "LlamaForCausalLM"},
    {"qwen2", "qwen2", "Qwen2ForCausalLM"},
    {"qwen3", "qwen3", "Qwen3ForCausalLM"},
    {"gemma", "gemma", "GemmaForCausalLM"},
    {"gemma2", "gemma2", "Gemma2ForCausalLM"},
    {"phi3", "phi3", "Phi3ForCausalLM"},
});

/// The hyperparameters as config.json has them, where the engine has the family.
Value configOf(const ModelFile& file, const GgufKeys& keys, std::string_view architecture)
{
    const auto family = std::find_if(kEngineFamilies.begin(), kEngineFamilies.end(),
        [&](const EngineFamily& entry) { return entry.gguf == architecture; });
    const std::optional<std::uint64_t> layers = layersOf(keys);
    const std::optional<std::uint64_t> width = keys.whole("embedding_length");
    if (family == kEngineFamilies.end() || !layers || *layers == 0 || !width)
        return {};
    const auto heads = keys.whole("attention.head_count");
    const auto inner = keys.whole("feed_forward_length");
    std::uint64_t vocabulary = keys.whole("vocab_size").value_or(0);
    if (vocabulary == 0) {
        const GgufValue* tokens = keys.header().find("tokenizer.ggml.tokens");
        vocabulary = tokens != nullptr ? tokens->count : 0;
    }
    if (!heads || *heads == 0 || !inner || vocabulary == 0)
        return {};
    const bool isMixtral =
        family->modelType == "llama" && keys.whole("expert_count").value_or(0) > 0;
    Value::Object config{
        {"model_type", Value(isMixtral ? "mixtral" : family->modelType)},
        {"architectures",
            Value(Value::List{Value(isMixtral ? "MixtralForCausalLM" : family->architecture)})},
        {"hidden_size", Value::number(*width)},
        {"intermediate_size", Value::number(*inner)},
        {"num_hidden_layers", Value::number(*layers)},
        {"num_attention_heads", Value::number(*heads)},
        {"num_key_value_heads",
            Value::number(keys.whole("attention.head_count_kv").value_or(*heads))},
        {"vocab_size", Value::number(vocabulary)},
        {"head_dim", Value::number(keys.whole("attention.key_length").value_or(*width / *heads))},
    };
    if (file.contextLength)
        config.emplace_back("max_position_embeddings", Value::number(*file.contextLength));
    if (isMixtral) {
        config.emplace_back("num_local_experts", Value::number(*keys.whole("expert_count")));
        config.emplace_back(
            "num_experts_per_tok", Value::number(keys.whole("expert_used_count").value_or(2)));
    }
    if (const auto window = keys.whole("attention.sliding_window"))
        config.emplace_back("sliding_window", Value::number(*window));
    const bool hasHead = std::any_of(file.tensors.begin(), file.tensors.end(),
        [](const FileTensor& tensor) { return tensor.name == "output.weight"; });
    if (!file.tensors.empty())
        config.emplace_back("tie_word_embeddings", Value(!hasHead));
    return Value(std::move(config));
}

} // namespace

void describeGguf(ModelFile& file, const GgufHeader& header)
{
    file.modelType = header.text("general.architecture");
    file.architecture = file.modelType;
    file.title = header.text("general.name");
    if (file.modelType.empty()) {
        addProblem(file, ProblemSeverity::Warning, "general.architecture",
            Text(HEADROOM_TEXT(
                "formats", "the file does not name its architecture: only its tensors are known")));
        return;
    }
    const GgufKeys keys(header);
    file.contextLength = keys.whole("context_length");
    if (!keys.whole("block_count") && file.modelType != "clip"
        && header.text("general.type") != "adapter")
        addProblem(file, ProblemSeverity::Note, keys.name("block_count"),
            Text(HEADROOM_TEXT("formats",
                "the number of layers is not given, so nothing that follows from it is known")));
    if (const std::optional<std::uint64_t> layers = layersOf(keys); layers && *layers > 0) {
        describeCache(file, keys, *layers);
        const auto first = [&](const char* key) {
            const auto all = keys.perLayer(key, *layers);
            return all ? std::optional(all->front()) : std::nullopt;
        };
        const std::uint64_t heads = first("attention.head_count").value_or(0);
        file.llamaCpp = {*layers, heads, first("attention.head_count_kv").value_or(heads),
            keys.whole("expert_count").value_or(0)};
    }
    countParts(file, keys);
    file.config = configOf(file, keys, file.modelType);
    file.known = !file.config.isNull();
}

} // namespace headroom::files
