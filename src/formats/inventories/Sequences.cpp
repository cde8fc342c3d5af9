// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <array>

// Encoder-decoders of T5's and BART's kinds.

namespace headroom::inventories {
namespace {

struct T5Sizes {
    std::int64_t model;
    std::int64_t inner; ///< of all heads
    std::int64_t feedForward;
    std::int64_t heads;
    std::int64_t buckets;
    bool gated;
};

void listT5Attention(Inventory& inventory, const T5Sizes& sizes, bool hasBias)
{
    for (const char* name : {"q", "k", "v"})
        inventory.linear(name, sizes.model, sizes.inner, false);
    inventory.linear("o", sizes.inner, sizes.model, false);
    if (hasBias)
        inventory.add("relative_attention_bias.weight", {sizes.buckets, sizes.heads});
}

void listT5Stack(Inventory& inventory, const T5Sizes& sizes, std::int64_t layers, bool isDecoder,
    bool everyLayerHasBias)
{
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto block = inventory.under("block." + std::to_string(i));
        {
            const auto scope = inventory.under("SelfAttention");
            listT5Attention(inventory, sizes, i == 0 || everyLayerHasBias);
        }
        inventory.norm("layer_norm", sizes.model, false);
        if (isDecoder) {
            {
                const auto scope = inventory.under("EncDecAttention");
                listT5Attention(inventory, sizes, false);
            }
            inventory.norm("layer_norm", sizes.model, false);
        }
        const auto scope = inventory.under("DenseReluDense");
        inventory.linear("wi_0", sizes.model, sizes.feedForward, false);
        if (sizes.gated)
            inventory.linear("wi_1", sizes.model, sizes.feedForward, false);
        inventory.linear("wo", sizes.feedForward, sizes.model, false);
        inventory.norm("layer_norm", sizes.model, false);
    }
    inventory.norm("final_layer_norm", sizes.model, false);
}

void t5(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::string type = config.textOr("model_type", "t5");
    const bool isMultilingual = type == "mt5" || type == "umt5";
    const std::int64_t model = config.integerOr("d_model", 512);
    const std::int64_t heads = config.integerOr("num_heads", isMultilingual ? 6 : 8);
    const T5Sizes sizes{model, heads * config.integerOr("d_kv", 64),
        config.integerOr("d_ff", isMultilingual ? 1024 : 2048), heads,
        config.integerOr("relative_attention_num_buckets", 32),
        config.textOr("feed_forward_proj", isMultilingual ? "gated-gelu" : "relu")
            .starts_with("gated")};
    const std::int64_t layers = layerCount(config, {"num_layers"}, isMultilingual ? 8 : 6);
    const std::int64_t decoderLayers = layerCount(config, {"num_decoder_layers"}, layers);
    const std::int64_t vocabulary = config.integerOr("vocab_size", isMultilingual ? 250112 : 32128);
    inventory.embedding("shared", vocabulary, model);
    {
        const auto scope = inventory.under("encoder");
        listT5Stack(inventory, sizes, layers, false, type == "umt5");
    }
    const bool isToken = request.task == Task::TokenClassification;
    if (isToken)
        inventory.linear("classifier", model, request.labels, true, Part::Head);
    if (isToken || request.architecture.find("EncoderModel") != std::string_view::npos)
        return;
    {
        const auto scope = inventory.under("decoder");
        listT5Stack(inventory, sizes, decoderLayers, true, type == "umt5");
    }
    // T5 1.1 and its descendants store a head of their own, whatever the class does with it.
    const bool tied = isTied(config, true);
    if (request.hasLanguageHead() && !tied)
        inventory.linear("lm_head", model, vocabulary, false, Part::Head);
    if (request.task == Task::SequenceClassification) {
        inventory.linear("classification_head.dense", model, model, true, Part::Head);
        inventory.linear("classification_head.out_proj", model, request.labels, true, Part::Head);
    }
}

/// How the families of BART's kind differ.
struct BartStyle {
    std::int64_t vocabulary = 50265;
    std::int64_t model = 1024;
    std::int64_t layers = 12;
    std::int64_t inner = 4096;
    std::int64_t positions = 1024;
    std::int64_t positionOffset = 2;
    bool hasPositions = true; ///< learned; else computed
    bool embeddingNorm = true;
    bool finalNorm = false; ///< of each stack
};

void listBartAttention(Inventory& inventory, const char* name, std::int64_t model, bool bias = true)
{
    const auto scope = inventory.under(name);
    for (const char* part : {"q_proj", "k_proj", "v_proj", "out_proj"})
        inventory.linear(part, model, model, bias);
    inventory.norm("layer_norm", model, true);
}

void listBartStack(const Request& request, Inventory& inventory, const BartStyle& style,
    std::int64_t model, bool isDecoder)
{
    const Config& config = request.config;
    const auto stack = inventory.under(isDecoder ? "decoder" : "encoder");
    const std::int64_t layers =
        layerCount(config, {isDecoder ? "decoder_layers" : "encoder_layers"}, style.layers);
    const std::int64_t inner =
        config.integerOr(isDecoder ? "decoder_ffn_dim" : "encoder_ffn_dim", style.inner);
    if (style.hasPositions)
        inventory.embedding("embed_positions",
            config.integerOr("max_position_embeddings", style.positions) + style.positionOffset,
            model);
    if (style.embeddingNorm)
        inventory.norm("layernorm_embedding", model, true);
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("layers." + std::to_string(i));
        listBartAttention(inventory, "self_attn", model);
        if (isDecoder)
            listBartAttention(inventory, "encoder_attn", model);
        inventory.linear("fc1", model, inner, true);
        inventory.linear("fc2", inner, model, true);
        inventory.norm("final_layer_norm", model, true);
    }
    if (style.finalNorm)
        inventory.norm("layer_norm", model, true);
}

void listBart(const Request& request, Inventory& inventory, const BartStyle& style)
{
    const Config& config = request.config;
    const std::int64_t model = config.integerOr("d_model", style.model);
    const std::int64_t vocabulary = config.integerOr("vocab_size", style.vocabulary);
    inventory.embedding("model.shared", vocabulary, model);
    // A decoder alone keeps its attention to an encoder.
    if (!request.architecture.ends_with("ForCausalLM"))
        listBartStack(request, inventory, style, model, false);
    listBartStack(request, inventory, style, model, true);
    if (request.hasLanguageHead() && !isTied(config, true))
        inventory.linear("lm_head", model, vocabulary, false, Part::Head);
    if (request.task == Task::SequenceClassification) {
        inventory.linear("classification_head.dense", model, model, true, Part::Head);
        inventory.linear("classification_head.out_proj", model, request.labels, true, Part::Head);
    }
}

void bart(const Request& request, Inventory& inventory) { listBart(request, inventory, {}); }
void mbart(const Request& request, Inventory& inventory)
{
    BartStyle style;
    style.finalNorm = true;
    listBart(request, inventory, style);
}
/// The table of positions is computed, and a parameter all the same.
void pegasus(const Request& request, Inventory& inventory)
{
    BartStyle style;
    style.positionOffset = 0;
    style.embeddingNorm = false;
    style.finalNorm = true;
    listBart(request, inventory, style);
}
void pegasusX(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t model = config.integerOr("d_model", 1024);
    const std::int64_t vocabulary = config.integerOr("vocab_size", 96103);
    inventory.embedding("model.shared", vocabulary, model);
    inventory.embedding(
        "model.encoder.embed_global", config.integerOr("num_global_tokens", 32), model);
    for (const bool isDecoder : {false, true}) {
        const auto stack = inventory.under(isDecoder ? "decoder" : "encoder");
        const std::int64_t layers =
            layerCount(config, {isDecoder ? "decoder_layers" : "encoder_layers"}, 16);
        const std::int64_t inner =
            config.integerOr(isDecoder ? "decoder_ffn_dim" : "encoder_ffn_dim", 4096);
        for (std::int64_t i = 0; i < layers; ++i) {
            const auto layer = inventory.under("layers." + std::to_string(i));
            listBartAttention(inventory, "self_attn", model, false);
            if (isDecoder)
                listBartAttention(inventory, "encoder_attn", model, false);
            else
                inventory.norm("global_self_attn_layer_norm", model, true);
            inventory.linear("fc1", model, inner, true);
            inventory.linear("fc2", inner, model, true);
            inventory.norm("final_layer_norm", model, true);
        }
        inventory.norm("layer_norm", model, true);
    }
    if (request.hasLanguageHead() && !isTied(config, true))
        inventory.linear("lm_head", model, vocabulary, false, Part::Head);
}
void m2m100(const Request& request, Inventory& inventory)
{
    BartStyle style;
    style.vocabulary = 128112;
    style.hasPositions = false;
    style.embeddingNorm = false;
    style.finalNorm = true;
    listBart(request, inventory, style);
}
void marian(const Request& request, Inventory& inventory)
{
    BartStyle style;
    style.vocabulary = 58101;
    style.positionOffset = 0;
    style.embeddingNorm = false;
    listBart(request, inventory, style);
}

void listWhisperStack(
    const Request& request, Inventory& inventory, std::int64_t model, bool isDecoder)
{
    const Config& config = request.config;
    const std::int64_t layers =
        layerCount(config, {isDecoder ? "decoder_layers" : "encoder_layers"}, 4);
    const std::int64_t inner =
        config.integerOr(isDecoder ? "decoder_ffn_dim" : "encoder_ffn_dim", 1536);
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("layers." + std::to_string(i));
        for (const char* attention : {"self_attn", "encoder_attn"}) {
            if (!isDecoder && attention[0] == 'e')
                continue;
            const auto scope = inventory.under(attention);
            inventory.linear("k_proj", model, model, false);
            for (const char* name : {"q_proj", "v_proj", "out_proj"})
                inventory.linear(name, model, model, true);
            inventory.norm("layer_norm", model, true);
        }
        inventory.linear("fc1", model, inner, true);
        inventory.linear("fc2", inner, model, true);
        inventory.norm("final_layer_norm", model, true);
    }
    inventory.norm("layer_norm", model, true);
}

void listWhisperEncoder(const Request& request, Inventory& inventory, std::int64_t model)
{
    const auto scope = inventory.under("encoder");
    const std::int64_t bins = request.config.integerOr("num_mel_bins", 80);
    inventory.convolution("conv1", bins, model, {3}, true);
    inventory.convolution("conv2", model, model, {3}, true);
    inventory.embedding(
        "embed_positions", request.config.integerOr("max_source_positions", 1500), model);
    listWhisperStack(request, inventory, model, false);
}

void whisper(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t model = config.integerOr("d_model", 384);
    const std::int64_t vocabulary = config.integerOr("vocab_size", 51865);
    listWhisperEncoder(request, inventory, model);
    {
        const auto scope = inventory.under("decoder");
        inventory.embedding("embed_tokens", vocabulary, model);
        inventory.embedding(
            "embed_positions", config.integerOr("max_target_positions", 448), model);
        listWhisperStack(request, inventory, model, true);
    }
    if (request.hasLanguageHead() && !isTied(config, true))
        inventory.linear("proj_out", model, vocabulary, false, Part::Head);
}

/// Whisper's encoder with the key names of a decoder: Voxtral's ear.
void voxtralEncoder(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const std::int64_t model = config.integerOr({"hidden_size", "d_model"}, 1280);
    const auto scope = inventory.under("audio_tower");
    inventory.convolution("conv1", config.integerOr("num_mel_bins", 128), model, {3}, true);
    inventory.convolution("conv2", model, model, {3}, true);
    inventory.embedding("embed_positions", config.integerOr("max_source_positions", 1500), model);
    const std::int64_t layers = layerCount(config, {"num_hidden_layers", "encoder_layers"}, 32);
    const std::int64_t inner = config.integerOr({"intermediate_size", "encoder_ffn_dim"}, 5120);
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto layer = inventory.under("layers." + std::to_string(i));
        inventory.linear("self_attn.k_proj", model, model, false);
        for (const char* name : {"self_attn.q_proj", "self_attn.v_proj", "self_attn.out_proj"})
            inventory.linear(name, model, model, true);
        inventory.norm("self_attn_layer_norm", model, true);
        inventory.linear("fc1", model, inner, true);
        inventory.linear("fc2", inner, model, true);
        inventory.norm("final_layer_norm", model, true);
    }
    inventory.norm("layer_norm", model, true);
}

constexpr auto kSequencesFamilies = std::to_array<Family>({
    {"t5", t5},
    {"mt5", t5},
    {"umt5", t5},
    {"bart", bart},
    {"mbart", mbart},
    {"pegasus", pegasus},
    {"pegasus_x", pegasusX},
    {"m2m_100", m2m100},
    {"marian", marian},
    {"whisper", whisper},
    {"voxtral_encoder", voxtralEncoder},
});

} // namespace

std::span<const Family> sequenceFamilies() { return kSequencesFamilies; }

} // namespace headroom::inventories
