// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <algorithm>
#include <array>

// Language models that see or hear: a tower, a projector, and a decoder of another family.

namespace headroom::inventories {
namespace {

/// The language model: the object of that key, else (old configs) the keys at the top.
Request languagePart(const Request& request, std::string_view key = "text_config")
{
    return request.config.has(key) ? request.part(key) : request;
}

/// Whether the head shares the embedding's table: the top says so, or the language model does.
bool tiesHead(const Request& request, const Request& language, bool fallback)
{
    if (request.config.has("tie_word_embeddings"))
        return isTied(request.config, fallback);
    return isTied(language.config, fallback);
}

void listHead(const Request& request, const Request& language, Inventory& inventory,
    std::int64_t hidden, std::int64_t vocabulary, bool tiedByDefault)
{
    const bool isTask = request.task == Task::SequenceClassification
        || request.task == Task::TokenClassification || request.task == Task::QuestionAnswering;
    if (isTask)
        addHead(request, inventory, hidden, vocabulary, tiedByDefault);
    else if (request.task != Task::None && !tiesHead(request, language, tiedByDefault))
        inventory.linear("lm_head", hidden, vocabulary, false, Part::Head);
}

/// Of the families whose decoder's type is known, whatever its part says of itself.
void listLanguage(const Request& language, Inventory& inventory, std::string_view type)
{
    const auto scope = inventory.under("language_model");
    if (const Family* family = findFamily(type))
        family->list(language.bare(), inventory);
}

void qwen2Vl(const Request& request, Inventory& inventory)
{
    const bool isNewer = request.config.textOr("model_type", "") == "qwen2_5_vl";
    const Request vision = request.part("vision_config");
    const Config& config = vision.config;
    // In Qwen2-VL hidden_size is the output's width; embed_dim is the tower's own.
    const std::int64_t width =
        isNewer ? config.integerOr("hidden_size", 3584) : config.integerOr("embed_dim", 1280);
    const std::int64_t out =
        isNewer ? config.integerOr("out_hidden_size", 3584) : config.integerOr("hidden_size", 3584);
    const std::int64_t inner = isNewer ? config.integerOr("intermediate_size", 3420)
                                       : config.integerOr("mlp_ratio", 4) * width;
    const std::int64_t layers = layerCount(config, {"depth"}, 32);
    const std::int64_t merge = config.integerOr("spatial_merge_size", 2);
    const std::int64_t patch = config.integerOr({"patch_size", "spatial_patch_size"}, 14);
    {
        const auto scope = inventory.under("visual");
        inventory.convolution("patch_embed.proj", config.integerOr({"in_channels", "in_chans"}, 3),
            width, {config.integerOr("temporal_patch_size", 2), patch, patch}, false);
        for (std::int64_t i = 0; i < layers; ++i) {
            const auto block = inventory.under("blocks." + std::to_string(i));
            inventory.norm("norm1", width, !isNewer);
            inventory.norm("norm2", width, !isNewer);
            inventory.linear("attn.qkv", width, 3 * width, true);
            inventory.linear("attn.proj", width, width, true);
            if (isNewer) {
                listGatedMlp(inventory, width, inner, true);
            } else {
                inventory.linear("mlp.fc1", width, inner, true);
                inventory.linear("mlp.fc2", inner, width, true);
            }
        }
        const std::int64_t merged = width * merge * merge;
        inventory.norm("merger.ln_q", width, !isNewer);
        inventory.linear("merger.mlp.0", merged, merged, true);
        inventory.linear("merger.mlp.2", merged, out, true);
    }
    const Request language = languagePart(request);
    DecoderStyle style{.vocabulary = 152064,
        .hidden = 8192,
        .inner = 29568,
        .layers = 80,
        .heads = 64,
        .kvHeads = 8,
        .qkvBias = true};
    const DecoderSizes sizes = decoderSizes(language.config, style);
    listDecoder(language.bare(), inventory, style);
    listHead(request, language, inventory, sizes.hidden, sizes.vocabulary, false);
}

/// The tower of Qwen3-VL and Qwen 3.5.
void listQwen3Tower(const Request& vision, Inventory& inventory, bool hasDeepstack)
{
    const Config& config = vision.config;
    const std::int64_t width = config.integerOr("hidden_size", 1152);
    const std::int64_t out = config.integerOr("out_hidden_size", 3584);
    const std::int64_t inner = config.integerOr("intermediate_size", 4304);
    const std::int64_t merge = config.integerOr("spatial_merge_size", 2);
    const std::int64_t patch = config.integerOr("patch_size", 16);
    const std::int64_t merged = width * merge * merge;
    const auto scope = inventory.under("visual");
    inventory.convolution("patch_embed.proj", config.integerOr("in_channels", 3), width,
        {config.integerOr("temporal_patch_size", 2), patch, patch}, true);
    inventory.embedding("pos_embed", config.integerOr("num_position_embeddings", 2304), width);
    for (std::int64_t i = 0; i < layerCount(config, {"depth"}, 27); ++i) {
        const auto block = inventory.under("blocks." + std::to_string(i));
        inventory.norm("norm1", width, true);
        inventory.norm("norm2", width, true);
        inventory.linear("attn.qkv", width, 3 * width, true);
        inventory.linear("attn.proj", width, width, true);
        inventory.linear("mlp.linear_fc1", width, inner, true);
        inventory.linear("mlp.linear_fc2", inner, width, true);
    }
    const auto listMerger = [&](const std::string& name, std::int64_t normed) {
        inventory.norm(name + ".norm", normed, true);
        inventory.linear(name + ".linear_fc1", merged, merged, true);
        inventory.linear(name + ".linear_fc2", merged, out, true);
    };
    listMerger("merger", width);
    if (hasDeepstack) {
        const std::vector<std::int64_t> layers =
            integers(vision, "deepstack_visual_indexes", {8, 16, 24});
        for (std::size_t i = 0; i < layers.size(); ++i)
            listMerger("deepstack_merger_list." + std::to_string(i), merged);
    }
}

void qwen3Vl(const Request& request, Inventory& inventory)
{
    const bool isMixture = request.config.textOr("model_type", "") == "qwen3_vl_moe";
    listQwen3Tower(request.part("vision_config"), inventory, true);
    const Request language = languagePart(request);
    listLanguage(language, inventory, isMixture ? "qwen3_moe" : "qwen3");
    const DecoderSizes sizes = decoderSizes(language.config,
        {.vocabulary = 151936, .hidden = isMixture ? 2048 : 4096, .headDimension = 128});
    listHead(request, language, inventory, sizes.hidden, sizes.vocabulary, false);
}

void qwen35(const Request& request, Inventory& inventory)
{
    const bool isMixture = request.config.textOr("model_type", "") == "qwen3_5_moe";
    listQwen3Tower(request.part("vision_config"), inventory, false);
    const Request language = languagePart(request);
    listLanguage(language, inventory, isMixture ? "qwen3_5_moe_text" : "qwen3_5_text");
    const DecoderSizes sizes = decoderSizes(language.config,
        {.vocabulary = 248320, .hidden = isMixture ? 2048 : 4096, .headDimension = 256});
    listHead(request, language, inventory, sizes.hidden, sizes.vocabulary, false);
}

void gemma3(const Request& request, Inventory& inventory)
{
    const Request vision = request.part("vision_config");
    const Request language = request.part("text_config");
    if (const Family* tower = findFamily("siglip_vision_model"))
        tower->list(vision, inventory);
    const std::int64_t seen = vision.config.integerOr("hidden_size", 768);
    const std::int64_t hidden = language.config.integerOr("hidden_size", 2304);
    inventory.add("multi_modal_projector.mm_input_projection_weight", {seen, hidden}, Part::Linear);
    inventory.norm("multi_modal_projector.mm_soft_emb_norm", seen, false);
    listLanguage(language, inventory, "gemma3_text");
    listHead(request, language, inventory, hidden, language.config.integerOr("vocab_size", 262208),
        true);
}

/// One of the towers that LLaVA may have; its type, or else CLIP's.
void listTower(const Request& vision, Inventory& inventory)
{
    const std::string type = vision.config.textOr("model_type", "clip_vision_model");
    const Family* family = findFamily(type);
    if (family == nullptr)
        family = findFamily("clip_vision_model");
    family->list(vision.bare(), inventory);
}

void llava(const Request& request, Inventory& inventory)
{
    const Request vision = request.part("vision_config");
    const Request language = request.part("text_config");
    listTower(vision, inventory);
    const std::string towerType = vision.config.textOr("model_type", "clip_vision_model");
    const std::int64_t seen = vision.config.integerOr("hidden_size",
        towerType == "pixtral"                ? 1024
            : vision.config.has("model_type") ? 768
                                              : 1024);
    const std::string type = language.config.textOr("model_type", "llama");
    const DecoderSizes sizes =
        decoderSizes(language.config, {.hidden = 4096, .kvHeads = type == "mistral" ? 8 : 0});
    const bool bias = request.config.flagOr("multimodal_projector_bias", true);
    inventory.linear("multi_modal_projector.linear_1", seen, sizes.hidden, bias);
    inventory.linear("multi_modal_projector.linear_2", sizes.hidden, sizes.hidden, bias);
    listPart(language.bare(), type, inventory);
    listHead(request, language, inventory, sizes.hidden, sizes.vocabulary, false);
}

void listMllamaVision(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t width = config.integerOr("hidden_size", 1280);
    const std::int64_t inner = config.integerOr("intermediate_size", 5120);
    const std::int64_t patch = config.integerOr("patch_size", 14);
    const std::int64_t side = config.integerOr("image_size", 448) / patch;
    const std::int64_t tiles = config.integerOr("max_num_tiles", 4);
    const std::int64_t patches = side * side + 1;
    const Value* list = request.tree.find("supported_aspect_ratios");
    const std::int64_t ratios = list != nullptr && list->asList() != nullptr
        ? static_cast<std::int64_t>(list->asList()->size())
        : 8;
    const auto scope = inventory.under("vision_model");
    inventory.add("class_embedding", {width});
    inventory.convolution(
        "patch_embedding", config.integerOr("num_channels", 3), width, {patch, patch}, false);
    inventory.add("gated_positional_embedding.gate", {1});
    inventory.add("gated_positional_embedding.embedding", {patches, width});
    inventory.embedding(
        "gated_positional_embedding.tile_embedding", ratios + 1, tiles * patches * width);
    for (const char* name : {"pre_tile_positional_embedding", "post_tile_positional_embedding"}) {
        inventory.add(std::string(name) + ".gate", {1});
        inventory.embedding(std::string(name) + ".embedding", ratios + 1, tiles * width);
    }
    inventory.norm("layernorm_pre", width, true);
    inventory.norm("layernorm_post", width, true);
    const auto layers = [&](const char* name, std::int64_t count, bool gated) {
        for (std::int64_t i = 0; i < count; ++i) {
            const auto layer = inventory.under(std::string(name) + "." + std::to_string(i));
            for (const char* part : {"q_proj", "k_proj", "v_proj", "o_proj"})
                inventory.linear(part, width, width, false);
            inventory.linear("mlp.fc1", width, inner, true);
            inventory.linear("mlp.fc2", inner, width, true);
            inventory.norm("input_layernorm", width, true);
            inventory.norm("post_attention_layernorm", width, true);
            if (gated) {
                inventory.add("gate_attn", {1});
                inventory.add("gate_ffn", {1});
            }
        }
    };
    layers("transformer.layers", layerCount(config, {"num_hidden_layers"}, 32), false);
    layers("global_transformer.layers", layerCount(config, {"num_global_layers"}, 8), true);
}

void listMllamaText(const Request& request, Inventory& inventory, const DecoderSizes& sizes)
{
    const std::vector<std::int64_t> crossing =
        integers(request, "cross_attention_layers", {3, 8, 13, 18, 23, 28, 33, 38});
    const auto scope = inventory.under("language_model");
    // Eight more rows than the head has: the image's tokens.
    inventory.embedding("embed_tokens", sizes.vocabulary + 8, sizes.hidden);
    for (std::int64_t i = 0; i < sizes.layers; ++i) {
        const auto layer = inventory.under("layers." + std::to_string(i));
        listAttention(inventory, sizes, {});
        listGatedMlp(inventory, sizes.hidden, sizes.inner);
        inventory.norm("input_layernorm", sizes.hidden, false);
        inventory.norm("post_attention_layernorm", sizes.hidden, false);
        if (std::find(crossing.begin(), crossing.end(), i) != crossing.end()) {
            inventory.add("cross_attn_attn_gate", {1});
            inventory.add("cross_attn_mlp_gate", {1});
            inventory.norm("cross_attn.q_norm", sizes.headDimension, false);
            inventory.norm("cross_attn.k_norm", sizes.headDimension, false);
        }
    }
    inventory.norm("norm", sizes.hidden, false);
}

void mllama(const Request& request, Inventory& inventory)
{
    const Request language = languagePart(request);
    const DecoderSizes sizes = decoderSizes(
        language.config, {.vocabulary = 128256, .inner = 14336, .layers = 40, .kvHeads = 8});
    if (!request.architecture.ends_with("ForCausalLM")) {
        const Request vision = request.part("vision_config");
        listMllamaVision(vision, inventory);
        inventory.linear("multi_modal_projector",
            vision.config.integerOr("vision_output_dim", 7680), sizes.hidden, true);
    }
    listMllamaText(language, inventory, sizes);
    listHead(request, language, inventory, sizes.hidden, sizes.vocabulary, false);
}

void mllamaText(const Request& request, Inventory& inventory)
{
    const DecoderSizes sizes = decoderSizes(
        request.config, {.vocabulary = 128256, .inner = 14336, .layers = 40, .kvHeads = 8});
    listMllamaText(request, inventory, sizes);
    addHead(request, inventory, sizes.hidden, sizes.vocabulary, false);
}

void llama4(const Request& request, Inventory& inventory)
{
    const Request language = languagePart(request);
    // A file without the tower's sizes does not settle the tower.
    if (request.config.has("vision_config")) {
        const Request vision = request.part("vision_config");
        const Config& config = vision.config;
        const std::int64_t width = config.integerOr("hidden_size", 768);
        const std::int64_t inner = config.integerOr("intermediate_size", 5632);
        const std::int64_t patch = config.integerOr("patch_size", 14);
        const std::int64_t side = config.integerOr("image_size", 448) / patch;
        const auto scope = inventory.under("vision_model");
        inventory.linear(
            "patch_embedding", config.integerOr("num_channels", 3) * patch * patch, width, false);
        inventory.add("class_embedding", {width});
        inventory.add("positional_embedding_vlm", {side * side + 1, width});
        inventory.norm("layernorm_pre", width, true);
        inventory.norm("layernorm_post", width, true);
        for (std::int64_t i = 0; i < layerCount(config, {"num_hidden_layers"}, 34); ++i) {
            const auto layer = inventory.under("model.layers." + std::to_string(i));
            for (const char* name : {"q_proj", "k_proj", "v_proj", "o_proj"})
                inventory.linear(name, width, width, true);
            inventory.linear("mlp.fc1", width, inner, true);
            inventory.linear("mlp.fc2", inner, width, true);
            inventory.norm("input_layernorm", width, true);
            inventory.norm("post_attention_layernorm", width, true);
        }
        const std::int64_t projected = config.integerOr("projector_input_dim", 4096);
        const std::int64_t out = config.integerOr("projector_output_dim", 4096);
        inventory.linear("vision_adapter.mlp.fc1", inner, projected, false);
        inventory.linear("vision_adapter.mlp.fc2", projected, out, false);
        inventory.linear("multi_modal_projector", config.integerOr("vision_output_dim", 7680),
            language.config.integerOr("hidden_size", 5120), false);
    } else {
        inventory.assumptions.emplace_back(HEADROOM_TEXT(
            "formats", "vision_config is absent: only the language model is counted"));
    }
    listLanguage(language, inventory, "llama4_text");
    const DecoderSizes sizes =
        decoderSizes(language.config, {.vocabulary = 202048, .hidden = 5120, .headDimension = 128});
    listHead(request, language, inventory, sizes.hidden, sizes.vocabulary, false);
}

void lfm2Vl(const Request& request, Inventory& inventory)
{
    const Request vision = request.part("vision_config");
    const Request language = request.part("text_config");
    if (const Family* tower = findFamily("siglip2_vision_model")) {
        // Its positions are counted by patches, whatever model_type says.
        const std::int64_t seen = vision.config.integerOr("hidden_size", 768);
        const std::int64_t factor = request.config.integerOr("downsample_factor", 2);
        const std::int64_t hidden = language.config.integerOr("hidden_size", 2560);
        const std::int64_t projected = request.config.integerOr("projector_hidden_size", 2560);
        const bool bias = request.config.flagOr("projector_bias", true);
        Request named = vision;
        tower->list(named, inventory);
        if (request.config.flagOr("projector_use_layernorm", true))
            inventory.norm("multi_modal_projector.layer_norm", seen * factor * factor, true);
        inventory.linear("multi_modal_projector.linear_1", seen * factor * factor, projected, bias);
        inventory.linear("multi_modal_projector.linear_2", projected, hidden, bias);
        listLanguage(language, inventory, "lfm2");
        listHead(request, language, inventory, hidden,
            language.config.integerOr("vocab_size", 65536), true);
    }
}

void voxtral(const Request& request, Inventory& inventory)
{
    const Request audio = request.part("audio_config");
    const Request language = request.part("text_config");
    if (const Family* encoder = findFamily("voxtral_encoder"))
        encoder->list(audio, inventory);
    const DecoderSizes sizes = decoderSizes(language.config,
        {.vocabulary = 131072,
            .hidden = 3072,
            .inner = 8192,
            .layers = 30,
            .kvHeads = 8,
            .headDimension = 128});
    inventory.linear("multi_modal_projector.linear_1",
        audio.config.integerOr("intermediate_size", 5120), sizes.hidden, false);
    inventory.linear("multi_modal_projector.linear_2", sizes.hidden, sizes.hidden, false);
    listPart(language.bare(), "llama", inventory);
    listHead(request, language, inventory, sizes.hidden, sizes.vocabulary, false);
}

void kimiK25(const Request& request, Inventory& inventory)
{
    const Request vision = request.part("vision_config");
    const Config& config = vision.config;
    const std::int64_t width = config.integerOr({"hidden_size", "vt_hidden_size"}, 1152);
    const std::int64_t inner =
        config.integerOr({"intermediate_size", "vt_intermediate_size"}, 4304);
    const std::int64_t layers =
        layerCount(config, {"num_hidden_layers", "vt_num_hidden_layers"}, 27);
    const std::int64_t patch = config.integerOr("patch_size", 14);
    {
        const auto scope = inventory.under("vision_tower");
        inventory.convolution("patch_embed.proj", 3, width, {patch, patch}, true);
        inventory.add("patch_embed.pos_emb",
            {config.integerOr({"pos_emb_height", "init_pos_emb_height"}, 64),
                config.integerOr({"pos_emb_width", "init_pos_emb_width"}, 64), width});
        for (std::int64_t i = 0; i < layers; ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            inventory.norm("norm1", width, true);
            inventory.norm("norm2", width, true);
            for (const char* name : {"q_proj", "k_proj", "v_proj", "proj"})
                inventory.linear(name, width, width, true);
            inventory.linear("mlp.fc1", width, inner, true);
            inventory.linear("mlp.fc2", inner, width, true);
        }
        inventory.norm("final_layernorm", width, true);
    }
    const Request language = languagePart(request);
    const std::int64_t hidden = language.config.integerOr("hidden_size", 7168);
    const std::int64_t merged = 4 * width;
    inventory.norm("mm_projector.pre_norm", width, true);
    inventory.linear("mm_projector.in_proj", merged, merged, true);
    inventory.linear("mm_projector.out_proj", merged, hidden, true);
    listLanguage(language, inventory, "deepseek_v3");
    listHead(request, language, inventory, hidden, language.config.integerOr("vocab_size", 163840),
        false);
}

/// Florence-2's tower: windows and channels attended in turns, each stage behind a convolution.
void florence2(const Request& request, Inventory& inventory)
{
    const Request vision = request.part("vision_config");
    const Config& config = vision.config;
    const std::string_view widthKey = config.has("embed_dim") ? "embed_dim" : "dim_embed";
    const std::vector<std::int64_t> widths = integers(vision, widthKey, {128, 256, 512, 1024});
    const std::vector<std::int64_t> depths = integers(vision, "depths", {1, 1, 9, 1});
    const std::vector<std::int64_t> patches = integers(vision, "patch_size", {7, 3, 3, 3});
    const std::vector<std::int64_t> firstNorm = {0, 1, 1, 1};
    std::int64_t in = config.integerOr("in_channels", 3);
    const std::int64_t projected = config.integerOr("projection_dim", 1024);
    {
        const auto scope = inventory.under("vision_tower");
        for (std::size_t stage = 0; stage < widths.size(); ++stage) {
            const std::int64_t width = widths[stage];
            const std::int64_t patch = stage < patches.size() ? patches[stage] : 3;
            inventory.convolution("convs", in, width, {patch, patch}, true);
            const bool before = stage >= firstNorm.size() || firstNorm[stage] == 1;
            inventory.norm("convs.norm", before ? in : width, true);
            const std::int64_t depth = stage < depths.size() ? depths[stage] : 0;
            for (std::int64_t i = 0; i < std::min<std::int64_t>(2 * depth, 10'000); ++i) {
                inventory.convolution("conv1", width, width, {3, 3}, true, width);
                inventory.convolution("conv2", width, width, {3, 3}, true, width);
                inventory.norm("norm1", width, true);
                inventory.norm("norm2", width, true);
                inventory.linear("attn.qkv", width, 3 * width, true);
                inventory.linear("attn.proj", width, width, true);
                inventory.linear("ffn.fc1", width, 4 * width, true);
                inventory.linear("ffn.fc2", 4 * width, width, true);
            }
            in = width;
        }
    }
    inventory.add("multi_modal_projector.image_projection.weight", {in, projected}, Part::Linear);
    inventory.norm("multi_modal_projector.image_proj_norm", projected, true);
    inventory.embedding("multi_modal_projector.row_embeddings", 50, in / 2);
    inventory.embedding("multi_modal_projector.column_embeddings", 50, in - in / 2);
    const Request language = request.part("text_config");
    if (const Family* bart = findFamily("bart"))
        bart->list(language.bare(), inventory);
}

constexpr auto kMultimodalFamilies = std::to_array<Family>({
    {"qwen2_vl", qwen2Vl},
    {"qwen2_5_vl", qwen2Vl},
    {"qwen3_vl", qwen3Vl},
    {"qwen3_vl_moe", qwen3Vl},
    {"qwen3_5", qwen35},
    {"qwen3_5_moe", qwen35},
    {"gemma3", gemma3},
    {"llava", llava},
    {"mllama", mllama},
    {"mllama_text_model", mllamaText},
    {"llama4", llama4},
    {"lfm2_vl", lfm2Vl},
    {"voxtral", voxtral},
    {"kimi_k25", kimiK25},
    {"florence2", florence2},
});

} // namespace

std::span<const Family> multimodalFamilies() { return kMultimodalFamilies; }

} // namespace headroom::inventories
