// SPDX-License-Identifier: GPL-3.0-or-later
// RoBERTa (Liu et al., arXiv:1907.11692): transformers 5.24, models/roberta/modeling_roberta.py,
// configuration_roberta.py. `roberta`, and `xlm-roberta` and `camembert`, whose files are the same.
// As BERT, except: positions are counted from the input, and the heads.
#include "architectures/blocks/BertLayers.h"
#include "architectures/blocks/EncoderHeads.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Indexing.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct RobertaConfig {
    EncoderShape shape;
    BertShape layers;
    std::int64_t vocabulary = 0;
    std::int64_t rows = 0; ///< of the table of positions: those before the first are never used
    std::int64_t types = 0;
};

RobertaConfig readRoberta(const Config& config)
{
    RobertaConfig c;
    c.layers = readBertShape(config, {.width = 768, .heads = 12, .inner = 3072}, c.shape);
    const bool own = config.textOr("model_type", "roberta") == "roberta";
    c.vocabulary = config.integerOr("vocab_size", own ? 50265 : 30522);
    c.rows = config.integerOr("max_position_embeddings", 512);
    const std::int64_t padding = config.integerOr("pad_token_id", 1, 0);
    c.shape.positions = c.rows - padding - 1;
    if (c.shape.positions < 1)
        config.reject("pad_token_id",
            Text(HEADROOM_TEXT("architectures",
                     "expected a number below max_position_embeddings - 1 ({0}): positions are "
                     "counted from it; found {1}"),
                static_cast<std::uint64_t>(c.rows - 1), static_cast<std::uint64_t>(padding)));
    c.types = config.integerOr("type_vocab_size", 2);
    c.shape.classifierDropout = config.dropsOr("classifier_dropout", c.layers.hiddenDropout);
    if (config.flagOr("is_decoder", false))
        config.reject("is_decoder",
            Text(HEADROOM_TEXT("architectures", "a RoBERTa that decodes is not known")));
    return c;
}

class RobertaEmbeddings : public Module {
public:
    RobertaEmbeddings(Module& parent, std::string_view name, const RobertaConfig& config)
        : Module(parent, name)
        , wordEmbeddings(*this, "word_embeddings", config.vocabulary, config.layers.width)
        , tokenTypeEmbeddings(*this, "token_type_embeddings", config.types, config.layers.width)
        , layerNorm(*this, "LayerNorm", config.layers.width)
        , dropout(*this, "dropout", config.layers.hiddenDropout)
        , positionIds(buffer("position_ids", {1, config.rows}, Dtype::Int64))
        , tokenTypeIds(buffer("token_type_ids", {1, config.rows}, Dtype::Int64))
        , positionEmbeddings(*this, "position_embeddings", config.rows, config.layers.width)
    {
    }
    [[nodiscard]] const Embedding& words() const { return wordEmbeddings; }

    [[nodiscard]] Tensor forward(const Tensor& inputIds) const
    {
        const InModule here = entered();
        const Tensor positions = positionIdsFromInput(inputIds);
        const Tensor wide = expand(tokenTypeIds, {inputIds.size(0), -1});
        const Tensor types = gather(wide, positions);
        const Tensor inputsEmbeds = wordEmbeddings.forward(inputIds);
        const Tensor typeEmbeddings = tokenTypeEmbeddings.forward(types);
        Tensor embeddings = add(inputsEmbeds, typeEmbeddings);
        const Tensor positionEmbedding = positionEmbeddings.forward(positions);
        embeddings = add(embeddings, positionEmbedding);
        embeddings = layerNorm.forward(embeddings);
        embeddings = dropout.forward(embeddings);
        return embeddings;
    }

private:
    /// create_position_ids_from_input_ids.
    [[nodiscard]] static Tensor positionIdsFromInput(const Tensor& inputIds)
    {
        const Tensor mask = toDtype(compare("aten.ne.Scalar", inputIds), Dtype::Int32);
        Tensor indices = mul(addScalar(toDtype(cumsum(mask), Dtype::Int32)), mask);
        return addScalar(toDtype(indices, Dtype::Int64));
    }

    Embedding wordEmbeddings;
    Embedding tokenTypeEmbeddings;
    LayerNorm layerNorm;
    Dropout dropout;
    Tensor positionIds;
    Tensor tokenTypeIds;
    Embedding positionEmbeddings;
};

class RobertaModel : public Module {
public:
    RobertaModel(Module& parent, std::string_view name, const RobertaConfig& config,
        const Setup& setup, std::int64_t layers, bool pooling = true)
        : Module(parent, name)
        , embeddings(*this, "embeddings", config)
        , encoder(*this, "encoder", config.layers, setup, layers)
    {
        if (pooling)
            pooler.emplace(*this, "pooler", config.layers.width);
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return embeddings.words(); }

    [[nodiscard]] ModelOutput forward(const Tensor& inputIds) const
    {
        const InModule here = entered();
        const Tensor embeddingOutput = embeddings.forward(inputIds);
        Tensor sequenceOutput = encoder.forward(embeddingOutput);
        Tensor pooledOutput;
        if (pooler)
            pooledOutput = pooler->forward(sequenceOutput);
        return {std::move(sequenceOutput), std::move(pooledOutput)};
    }

private:
    RobertaEmbeddings embeddings;
    BertEncoder encoder;
    std::optional<BertPooler> pooler;
};

class RobertaLmHead : public Module {
public:
    RobertaLmHead(Module& root, const RobertaConfig& config, const RobertaModel& model)
        : Module(root, "lm_head")
        , m_bias(parameter("bias", {config.vocabulary}))
        , dense(*this, "dense", {config.layers.width, config.layers.width, true})
        , layerNorm(*this, "layer_norm", config.layers.width)
    {
        if (config.shape.tied)
            decoder.emplace(*this, "decoder", model.inputEmbedding().weight(), m_bias);
        else
            decoder.emplace(
                *this, "decoder", Linear::Shape{config.layers.width, config.vocabulary, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& features) const
    {
        const InModule here = entered();
        Tensor x = dense.forward(features);
        x = gelu(x);
        x = layerNorm.forward(x);
        x = decoder->forward(x);
        return x;
    }

private:
    Tensor m_bias;
    Linear dense;
    LayerNorm layerNorm;
    std::optional<Linear> decoder;
};

class RobertaClassificationHead : public Module {
public:
    RobertaClassificationHead(Module& parent, std::string_view name, const RobertaConfig& config)
        : Module(parent, name)
        , dense(*this, "dense", {config.layers.width, config.layers.width, true})
        , dropout(*this, "dropout", config.shape.classifierDropout)
        , outProj(*this, "out_proj", {config.layers.width, config.shape.labels, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& features) const
    {
        const InModule here = entered();
        Tensor x = select(features, 1, 0);
        x = dropout.forward(x);
        x = dense.forward(x);
        x = tanh(x);
        x = dropout.forward(x);
        x = outProj.forward(x);
        return x;
    }

private:
    Linear dense;
    Dropout dropout;
    Linear outProj;
};

struct RobertaFamily {
    using Config = RobertaConfig;
    static constexpr std::string_view kName = "roberta";
    static constexpr std::string_view kLayers = "encoder.layer";

    static RobertaConfig read(const architectures::Config& config) { return readRoberta(config); }
    static std::unique_ptr<Network> build(Module& root, const RobertaConfig& config,
        const Setup& setup, Head head, std::int64_t layers)
    {
        switch (head) {
        case Head::SequenceClassification:
            return std::make_unique<
                HeadedClassifier<RobertaConfig, RobertaModel, RobertaClassificationHead>>(
                root, kName, config, setup, layers, false);
        case Head::TokenClassification:
            return std::make_unique<TokenClassifier<RobertaConfig, RobertaModel>>(
                root, kName, config, setup, layers, false);
        case Head::None:
            return std::make_unique<BareNetwork<RobertaConfig, RobertaModel>>(
                root, config, setup, layers);
        default:
            return std::make_unique<MaskedLmNetwork<RobertaConfig, RobertaModel, RobertaLmHead>>(
                root, kName, config, setup, layers, false);
        }
    }
};

} // namespace

Family robertaFamily();
Family robertaFamily()
{
    return {{"roberta", "xlm-roberta", "camembert"},
        {Head::MaskedLm, Head::SequenceClassification, Head::TokenClassification, Head::None},
        EncoderBlueprint<RobertaFamily>::read, {"query", "key", "value", "attention.output.dense"}};
}

} // namespace headroom::architectures
