// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <algorithm>
#include <array>

// Decoders of Llama's kind: attention with projections of its own, a feed-forward part, norms.

namespace headroom::inventories {

using QueryNorm = DecoderStyle::QueryNorm;

DecoderSizes decoderSizes(const Config& config, const DecoderStyle& style)
{
    DecoderSizes sizes{};
    sizes.vocabulary = config.integerOr({"vocab_size", "padded_vocab_size"}, style.vocabulary);
    sizes.hidden = config.integerOr({"hidden_size", "n_embd", "d_model"}, style.hidden);
    sizes.inner =
        config.integerOr({"intermediate_size", "ffn_hidden_size", "n_inner"}, style.inner, 0);
    sizes.layers = layerCount(config, {"num_hidden_layers", "num_layers", "n_layer"}, style.layers);
    sizes.heads = config.integerOr({"num_attention_heads", "n_head"}, style.heads);
    // null is as many as there are heads; absent is the class's default.
    const bool kvByHeads = style.kvHeads == 0 || config.isNull("num_key_value_heads");
    sizes.kvHeads = config.integerOr(
        {"num_key_value_heads", "n_head_kv"}, kvByHeads ? sizes.heads : style.kvHeads);
    sizes.headDimension = config.optionalInteger("head_dim");
    if (sizes.headDimension == 0 && !config.isNull("head_dim"))
        sizes.headDimension = style.headDimension;
    if (sizes.headDimension == 0) {
        // A width that the heads do not divide has no meaning but this.
        config.mustDivide("num_attention_heads", sizes.heads, "hidden_size", sizes.hidden);
        sizes.headDimension = sizes.hidden / sizes.heads;
    }
    return sizes;
}

void listAttention(Inventory& inventory, const DecoderSizes& sizes, const DecoderStyle& style)
{
    const std::int64_t queries = sizes.heads * sizes.headDimension;
    const std::int64_t keys = sizes.kvHeads * sizes.headDimension;
    inventory.linear("q_proj", sizes.hidden, queries, style.qkvBias);
    inventory.linear("k_proj", sizes.hidden, keys, style.qkvBias);
    inventory.linear("v_proj", sizes.hidden, keys, style.qkvBias);
    inventory.linear("o_proj", queries, sizes.hidden, style.outputBias);
    switch (style.queryNorm) {
    case QueryNorm::None:
        break;
    case QueryNorm::OfHead:
        inventory.norm("q_norm", sizes.headDimension, style.normBias);
        inventory.norm("k_norm", sizes.headDimension, style.normBias);
        break;
    case QueryNorm::OfAll:
        inventory.norm("q_norm", queries, style.normBias);
        inventory.norm("k_norm", keys, style.normBias);
        break;
    case QueryNorm::OfEachHead:
        inventory.add("q_norm.weight", {sizes.heads, sizes.headDimension});
        inventory.add("k_norm.weight", {sizes.kvHeads, sizes.headDimension});
        break;
    }
}

void listGatedMlp(Inventory& inventory, std::int64_t hidden, std::int64_t inner, bool bias)
{
    inventory.linear("gate_proj", hidden, inner, bias);
    inventory.linear("up_proj", hidden, inner, bias);
    inventory.linear("down_proj", inner, hidden, bias);
}

void listDecoder(const Request& request, Inventory& inventory, const DecoderStyle& style,
    const LayerPart& feedForward, const LayerPart& attention)
{
    const DecoderSizes sizes = decoderSizes(request.config, style);
    {
        const auto model = inventory.under("model");
        inventory.embedding("embed_tokens", sizes.vocabulary, sizes.hidden);
        for (std::int64_t i = 0; i < sizes.layers; ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            {
                const auto scope = inventory.under("self_attn");
                if (attention)
                    attention(inventory, i);
                else
                    listAttention(inventory, sizes, style);
            }
            {
                const auto scope = inventory.under("mlp");
                if (feedForward) {
                    feedForward(inventory, i);
                } else if (style.gated) {
                    listGatedMlp(inventory, sizes.hidden, sizes.inner, style.mlpBias);
                } else {
                    inventory.linear("up_proj", sizes.hidden, sizes.inner, style.mlpBias);
                    inventory.linear("down_proj", sizes.inner, sizes.hidden, style.mlpBias);
                }
            }
            for (int n = 0; style.normHasWeight && n < style.layerNorms; ++n)
                inventory.norm("norm" + std::to_string(n), sizes.hidden, style.normBias);
        }
        if (style.normHasWeight)
            inventory.norm("norm", sizes.hidden, style.normBias);
    }
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, style.tied, style.headBias);
}

namespace {

using List = void (*)(const Request&, Inventory&);

/// Biases that config.json of these families may ask for.
DecoderStyle withBiases(const Config& config, DecoderStyle style)
{
    const bool attention = config.flagOr("attention_bias", style.qkvBias);
    style.qkvBias = attention;
    style.outputBias = config.has("attention_bias") ? attention : style.outputBias;
    style.mlpBias = config.flagOr("mlp_bias", style.mlpBias);
    return style;
}

void llama(const Request& request, Inventory& inventory)
{
    listDecoder(request, inventory, withBiases(request.config, {}));
}
void mistral(const Request& request, Inventory& inventory)
{
    DecoderStyle style;
    style.inner = 14336;
    style.kvHeads = 8;
    if (request.config.textOr("model_type", "") == "ministral3")
        style = {.vocabulary = 131072,
            .hidden = 4096,
            .inner = 14336,
            .layers = 34,
            .heads = 32,
            .kvHeads = 8,
            .headDimension = 128};
    listDecoder(request, inventory, style);
}
void granite(const Request& request, Inventory& inventory)
{
    DecoderStyle style;
    style.tied = false;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void qwen2(const Request& request, Inventory& inventory)
{
    listDecoder(request, inventory,
        {.vocabulary = 151936,
            .hidden = 4096,
            .inner = 22016,
            .layers = 32,
            .heads = 32,
            .kvHeads = 32,
            .qkvBias = true});
}
void qwen3(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 151936,
        .hidden = 4096,
        .inner = 22016,
        .layers = 32,
        .heads = 32,
        .kvHeads = 32,
        .headDimension = 128};
    style.queryNorm = QueryNorm::OfHead;
    const bool bias = request.config.flagOr("attention_bias", false);
    style.qkvBias = bias;
    style.outputBias = bias;
    listDecoder(request, inventory, style);
}
void olmo(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 50304};
    style.normHasWeight = false;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void olmo2(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 50304};
    style.queryNorm = QueryNorm::OfAll;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void cohere(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 256000,
        .hidden = 8192,
        .inner = 22528,
        .layers = 40,
        .heads = 64,
        .layerNorms = 1,
        .tied = true};
    if (request.config.flagOr("use_qk_norm", false))
        style.queryNorm = QueryNorm::OfEachHead;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void stablelm(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 50304, .hidden = 2560, .inner = 6912};
    style.qkvBias = config.flagOr("use_qkv_bias", false);
    style.normBias = true;
    style.layerNorms = config.flagOr("use_parallel_residual", false) ? 1 : 2;
    if (config.flagOr("qk_layernorm", false)) {
        const DecoderSizes sizes = decoderSizes(config, style);
        listDecoder(request, inventory, style, {}, [&](Inventory& into, std::int64_t) {
            listAttention(into, sizes, style);
            // A norm without bias for each head.
            into.add("q_layernorm.norms.weight", {sizes.heads, sizes.headDimension});
            into.add("k_layernorm.norms.weight", {sizes.kvHeads, sizes.headDimension});
        });
        return;
    }
    listDecoder(request, inventory, style);
}
void starcoder2(const Request& request, Inventory& inventory)
{
    const bool bias = request.config.flagOr("use_bias", true);
    DecoderStyle style{.vocabulary = 49152,
        .hidden = 3072,
        .inner = 12288,
        .layers = 30,
        .heads = 24,
        .kvHeads = 2};
    style.qkvBias = style.outputBias = style.mlpBias = bias;
    style.gated = false;
    style.normBias = true;
    style.tied = true;
    listDecoder(request, inventory, style);
}
void phi(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 51200, .hidden = 2048, .inner = 8192, .layers = 24};
    style.qkvBias = style.outputBias = style.mlpBias = true;
    style.gated = false;
    style.normBias = true;
    style.layerNorms = 1;
    style.headBias = true;
    if (request.config.flagOr("qk_layernorm", false)) {
        const DecoderSizes sizes = decoderSizes(request.config, style);
        listDecoder(request, inventory, style, {}, [&](Inventory& into, std::int64_t) {
            listAttention(into, sizes, style);
            into.norm("q_layernorm", sizes.hidden / sizes.heads, true);
            into.norm("k_layernorm", sizes.hidden / sizes.heads, true);
        });
        return;
    }
    listDecoder(request, inventory, style);
}
void phi3(const Request& request, Inventory& inventory)
{
    listDecoder(request, inventory, {.vocabulary = 32064, .hidden = 3072, .inner = 8192});
}
void gemma(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 256000,
        .hidden = 3072,
        .inner = 24576,
        .layers = 28,
        .heads = 16,
        .kvHeads = 16,
        .headDimension = 256};
    style.tied = true;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void gemma2(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 256000,
        .hidden = 2304,
        .inner = 9216,
        .layers = 26,
        .heads = 8,
        .kvHeads = 4,
        .headDimension = 256,
        .layerNorms = 4};
    style.tied = true;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void gemma3Text(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 262208,
        .hidden = 2304,
        .inner = 9216,
        .layers = 26,
        .heads = 8,
        .kvHeads = 4,
        .headDimension = 256,
        .layerNorms = 4};
    style.queryNorm = QueryNorm::OfHead;
    style.tied = true;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void nemotron(const Request& request, Inventory& inventory)
{
    DecoderStyle style{
        .vocabulary = 256000, .hidden = 6144, .inner = 24576, .layers = 32, .heads = 48};
    style.gated = false;
    style.normBias = true;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void glm(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 151552,
        .hidden = 4096,
        .inner = 13696,
        .layers = 40,
        .heads = 32,
        .kvHeads = 2,
        .headDimension = 128};
    style.qkvBias = request.config.flagOr("attention_bias", false);
    if (request.config.textOr("model_type", "") == "glm4")
        style.layerNorms = 4;
    listDecoder(request, inventory, style);
}
/// The first Qwen: its intermediate_size is that of gate and up together.
void qwen(const Request& request, Inventory& inventory)
{
    const DecoderStyle style{.vocabulary = 151936, .hidden = 4096, .inner = 22016, .qkvBias = true};
    const DecoderSizes sizes = decoderSizes(request.config, style);
    listDecoder(request, inventory, style,
        [&](Inventory& into, std::int64_t) { listGatedMlp(into, sizes.hidden, sizes.inner / 2); });
}
/// Qwen 2's shape, and a head for further tokens that is not counted.
void mimo(const Request& request, Inventory& inventory)
{
    DecoderStyle style{
        .vocabulary = 151680, .hidden = 4096, .inner = 11008, .layers = 36, .kvHeads = 8};
    style.qkvBias = request.config.flagOr("attention_bias", true);
    listDecoder(request, inventory, style);
}
void pangu(const Request& request, Inventory& inventory)
{
    DecoderStyle style{
        .vocabulary = 153376, .hidden = 4096, .inner = 12800, .layers = 34, .kvHeads = 8};
    style.qkvBias = style.outputBias = request.config.flagOr("bias", true);
    listDecoder(request, inventory, style);
}
/// ChatGLM 2 and 3: keys in groups, a gated feed-forward part in one matrix.
void chatglm(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 65024, .hidden = 4096, .inner = 13696, .layers = 28};
    DecoderSizes sizes = decoderSizes(config, style);
    sizes.headDimension = config.integerOr("kv_channels", 128);
    sizes.kvHeads = config.flagOr("multi_query_attention", true)
        ? config.integerOr("multi_query_group_num", 2)
        : sizes.heads;
    style.qkvBias = config.flagOr("add_qkv_bias", true) || config.flagOr("add_bias_linear", false);
    style.outputBias = style.mlpBias = config.flagOr("add_bias_linear", false);
    listDecoder(request, inventory, style, {},
        [&](Inventory& into, std::int64_t) { listAttention(into, sizes, style); });
}
void smollm3(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 128256,
        .hidden = 2048,
        .inner = 11008,
        .layers = 36,
        .heads = 16,
        .kvHeads = 4};
    style.tied = true;
    listDecoder(request, inventory, withBiases(request.config, style));
}
void seedOss(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.vocabulary = 155136,
        .hidden = 4096,
        .inner = 27648,
        .layers = 64,
        .heads = 80,
        .kvHeads = 8,
        .headDimension = 128};
    style.qkvBias = request.config.flagOr("attention_bias", true);
    style.outputBias = request.config.flagOr("attention_out_bias", false);
    style.mlpBias = request.config.flagOr("mlp_bias", false);
    listDecoder(request, inventory, style);
}
void arcee(const Request& request, Inventory& inventory)
{
    DecoderStyle style{.hidden = 2560, .inner = 18432};
    style.gated = false;
    listDecoder(request, inventory, withBiases(request.config, style));
}

constexpr auto kDecodersFamilies = std::to_array<Family>({
    {"llama", llama},
    {"internlm", llama},
    {"mistral", mistral},
    {"ministral", mistral},
    {"ministral3", mistral},
    {"granite", granite},
    {"qwen2", qwen2},
    {"qwen3", qwen3},
    {"olmo", olmo},
    {"olmo2", olmo2},
    {"olmo3", olmo2},
    {"cohere", cohere},
    {"cohere2", cohere},
    {"stablelm", stablelm},
    {"starcoder2", starcoder2},
    {"phi", phi},
    {"phi3", phi3},
    {"gemma", gemma},
    {"gemma2", gemma2},
    {"gemma3_text", gemma3Text},
    {"nemotron", nemotron},
    {"glm", glm},
    {"glm4", glm},
    {"qwen", qwen},
    {"mimo", mimo},
    {"PanguEmbedded", pangu},
    {"chatglm", chatglm},
    {"smollm3", smollm3},
    {"seed_oss", seedOss},
    {"arcee", arcee},
});

} // namespace

std::span<const Family> decoderFamilies() { return kDecodersFamilies; }

} // namespace headroom::inventories
