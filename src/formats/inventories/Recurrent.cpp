// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <algorithm>
#include <array>

// State-space models, linear attention, and hybrids of these with attention.

namespace headroom::inventories {
namespace {

/// The kind of each layer, as layer_types or another list of words has it; empty where it is
/// absent.
std::vector<std::string> layerKinds(const Request& request, std::string_view key)
{
    return request.config.has(key) ? request.config.texts(key) : std::vector<std::string>();
}

void mamba(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t hidden = config.integerOr({"hidden_size", "d_model"}, 768);
    const std::int64_t vocabulary = config.integerOr("vocab_size", 50280);
    const std::int64_t layers = layerCount(config, {"num_hidden_layers", "n_layer"}, 32);
    const std::int64_t state = config.integerOr("state_size", 16);
    const bool isFalcon = config.textOr("model_type", "") == "falcon_mamba";
    const std::int64_t inner = isFalcon
        ? config.integerOr("intermediate_size", config.integerOr("expand", 2) * hidden)
        : config.integerOr("expand", 2) * hidden;
    const Value* rank = request.tree.find("time_step_rank");
    const std::int64_t step = rank != nullptr && rank->asNumber() != nullptr
        ? config.integer("time_step_rank")
        : (hidden + 15) / 16;
    const bool bias = config.flagOr("use_bias", false);
    inventory.embedding("backbone.embeddings", vocabulary, hidden);
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("backbone.layers." + std::to_string(i));
        inventory.norm("norm", hidden, false);
        inventory.add("mixer.A_log", {inner, state});
        inventory.add("mixer.D", {inner});
        inventory.convolution("mixer.conv1d", inner, inner, {config.integerOr("conv_kernel", 4)},
            config.flagOr("use_conv_bias", true), inner);
        inventory.linear("mixer.in_proj", hidden, 2 * inner, bias);
        inventory.linear("mixer.x_proj", inner, step + 2 * state, false);
        inventory.linear("mixer.dt_proj", step, inner, true);
        inventory.linear("mixer.out_proj", inner, hidden, bias);
    }
    inventory.norm("backbone.norm_f", hidden, false);
    addHead(request, inventory, hidden, vocabulary, !isFalcon);
}

/// The sizes of a Mamba-2 mixer.
struct Mamba2Sizes {
    std::int64_t hidden;
    std::int64_t heads;
    std::int64_t headDimension;
    std::int64_t groups;
    std::int64_t state;
    std::int64_t kernel;
    bool bias;
    bool convolutionBias;
};
void listMamba2Mixer(Inventory& inventory, const Mamba2Sizes& sizes)
{
    const std::int64_t inner = sizes.heads * sizes.headDimension;
    const std::int64_t convolved = inner + 2 * sizes.groups * sizes.state;
    inventory.add("mixer.dt_bias", {sizes.heads});
    inventory.add("mixer.A_log", {sizes.heads});
    inventory.add("mixer.D", {sizes.heads});
    inventory.convolution(
        "mixer.conv1d", convolved, convolved, {sizes.kernel}, sizes.convolutionBias, convolved);
    inventory.linear("mixer.in_proj", sizes.hidden, inner + convolved + sizes.heads, sizes.bias);
    inventory.norm("mixer.norm", inner, false);
    inventory.linear("mixer.out_proj", inner, sizes.hidden, sizes.bias);
}

void mamba2(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t hidden = config.integerOr("hidden_size", 4096);
    const std::int64_t vocabulary = config.integerOr("vocab_size", 32768);
    const std::int64_t dimension = config.integerOr("head_dim", 64);
    const std::int64_t heads =
        config.integerOr("num_heads", config.integerOr("expand", 2) * hidden / dimension);
    if (!config.has("num_heads"))
        inventory.assumptions.emplace_back(
            HEADROOM_TEXT(
                "formats", "num_heads is absent: expand × hidden_size / head_dim, {0}, is assumed"),
            static_cast<std::uint64_t>(heads));
    const Mamba2Sizes sizes{hidden, heads, dimension, config.integerOr("n_groups", 8),
        config.integerOr("state_size", 128), config.integerOr("conv_kernel", 4),
        config.flagOr("use_bias", false), config.flagOr("use_conv_bias", true)};
    const std::int64_t layers = layerCount(config, {"num_hidden_layers"}, 64);
    inventory.embedding("backbone.embeddings", vocabulary, hidden);
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("backbone.layers." + std::to_string(i));
        inventory.norm("norm", hidden, false);
        listMamba2Mixer(inventory, sizes);
    }
    inventory.norm("backbone.norm_f", hidden, false);
    addHead(request, inventory, hidden, vocabulary, false);
}

/// One mixer a layer: M Mamba, * attention, - a feed-forward part, E experts.
std::string nemotronPattern(const Request& request)
{
    const Config& config = request.config;
    if (config.has("hybrid_override_pattern"))
        return config.textOr("hybrid_override_pattern", "");
    std::string pattern;
    for (const std::string& kind : layerKinds(request, "layers_block_type")) {
        pattern += kind == "mamba" || kind == "linear_attention" ? 'M'
            : kind == "attention" || kind == "full_attention"    ? '*'
            : kind == "moe"                                      ? 'E'
                                                                 : '-';
    }
    return pattern.empty() ? "ME*-" : pattern;
}

void nemotronH(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t hidden = config.integerOr("hidden_size", 4096);
    const std::int64_t vocabulary = config.integerOr("vocab_size", 131072);
    const std::int64_t heads = config.integerOr("num_attention_heads", 32);
    const std::int64_t kvHeads = config.integerOr("num_key_value_heads", 8);
    const std::int64_t dimension = config.integerOr("head_dim", 128);
    const bool bias = config.flagOr("attention_bias", false);
    const bool mlpBias = config.flagOr("mlp_bias", false);
    const std::int64_t inner = config.integerOr("intermediate_size", 21504);
    const Mamba2Sizes mixer{hidden, config.integerOr("mamba_num_heads", 128),
        config.integerOr("mamba_head_dim", 64), config.integerOr("n_groups", 8),
        config.integerOr("ssm_state_size", 128), config.integerOr("conv_kernel", 4),
        config.flagOr("use_bias", false), config.flagOr("use_conv_bias", true)};
    const std::int64_t experts = config.integerOr("n_routed_experts", 8, 0);
    const std::int64_t perToken = config.integerOr("num_experts_per_tok", 2);
    const std::int64_t expertInner = config.integerOr("moe_intermediate_size", 7688);
    const std::int64_t sharedInner = config.integerOr("moe_shared_expert_intermediate_size", 7688);
    const std::int64_t latent = config.optionalInteger("moe_latent_size");
    std::string pattern = nemotronPattern(request);
    constexpr std::size_t kMostLayers = 10'000;
    if (pattern.size() > kMostLayers)
        config.reject("hybrid_override_pattern",
            Text(HEADROOM_TEXT("formats", "expected at most {0} layers, found {1}"),
                std::uint64_t{kMostLayers}, std::uint64_t{pattern.size()}));
    pattern.resize(std::min(pattern.size(), kMostLayers));
    inventory.embedding("model.embeddings", vocabulary, hidden);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto layer = inventory.under("model.layers." + std::to_string(i));
        inventory.norm("norm", hidden, false);
        if (pattern[i] == 'M') {
            listMamba2Mixer(inventory, mixer);
        } else if (pattern[i] == '*') {
            inventory.linear("mixer.q_proj", hidden, heads * dimension, bias);
            inventory.linear("mixer.k_proj", hidden, kvHeads * dimension, bias);
            inventory.linear("mixer.v_proj", hidden, kvHeads * dimension, bias);
            inventory.linear("mixer.o_proj", heads * dimension, hidden, bias);
        } else if (pattern[i] == '-') {
            inventory.linear("mixer.up_proj", hidden, inner, mlpBias);
            inventory.linear("mixer.down_proj", inner, hidden, mlpBias);
        } else if (pattern[i] == 'E') {
            const std::int64_t width = latent != 0 ? latent : hidden;
            inventory.experts("mixer.experts.up_proj", {experts, expertInner, width}, perToken);
            inventory.experts("mixer.experts.down_proj", {experts, width, expertInner}, perToken);
            inventory.add("mixer.gate.weight", {experts, hidden});
            inventory.linear("mixer.shared_experts.up_proj", hidden, sharedInner, mlpBias);
            inventory.linear("mixer.shared_experts.down_proj", sharedInner, hidden, mlpBias);
            if (latent != 0) {
                inventory.linear("mixer.fc1_latent_proj", hidden, latent, mlpBias);
                inventory.linear("mixer.fc2_latent_proj", latent, hidden, mlpBias);
            }
        } else {
            config.reject("hybrid_override_pattern",
                Text(HEADROOM_TEXT("formats", "expected M, *, - or E for each layer, found {0}"),
                    quoteText(pattern.substr(i, 1))));
        }
    }
    inventory.norm("model.norm_f", hidden, false);
    addHead(request, inventory, hidden, vocabulary, false);
}

/// Qwen 3.5 and Qwen3-Next: gated delta rule, every fourth layer attends in full.
void qwenHybrid(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::string type = config.textOr("model_type", "");
    const bool isNext = type == "qwen3_next";
    const bool isMixture = isNext || type == "qwen3_5_moe_text" || type == "qwen3_5_moe";
    DecoderStyle style{.vocabulary = isNext ? 151936 : 248320,
        .hidden = isMixture ? 2048 : 4096,
        .inner = isNext ? 5632 : 12288,
        .layers = isNext ? 48
            : isMixture  ? 40
                         : 32,
        .heads = 16,
        .kvHeads = isMixture ? 2 : 4,
        .headDimension = 256};
    style.qkvBias = style.outputBias = config.flagOr("attention_bias", false);
    const DecoderSizes sizes = decoderSizes(config, style);
    const std::int64_t keyDimension = config.integerOr("linear_key_head_dim", 128);
    const std::int64_t valueDimension = config.integerOr("linear_value_head_dim", 128);
    const std::int64_t keys = config.integerOr("linear_num_key_heads", 16) * keyDimension;
    const std::int64_t valueHeads = config.integerOr("linear_num_value_heads", 32);
    const std::int64_t values = valueHeads * valueDimension;
    const std::int64_t kernel = config.integerOr("linear_conv_kernel_dim", 4);
    const std::vector<std::string> kinds = layerKinds(request, "layer_types");
    const std::int64_t interval = config.integerOr("full_attention_interval", 4);
    const std::int64_t experts = config.integerOr("num_experts", isNext ? 512 : 256, 0);
    const std::int64_t perToken = config.integerOr("num_experts_per_tok", isNext ? 10 : 8);
    const std::int64_t expertInner = config.integerOr("moe_intermediate_size", 512);
    const std::int64_t sharedInner = config.integerOr("shared_expert_intermediate_size", 512);
    const auto isFull = [&](std::int64_t layer) {
        const auto index = static_cast<std::size_t>(layer);
        return index < kinds.size() ? kinds[index] == "full_attention"
                                    : (layer + 1) % interval == 0;
    };
    listDecoder(
        request, inventory, style,
        [&](Inventory& into, std::int64_t) {
            if (!isMixture) {
                listGatedMlp(into, sizes.hidden, sizes.inner);
                return;
            }
            into.add("gate.weight", {experts, sizes.hidden});
            listExperts(into, experts, perToken, sizes.hidden, expertInner);
            const auto scope = into.under("shared_expert");
            listGatedMlp(into, sizes.hidden, sharedInner);
            into.add("gate.weight", {1, sizes.hidden});
        },
        [&](Inventory& into, std::int64_t layer) {
            if (isFull(layer)) {
                const std::int64_t queries = sizes.heads * sizes.headDimension;
                const std::int64_t cached = sizes.kvHeads * sizes.headDimension;
                into.linear("q_proj", sizes.hidden, 2 * queries, style.qkvBias); // with the gate
                into.linear("k_proj", sizes.hidden, cached, style.qkvBias);
                into.linear("v_proj", sizes.hidden, cached, style.qkvBias);
                into.linear("o_proj", queries, sizes.hidden, style.outputBias);
                into.norm("q_norm", sizes.headDimension, false);
                into.norm("k_norm", sizes.headDimension, false);
                return;
            }
            into.add("dt_bias", {valueHeads});
            into.add("A_log", {valueHeads});
            into.convolution(
                "conv1d", 2 * keys + values, 2 * keys + values, {kernel}, false, 2 * keys + values);
            into.norm("norm", valueDimension, false);
            into.linear("out_proj", values, sizes.hidden, false);
            into.linear("in_proj_qkvz", sizes.hidden, 2 * keys + 2 * values, false);
            into.linear("in_proj_ba", sizes.hidden, 2 * valueHeads, false);
        });
}

void lfm2(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    DecoderStyle style{.vocabulary = 65536,
        .hidden = 2560,
        .inner = 12288,
        .layers = 32,
        .heads = 32,
        .kvHeads = 8};
    style.tied = true;
    style.queryNorm = DecoderStyle::QueryNorm::OfHead;
    const DecoderSizes sizes = decoderSizes(config, style);
    std::int64_t inner = config.integerOr({"intermediate_size", "block_ff_dim"}, style.inner);
    if (config.flagOr("block_auto_adjust_ff_dim", true)) {
        const std::int64_t multiple = config.integerOr("block_multiple_of", 256);
        inner = (2 * inner / 3 + multiple - 1) / multiple * multiple;
    }
    const std::vector<std::string> kinds = layerKinds(request, "layer_types");
    const bool hasList = config.has("full_attn_idxs");
    const std::vector<std::int64_t> full =
        hasList ? integers(request, "full_attn_idxs", {}) : std::vector<std::int64_t>();
    const bool bias = config.flagOr("conv_bias", false);
    const std::int64_t kernel = config.integerOr({"conv_L_cache", "conv_l_cache"}, 3);
    listDecoder(
        request, inventory, style,
        [&](Inventory& into, std::int64_t) { listGatedMlp(into, sizes.hidden, inner); },
        [&](Inventory& into, std::int64_t layer) {
            const auto index = static_cast<std::size_t>(layer);
            const bool attends = index < kinds.size() ? kinds[index] == "full_attention"
                : hasList ? std::find(full.begin(), full.end(), layer) != full.end()
                          : true;
            if (attends) {
                listAttention(into, sizes, style);
                return;
            }
            into.convolution("conv.conv", sizes.hidden, sizes.hidden, {kernel}, bias, sizes.hidden);
            into.linear("conv.in_proj", sizes.hidden, 3 * sizes.hidden, bias);
            into.linear("conv.out_proj", sizes.hidden, sizes.hidden, bias);
        });
}

/// Attention of two shapes: full, and with a sliding window.
void mimoV2Flash(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const DecoderStyle style{.vocabulary = 152576,
        .hidden = 4096,
        .inner = 16384,
        .layers = 48,
        .heads = 64,
        .kvHeads = 4,
        .headDimension = 192};
    const DecoderSizes sizes = decoderSizes(config, style);
    const std::vector<std::string> kinds = layerKinds(request, "layer_types");
    const std::vector<std::int64_t> pattern = integers(request, "hybrid_layer_pattern", {0});
    const bool hasPattern = config.has("hybrid_layer_pattern");
    const auto slides = [&](std::int64_t layer) {
        const auto index = static_cast<std::size_t>(layer);
        if (hasPattern)
            return index < pattern.size() && pattern[index] == 1;
        if (index < kinds.size())
            return kinds[index] == "sliding_attention";
        return layer != 0 && (layer + 1) % 6 != 0;
    };
    const bool bias = config.flagOr("attention_bias", false);
    const std::int64_t experts = config.integerOr({"n_routed_experts", "num_local_experts"}, 256);
    const std::int64_t perToken = config.integerOr("num_experts_per_tok", 8);
    const std::int64_t expertInner = config.integerOr("moe_intermediate_size", 2048);
    const bool hasFrequency = config.has("moe_layer_freq");
    const std::vector<std::int64_t> routed = integers(request, "moe_layer_freq", {0});
    listDecoder(
        request, inventory, style,
        [&](Inventory& into, std::int64_t layer) {
            const auto index = static_cast<std::size_t>(layer);
            const bool isRouted =
                hasFrequency ? index < routed.size() && routed[index] == 1 : layer > 0;
            if (!isRouted) {
                listGatedMlp(into, sizes.hidden, sizes.inner);
                return;
            }
            listExperts(into, experts, perToken, sizes.hidden, expertInner);
            into.add("gate.weight", {experts, sizes.hidden});
        },
        [&](Inventory& into, std::int64_t layer) {
            const bool window = slides(layer);
            const std::int64_t heads =
                window ? config.integerOr("swa_num_attention_heads", 64) : sizes.heads;
            const std::int64_t kvHeads =
                window ? config.integerOr("swa_num_key_value_heads", 8) : sizes.kvHeads;
            const std::int64_t dimension =
                window ? config.integerOr("swa_head_dim", 192) : sizes.headDimension;
            const std::int64_t value = window ? config.integerOr("swa_v_head_dim", 128)
                                              : config.integerOr("v_head_dim", 128);
            into.linear("q_proj", sizes.hidden, heads * dimension, bias);
            into.linear("k_proj", sizes.hidden, kvHeads * dimension, bias);
            into.linear("v_proj", sizes.hidden, kvHeads * value, bias);
            into.linear("o_proj", heads * value, sizes.hidden, false);
            const bool sinks = window ? config.flagOr("add_swa_attention_sink_bias", true)
                                      : config.flagOr("add_full_attention_sink_bias", false);
            if (sinks)
                into.add("sinks", {heads});
        });
}

constexpr auto kRecurrentFamilies = std::to_array<Family>({
    {"mamba", mamba},
    {"falcon_mamba", mamba},
    {"mamba2", mamba2},
    {"nemotron_h", nemotronH},
    {"qwen3_next", qwenHybrid},
    {"qwen3_5_text", qwenHybrid},
    {"qwen3_5_moe_text", qwenHybrid},
    {"lfm2", lfm2},
    {"mimo_v2_flash", mimoV2Flash},
});

} // namespace

std::span<const Family> recurrentFamilies() { return kRecurrentFamilies; }

} // namespace headroom::inventories
