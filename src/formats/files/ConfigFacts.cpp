// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ConfigFacts.h"

#include "formats/files/ElementTypes.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/QuantizationConfig.h"
#include "formats/files/QuantizedBytes.h"
#include "formats/files/Tree.h"
#include "formats/inventories/Inventory.h"
#include "headroom/architectures/Step.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace headroom::files {
namespace {

using inventories::Inventory;
using inventories::Part;

constexpr auto kTextParts = std::to_array<std::string_view>(
    {"text_config", "llm_config", "language_config", "thinker_config", "llm", "decoder_config"});

/// The part that describes the language model: the config itself, or the innermost of its parts.
const Value& textPart(const Value& config)
{
    const Value* part = &config;
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const std::string_view key : kTextParts) {
            const Value* inner = part->find(key);
            if (inner != nullptr && inner->asObject() != nullptr && !inner->asObject()->empty()) {
                part = inner;
                deeper = true;
                break;
            }
        }
    }
    return *part;
}

std::string dtypeOfConfig(const Value& config)
{
    for (const Value* part : {&config, &textPart(config)}) {
        for (const std::string_view key : {"dtype", "torch_dtype"}) {
            std::string name = textAt(*part, key);
            if (!elementNameOfTorch(name).empty())
                return name.starts_with("torch.") ? name.substr(6) : name;
        }
    }
    return {};
}

std::string firstArchitecture(const Value& config)
{
    const Value* value = config.find("architectures");
    const Value::List* list = value != nullptr ? value->asList() : nullptr;
    return list != nullptr && !list->empty() ? textOf(&list->front()) : std::string();
}

std::optional<std::uint64_t> contextOf(const Value& config)
{
    return wholeAt(textPart(config),
        {"max_position_embeddings", "n_positions", "max_sequence_length", "max_seq_len",
            "seq_length", "n_ctx", "max_seq_length", "model_max_length"});
}

/// Layers that keep keys and values of every token.
std::uint64_t attendingLayers(const Value& config, std::uint64_t layers)
{
    const auto countOf = [](const Value* list, auto&& attends) {
        std::uint64_t count = 0;
        for (const Value& kind : *list->asList()) {
            const std::string word = textOf(&kind);
            count += attends(word) ? 1U : 0U;
        }
        return count;
    };
    const auto attends = [](const std::string& word) {
        return word.ends_with("attention") && !word.starts_with("linear");
    };
    for (const std::string_view key : {"layer_types", "layers_block_type"}) {
        const Value* kinds = config.find(key);
        if (kinds != nullptr && kinds->asList() != nullptr && !kinds->asList()->empty())
            return countOf(kinds, attends);
    }
    const std::string pattern = textAt(config, "hybrid_override_pattern");
    if (!pattern.empty())
        return static_cast<std::uint64_t>(std::count(pattern.begin(), pattern.end(), '*'));
    if (const auto interval = wholeAt(config, "full_attention_interval"); interval && *interval > 0)
        return layers / *interval;
    return layers;
}

/// Keys and values of one token in all layers, in the weights' dtype.
std::optional<std::uint64_t> cachePerToken(const Value& whole, std::string_view dtype)
{
    const Value& config = textPart(whole);
    const ElementType* type = elementType(elementNameOfTorch(dtype));
    const auto layers = wholeAt(config, {"num_hidden_layers", "n_layer", "num_layers", "n_layers"});
    const auto heads = wholeAt(config, {"num_attention_heads", "n_head", "n_heads"});
    const auto hidden = wholeAt(config, {"hidden_size", "n_embd", "d_model", "n_embed"});
    if (type == nullptr || !layers || !heads || *heads == 0 || !hidden)
        return std::nullopt;
    const std::uint64_t bytes = type->bits / 8;
    const std::uint64_t attending = attendingLayers(config, *layers);
    const std::string where = "kv_cache_bytes_per_token";
    if (const auto rank = wholeAt(config, "kv_lora_rank")) {
        // Latent attention keeps one vector for all heads.
        const std::uint64_t width =
            sum(*rank, wholeAt(config, "qk_rope_head_dim").value_or(0), where);
        return multiply(multiply(attending, width, where), bytes, where);
    }
    const bool multiQuery = flagAt(config, "multi_query").value_or(false);
    const std::uint64_t kvHeads = wholeAt(
        config, {"num_key_value_heads", "num_kv_heads", "n_head_kv", "multi_query_group_num"})
                                      .value_or(multiQuery ? 1 : *heads);
    const std::uint64_t keys =
        wholeAt(config, {"head_dim", "kv_channels"}).value_or(*hidden / *heads);
    const std::uint64_t values = wholeAt(config, "v_head_dim").value_or(keys);
    return multiply(multiply(multiply(attending, kvHeads, where), sum(keys, values, where), where),
        bytes, where);
}

/// Letters and digits in lower case: "DeepseekV3" and "deepseek_v3" are the same.
std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return plain;
}

/// The family that "architectures" names, for files whose model_type is of no table.
std::string typeOfArchitecture(std::string_view architecture)
{
    const std::size_t task = architecture.find("For");
    const std::size_t head = std::min(task, architecture.find("LMHeadModel"));
    std::string_view stem = architecture.substr(0, std::min(head, architecture.size()));
    if (stem.ends_with("Model"))
        stem.remove_suffix(5);
    const std::string plain = plainName(stem);
    for (const std::string_view type : inventories::familyTypes()) {
        if (plainName(type) == plain)
            return std::string(type);
    }
    return {};
}

/// What an unknown model_type is read as, and the config to read.
struct Guess {
    Value config;
    Text assumption;
};

std::optional<Guess> guessOf(const Value& config, const ModelFile& file)
{
    const auto readAs = [](Value tree, const std::string& type) {
        tree.member("model_type") = Value(type);
        return tree;
    };
    if (const std::string type = typeOfArchitecture(file.architecture); !type.empty())
        return Guess{readAs(config, type),
            Text(HEADROOM_TEXT("formats",
                     "the model_type is not known; the counts are those of {0}, which "
                     "architectures names"),
                type)};
    if (file.modelType.empty() && hasKey(config, "n_embd") && hasKey(config, "n_head"))
        return Guess{readAs(config, "gpt2"),
            Text(HEADROOM_TEXT("formats",
                "the file has no model_type; its keys are those of GPT-2, whose counts these "
                "are"))};
    const Value& text = textPart(config);
    const std::string inner = textAt(text, "model_type");
    const bool isPart = &text != &config;
    const auto hasAll = wholeAt(text, {"hidden_size", "n_embd", "d_model"})
        && wholeAt(text, {"num_hidden_layers", "n_layer", "num_layers"})
        && wholeAt(text, {"num_attention_heads", "n_head"})
        && wholeAt(text, {"intermediate_size", "ffn_hidden_size", "n_inner"})
        && wholeAt(text, {"vocab_size", "padded_vocab_size"});
    if (isPart && inventories::findFamily(inner) != nullptr)
        return Guess{text,
            Text(HEADROOM_TEXT("formats",
                     "the model_type is not known; only its language model, {0}, is counted"),
                inner)};
    // A mixture has more than these keys say.
    const bool hasExperts = wholeAt(text,
                                {"num_experts", "n_routed_experts", "num_local_experts",
                                    "moe_num_experts", "moe_intermediate_size"})
                                .value_or(0)
        > 0;
    if (!hasAll || hasExperts)
        return std::nullopt;
    return Guess{readAs(text, "llama"),
        Text(isPart
                ? HEADROOM_TEXT("formats",
                    "the model_type is not known; its language model alone is counted, as if it "
                    "were a Llama: attention without biases, a gated feed-forward part, two norms "
                    "in a layer")
                : HEADROOM_TEXT("formats",
                    "the model_type is not known; the counts are those of a Llama of these sizes: "
                    "attention without biases, a gated feed-forward part, two norms in a layer"))};
}

/// The inventory's tensors as the file would store them.
void listTensors(ModelFile& file, const Inventory& inventory, const Value& config)
{
    const ElementType* type = elementType(elementNameOfTorch(file.weightsDtype));
    const QuantizationConfig quantization = quantizationOf(config);
    for (const inventories::Entry& entry : inventory.entries()) {
        FileTensor tensor;
        tensor.name = entry.name;
        tensor.shape = entry.shape;
        tensor.elements = entry.elements;
        tensor.parameters = entry.elements;
        if (type != nullptr) {
            tensor.dtype = type->name;
            tensor.bytes = multiply(entry.elements, type->bits, entry.name) / 8;
            if (isQuantized(quantization, entry)) {
                tensor.dtype = quantizedName(quantization);
                tensor.bytes = quantizedBytes(quantization, entry);
            }
        }
        file.tensors.push_back(std::move(tensor));
    }
    file.parameters = inventory.total();
    addUp(file);
    if (type == nullptr) {
        file.bytes.reset();
        file.dtypes.clear();
        addProblem(file, ProblemSeverity::Note, "dtype",
            Text(HEADROOM_TEXT(
                "formats", "the size in bytes is not known: the file names no dtype")));
    } else if (quantization.method == QuantizationConfig::Method::Unknown) {
        file.bytes.reset();
        addProblem(file, ProblemSeverity::Warning, "quantization_config/quant_method",
            Text(
                HEADROOM_TEXT("formats",
                    "the size in bytes is not known: {0} is a quantization that is not known here"),
                quoteText(quantization.name)));
    }
}

void countParameters(ModelFile& file, const Value& config)
{
    std::optional<Inventory> inventory = inventories::inventoryOf(config);
    if (!inventory) {
        std::optional<Guess> guess = guessOf(config, file);
        if (!guess) {
            addProblem(file, ProblemSeverity::Warning, "model_type",
                Text(HEADROOM_TEXT("formats",
                         "the number of parameters is not known: {0} is no model_type that is "
                         "known here, and the keys do not settle its shape"),
                    file.modelType.empty() ? std::string("none") : quoteText(file.modelType)));
            return;
        }
        inventory = inventories::inventoryOf(guess->config);
        file.guess = true;
        addProblem(file, ProblemSeverity::Warning, "model_type", guess->assumption);
    }
    for (const Text& assumption : inventory->assumptions) {
        file.guess = true;
        addProblem(file, ProblemSeverity::Warning, {}, assumption);
    }
    file.active = inventory->active();
    file.embedding = inventory->embedded();
    listTensors(file, *inventory, config);
}

} // namespace

void describeConfig(ModelFile& file, const Value& config, const std::string& /*where*/)
{
    file.modelType = textAt(config, "model_type");
    file.architecture = firstArchitecture(config);
    const std::vector<std::string_view> types = architectures::knownModelTypes();
    file.known = std::find(types.begin(), types.end(), file.modelType) != types.end();
    file.contextLength = contextOf(config);
    file.weightsDtype = dtypeOfConfig(config);
    file.config = config;
    file.quantizationConfig = config;
    const QuantizationConfig quantization = quantizationOf(config);
    if (quantization.method != QuantizationConfig::Method::None)
        file.quantization = quantization.describe();
    countParameters(file, config);
    file.kvCacheBytesPerToken = cachePerToken(config, file.weightsDtype);
}

} // namespace headroom::files
