// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <algorithm>
#include <array>

// Decoders whose feed-forward part is a mixture of experts.

namespace headroom::inventories {

void listExperts(Inventory& inventory, std::int64_t count, std::int64_t perToken,
    std::int64_t hidden, std::int64_t inner)
{
    inventory.experts("experts.gate_up_proj", {count, 2 * inner, hidden}, perToken);
    inventory.experts("experts.down_proj", {count, hidden, inner}, perToken);
}

namespace {

using QueryNorm = DecoderStyle::QueryNorm;

struct Mixture {
    std::int64_t experts;
    std::int64_t perToken;
    std::int64_t inner; ///< of an expert
};

void listRouted(Inventory& inventory, const Mixture& mixture, std::int64_t hidden)
{
    inventory.add("gate.weight", {mixture.experts, hidden});
    listExperts(inventory, mixture.experts, mixture.perToken, hidden, mixture.inner);
}

bool contains(const std::vector<std::int64_t>& numbers, std::int64_t number)
{
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

/// Numbers of layers that a list names; an empty list names none.
std::vector<std::int64_t> layersListed(const Request& request, std::string_view key)
{
    const Value* value = request.tree.find(key);
    const bool isEmpty = value == nullptr || value->asList() == nullptr || value->asList()->empty();
    return isEmpty ? std::vector<std::int64_t>() : integers(request, key, {});
}

void mixtral(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const DecoderStyle style{.inner = 14336, .kvHeads = 8};
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr("num_local_experts", 8),
        config.integerOr("num_experts_per_tok", 2), sizes.inner};
    listDecoder(request, inventory, style,
        [&](Inventory& into, std::int64_t) { listRouted(into, mixture, sizes.hidden); });
}

void olmoe(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{
        .vocabulary = 50304, .hidden = 2048, .inner = 2048, .layers = 16, .heads = 16};
    style.queryNorm = QueryNorm::OfAll;
    style.qkvBias = style.outputBias = config.flagOr("attention_bias", false);
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr("num_experts", 64),
        config.integerOr("num_experts_per_tok", 8), sizes.inner};
    listDecoder(request, inventory, style,
        [&](Inventory& into, std::int64_t) { listRouted(into, mixture, sizes.hidden); });
}

void phimoe(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 32064, .inner = 6400, .kvHeads = 8};
    style.qkvBias = style.outputBias = config.flagOr("attention_bias", false);
    style.normBias = true;
    style.headBias = config.flagOr("lm_head_bias", false);
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr("num_local_experts", 16),
        config.integerOr("num_experts_per_tok", 2), sizes.inner};
    listDecoder(request, inventory, style,
        [&](Inventory& into, std::int64_t) { listRouted(into, mixture, sizes.hidden); });
}

void graniteMoe(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style;
    style.qkvBias = style.outputBias = config.flagOr("attention_bias", false);
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr("num_local_experts", 8),
        config.integerOr("num_experts_per_tok", 2), sizes.inner};
    listDecoder(request, inventory, style,
        [&](Inventory& into, std::int64_t) { listRouted(into, mixture, sizes.hidden); });
}

void qwen2Moe(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 151936,
        .hidden = 2048,
        .inner = 5632,
        .layers = 24,
        .heads = 16,
        .kvHeads = 16};
    style.qkvBias = config.flagOr("qkv_bias", true);
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr("num_experts", 60),
        config.integerOr("num_experts_per_tok", 4),
        config.integerOr("moe_intermediate_size", 1408)};
    const std::int64_t shared = config.integerOr("shared_expert_intermediate_size", 5632);
    const std::int64_t step = config.integerOr("decoder_sparse_step", 1);
    const std::vector<std::int64_t> dense = layersListed(request, "mlp_only_layers");
    listDecoder(request, inventory, style, [&](Inventory& into, std::int64_t layer) {
        if (contains(dense, layer) || (layer + 1) % step != 0) {
            listGatedMlp(into, sizes.hidden, sizes.inner);
            return;
        }
        listRouted(into, mixture, sizes.hidden);
        const auto scope = into.under("shared_expert");
        listGatedMlp(into, sizes.hidden, shared);
        into.add("gate.weight", {1, sizes.hidden});
    });
}

void qwen3Moe(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 151936,
        .hidden = 2048,
        .inner = 6144,
        .layers = 24,
        .heads = 32,
        .kvHeads = 4};
    style.qkvBias = style.outputBias = config.flagOr("attention_bias", false);
    style.queryNorm = QueryNorm::OfHead;
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr({"num_experts", "num_local_experts"}, 128),
        config.integerOr("num_experts_per_tok", 8), config.integerOr("moe_intermediate_size", 768)};
    const std::int64_t step = config.integerOr("decoder_sparse_step", 1);
    const std::vector<std::int64_t> dense = layersListed(request, "mlp_only_layers");
    listDecoder(request, inventory, style, [&](Inventory& into, std::int64_t layer) {
        if (contains(dense, layer) || mixture.experts == 0 || (layer + 1) % step != 0)
            listGatedMlp(into, sizes.hidden, sizes.inner);
        else
            listRouted(into, mixture, sizes.hidden);
    });
}

void gptOss(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 201088,
        .hidden = 2880,
        .inner = 2880,
        .layers = 36,
        .heads = 64,
        .kvHeads = 8,
        .headDimension = 64};
    style.qkvBias = style.outputBias = config.flagOr("attention_bias", true);
    const DecoderSizes sizes = decoderSizes(config, style);
    const std::int64_t experts = config.integerOr("num_local_experts", 128);
    const std::int64_t perToken = config.integerOr({"num_experts_per_tok", "experts_per_token"}, 4);
    listDecoder(
        request, inventory, style,
        [&](Inventory& into, std::int64_t) {
            into.linear("router", sizes.hidden, experts, true, Part::Other);
            into.experts(
                "experts.gate_up_proj", {experts, sizes.hidden, 2 * sizes.inner}, perToken);
            into.experts("experts.gate_up_proj_bias", {experts, 2 * sizes.inner}, perToken);
            into.experts("experts.down_proj", {experts, sizes.inner, sizes.hidden}, perToken);
            into.experts("experts.down_proj_bias", {experts, sizes.hidden}, perToken);
        },
        [&](Inventory& into, std::int64_t) {
            listAttention(into, sizes, style);
            into.add("sinks", {sizes.heads});
        });
}

void minimaxM2(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 200064,
        .hidden = 3072,
        .inner = 1536,
        .layers = 62,
        .heads = 48,
        .kvHeads = 8,
        .headDimension = 128};
    style.queryNorm = QueryNorm::OfAll;
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr("num_local_experts", 256),
        config.integerOr("num_experts_per_tok", 8), sizes.inner};
    listDecoder(request, inventory, style,
        [&](Inventory& into, std::int64_t) { listRouted(into, mixture, sizes.hidden); });
}

void glm4Moe(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 151552,
        .hidden = 4096,
        .inner = 10944,
        .layers = 46,
        .heads = 96,
        .kvHeads = 8};
    style.qkvBias = config.flagOr("attention_bias", false);
    if (config.flagOr("use_qk_norm", false))
        style.queryNorm = QueryNorm::OfHead;
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr("n_routed_experts", 128),
        config.integerOr("num_experts_per_tok", 8),
        config.integerOr("moe_intermediate_size", 1408)};
    const std::int64_t dense = config.integerOr("first_k_dense_replace", 1, 0);
    const std::int64_t shared = config.integerOr("n_shared_experts", 1, 0);
    listDecoder(request, inventory, style, [&](Inventory& into, std::int64_t layer) {
        if (layer < dense) {
            listGatedMlp(into, sizes.hidden, sizes.inner);
            return;
        }
        listRouted(into, mixture, sizes.hidden);
        const auto scope = into.under("shared_experts");
        listGatedMlp(into, sizes.hidden, shared * mixture.inner);
    });
}

void llama4Text(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 202048,
        .hidden = 5120,
        .inner = 8192,
        .layers = 48,
        .heads = 40,
        .kvHeads = 8,
        .headDimension = 128};
    const DecoderSizes sizes = decoderSizes(config, style);
    const Mixture mixture{config.integerOr("num_local_experts", 16),
        config.integerOr("num_experts_per_tok", 1), sizes.inner};
    const std::int64_t denseInner = config.integerOr("intermediate_size_mlp", 16384);
    const std::int64_t step = config.integerOr("interleave_moe_layer_step", 1);
    const std::vector<std::int64_t> routed = layersListed(request, "moe_layers");
    listDecoder(request, inventory, style, [&](Inventory& into, std::int64_t layer) {
        const bool isRouted = !routed.empty() ? contains(routed, layer) : (layer + 1) % step == 0;
        if (!isRouted) {
            listGatedMlp(into, sizes.hidden, denseInner);
            return;
        }
        into.add("router.weight", {mixture.experts, sizes.hidden});
        listExperts(into, mixture.experts, mixture.perToken, sizes.hidden, mixture.inner);
        const auto scope = into.under("shared_expert");
        listGatedMlp(into, sizes.hidden, mixture.inner);
    });
}

constexpr auto kMixturesFamilies = std::to_array<Family>({
    {"mixtral", mixtral},
    {"olmoe", olmoe},
    {"phimoe", phimoe},
    {"granitemoe", graniteMoe},
    {"qwen2_moe", qwen2Moe},
    {"qwen3_moe", qwen3Moe},
    {"qwen3_vl_moe_text", qwen3Moe},
    {"gpt_oss", gptOss},
    {"minimax_m2", minimaxM2},
    {"glm4_moe", glm4Moe},
    {"llama4_text", llama4Text},
});

} // namespace

std::span<const Family> mixtureFamilies() { return kMixturesFamilies; }

} // namespace headroom::inventories
