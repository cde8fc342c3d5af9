// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <algorithm>
#include <array>

// Models of sound.

namespace headroom::inventories {
namespace {

void wav2vec2(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::string type = config.textOr("model_type", "");
    const std::int64_t hidden = config.integerOr("hidden_size", 768);
    const std::int64_t layers = layerCount(config, {"num_hidden_layers"}, 12);
    const std::int64_t inner = config.integerOr("intermediate_size", 3072);
    const std::vector<std::int64_t> widths =
        integers(request, "conv_dim", {512, 512, 512, 512, 512, 512, 512});
    const std::vector<std::int64_t> kernels =
        integers(request, "conv_kernel", {10, 3, 3, 3, 3, 2, 2});
    const bool everyNorm = config.textOr("feat_extract_norm", "group") == "layer";
    const bool bias = config.flagOr("conv_bias", false);
    inventory.add("masked_spec_embed", {hidden});
    std::int64_t in = 1;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const auto layer = inventory.under("feature_extractor.conv_layers." + std::to_string(i));
        inventory.convolution("conv", in, widths[i], {i < kernels.size() ? kernels[i] : 1}, bias);
        if (everyNorm || i == 0)
            inventory.norm("layer_norm", widths[i], true);
        in = widths[i];
    }
    if (type != "hubert" || config.flagOr("feat_proj_layer_norm", true))
        inventory.norm("feature_projection.layer_norm", in, true);
    inventory.linear("feature_projection.projection", in, hidden, true);
    // The position's convolution has its weight's norm beside it.
    const std::int64_t kernel = config.integerOr("num_conv_pos_embeddings", 128);
    inventory.convolution("encoder.pos_conv_embed.conv", hidden, hidden, {kernel}, true,
        config.integerOr("num_conv_pos_embedding_groups", 16));
    inventory.add("encoder.pos_conv_embed.conv.weight_g", {1, 1, kernel});
    inventory.norm("encoder.layer_norm", hidden, true);
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("encoder.layers." + std::to_string(i));
        for (const char* name : {"q_proj", "k_proj", "v_proj", "out_proj"})
            inventory.linear(std::string("attention.") + name, hidden, hidden, true);
        inventory.norm("layer_norm", hidden, true);
        inventory.linear("feed_forward.intermediate_dense", hidden, inner, true);
        inventory.linear("feed_forward.output_dense", inner, hidden, true);
        inventory.norm("final_layer_norm", hidden, true);
    }
    if (request.architecture.ends_with("ForCTC"))
        inventory.linear("lm_head", hidden, config.integerOr("vocab_size", 32), true, Part::Head);
    if (request.task == Task::SequenceClassification) {
        const std::int64_t width = config.integerOr("classifier_proj_size", 256);
        inventory.linear("projector", hidden, width, true, Part::Head);
        inventory.linear("classifier", width, request.labels, true, Part::Head);
        if (config.flagOr("use_weighted_layer_sum", false))
            inventory.add("layer_weights", {layers + 1});
    }
    if (request.task == Task::Pretraining) {
        const std::int64_t groups = config.integerOr("num_codevector_groups", 2);
        const std::int64_t codes = config.integerOr("num_codevectors_per_group", 320);
        const std::int64_t codeWidth = config.integerOr("codevector_dim", 256);
        const std::int64_t projected = config.integerOr("proj_codevector_dim", 256);
        inventory.add("quantizer.codevectors",
            {1, groups * codes, codeWidth / std::max<std::int64_t>(groups, 1)});
        inventory.linear("quantizer.weight_proj", in, groups * codes, true);
        inventory.linear("project_hid", hidden, projected, true);
        inventory.linear("project_q", codeWidth, projected, true);
    }
}

/// A conformer that hears, and a decoder that writes.
void cohereAsr(const Request& request, Inventory& inventory)
{
    const Request ear = request.part("encoder_config");
    const Config& config = ear.config;
    const std::int64_t width = config.integerOr("hidden_size", 1280);
    const std::int64_t inner = config.integerOr("intermediate_size", 5120);
    const std::int64_t heads = config.integerOr("num_attention_heads", 8);
    const std::int64_t channels = config.integerOr("subsampling_conv_channels", 256);
    const std::int64_t factor = config.integerOr("subsampling_factor", 8);
    const std::int64_t kernel = config.integerOr("subsampling_conv_kernel_size", 3);
    {
        const auto scope = inventory.under("encoder");
        inventory.convolution("subsampling.conv", 1, channels, {kernel, kernel}, true);
        std::int64_t left = factor;
        for (; left > 2; left /= 2) {
            inventory.convolution(
                "subsampling.depthwise", channels, channels, {kernel, kernel}, true, channels);
            inventory.convolution("subsampling.pointwise", channels, channels, {1, 1}, true);
        }
        inventory.linear("subsampling.linear",
            channels * (config.integerOr("num_mel_bins", 128) / factor), width, true);
        for (std::int64_t i = 0; i < layerCount(config, {"num_hidden_layers"}, 48); ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            for (const char* name : {"feed_forward1", "feed_forward2"}) {
                inventory.linear(std::string(name) + ".linear1", width, inner, true);
                inventory.linear(std::string(name) + ".linear2", inner, width, true);
            }
            for (const char* name : {"q_proj", "k_proj", "v_proj", "o_proj"})
                inventory.linear(name, width, width, true);
            inventory.linear("relative_k_proj", width, width, false);
            inventory.add("bias_u", {heads, width / heads});
            inventory.add("bias_v", {heads, width / heads});
            inventory.linear("conv.pointwise_conv1", width, 2 * width, true);
            inventory.convolution("conv.depthwise_conv", width, width,
                {config.integerOr("conv_kernel_size", 9)}, true, width);
            inventory.norm("conv.norm", width, true);
            inventory.linear("conv.pointwise_conv2", width, width, true);
            for (const char* name : {"norm_feed_forward1", "norm_self_att", "norm_conv",
                     "norm_feed_forward2", "norm_out"})
                inventory.norm(name, width, true);
        }
    }
    const Config& decoder = request.config;
    const std::int64_t model = decoder.integerOr("hidden_size", 1024);
    const std::int64_t vocabulary = decoder.integerOr("vocab_size", 16384);
    const std::int64_t feedForward = decoder.integerOr("intermediate_size", 4096);
    {
        const auto scope = inventory.under("decoder");
        inventory.embedding("embed_tokens", vocabulary, model);
        inventory.embedding("pos_emb", decoder.integerOr("max_position_embeddings", 1024), model);
        inventory.norm("embedding_layernorm", model, true);
        for (std::int64_t i = 0; i < layerCount(decoder, {"num_hidden_layers"}, 8); ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            for (const char* attention : {"self_attn.", "encoder_attn."}) {
                for (const char* name : {"q_proj", "k_proj", "v_proj", "o_proj"})
                    inventory.linear(std::string(attention) + name, model, model, true);
            }
            inventory.linear("mlp.fc1", model, feedForward, true);
            inventory.linear("mlp.fc2", feedForward, model, true);
            for (const char* name :
                {"input_layernorm", "post_attention_layernorm", "final_layernorm"})
                inventory.norm(name, model, true);
        }
        inventory.norm("norm", model, true);
        inventory.linear("proj", width, model, true);
    }
    if (request.task != Task::None)
        inventory.linear("proj_out", model, vocabulary, true, Part::Head);
}

constexpr auto kAudioFamilies = std::to_array<Family>({
    {"wav2vec2", wav2vec2},
    {"hubert", wav2vec2},
    {"cohere_asr", cohereAsr},
});

} // namespace

std::span<const Family> audioFamilies() { return kAudioFamilies; }

} // namespace headroom::inventories
