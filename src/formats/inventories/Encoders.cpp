// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inventories/Inventory.h"

#include <algorithm>
#include <array>

// Encoders of BERT's kind.

namespace headroom::inventories {
namespace {

struct EncoderSizes {
    std::int64_t vocabulary;
    std::int64_t hidden;
    std::int64_t layers;
    std::int64_t inner;
    std::int64_t positions;
    std::int64_t types;
};

EncoderSizes encoderSizes(const Config& config, const EncoderSizes& fallback)
{
    EncoderSizes sizes{config.integerOr("vocab_size", fallback.vocabulary),
        config.integerOr({"hidden_size", "dim"}, fallback.hidden),
        layerCount(config, {"num_hidden_layers", "n_layers"}, fallback.layers),
        config.integerOr({"intermediate_size", "hidden_dim"}, fallback.inner),
        config.integerOr("max_position_embeddings", fallback.positions),
        config.integerOr("type_vocab_size", fallback.types, 0)};
    const std::int64_t heads = config.integerOr({"num_attention_heads", "n_heads"}, 12);
    if (config.has("num_attention_heads"))
        config.mustDivide("num_attention_heads", heads, "hidden_size", sizes.hidden);
    return sizes;
}

constexpr EncoderSizes kBert{30522, 768, 12, 3072, 512, 2};

void listEmbeddings(Inventory& inventory, const EncoderSizes& sizes, std::int64_t width)
{
    const auto scope = inventory.under("embeddings");
    inventory.embedding("word_embeddings", sizes.vocabulary, width);
    if (sizes.positions > 0)
        inventory.embedding("position_embeddings", sizes.positions, width);
    if (sizes.types > 0)
        inventory.embedding("token_type_embeddings", sizes.types, width);
    inventory.norm("LayerNorm", width, true);
}

/// Four projections, two norms, two linear layers.
void listEncoderLayer(Inventory& inventory, std::int64_t hidden, std::int64_t inner)
{
    for (const char* name : {"query", "key", "value", "output"})
        inventory.linear(std::string("attention.") + name, hidden, hidden, true);
    inventory.norm("attention.LayerNorm", hidden, true);
    inventory.linear("intermediate", hidden, inner, true);
    inventory.linear("output", inner, hidden, true);
    inventory.norm("LayerNorm", hidden, true);
}

void listLayers(Inventory& inventory, const EncoderSizes& sizes)
{
    for (std::int64_t i = 0; i < sizes.layers; ++i) {
        const auto layer = inventory.under("encoder.layer." + std::to_string(i));
        listEncoderLayer(inventory, sizes.hidden, sizes.inner);
    }
}

/// A dense layer, a norm, and the table of the embedding with a bias.
void listMaskedHead(Inventory& inventory, std::int64_t hidden, std::int64_t width,
    std::int64_t vocabulary, bool tied)
{
    inventory.linear("cls.predictions.transform.dense", hidden, width, true, Part::Head);
    inventory.norm("cls.predictions.transform.LayerNorm", width, true);
    inventory.add("cls.predictions.bias", {vocabulary});
    if (!tied)
        inventory.add("cls.predictions.decoder.weight", {vocabulary, width}, Part::Head);
}

void listClassifier(const Request& request, Inventory& inventory, std::int64_t hidden)
{
    if (request.task == Task::QuestionAnswering)
        inventory.linear("qa_outputs", hidden, 2, true, Part::Head);
    else
        inventory.linear("classifier", hidden, request.labels, true, Part::Head);
}

bool isMasked(const Request& request) { return request.task == Task::Language; }

/// BERT, and what differs from it only in the tasks' heads.
void bert(const Request& request, Inventory& inventory)
{
    const EncoderSizes sizes = encoderSizes(request.config, kBert);
    listEmbeddings(inventory, sizes, sizes.hidden);
    listLayers(inventory, sizes);
    const bool hasPooler = request.task == Task::None || request.task == Task::ByFamily
        || request.task == Task::SequenceClassification || request.task == Task::Pretraining
        || request.task == Task::Other;
    if (hasPooler)
        inventory.linear("pooler.dense", sizes.hidden, sizes.hidden, true);
    if (isMasked(request) || request.task == Task::Pretraining)
        listMaskedHead(
            inventory, sizes.hidden, sizes.hidden, sizes.vocabulary, isTied(request.config, true));
    if (request.task == Task::Pretraining)
        inventory.linear("cls.seq_relationship", sizes.hidden, 2, true, Part::Head);
    if (request.task == Task::SequenceClassification || request.task == Task::TokenClassification
        || request.task == Task::QuestionAnswering)
        listClassifier(request, inventory, sizes.hidden);
}

void roberta(const Request& request, Inventory& inventory)
{
    const std::string type = request.config.textOr("model_type", "");
    const EncoderSizes fallback = type == "roberta" ? EncoderSizes{50265, 768, 12, 3072, 512, 2}
        : type == "xlm-roberta" || type == "camembert"
        ? EncoderSizes{type == "camembert" ? 30522 : 30522, 768, 12, 3072, 512, 2}
        : kBert;
    const EncoderSizes sizes = encoderSizes(request.config, fallback);
    listEmbeddings(inventory, sizes, sizes.hidden);
    listLayers(inventory, sizes);
    if (request.task == Task::None || request.task == Task::ByFamily || request.task == Task::Other)
        inventory.linear("pooler.dense", sizes.hidden, sizes.hidden, true);
    if (isMasked(request))
        listMaskedHead(
            inventory, sizes.hidden, sizes.hidden, sizes.vocabulary, isTied(request.config, true));
    if (request.task == Task::SequenceClassification) {
        inventory.linear("classifier.dense", sizes.hidden, sizes.hidden, true, Part::Head);
        inventory.linear("classifier.out_proj", sizes.hidden, request.labels, true, Part::Head);
    }
    if (request.task == Task::TokenClassification || request.task == Task::QuestionAnswering)
        listClassifier(request, inventory, sizes.hidden);
}

void electra(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const EncoderSizes sizes = encoderSizes(config, {30522, 256, 12, 1024, 512, 2});
    const std::int64_t width = config.integerOr("embedding_size", 128);
    listEmbeddings(inventory, sizes, width);
    if (width != sizes.hidden)
        inventory.linear("embeddings_project", width, sizes.hidden, true);
    listLayers(inventory, sizes);
    switch (request.task) {
    case Task::Language:
        inventory.norm("generator_predictions.LayerNorm", width, true);
        inventory.linear("generator_predictions.dense", sizes.hidden, width, true, Part::Head);
        inventory.add("generator_lm_head.bias", {sizes.vocabulary});
        break;
    case Task::Pretraining:
        inventory.linear(
            "discriminator_predictions.dense", sizes.hidden, sizes.hidden, true, Part::Head);
        inventory.linear(
            "discriminator_predictions.dense_prediction", sizes.hidden, 1, true, Part::Head);
        break;
    case Task::SequenceClassification:
        inventory.linear("classifier.dense", sizes.hidden, sizes.hidden, true, Part::Head);
        inventory.linear("classifier.out_proj", sizes.hidden, request.labels, true, Part::Head);
        break;
    case Task::TokenClassification:
    case Task::QuestionAnswering:
        listClassifier(request, inventory, sizes.hidden);
        break;
    default:
        break;
    }
}

void albert(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const EncoderSizes sizes = encoderSizes(config, {30000, 4096, 12, 16384, 512, 2});
    const std::int64_t width = config.integerOr("embedding_size", 128);
    listEmbeddings(inventory, sizes, width);
    inventory.linear("encoder.embedding_hidden_mapping_in", width, sizes.hidden, true);
    // All layers of a group share one set of weights.
    const std::int64_t groups = layerCount(config, {"num_hidden_groups"}, 1);
    const std::int64_t inner = layerCount(config, {"inner_group_num"}, 1);
    for (std::int64_t i = 0; i < groups; ++i) {
        for (std::int64_t j = 0; j < inner; ++j) {
            const auto layer = inventory.under("encoder.albert_layer_groups." + std::to_string(i)
                + ".albert_layers." + std::to_string(j));
            listEncoderLayer(inventory, sizes.hidden, sizes.inner);
        }
    }
    const bool hasPooler = request.task == Task::None || request.task == Task::ByFamily
        || request.task == Task::SequenceClassification || request.task == Task::Pretraining;
    if (hasPooler)
        inventory.linear("pooler", sizes.hidden, sizes.hidden, true);
    if (isMasked(request) || request.task == Task::Pretraining)
        listMaskedHead(inventory, sizes.hidden, width, sizes.vocabulary, isTied(config, true));
    if (request.task == Task::Pretraining)
        inventory.linear("sop_classifier.classifier", sizes.hidden, 2, true, Part::Head);
    if (request.task == Task::SequenceClassification || request.task == Task::TokenClassification
        || request.task == Task::QuestionAnswering)
        listClassifier(request, inventory, sizes.hidden);
}

void distilbert(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    EncoderSizes sizes = encoderSizes(config, {30522, 768, 6, 3072, 512, 0});
    sizes.types = 0;
    listEmbeddings(inventory, sizes, sizes.hidden);
    listLayers(inventory, sizes);
    if (isMasked(request))
        listMaskedHead(
            inventory, sizes.hidden, sizes.hidden, sizes.vocabulary, isTied(config, true));
    if (request.task == Task::SequenceClassification)
        inventory.linear("pre_classifier", sizes.hidden, sizes.hidden, true, Part::Head);
    if (request.task == Task::SequenceClassification || request.task == Task::TokenClassification
        || request.task == Task::QuestionAnswering)
        listClassifier(request, inventory, sizes.hidden);
}

void mpnet(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    EncoderSizes sizes = encoderSizes(config, {30527, 768, 12, 3072, 512, 0});
    sizes.types = 0;
    listEmbeddings(inventory, sizes, sizes.hidden);
    listLayers(inventory, sizes);
    inventory.embedding("encoder.relative_attention_bias",
        config.integerOr("relative_attention_num_buckets", 32),
        config.integerOr("num_attention_heads", 12));
    if (request.task == Task::None || request.task == Task::ByFamily)
        inventory.linear("pooler.dense", sizes.hidden, sizes.hidden, true);
    if (isMasked(request))
        listMaskedHead(
            inventory, sizes.hidden, sizes.hidden, sizes.vocabulary, isTied(config, true));
    if (request.task == Task::SequenceClassification) {
        inventory.linear("classifier.dense", sizes.hidden, sizes.hidden, true, Part::Head);
        inventory.linear("classifier.out_proj", sizes.hidden, request.labels, true, Part::Head);
    }
    if (request.task == Task::TokenClassification || request.task == Task::QuestionAnswering)
        listClassifier(request, inventory, sizes.hidden);
}

void modernbert(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const EncoderSizes sizes = encoderSizes(config, {50368, 768, 22, 1152, 8192, 0});
    const bool normBias = config.flagOr("norm_bias", false);
    const bool attentionBias = config.flagOr("attention_bias", false);
    const bool mlpBias = config.flagOr("mlp_bias", false);
    const bool classifierBias = config.flagOr("classifier_bias", false);
    inventory.embedding("embeddings.tok_embeddings", sizes.vocabulary, sizes.hidden);
    inventory.norm("embeddings.norm", sizes.hidden, normBias);
    for (std::int64_t i = 0; i < sizes.layers; ++i) {
        const auto layer = inventory.under("layers." + std::to_string(i));
        if (i > 0)
            inventory.norm("attn_norm", sizes.hidden, normBias);
        inventory.linear("attn.Wqkv", sizes.hidden, 3 * sizes.hidden, attentionBias);
        inventory.linear("attn.Wo", sizes.hidden, sizes.hidden, attentionBias);
        inventory.norm("mlp_norm", sizes.hidden, normBias);
        inventory.linear("mlp.Wi", sizes.hidden, 2 * sizes.inner, mlpBias);
        inventory.linear("mlp.Wo", sizes.inner, sizes.hidden, mlpBias);
    }
    inventory.norm("final_norm", sizes.hidden, normBias);
    if (request.task == Task::None || request.task == Task::ByFamily)
        return;
    inventory.linear("head.dense", sizes.hidden, sizes.hidden, classifierBias, Part::Head);
    inventory.norm("head.norm", sizes.hidden, normBias);
    if (isMasked(request)) {
        if (!isTied(config, true))
            inventory.add("decoder.weight", {sizes.vocabulary, sizes.hidden}, Part::Head);
        if (config.flagOr("decoder_bias", true))
            inventory.add("decoder.bias", {sizes.vocabulary});
    } else {
        listClassifier(request, inventory, sizes.hidden);
    }
}

std::vector<std::string> positionKinds(const Request& request)
{
    // A list, or the words with bars between them.
    const Value* value = request.tree.find("pos_att_type");
    if (value == nullptr || value->isNull())
        return {};
    if (value->asString() == nullptr)
        return request.config.texts("pos_att_type");
    std::vector<std::string> kinds(1);
    for (const char c : *value->asString()) {
        if (c == '|')
            kinds.emplace_back();
        else
            kinds.back() += c;
    }
    return kinds;
}

/// max_relative_positions; -1 and 0 stand for as many as there are positions.
std::int64_t relativeReach(const Request& request, const EncoderSizes& sizes)
{
    const Value* value = request.tree.find("max_relative_positions");
    const Value::Number* number = value != nullptr ? value->asNumber() : nullptr;
    if (number == nullptr || number->text.starts_with('-') || number->text == "0")
        return sizes.positions;
    return request.config.integer("max_relative_positions");
}

void listDebertaHead(
    const Request& request, Inventory& inventory, const EncoderSizes& sizes, std::int64_t width)
{
    if (isMasked(request))
        listMaskedHead(
            inventory, sizes.hidden, width, sizes.vocabulary, isTied(request.config, true));
    if (request.task == Task::SequenceClassification)
        inventory.linear("pooler.dense", sizes.hidden, sizes.hidden, true);
    if (request.task == Task::SequenceClassification || request.task == Task::TokenClassification
        || request.task == Task::QuestionAnswering)
        listClassifier(request, inventory, sizes.hidden);
}

/// DeBERTa: positions are attended to on their own.
void deberta(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const EncoderSizes sizes = encoderSizes(config, {50265, 768, 12, 3072, 512, 0});
    const bool relative = config.flagOr("relative_attention", false);
    const std::vector<std::string> kinds = positionKinds(request);
    const auto attends = [&](std::string_view kind) {
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    const std::int64_t reach = relativeReach(request, sizes);
    EncoderSizes embedded = sizes;
    if (!config.flagOr("position_biased_input", true))
        embedded.positions = 0;
    const std::int64_t width = config.integerOr("embedding_size", sizes.hidden);
    listEmbeddings(inventory, embedded, width);
    if (width != sizes.hidden)
        inventory.linear("embeddings.embed_proj", width, sizes.hidden, false);
    for (std::int64_t i = 0; i < sizes.layers; ++i) {
        const auto layer = inventory.under("encoder.layer." + std::to_string(i));
        inventory.linear("attention.in_proj", sizes.hidden, 3 * sizes.hidden, false);
        inventory.add("attention.q_bias", {sizes.hidden});
        inventory.add("attention.v_bias", {sizes.hidden});
        if (relative && attends("c2p"))
            inventory.linear("attention.pos_proj", sizes.hidden, sizes.hidden, false);
        if (relative && attends("p2c"))
            inventory.linear("attention.pos_q_proj", sizes.hidden, sizes.hidden, true);
        inventory.linear("attention.output", sizes.hidden, sizes.hidden, true);
        inventory.norm("attention.LayerNorm", sizes.hidden, true);
        inventory.linear("intermediate", sizes.hidden, sizes.inner, true);
        inventory.linear("output", sizes.inner, sizes.hidden, true);
        inventory.norm("LayerNorm", sizes.hidden, true);
    }
    if (relative)
        inventory.embedding("encoder.rel_embeddings", 2 * reach, sizes.hidden);
    listDebertaHead(request, inventory, sizes, width);
}

void debertaV2(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const EncoderSizes sizes = encoderSizes(config, {128100, 1536, 24, 6144, 512, 0});
    const bool relative = config.flagOr("relative_attention", false);
    const std::vector<std::string> kinds = positionKinds(request);
    const auto attends = [&](std::string_view kind) {
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    const bool shares = config.flagOr("share_att_key", false);
    EncoderSizes embedded = sizes;
    if (!config.flagOr("position_biased_input", true))
        embedded.positions = 0;
    const std::int64_t width = config.integerOr("embedding_size", sizes.hidden);
    listEmbeddings(inventory, embedded, width);
    if (width != sizes.hidden)
        inventory.linear("embeddings.embed_proj", width, sizes.hidden, false);
    for (std::int64_t i = 0; i < sizes.layers; ++i) {
        const auto layer = inventory.under("encoder.layer." + std::to_string(i));
        listEncoderLayer(inventory, sizes.hidden, sizes.inner);
        if (relative && !shares && attends("c2p"))
            inventory.linear("attention.pos_key_proj", sizes.hidden, sizes.hidden, true);
        if (relative && !shares && attends("p2c"))
            inventory.linear("attention.pos_query_proj", sizes.hidden, sizes.hidden, true);
    }
    if (relative) {
        const Value* buckets = request.tree.find("position_buckets");
        const bool hasBuckets = buckets != nullptr && buckets->asNumber() != nullptr
            && !buckets->asNumber()->text.starts_with('-') && buckets->asNumber()->text != "0";
        const std::int64_t reach =
            hasBuckets ? config.integer("position_buckets") : relativeReach(request, sizes);
        inventory.embedding("encoder.rel_embeddings", 2 * reach, sizes.hidden);
        if (config.textOr("norm_rel_ebd", "none").find("layer_norm") != std::string::npos)
            inventory.norm("encoder.LayerNorm", sizes.hidden, true);
    }
    if (const std::int64_t kernel = config.integerOr("conv_kernel_size", 0, 0); kernel > 0) {
        inventory.convolution("encoder.conv.conv", sizes.hidden, sizes.hidden, {kernel}, true,
            config.integerOr("conv_groups", 1));
        inventory.norm("encoder.conv.LayerNorm", sizes.hidden, true);
    }
    listDebertaHead(request, inventory, sizes, width);
}

/// LayoutLMv3: text, places on the page, and patches of its image.
void layoutlmv3(const Request& request, Inventory& inventory)
{
    const Config& config = request.config;
    const EncoderSizes sizes = encoderSizes(config, {50265, 768, 12, 3072, 512, 2});
    const std::int64_t hidden = sizes.hidden;
    listEmbeddings(inventory, sizes, hidden);
    const std::int64_t places = config.integerOr("max_2d_position_embeddings", 1024);
    for (const char* name : {"x_position_embeddings", "y_position_embeddings"})
        inventory.embedding(name, places, config.integerOr("coordinate_size", 128));
    for (const char* name : {"h_position_embeddings", "w_position_embeddings"})
        inventory.embedding(name, places, config.integerOr("shape_size", 128));
    if (config.flagOr("visual_embed", true)) {
        const std::int64_t patch = config.integerOr("patch_size", 16);
        const std::int64_t side = config.integerOr("input_size", 224) / patch;
        inventory.add("cls_token", {1, 1, hidden});
        inventory.add("pos_embed", {1, side * side + 1, hidden});
        inventory.convolution(
            "patch_embed.proj", config.integerOr("num_channels", 3), hidden, {patch, patch}, true);
        inventory.norm("LayerNorm", hidden, true);
        inventory.norm("norm", hidden, true);
    }
    listLayers(inventory, sizes);
    const std::int64_t heads = config.integerOr("num_attention_heads", 12);
    if (config.flagOr("has_relative_attention_bias", true))
        inventory.add("encoder.rel_pos_bias", {heads, config.integerOr("rel_pos_bins", 32)});
    if (config.flagOr("has_spatial_attention_bias", true)) {
        inventory.add("encoder.rel_pos_x_bias", {heads, config.integerOr("rel_2d_pos_bins", 64)});
        inventory.add("encoder.rel_pos_y_bias", {heads, config.integerOr("rel_2d_pos_bins", 64)});
    }
    constexpr std::int64_t kFewLabels = 10;
    if (request.task == Task::SequenceClassification
        || (request.task == Task::TokenClassification && request.labels >= kFewLabels)) {
        inventory.linear("classifier.dense", hidden, hidden, true, Part::Head);
        inventory.linear("classifier.out_proj", hidden, request.labels, true, Part::Head);
    } else if (request.task == Task::TokenClassification) {
        listClassifier(request, inventory, hidden);
    }
}

constexpr auto kEncodersFamilies = std::to_array<Family>({
    {"bert", bert},
    {"roberta", roberta},
    {"xlm-roberta", roberta},
    {"camembert", roberta},
    {"electra", electra},
    {"albert", albert},
    {"distilbert", distilbert},
    {"mpnet", mpnet},
    {"modernbert", modernbert},
    {"deberta", deberta},
    {"deberta-v2", debertaV2},
    {"layoutlmv3", layoutlmv3},
});

} // namespace

std::span<const Family> encoderFamilies() { return kEncodersFamilies; }

} // namespace headroom::inventories
