// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <algorithm>
#include <array>

// Models of images.

namespace headroom::inventories {

std::int64_t sumOf(const std::vector<std::int64_t>& numbers)
{
    std::int64_t total = 0;
    for (const std::int64_t number : numbers)
        total += number;
    return total;
}

namespace {

void listImageClassifier(const Request& request, Inventory& inventory, std::int64_t hidden,
    const char* name = "classifier")
{
    if (request.task == Task::ImageClassification && request.labels > 0)
        inventory.linear(name, hidden, request.labels, true, Part::Head);
}

/// Norms, attention of four projections, two linear layers.
void listBlock(Inventory& inventory, std::int64_t hidden, std::int64_t inner, bool qkvBias = true)
{
    inventory.norm("layernorm_before", hidden, true);
    for (const char* name : {"q_proj", "k_proj", "v_proj"})
        inventory.linear(std::string("attention.") + name, hidden, hidden, qkvBias);
    inventory.linear("attention.o_proj", hidden, hidden, true);
    inventory.norm("layernorm_after", hidden, true);
    inventory.linear("mlp.fc1", hidden, inner, true);
    inventory.linear("mlp.fc2", inner, hidden, true);
}

void vit(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::string type = config.textOr("model_type", "");
    const bool isDeit = type == "deit";
    const bool isDino = type == "dinov2";
    const std::int64_t hidden = config.integerOr("hidden_size", 768);
    const std::int64_t heads = config.integerOr("num_attention_heads", 12);
    if (config.has("num_attention_heads"))
        config.mustDivide("num_attention_heads", heads, "hidden_size", hidden);
    const std::int64_t layers = layerCount(config, {"num_hidden_layers"}, 12);
    const std::int64_t inner = isDino ? config.integerOr("mlp_ratio", 4) * hidden
                                      : config.integerOr("intermediate_size", 3072);
    const std::int64_t patch = config.integerOr("patch_size", isDino ? 14 : 16);
    const std::int64_t side = config.integerOr("image_size", 224) / patch;
    const bool qkvBias = config.flagOr("qkv_bias", true);
    inventory.add("embeddings.cls_token", {1, 1, hidden});
    if (isDeit)
        inventory.add("embeddings.distillation_token", {1, 1, hidden});
    if (isDino)
        inventory.add("embeddings.mask_token", {1, hidden});
    inventory.add("embeddings.position_embeddings", {1, side * side + (isDeit ? 2 : 1), hidden});
    inventory.convolution("embeddings.patch_embeddings", config.integerOr("num_channels", 3),
        hidden, {patch, patch}, true);
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("layers." + std::to_string(i));
        if (isDino && config.flagOr("use_swiglu_ffn", false)) {
            inventory.norm("norm1", hidden, true);
            for (const char* name : {"query", "key", "value"})
                inventory.linear(name, hidden, hidden, qkvBias);
            inventory.linear("output", hidden, hidden, true);
            inventory.norm("norm2", hidden, true);
            const std::int64_t gated = (inner * 2 / 3 + 7) / 8 * 8;
            inventory.linear("mlp.weights_in", hidden, 2 * gated, true);
            inventory.linear("mlp.weights_out", gated, hidden, true);
        } else {
            listBlock(inventory, hidden, inner, qkvBias);
        }
        if (isDino) {
            inventory.add("layer_scale1.lambda1", {hidden});
            inventory.add("layer_scale2.lambda1", {hidden});
        }
    }
    inventory.norm("layernorm", hidden, true);
    const bool hasPooler =
        !isDino && (request.task == Task::None || request.task == Task::ByFamily);
    if (hasPooler)
        inventory.linear("pooler.dense", hidden, hidden, true);
    listImageClassifier(request, inventory, isDino ? 2 * hidden : hidden);
}

void swin(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::vector<std::int64_t> depths = integers(request, "depths", {2, 2, 6, 2});
    const std::vector<std::int64_t> heads = integers(request, "num_heads", {3, 6, 12, 24});
    std::int64_t width = config.integerOr("embed_dim", 96);
    const std::int64_t patch = config.integerOr("patch_size", 4);
    const std::int64_t window = config.integerOr("window_size", 7);
    const std::int64_t ratio = config.integerOr("mlp_ratio", 4);
    const bool qkvBias = config.flagOr("qkv_bias", true);
    inventory.convolution("embeddings.patch_embeddings", config.integerOr("num_channels", 3), width,
        {patch, patch}, true);
    inventory.norm("embeddings.norm", width, true);
    for (std::size_t stage = 0; stage < depths.size(); ++stage) {
        const auto scope = inventory.under("encoder.layers." + std::to_string(stage));
        const std::int64_t stageHeads = stage < heads.size() ? heads[stage] : 1;
        for (std::int64_t i = 0; i < std::min<std::int64_t>(depths[stage], 10'000); ++i) {
            const auto block = inventory.under("blocks." + std::to_string(i));
            listBlock(inventory, width, ratio * width, qkvBias);
            inventory.add("attention.relative_position_bias_table",
                {(2 * window - 1) * (2 * window - 1), stageHeads});
        }
        if (stage + 1 < depths.size()) {
            inventory.norm("downsample.norm", 4 * width, true);
            inventory.linear("downsample.reduction", 4 * width, 2 * width, false);
            width *= 2;
        }
    }
    inventory.norm("layernorm", width, true);
    Request task = request;
    if (request.task == Task::Other || request.task == Task::ByFamily)
        task.task = request.architecture.empty() ? Task::None : Task::ImageClassification;
    listImageClassifier(task, inventory, width);
}

void convnext(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::vector<std::int64_t> widths = integers(request, "hidden_sizes", {96, 192, 384, 768});
    const std::vector<std::int64_t> depths = integers(request, "depths", {3, 3, 9, 3});
    const std::int64_t patch = config.integerOr("patch_size", 4);
    const bool isV2 = config.textOr("model_type", "") == "convnextv2";
    inventory.convolution("embeddings.patch_embeddings", config.integerOr("num_channels", 3),
        widths[0], {patch, patch}, true);
    inventory.norm("embeddings.layernorm", widths[0], true);
    for (std::size_t stage = 0; stage < widths.size(); ++stage) {
        const auto scope = inventory.under("encoder.stages." + std::to_string(stage));
        const std::int64_t width = widths[stage];
        if (stage > 0) {
            inventory.norm("downsampling_layer.norm", widths[stage - 1], true);
            inventory.convolution(
                "downsampling_layer.conv", widths[stage - 1], width, {2, 2}, true);
        }
        const std::int64_t depth = stage < depths.size() ? depths[stage] : 0;
        for (std::int64_t i = 0; i < std::min<std::int64_t>(depth, 10'000); ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            inventory.convolution("dwconv", width, width, {7, 7}, true, width);
            inventory.norm("layernorm", width, true);
            inventory.linear("pwconv1", width, 4 * width, true);
            inventory.linear("pwconv2", 4 * width, width, true);
            if (isV2) {
                inventory.add("grn.weight", {4 * width});
                inventory.add("grn.bias", {4 * width});
            } else {
                inventory.add("layer_scale_parameter", {width});
            }
        }
    }
    inventory.norm("layernorm", widths.back(), true);
    listImageClassifier(request, inventory, widths.back());
}

/// A convolution without bias and its batch norm.
void listConvolution(Inventory& inventory, const std::string& name, std::int64_t in,
    std::int64_t out, std::int64_t kernel)
{
    inventory.convolution(name + ".convolution", in, out, {kernel, kernel}, false);
    inventory.norm(name + ".normalization", out, true);
}

void resnet(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::vector<std::int64_t> widths =
        integers(request, "hidden_sizes", {256, 512, 1024, 2048});
    const std::vector<std::int64_t> depths = integers(request, "depths", {3, 4, 6, 3});
    const bool isBasic = config.textOr("layer_type", "bottleneck") == "basic";
    std::int64_t in = config.integerOr("embedding_size", 64);
    const bool downsampleFirst = config.flagOr("downsample_in_first_stage", false);
    listConvolution(inventory, "embedder", config.integerOr("num_channels", 3), in, 7);
    for (std::size_t stage = 0; stage < widths.size(); ++stage) {
        const std::int64_t out = widths[stage];
        const std::int64_t depth = stage < depths.size() ? depths[stage] : 0;
        const bool strides = stage > 0 || downsampleFirst;
        for (std::int64_t i = 0; i < std::min<std::int64_t>(depth, 10'000); ++i) {
            const auto layer =
                inventory.under("stages." + std::to_string(stage) + ".layers." + std::to_string(i));
            if (in != out || (i == 0 && strides))
                listConvolution(inventory, "shortcut", in, out, 1);
            if (isBasic) {
                listConvolution(inventory, "layer.0", in, out, 3);
                listConvolution(inventory, "layer.1", out, out, 3);
            } else {
                listConvolution(inventory, "layer.0", in, out / 4, 1);
                listConvolution(inventory, "layer.1", out / 4, out / 4, 3);
                listConvolution(inventory, "layer.2", out / 4, out, 1);
            }
            in = out;
        }
    }
    listImageClassifier(request, inventory, in);
}

void segformer(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::vector<std::int64_t> depths = integers(request, "depths", {2, 2, 2, 2});
    const std::vector<std::int64_t> widths = integers(request, "hidden_sizes", {32, 64, 160, 256});
    const std::vector<std::int64_t> patches = integers(request, "patch_sizes", {7, 3, 3, 3});
    const std::vector<std::int64_t> reductions = integers(request, "sr_ratios", {8, 4, 2, 1});
    const std::vector<std::int64_t> ratios = integers(request, "mlp_ratios", {4, 4, 4, 4});
    const auto at = [](const std::vector<std::int64_t>& list, std::size_t i) {
        return i < list.size() ? list[i] : list.back();
    };
    std::int64_t in = config.integerOr("num_channels", 3);
    for (std::size_t stage = 0; stage < widths.size(); ++stage) {
        const auto scope = inventory.under("stages." + std::to_string(stage));
        const std::int64_t width = widths[stage];
        const std::int64_t inner = at(ratios, stage) * width;
        const std::int64_t reduction = at(reductions, stage);
        inventory.convolution(
            "patch_embeddings.proj", in, width, {at(patches, stage), at(patches, stage)}, true);
        inventory.norm("patch_embeddings.layer_norm", width, true);
        for (std::int64_t i = 0; i < std::min<std::int64_t>(at(depths, stage), 10'000); ++i) {
            const auto block = inventory.under("blocks." + std::to_string(i));
            listBlock(inventory, width, inner);
            inventory.convolution("mlp.dwconv", inner, inner, {3, 3}, true, inner);
            if (reduction > 1) {
                inventory.convolution(
                    "attention.sequence_reduction", width, width, {reduction, reduction}, true);
                inventory.norm("attention.layer_norm", width, true);
            }
        }
        inventory.norm("layer_norm", width, true);
        in = width;
    }
    if (request.architecture.ends_with("ForSemanticSegmentation")) {
        const std::int64_t decoder = config.integerOr("decoder_hidden_size", 256);
        for (const std::int64_t width : widths)
            inventory.linear("decode_head.linear_c", width, decoder, true);
        inventory.linear("decode_head.linear_fuse",
            decoder * static_cast<std::int64_t>(widths.size()), decoder, false);
        inventory.norm("decode_head.batch_norm", decoder, true);
        inventory.linear("decode_head.classifier", decoder, request.labels, true, Part::Head);
    }
    listImageClassifier(request, inventory, in);
}

/// CLIP's and SigLIP's towers share this block.
void listTowerLayers(
    Inventory& inventory, std::int64_t layers, std::int64_t hidden, std::int64_t inner)
{
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("encoder.layers." + std::to_string(i));
        listBlock(inventory, hidden, inner);
    }
}

void clipVision(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t hidden = config.integerOr("hidden_size", 768);
    const std::int64_t patch = config.integerOr("patch_size", 32);
    const std::int64_t side = config.integerOr("image_size", 224) / patch;
    const auto scope = inventory.under("vision_model");
    inventory.add("embeddings.class_embedding", {hidden});
    inventory.convolution("embeddings.patch_embedding", config.integerOr("num_channels", 3), hidden,
        {patch, patch}, false);
    inventory.embedding("embeddings.position_embedding", side * side + 1, hidden);
    inventory.norm("pre_layrnorm", hidden, true);
    listTowerLayers(inventory, layerCount(config, {"num_hidden_layers"}, 12), hidden,
        config.integerOr("intermediate_size", 3072));
    inventory.norm("post_layernorm", hidden, true);
}

void clipText(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t hidden = config.integerOr("hidden_size", 512);
    const auto scope = inventory.under("text_model");
    inventory.embedding(
        "embeddings.token_embedding", config.integerOr("vocab_size", 49408), hidden);
    inventory.embedding(
        "embeddings.position_embedding", config.integerOr("max_position_embeddings", 77), hidden);
    listTowerLayers(inventory, layerCount(config, {"num_hidden_layers"}, 12), hidden,
        config.integerOr("intermediate_size", 2048));
    inventory.norm("final_layer_norm", hidden, true);
}

void clip(const Request& request, Inventory& inventory)
{
    const Request text = request.part("text_config");
    const Request vision = request.part("vision_config");
    const std::int64_t projection = request.config.integerOr("projection_dim", 512);
    if (request.task == Task::ImageClassification) {
        clipVision(vision, inventory);
        listImageClassifier(request, inventory, vision.config.integerOr("hidden_size", 768));
        return;
    }
    clipText(text, inventory);
    clipVision(vision, inventory);
    inventory.linear(
        "visual_projection", vision.config.integerOr("hidden_size", 768), projection, false);
    inventory.linear(
        "text_projection", text.config.integerOr("hidden_size", 512), projection, false);
    inventory.add("logit_scale", {});
}

void siglipVision(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const bool isSecond = config.textOr("model_type", "").starts_with("siglip2");
    const std::int64_t hidden = config.integerOr("hidden_size", 768);
    const std::int64_t inner = config.integerOr("intermediate_size", 3072);
    const std::int64_t patch = config.integerOr("patch_size", 16);
    const std::int64_t side = config.integerOr("image_size", 224) / patch;
    const auto scope = inventory.under("vision_tower");
    inventory.convolution("embeddings.patch_embedding", config.integerOr("num_channels", 3), hidden,
        {patch, patch}, true);
    inventory.embedding("embeddings.position_embedding",
        isSecond ? config.integerOr("num_patches", 256) : side * side, hidden);
    listTowerLayers(inventory, layerCount(config, {"num_hidden_layers"}, 12), hidden, inner);
    inventory.norm("post_layernorm", hidden, true);
    if (config.flagOr("vision_use_head", true)) {
        inventory.add("head.probe", {1, 1, hidden});
        inventory.linear("head.attention.in_proj", hidden, 3 * hidden, true);
        inventory.linear("head.attention.out_proj", hidden, hidden, true);
        inventory.norm("head.layernorm", hidden, true);
        inventory.linear("head.mlp.fc1", hidden, inner, true);
        inventory.linear("head.mlp.fc2", inner, hidden, true);
    }
}

void pixtralVision(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t hidden = config.integerOr("hidden_size", 1024);
    const std::int64_t inner = config.integerOr("intermediate_size", 4096);
    const std::int64_t patch = config.integerOr("patch_size", 16);
    const std::int64_t layers = layerCount(config, {"num_hidden_layers"}, 24);
    const auto scope = inventory.under("vision_tower");
    inventory.convolution(
        "patch_conv", config.integerOr("num_channels", 3), hidden, {patch, patch}, false);
    inventory.norm("ln_pre", hidden, false);
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("transformer.layers." + std::to_string(i));
        for (const char* name : {"q_proj", "k_proj", "v_proj", "o_proj"})
            inventory.linear(name, hidden, hidden, false);
        listGatedMlp(inventory, hidden, inner);
        inventory.norm("attention_norm", hidden, false);
        inventory.norm("ffn_norm", hidden, false);
    }
}

void sam(const Request& request, Inventory& inventory)
{
    const Request vision = request.part("vision_config");
    const Config& config = vision.config;
    const std::int64_t hidden = config.integerOr("hidden_size", 768);
    const std::int64_t out = config.integerOr("output_channels", 256);
    const std::int64_t layers = layerCount(config, {"num_hidden_layers"}, 12);
    const std::int64_t heads = config.integerOr("num_attention_heads", 12);
    const std::int64_t patch = config.integerOr("patch_size", 16);
    const std::int64_t side = config.integerOr("image_size", 1024) / patch;
    const std::int64_t window = config.integerOr("window_size", 14, 0);
    const std::int64_t inner =
        config.integerOr("mlp_dim", config.integerOr("mlp_ratio", 4) * hidden);
    const std::vector<std::int64_t> global = integers(vision, "global_attn_indexes", {2, 5, 8, 11});
    inventory.add(
        "shared_image_embedding.positional_embedding", {2, config.integerOr("num_pos_feats", 128)});
    {
        const auto scope = inventory.under("vision_encoder");
        if (config.flagOr("use_abs_pos", true))
            inventory.add("pos_embed", {1, side, side, hidden});
        inventory.convolution("patch_embed.projection", config.integerOr("num_channels", 3), hidden,
            {patch, patch}, true);
        for (std::int64_t i = 0; i < layers; ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            const bool isGlobal = std::find(global.begin(), global.end(), i) != global.end();
            const std::int64_t reach = isGlobal || window == 0 ? side : window;
            listBlock(inventory, hidden, inner, config.flagOr("qkv_bias", true));
            if (config.flagOr("use_rel_pos", true)) {
                inventory.add("attn.rel_pos_h", {2 * reach - 1, hidden / heads});
                inventory.add("attn.rel_pos_w", {2 * reach - 1, hidden / heads});
            }
        }
        inventory.linear("neck.conv1", hidden, out, false);
        inventory.norm("neck.layer_norm1", out, true);
        inventory.convolution("neck.conv2", out, out, {3, 3}, false);
        inventory.norm("neck.layer_norm2", out, true);
    }
    const Config prompt = request.config.child("prompt_encoder_config");
    const std::int64_t width = prompt.integerOr("hidden_size", 256);
    const std::int64_t mask = prompt.integerOr("mask_input_channels", 16);
    {
        const auto scope = inventory.under("prompt_encoder");
        inventory.convolution("mask_embed.conv1", 1, mask / 4, {2, 2}, true);
        inventory.convolution("mask_embed.conv2", mask / 4, mask, {2, 2}, true);
        inventory.convolution("mask_embed.conv3", mask, width, {1, 1}, true);
        inventory.norm("mask_embed.layer_norm1", mask / 4, true);
        inventory.norm("mask_embed.layer_norm2", mask, true);
        inventory.add("point_embed", {prompt.integerOr("num_point_embeddings", 4), width});
        inventory.embedding("no_mask_embed", 2, width);
    }
    const Config decoder = request.config.child("mask_decoder_config");
    const std::int64_t model = decoder.integerOr("hidden_size", 256);
    const std::int64_t half = model / decoder.integerOr("attention_downsample_rate", 2);
    const std::int64_t tokens = decoder.integerOr("num_multimask_outputs", 3) + 1;
    const std::int64_t mlp = decoder.integerOr("mlp_dim", 2048);
    const auto scope = inventory.under("mask_decoder");
    const auto attention = [&](const char* name, std::int64_t inside) {
        const auto attentionScope = inventory.under(name);
        for (const char* part : {"q_proj", "k_proj", "v_proj"})
            inventory.linear(part, model, inside, true);
        inventory.linear("out_proj", inside, model, true);
    };
    inventory.embedding("tokens", tokens + 1, model);
    for (std::int64_t i = 0; i < layerCount(decoder, {"num_hidden_layers"}, 2); ++i) {
        const auto layer = inventory.under("transformer.layers." + std::to_string(i));
        attention("self_attn", model);
        attention("cross_attn_token_to_image", half);
        attention("cross_attn_image_to_token", half);
        inventory.linear("mlp.lin1", model, mlp, true);
        inventory.linear("mlp.lin2", mlp, model, true);
        for (const char* name : {"layer_norm1", "layer_norm2", "layer_norm3", "layer_norm4"})
            inventory.norm(name, model, true);
    }
    attention("transformer.final_attn_token_to_image", half);
    inventory.norm("transformer.layer_norm_final_attn", model, true);
    // Transposed convolutions: [in, out, 2, 2].
    inventory.add("upscale_conv1.weight", {model, model / 4, 2, 2});
    inventory.add("upscale_conv1.bias", {model / 4});
    inventory.add("upscale_conv2.weight", {model / 4, model / 8, 2, 2});
    inventory.add("upscale_conv2.bias", {model / 8});
    inventory.norm("upscale_layer_norm", model / 4, true);
    for (std::int64_t i = 0; i < tokens; ++i) {
        inventory.linear("hypernetwork.proj_in", model, model, true);
        inventory.linear("hypernetwork.layers.0", model, model, true);
        inventory.linear("hypernetwork.proj_out", model, model / 8, true);
    }
    const std::int64_t headWidth = decoder.integerOr("iou_head_hidden_dim", 256);
    const std::int64_t headDepth = layerCount(decoder, {"iou_head_depth"}, 3);
    inventory.linear("iou_prediction_head.proj_in", model, headWidth, true);
    for (std::int64_t i = 0; i + 2 < headDepth; ++i)
        inventory.linear("iou_prediction_head.layers", headWidth, headWidth, true);
    inventory.linear("iou_prediction_head.proj_out", headWidth, tokens, true);
}

constexpr auto kImagesFamilies = std::to_array<Family>({
    {"vit", vit},
    {"deit", vit},
    {"dinov2", vit},
    {"swin", swin},
    {"convnext", convnext},
    {"convnextv2", convnext},
    {"resnet", resnet},
    {"segformer", segformer},
    {"clip", clip},
    {"clip_text_model", clipText},
    {"clip_vision_model", clipVision},
    {"siglip_vision_model", siglipVision},
    {"siglip2_vision_model", siglipVision},
    {"pixtral", pixtralVision},
    {"sam", sam},
});

} // namespace

std::span<const Family> imageFamilies() { return kImagesFamilies; }

} // namespace headroom::inventories
