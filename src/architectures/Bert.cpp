// SPDX-License-Identifier: GPL-3.0-or-later
// BERT (Devlin et al., arXiv:1810.04805): transformers 5.24, models/bert/modeling_bert.py,
// configuration_bert.py. `bert`.
#include "architectures/blocks/BertLayers.h"
#include "architectures/blocks/EncoderHeads.h"

#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct BertConfig {
    EncoderShape shape;
    BertShape layers;
    BertEmbeddings::Shape embeddings{};
};

BertConfig readBert(const Config& config)
{
    BertConfig c;
    c.layers = readBertShape(config, {.width = 768, .heads = 12, .inner = 3072}, c.shape);
    c.shape.positions = config.integerOr("max_position_embeddings", 512);
    c.shape.classifierDropout = config.dropsOr("classifier_dropout", c.layers.hiddenDropout);
    c.embeddings = {.vocabulary = config.integerOr("vocab_size", 30522),
        .positions = c.shape.positions,
        .types = config.integerOr("type_vocab_size", 2),
        .width = c.layers.width,
        .dropout = c.layers.hiddenDropout};
    if (config.flagOr("is_decoder", false))
        config.reject(
            "is_decoder", Text(HEADROOM_TEXT("architectures", "a BERT that decodes is not known")));
    return c;
}

class BertModel : public Module {
public:
    BertModel(Module& parent, std::string_view name, const BertConfig& config, const Setup& setup,
        std::int64_t layers, bool pooling = true)
        : Module(parent, name)
        , embeddings(*this, "embeddings", config.embeddings)
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
    BertEmbeddings embeddings;
    BertEncoder encoder;
    std::optional<BertPooler> pooler;
};

class BertPredictionHeadTransform : public Module {
public:
    BertPredictionHeadTransform(Module& parent, std::string_view name, const BertShape& shape)
        : Module(parent, name)
        , m_activation(shape.activation)
        , dense(*this, "dense", {shape.width, shape.width, true})
        , layerNorm(*this, "LayerNorm", shape.width)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        hidden = dense.forward(hidden);
        hidden = activate(m_activation, hidden);
        hidden = layerNorm.forward(hidden);
        return hidden;
    }

private:
    Activation m_activation;
    Linear dense;
    LayerNorm layerNorm;
};

class BertLmPredictionHead : public Module {
public:
    BertLmPredictionHead(
        Module& parent, std::string_view name, const BertConfig& config, const BertModel& model)
        : Module(parent, name)
        , m_bias(parameter("bias", {config.embeddings.vocabulary}))
        , transform(*this, "transform", config.layers)
    {
        if (config.shape.tied)
            decoder.emplace(*this, "decoder", model.inputEmbedding().weight(), m_bias);
        else
            decoder.emplace(*this, "decoder",
                Linear::Shape{config.layers.width, config.embeddings.vocabulary, true});
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        hidden = transform.forward(hidden);
        hidden = decoder->forward(hidden);
        return hidden;
    }

private:
    Tensor m_bias;
    BertPredictionHeadTransform transform;
    std::optional<Linear> decoder;
};

class BertOnlyMlmHead : public Module {
public:
    BertOnlyMlmHead(Module& root, const BertConfig& config, const BertModel& model)
        : Module(root, "cls")
        , predictions(*this, "predictions", config, model)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& sequenceOutput) const
    {
        const InModule here = entered();
        return predictions.forward(sequenceOutput);
    }

private:
    BertLmPredictionHead predictions;
};

struct BertFamily {
    using Config = BertConfig;
    static constexpr std::string_view kName = "bert";
    static constexpr std::string_view kLayers = "encoder.layer";

    static BertConfig read(const architectures::Config& config) { return readBert(config); }
    static std::unique_ptr<Network> build(
        Module& root, const BertConfig& config, const Setup& setup, Head head, std::int64_t layers)
    {
        switch (head) {
        case Head::SequenceClassification:
            return std::make_unique<PooledClassifier<BertConfig, BertModel>>(
                root, kName, config, setup, layers);
        case Head::TokenClassification:
            return std::make_unique<TokenClassifier<BertConfig, BertModel>>(
                root, kName, config, setup, layers, false);
        case Head::None:
            return std::make_unique<BareNetwork<BertConfig, BertModel>>(
                root, config, setup, layers);
        default:
            return std::make_unique<MaskedLmNetwork<BertConfig, BertModel, BertOnlyMlmHead>>(
                root, kName, config, setup, layers, false);
        }
    }
};

} // namespace

Family bertFamily();
Family bertFamily()
{
    return {{"bert"},
        {Head::MaskedLm, Head::SequenceClassification, Head::TokenClassification, Head::None},
        EncoderBlueprint<BertFamily>::read, {"query", "key", "value", "attention.output.dense"}};
}

} // namespace headroom::architectures
