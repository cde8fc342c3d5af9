// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <array>

// Decoders of GPT's kind, from before Llama.

namespace headroom::inventories {
namespace {

/// Two linear layers, and their biases.
void listPlainMlp(Inventory& inventory, std::int64_t hidden, std::int64_t inner, bool bias)
{
    inventory.linear("fc_in", hidden, inner, bias);
    inventory.linear("fc_out", inner, hidden, bias);
}

struct ClassicSizes {
    std::int64_t vocabulary;
    std::int64_t hidden;
    std::int64_t layers;
    std::int64_t heads;
};
ClassicSizes classicSizes(const Config& config, const ClassicSizes& fallback)
{
    return {config.integerOr("vocab_size", fallback.vocabulary),
        config.integerOr({"hidden_size", "n_embd", "d_model", "n_embed"}, fallback.hidden),
        layerCount(
            config, {"num_hidden_layers", "n_layer", "num_layers", "n_layers"}, fallback.layers),
        config.integerOr(
            {"num_attention_heads", "n_head", "num_heads", "n_heads"}, fallback.heads)};
}

void gpt2(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {50257, 768, 12, 12});
    config.mustDivide("n_head", sizes.heads, "n_embd", sizes.hidden);
    const std::int64_t inner = config.integerOr("n_inner", 4 * sizes.hidden);
    const bool isBigCode = config.textOr("model_type", "") == "gpt_bigcode";
    const bool multiQuery = isBigCode && config.flagOr("multi_query", true);
    const std::int64_t keys = multiQuery ? 2 * (sizes.hidden / sizes.heads) : 2 * sizes.hidden;
    {
        const auto model = inventory.under("transformer");
        inventory.embedding("wte", sizes.vocabulary, sizes.hidden);
        inventory.embedding("wpe",
            config.integerOr({"n_positions", "max_position_embeddings"}, 1024), sizes.hidden);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("h." + std::to_string(i));
            inventory.norm("ln_1", sizes.hidden, true);
            inventory.linear("attn.c_attn", sizes.hidden, sizes.hidden + keys, true);
            inventory.linear("attn.c_proj", sizes.hidden, sizes.hidden, true);
            inventory.norm("ln_2", sizes.hidden, true);
            listPlainMlp(inventory, sizes.hidden, inner, true);
        }
        inventory.norm("ln_f", sizes.hidden, true);
    }
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, true);
}

void gptj(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {50400, 4096, 28, 16});
    const std::int64_t inner = config.integerOr("n_inner", 4 * sizes.hidden);
    {
        const auto model = inventory.under("transformer");
        inventory.embedding("wte", sizes.vocabulary, sizes.hidden);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("h." + std::to_string(i));
            inventory.norm("ln_1", sizes.hidden, true);
            inventory.linear("attn.qkv_proj", sizes.hidden, 3 * sizes.hidden, false);
            inventory.linear("attn.out_proj", sizes.hidden, sizes.hidden, false);
            listPlainMlp(inventory, sizes.hidden, inner, true);
        }
        inventory.norm("ln_f", sizes.hidden, true);
    }
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, false, true);
}

void gptNeo(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {50257, 2048, 24, 16});
    const std::int64_t inner = config.integerOr("intermediate_size", 4 * sizes.hidden);
    {
        const auto model = inventory.under("transformer");
        inventory.embedding("wte", sizes.vocabulary, sizes.hidden);
        inventory.embedding("wpe", config.integerOr("max_position_embeddings", 2048), sizes.hidden);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("h." + std::to_string(i));
            inventory.norm("ln_1", sizes.hidden, true);
            inventory.linear("attn.qkv_proj", sizes.hidden, 3 * sizes.hidden, false);
            inventory.linear("attn.out_proj", sizes.hidden, sizes.hidden, true);
            inventory.norm("ln_2", sizes.hidden, true);
            listPlainMlp(inventory, sizes.hidden, inner, true);
        }
        inventory.norm("ln_f", sizes.hidden, true);
    }
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, true);
}

void gptNeox(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {50432, 6144, 44, 64});
    config.mustDivide("num_attention_heads", sizes.heads, "hidden_size", sizes.hidden);
    const std::int64_t inner = config.integerOr("intermediate_size", 24576);
    const bool bias = config.flagOr("attention_bias", true);
    {
        const auto model = inventory.under("gpt_neox");
        inventory.embedding("embed_in", sizes.vocabulary, sizes.hidden);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            inventory.norm("input_layernorm", sizes.hidden, true);
            inventory.norm("post_attention_layernorm", sizes.hidden, true);
            inventory.linear("attention.query_key_value", sizes.hidden, 3 * sizes.hidden, bias);
            inventory.linear("attention.dense", sizes.hidden, sizes.hidden, bias);
            listPlainMlp(inventory, sizes.hidden, inner, true);
        }
        inventory.norm("final_layer_norm", sizes.hidden, true);
    }
    if (request.task == Task::TokenClassification || request.task == Task::SequenceClassification
        || request.task == Task::QuestionAnswering || request.task == Task::None)
        addHead(request, inventory, sizes.hidden, sizes.vocabulary, false);
    else if (!isTied(config, false))
        inventory.linear("embed_out", sizes.hidden, sizes.vocabulary, false, Part::Head);
}

void opt(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {50272, 768, 12, 12});
    const std::int64_t inner = config.integerOr("ffn_dim", 3072);
    const std::int64_t width = config.integerOr("word_embed_proj_dim", sizes.hidden);
    const bool bias = config.flagOr("enable_bias", true);
    const bool hasNorms = config.flagOr("layer_norm_elementwise_affine", true);
    {
        const auto model = inventory.under("model.decoder");
        inventory.embedding("embed_tokens", sizes.vocabulary, width);
        inventory.embedding(
            "embed_positions", config.integerOr("max_position_embeddings", 2048) + 2, sizes.hidden);
        if (width != sizes.hidden) {
            inventory.linear("project_out", sizes.hidden, width, false);
            inventory.linear("project_in", width, sizes.hidden, false);
        }
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            for (const char* name : {"q_proj", "k_proj", "v_proj", "out_proj"})
                inventory.linear(name, sizes.hidden, sizes.hidden, bias);
            inventory.linear("fc1", sizes.hidden, inner, bias);
            inventory.linear("fc2", inner, sizes.hidden, bias);
            if (hasNorms) {
                inventory.norm("self_attn_layer_norm", sizes.hidden, true);
                inventory.norm("final_layer_norm", sizes.hidden, true);
            }
        }
        if (config.flagOr("do_layer_norm_before", true)
            && !config.flagOr("_remove_final_layer_norm", false) && hasNorms)
            inventory.norm("final_layer_norm", sizes.hidden, true);
    }
    addHead(request, inventory, width, sizes.vocabulary, true);
}

void bloom(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {250880, 64, 2, 8});
    {
        const auto model = inventory.under("transformer");
        inventory.embedding("word_embeddings", sizes.vocabulary, sizes.hidden);
        inventory.norm("word_embeddings_layernorm", sizes.hidden, true);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("h." + std::to_string(i));
            inventory.norm("input_layernorm", sizes.hidden, true);
            inventory.linear(
                "self_attention.query_key_value", sizes.hidden, 3 * sizes.hidden, true);
            inventory.linear("self_attention.dense", sizes.hidden, sizes.hidden, true);
            inventory.norm("post_attention_layernorm", sizes.hidden, true);
            listPlainMlp(inventory, sizes.hidden, 4 * sizes.hidden, true);
        }
        inventory.norm("ln_f", sizes.hidden, true);
    }
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, true);
}

void mpt(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {50368, 2048, 24, 16});
    const std::int64_t inner = 4 * sizes.hidden;
    {
        const auto model = inventory.under("transformer");
        inventory.embedding("wte", sizes.vocabulary, sizes.hidden);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("blocks." + std::to_string(i));
            inventory.norm("norm_1", sizes.hidden, false);
            inventory.linear("attn.Wqkv", sizes.hidden, 3 * sizes.hidden, false);
            inventory.linear("attn.out_proj", sizes.hidden, sizes.hidden, false);
            inventory.norm("norm_2", sizes.hidden, false);
            inventory.linear("ffn.up_proj", sizes.hidden, inner, false);
            inventory.linear("ffn.down_proj", inner, sizes.hidden, false);
        }
        inventory.norm("norm_f", sizes.hidden, false);
    }
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, true);
}

void falcon(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {65024, 4544, 32, 71});
    const bool bias = config.flagOr("bias", false);
    const bool isNew = config.flagOr("new_decoder_architecture", false);
    const bool parallel = config.flagOr("parallel_attn", true);
    const std::int64_t dimension = sizes.hidden / sizes.heads;
    const std::int64_t groups = config.integerOr({"num_kv_heads", "n_head_kv"}, sizes.heads);
    const std::int64_t queryKeyValue = isNew ? (groups * 2 + sizes.heads) * dimension
        : config.flagOr("multi_query", true) ? sizes.hidden + 2 * dimension
                                             : 3 * sizes.hidden;
    const std::int64_t norms = config.integerOr("num_ln_in_parallel_attn", isNew ? 2 : 1);
    const std::int64_t inner = config.integerOr("ffn_hidden_size", 4 * sizes.hidden);
    {
        const auto model = inventory.under("transformer");
        inventory.embedding("word_embeddings", sizes.vocabulary, sizes.hidden);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("h." + std::to_string(i));
            inventory.linear("self_attention.query_key_value", sizes.hidden, queryKeyValue, bias);
            inventory.linear("self_attention.dense", sizes.hidden, sizes.hidden, bias);
            listPlainMlp(inventory, sizes.hidden, inner, bias);
            inventory.norm("input_layernorm", sizes.hidden, true);
            if ((isNew && norms == 2) || (!isNew && !parallel))
                inventory.norm("post_attention_layernorm", sizes.hidden, true);
        }
        inventory.norm("ln_f", sizes.hidden, true);
    }
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, true);
}

/// Falcon's checkpoints from before it was in transformers: the 40B has groups of keys, the 7B one.
void refinedWeb(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const ClassicSizes sizes = classicSizes(config, {65024, 8192, 60, 128});
    const bool isLarge = config.textOr("model_type", "") == "RefinedWeb";
    const std::int64_t dimension = sizes.hidden / sizes.heads;
    const std::int64_t groups = isLarge ? config.integerOr("n_head_kv", 8) : 1;
    const bool bias = config.flagOr("bias", false);
    {
        const auto model = inventory.under("transformer");
        inventory.embedding("word_embeddings", sizes.vocabulary, sizes.hidden);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("h." + std::to_string(i));
            inventory.linear("self_attention.query_key_value", sizes.hidden,
                (sizes.heads + 2 * groups) * dimension, bias);
            inventory.linear("self_attention.dense", sizes.hidden, sizes.hidden, bias);
            listPlainMlp(inventory, sizes.hidden, 4 * sizes.hidden, bias);
            inventory.norm("ln_attn", sizes.hidden, true);
            if (isLarge)
                inventory.norm("ln_mlp", sizes.hidden, true);
        }
        inventory.norm("ln_f", sizes.hidden, true);
    }
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, true);
}

constexpr auto kClassicsFamilies = std::to_array<Family>({
    {"gpt2", gpt2},
    {"gpt_bigcode", gpt2},
    {"gptj", gptj},
    {"codegen", gptj},
    {"gpt_neo", gptNeo},
    {"gpt_neox", gptNeox},
    {"opt", opt},
    {"bloom", bloom},
    {"mpt", mpt},
    {"falcon", falcon},
    {"RefinedWeb", refinedWeb},
    {"RefinedWebModel", refinedWeb},
});

} // namespace

std::span<const Family> classicFamilies() { return kClassicsFamilies; }

} // namespace headroom::inventories
