// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <array>

// DeepSeek's kind: latent attention, and mixtures with shared experts.

namespace headroom::inventories {
namespace {

struct LatentStyle {
    DecoderStyle decoder;
    std::int64_t queryRank;
    std::int64_t valueRank = 512;
    std::int64_t plainDimension = 128;
    std::int64_t rotaryDimension = 64;
    std::int64_t valueDimension = 128;
    std::int64_t experts;
    std::int64_t perToken;
    std::int64_t shared;
    std::int64_t expertInner;
    std::int64_t dense;
    bool hasIndexer = false;
};

void listLatent(const Request& request, Inventory& inventory, const LatentStyle& style)
{
    const Config& config = request.config;
    // Heads do not divide the width here.
    DecoderStyle decoder = style.decoder;
    decoder.headDimension = 1;
    const DecoderSizes sizes = decoderSizes(config, decoder);
    const std::int64_t hidden = sizes.hidden;
    const std::int64_t queryRank = config.has("q_lora_rank") || config.isNull("q_lora_rank")
        ? config.optionalInteger("q_lora_rank")
        : style.queryRank;
    const std::int64_t valueRank = config.integerOr("kv_lora_rank", style.valueRank);
    const std::int64_t plain = config.integerOr("qk_nope_head_dim", style.plainDimension);
    const std::int64_t rotary = config.integerOr("qk_rope_head_dim", style.rotaryDimension);
    const std::int64_t value = config.integerOr("v_head_dim", style.valueDimension);
    const bool bias = config.flagOr("attention_bias", false);
    const std::int64_t experts =
        config.integerOr({"n_routed_experts", "num_local_experts"}, style.experts, 0);
    const std::int64_t perToken = config.integerOr("num_experts_per_tok", style.perToken);
    const std::int64_t shared = config.integerOr("n_shared_experts", style.shared, 0);
    const std::int64_t expertInner = config.integerOr("moe_intermediate_size", style.expertInner);
    const std::int64_t dense = config.integerOr("first_k_dense_replace", style.dense, 0);
    const std::int64_t indexHeads = config.integerOr("index_n_heads", 64);
    const std::int64_t indexDimension = config.integerOr("index_head_dim", 128);
    listDecoder(
        request, inventory, decoder,
        [&](Inventory& into, std::int64_t layer) {
            if (layer < dense || experts == 0) {
                listGatedMlp(into, hidden, sizes.inner);
                return;
            }
            into.add("gate.weight", {experts, hidden});
            listExperts(into, experts, perToken, hidden, expertInner);
            if (shared > 0) {
                const auto scope = into.under("shared_experts");
                listGatedMlp(into, hidden, shared * expertInner);
            }
        },
        [&](Inventory& into, std::int64_t) {
            const std::int64_t queries = sizes.heads * (plain + rotary);
            if (queryRank == 0) {
                into.linear("q_proj", hidden, queries, false);
            } else {
                into.linear("q_a_proj", hidden, queryRank, bias);
                into.norm("q_a_layernorm", queryRank, false);
                into.linear("q_b_proj", queryRank, queries, false);
            }
            into.linear("kv_a_proj_with_mqa", hidden, valueRank + rotary, bias);
            into.norm("kv_a_layernorm", valueRank, false);
            into.linear("kv_b_proj", valueRank, sizes.heads * (plain + value), false);
            into.linear("o_proj", sizes.heads * value, hidden, bias);
            if (style.hasIndexer) {
                const auto scope = into.under("indexer");
                into.linear("wq_b", queryRank, indexHeads * indexDimension, false);
                into.linear("wk", hidden, indexDimension, false);
                into.norm("k_norm", indexDimension, true);
                into.linear("weights_proj", hidden, indexHeads, false);
            }
        });
}

void deepseekV2(const Request& request, Inventory& inventory)
{
    listLatent(request, inventory,
        {.decoder = {.vocabulary = 32000, .hidden = 4096, .inner = 11008},
            .queryRank = 1536,
            .experts = 64,
            .perToken = 0,
            .shared = 0,
            .expertInner = 1407,
            .dense = 0});
}
LatentStyle deepseekV3Style()
{
    return {.decoder =
                {.vocabulary = 129280, .hidden = 7168, .inner = 18432, .layers = 61, .heads = 128},
        .queryRank = 1536,
        .experts = 256,
        .perToken = 8,
        .shared = 1,
        .expertInner = 2048,
        .dense = 3};
}
void deepseekV3(const Request& request, Inventory& inventory)
{
    listLatent(request, inventory, deepseekV3Style());
}
void deepseekV32(const Request& request, Inventory& inventory)
{
    LatentStyle style = deepseekV3Style();
    style.hasIndexer = true;
    listLatent(request, inventory, style);
}
void glmMoeDsa(const Request& request, Inventory& inventory)
{
    listLatent(request, inventory,
        {.decoder =
                {.vocabulary = 154880, .hidden = 6144, .inner = 12288, .layers = 78, .heads = 64},
            .queryRank = 2048,
            .plainDimension = 192,
            .valueDimension = 256,
            .experts = 256,
            .perToken = 8,
            .shared = 1,
            .expertInner = 2048,
            .dense = 3,
            .hasIndexer = true});
}

constexpr auto kLatentFamilies = std::to_array<Family>({
    {"deepseek_v2", deepseekV2},
    {"deepseek_v3", deepseekV3},
    {"kimi_k2", deepseekV3},
    {"deepseek_v32", deepseekV32},
    {"glm_moe_dsa", glmMoeDsa},
});

} // namespace

std::span<const Family> latentFamilies() { return kLatentFamilies; }

} // namespace headroom::inventories
