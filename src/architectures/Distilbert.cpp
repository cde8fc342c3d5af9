// SPDX-License-Identifier: GPL-3.0-or-later
// DistilBERT (Sanh et al., arXiv:1910.01108): transformers 5.24,
// models/distilbert/modeling_distilbert.py, configuration_distilbert.py. `distilbert`. As BERT,
// except: no token types, no pooler, and the names.
#include "architectures/blocks/Attention.h"
#include "architectures/blocks/BertLayers.h"
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/EncoderHeads.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct DistilBertConfig {
    EncoderShape shape;
    std::int64_t vocabulary = 0;
    std::int64_t heads = 0;
    std::int64_t inner = 0;
    Activation activation = Activation::Gelu;
    bool dropout = true;
    bool attentionDropout = true;
    bool sequenceDropout = true; ///< of the sequence classifier
    std::int64_t chunk = 0;
};

DistilBertConfig readDistilBert(const Config& config)
{
    DistilBertConfig c;
    EncoderShape& shape = c.shape;
    c.vocabulary = config.integerOr("vocab_size", 30522);
    shape.width = config.integerOr({"dim", "hidden_size"}, 768);
    shape.layers = readLayers(config, {"n_layers", "num_hidden_layers"}, 6);
    shape.positions = config.integerOr("max_position_embeddings", 512);
    shape.tied = config.flagOr("tie_word_embeddings", true);
    shape.labels = readLabels(config);
    c.heads = config.integerOr({"n_heads", "num_attention_heads"}, 12);
    c.inner = config.integerOr("hidden_dim", 4 * 768);
    c.activation = config.choiceOr("activation", Activation::Gelu);
    c.dropout = config.dropsOr("dropout", true);
    shape.classifierDropout = c.dropout;
    c.attentionDropout = config.dropsOr("attention_dropout", true);
    c.sequenceDropout = config.dropsOr("seq_classif_dropout", true);
    c.chunk = config.integerOr("chunk_size_feed_forward", 0, 0);
    static_cast<void>(config.flagOr("sinusoidal_pos_embds", false));
    static_cast<void>(config.has("qa_dropout"));
    config.mustDivide(config.has("n_heads") ? "n_heads" : "num_attention_heads", c.heads,
        config.has("dim") ? "dim" : "hidden_size", shape.width);
    return c;
}

class DistilBertEmbeddings : public Module {
public:
    DistilBertEmbeddings(Module& parent, std::string_view name, const DistilBertConfig& config)
        : Module(parent, name)
        , wordEmbeddings(*this, "word_embeddings", config.vocabulary, config.shape.width)
        , positionEmbeddings(
              *this, "position_embeddings", config.shape.positions, config.shape.width)
        , layerNorm(*this, "LayerNorm", config.shape.width)
        , dropout(*this, "dropout", config.dropout)
        , m_positionIds(buffer("position_ids", {1, config.shape.positions}, Dtype::Int64))
    {
    }
    [[nodiscard]] const Embedding& words() const { return wordEmbeddings; }

    [[nodiscard]] Tensor forward(const Tensor& inputIds) const
    {
        const InModule here = entered();
        const Tensor inputsEmbeds = wordEmbeddings.forward(inputIds);
        const Tensor positionIds = slice(m_positionIds, 1, 0, inputsEmbeds.size(1));
        const Tensor positionEmbedding = positionEmbeddings.forward(positionIds);
        Tensor embeddings = add(inputsEmbeds, positionEmbedding);
        embeddings = layerNorm.forward(embeddings);
        embeddings = dropout.forward(embeddings);
        return embeddings;
    }

private:
    Embedding wordEmbeddings;
    Embedding positionEmbeddings;
    LayerNorm layerNorm;
    Dropout dropout;
    Tensor m_positionIds;
};

class DistilBertSelfAttention : public Module {
public:
    DistilBertSelfAttention(
        Module& parent, std::string_view name, const DistilBertConfig& config, const Setup& setup)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , qLin(*this, "q_lin", square(config))
        , kLin(*this, "k_lin", square(config))
        , vLin(*this, "v_lin", square(config))
        , outLin(*this, "out_lin", square(config))
    {
    }
    [[nodiscard]] Attended forward(const Tensor& hidden) const
    {
        const InModule here = entered();
        const Tensor query = heads(qLin.forward(hidden));
        const Tensor key = heads(kLin.forward(hidden));
        const Tensor value = heads(vLin.forward(hidden));
        auto [output, weights] = attend(query, key, value, {},
            {.kind = m_setup.attention,
                .dropout = m_config.attentionDropout && training(),
                .causal = false,
                .softmax = SoftmaxForm::Plain});
        output = contiguous(flatten(output, 2, 3));
        output = outLin.forward(output);
        return {std::move(output), std::move(weights)};
    }

private:
    static Linear::Shape square(const DistilBertConfig& config)
    {
        return {config.shape.width, config.shape.width, true};
    }
    [[nodiscard]] Tensor heads(const Tensor& projected) const
    {
        return transpose(
            view(projected,
                {projected.size(0), projected.size(1), -1, m_config.shape.width / m_config.heads}),
            1, 2);
    }

    const DistilBertConfig& m_config;
    const Setup& m_setup;
    Linear qLin;
    Linear kLin;
    Linear vLin;
    Linear outLin;
};

class DistilBertFfn : public Module {
public:
    DistilBertFfn(Module& parent, std::string_view name, const DistilBertConfig& config)
        : Module(parent, name)
        , m_config(config)
        , dropout(*this, "dropout", config.dropout)
        , lin1(*this, "lin1", {config.shape.width, config.inner, true})
        , lin2(*this, "lin2", {config.inner, config.shape.width, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& input) const
    {
        const InModule here = entered();
        return inChunks(m_config.chunk, input, [this](const Tensor& part) {
            Tensor x = lin1.forward(part);
            x = activate(m_config.activation, x);
            x = lin2.forward(x);
            x = dropout.forward(x);
            return x;
        });
    }

private:
    const DistilBertConfig& m_config;
    Dropout dropout;
    Linear lin1;
    Linear lin2;
};

class DistilBertBlock : public Module {
public:
    DistilBertBlock(
        Module& parent, std::size_t index, const DistilBertConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , attention(*this, "attention", config, setup)
        , saLayerNorm(*this, "sa_layer_norm", config.shape.width)
        , ffn(*this, "ffn", config)
        , outputLayerNorm(*this, "output_layer_norm", config.shape.width)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& hidden) const
    {
        const InModule here = entered();
        auto [attentionOutput, weights] = attention.forward(hidden);
        attentionOutput = saLayerNorm.forward(add(attentionOutput, hidden));
        Tensor ffnOutput = ffn.forward(attentionOutput);
        ffnOutput = outputLayerNorm.forward(add(ffnOutput, attentionOutput));
        return ffnOutput;
    }

private:
    DistilBertSelfAttention attention;
    LayerNorm saLayerNorm;
    DistilBertFfn ffn;
    LayerNorm outputLayerNorm;
};

class DistilBertTransformer : public Module {
public:
    DistilBertTransformer(Module& parent, std::string_view name, const DistilBertConfig& config,
        const Setup& setup, std::int64_t layers)
        : Module(parent, name)
        , m_setup(setup)
        , m_list(*this, "layer")
    {
        for (std::int64_t i = 0; i < layers; ++i)
            layer.emplace_back(m_list, static_cast<std::size_t>(i), config, setup);
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        for (const DistilBertBlock& block : layer) {
            const InLayer inBlock(engine(), block.layer());
            hidden = checkpoint(
                m_setup.checkpointing, [&block](Tensor input) { return block.forward(input); },
                hidden);
        }
        return hidden;
    }

private:
    const Setup& m_setup;
    Module m_list;
    std::deque<DistilBertBlock> layer;
};

class DistilBertModel : public Module {
public:
    DistilBertModel(Module& parent, std::string_view name, const DistilBertConfig& config,
        const Setup& setup, std::int64_t layers)
        : Module(parent, name)
        , embeddings(*this, "embeddings", config)
        , transformer(*this, "transformer", config, setup, layers)
    {
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return embeddings.words(); }

    [[nodiscard]] ModelOutput forward(const Tensor& inputIds) const
    {
        const InModule here = entered();
        const Tensor embedded = embeddings.forward(inputIds);
        return {transformer.forward(embedded), {}};
    }

private:
    DistilBertEmbeddings embeddings;
    DistilBertTransformer transformer;
};

/// The layers of DistilBertForMaskedLM itself.
class DistilBertLmHead {
public:
    DistilBertLmHead(Module& root, const DistilBertConfig& config, const DistilBertModel& model)
        : m_activation(config.activation)
        , vocabTransform(root, "vocab_transform", {config.shape.width, config.shape.width, true})
        , vocabLayerNorm(root, "vocab_layer_norm", config.shape.width)
        , vocabProjector(root, "vocab_projector",
              config.shape.tied ? model.inputEmbedding().weight() : Tensor(),
              {config.shape.width, config.vocabulary, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& hidden) const
    {
        Tensor logits = vocabTransform.forward(hidden);
        logits = activate(m_activation, logits);
        logits = vocabLayerNorm.forward(logits);
        logits = vocabProjector.forward(logits);
        return logits;
    }

private:
    Activation m_activation;
    Linear vocabTransform;
    LayerNorm vocabLayerNorm;
    Linear vocabProjector;
};

class DistilBertForSequenceClassification : public HeadNetwork {
public:
    DistilBertForSequenceClassification(
        Module& root, const DistilBertConfig& config, const Setup& setup, std::int64_t layers)
        : m_config(config)
        , m_setup(setup)
        , distilbert(root, "distilbert", m_config, m_setup, layers)
        , preClassifier(root, "pre_classifier", {config.shape.width, config.shape.width, true})
        , classifier(root, "classifier", {config.shape.width, config.shape.labels, true})
        , dropout(root, "dropout", config.sequenceDropout)
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = distilbert.forward(batch.inputIds);
        Tensor pooledOutput = select(outputs.lastHiddenState, 1, 0);
        pooledOutput = preClassifier.forward(pooledOutput);
        pooledOutput = relu(pooledOutput);
        pooledOutput = dropout.forward(pooledOutput);
        Tensor logits = classifier.forward(pooledOutput);
        Tensor loss;
        if (batch.labels)
            loss = classificationLoss(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    DistilBertConfig m_config;
    Setup m_setup;
    DistilBertModel distilbert;
    Linear preClassifier;
    Linear classifier;
    Dropout dropout;
};

struct DistilBertFamily {
    using Config = DistilBertConfig;
    static constexpr std::string_view kName = "distilbert";
    static constexpr std::string_view kLayers = "transformer.layer";

    static DistilBertConfig read(const architectures::Config& config)
    {
        return readDistilBert(config);
    }
    static std::unique_ptr<Network> build(Module& root, const DistilBertConfig& config,
        const Setup& setup, Head head, std::int64_t layers)
    {
        switch (head) {
        case Head::SequenceClassification:
            return std::make_unique<DistilBertForSequenceClassification>(
                root, config, setup, layers);
        case Head::TokenClassification:
            return std::make_unique<TokenClassifier<DistilBertConfig, DistilBertModel>>(
                root, kName, config, setup, layers);
        case Head::None:
            return std::make_unique<BareNetwork<DistilBertConfig, DistilBertModel>>(
                root, config, setup, layers);
        default:
            return std::make_unique<
                MaskedLmNetwork<DistilBertConfig, DistilBertModel, DistilBertLmHead>>(
                root, kName, config, setup, layers);
        }
    }
};

} // namespace

Family distilbertFamily();
Family distilbertFamily()
{
    return {{"distilbert"},
        {Head::MaskedLm, Head::SequenceClassification, Head::TokenClassification, Head::None},
        EncoderBlueprint<DistilBertFamily>::read, {"q_lin", "k_lin", "v_lin", "out_lin"}};
}

} // namespace headroom::architectures
