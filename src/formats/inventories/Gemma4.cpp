// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <algorithm>
#include <array>

// Gemma 4: sliding and full attention of different widths, experts beside the feed-forward part,
// and inputs of each layer's own.

namespace headroom::inventories {
namespace {

struct Gemma4Sizes {
    DecoderSizes decoder;
    std::int64_t globalDimension;
    std::int64_t globalKvHeads;
    std::int64_t perLayer;
    bool keysAreValues;
    bool attentionBias;
};

void listGemma4Attention(Inventory& inventory, const Gemma4Sizes& sizes, bool isFull, bool reuses)
{
    const DecoderSizes& decoder = sizes.decoder;
    const std::int64_t dimension = isFull ? sizes.globalDimension : decoder.headDimension;
    const std::int64_t kvHeads =
        isFull && sizes.keysAreValues ? sizes.globalKvHeads : decoder.kvHeads;
    const bool bias = sizes.attentionBias;
    inventory.linear("self_attn.q_proj", decoder.hidden, decoder.heads * dimension, bias);
    inventory.norm("self_attn.q_norm", dimension, false);
    inventory.linear("self_attn.o_proj", decoder.heads * dimension, decoder.hidden, bias);
    // The last layers may use what earlier ones kept.
    if (reuses)
        return;
    inventory.norm("self_attn.k_norm", dimension, false);
    inventory.linear("self_attn.k_proj", decoder.hidden, kvHeads * dimension, bias);
    if (!isFull || !sizes.keysAreValues)
        inventory.linear("self_attn.v_proj", decoder.hidden, kvHeads * dimension, bias);
}

void gemma4Text(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const DecoderSizes decoder = decoderSizes(config,
        {.vocabulary = 262144,
            .hidden = 2304,
            .inner = 9216,
            .layers = 30,
            .heads = 8,
            .kvHeads = 4,
            .headDimension = 256});
    const Gemma4Sizes sizes{decoder, config.integerOr("global_head_dim", 512),
        config.integerOr("num_global_key_value_heads", decoder.kvHeads),
        config.integerOr("hidden_size_per_layer_input", 256, 0),
        config.flagOr("attention_k_eq_v", false), config.flagOr("attention_bias", false)};
    const std::int64_t shared = config.integerOr("num_kv_shared_layers", 0, 0);
    const bool wide = config.flagOr("use_double_wide_mlp", false);
    const std::vector<std::string> kinds =
        config.has("layer_types") ? config.texts("layer_types") : std::vector<std::string>();
    const bool hasExperts = config.flagOr("enable_moe_block", false);
    const std::int64_t experts = config.integerOr("num_experts", 1, 0);
    const std::int64_t perToken = config.integerOr("top_k_experts", 1, 0);
    const std::int64_t expertInner = config.integerOr("moe_intermediate_size", 1, 0);
    const std::int64_t hidden = decoder.hidden;
    const auto scope = inventory.under("language_model");
    inventory.embedding("embed_tokens", decoder.vocabulary, hidden);
    if (sizes.perLayer > 0) {
        inventory.embedding("embed_tokens_per_layer",
            config.integerOr("vocab_size_per_layer_input", 262144),
            decoder.layers * sizes.perLayer);
        inventory.linear(
            "per_layer_model_projection", hidden, decoder.layers * sizes.perLayer, false);
        inventory.norm("per_layer_projection_norm", sizes.perLayer, false);
    }
    for (std::int64_t i = 0; i < decoder.layers; ++i) {
        const auto layer = inventory.under("layers." + std::to_string(i));
        const auto index = static_cast<std::size_t>(i);
        const bool isFull = i + 1 == decoder.layers
            || (index < kinds.size() ? kinds[index] == "full_attention" : (i + 1) % 6 == 0);
        const bool reuses = i >= decoder.layers - shared;
        listGemma4Attention(inventory, sizes, isFull, reuses);
        {
            const auto mlp = inventory.under("mlp");
            listGatedMlp(inventory, hidden, decoder.inner * (wide && reuses ? 2 : 1));
        }
        for (const char* name : {"input_layernorm", "post_attention_layernorm",
                 "pre_feedforward_layernorm", "post_feedforward_layernorm"})
            inventory.norm(name, hidden, false);
        if (hasExperts) {
            inventory.add("router.scale", {hidden});
            inventory.add("router.per_expert_scale", {experts});
            inventory.add("router.proj.weight", {experts, hidden});
            listExperts(inventory, experts, perToken, hidden, expertInner);
            for (const char* name : {"post_feedforward_layernorm_1", "post_feedforward_layernorm_2",
                     "pre_feedforward_layernorm_2"})
                inventory.norm(name, hidden, false);
        }
        if (sizes.perLayer > 0) {
            inventory.linear("per_layer_input_gate", hidden, sizes.perLayer, false);
            inventory.linear("per_layer_projection", sizes.perLayer, hidden, false);
            inventory.norm("post_per_layer_input_norm", hidden, false);
        }
    }
    inventory.norm("norm", hidden, false);
    addHead(request, inventory, hidden, decoder.vocabulary, true);
}

void listGemma4Vision(const Request& vision, Inventory& inventory)
{
    const Config& config = vision.config;
    const std::int64_t hidden = config.integerOr("hidden_size", 768);
    const std::int64_t inner = config.integerOr("intermediate_size", 3072);
    const std::int64_t heads = config.integerOr("num_attention_heads", 12);
    const std::int64_t kvHeads = config.integerOr("num_key_value_heads", heads);
    const std::int64_t dimension = config.integerOr("head_dim", 64);
    const std::int64_t patch = config.integerOr("patch_size", 16);
    const auto scope = inventory.under("vision_tower");
    inventory.add("patch_embedder.position_embedding_table",
        {2, config.integerOr("position_embedding_size", 10240), hidden});
    inventory.linear("patch_embedder.input_proj", 3 * patch * patch, hidden, false);
    for (std::int64_t i = 0; i < layerCount(config, {"num_hidden_layers"}, 16); ++i) {
        const auto layer = inventory.under("encoder.layers." + std::to_string(i));
        inventory.linear("q_proj", hidden, heads * dimension, false);
        inventory.linear("k_proj", hidden, kvHeads * dimension, false);
        inventory.linear("v_proj", hidden, kvHeads * dimension, false);
        inventory.linear("o_proj", heads * dimension, hidden, false);
        inventory.norm("q_norm", dimension, false);
        inventory.norm("k_norm", dimension, false);
        listGatedMlp(inventory, hidden, inner);
        for (const char* name : {"norm0", "norm1", "norm2", "norm3"})
            inventory.norm(name, hidden, false);
    }
}

void gemma4(const Request& request, Inventory& inventory)
{
    const Request language = request.part("text_config");
    if (request.config.has("audio_config"))
        inventory.assumptions.emplace_back(
            HEADROOM_TEXT("formats", "audio_config is there: its encoder is not counted"));
    if (request.config.has("vision_config")) {
        const Request vision = request.part("vision_config");
        listGemma4Vision(vision, inventory);
        inventory.linear("embed_vision.embedding_projection",
            vision.config.integerOr("hidden_size", 768),
            language.config.integerOr("hidden_size", 2304), false);
    }
    gemma4Text(language, inventory);
}

constexpr auto kGemma4Families = std::to_array<Family>({
    {"gemma4_text", gemma4Text},
    {"gemma4", gemma4},
});

} // namespace

std::span<const Family> gemma4Families() { return kGemma4Families; }

} // namespace headroom::inventories
