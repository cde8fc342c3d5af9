// SPDX-License-Identifier: GPL-3.0-or-later
// ALBERT (Lan et al., arXiv:1909.11942): transformers 5.24, models/albert/modeling_albert.py,
// configuration_albert.py. `albert`. As BERT, except: embeddings of a width of their own, and all
// blocks of a group share one set of weights; it cannot be checkpointed.
#include "architectures/blocks/Attention.h"
#include "architectures/blocks/BertLayers.h"
#include "architectures/blocks/EncoderHeads.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct AlbertConfig {
    EncoderShape shape;
    BertShape layers;
    BertEmbeddings::Shape embeddings{};
    std::int64_t groups = 1;
    std::int64_t inGroup = 1; ///< layers that a group runs one after another
};

AlbertConfig readAlbert(const Config& config)
{
    AlbertConfig c;
    c.layers = readBertShape(config,
        {.width = 4096,
            .heads = 64,
            .inner = 16384,
            .activation = Activation::GeluNew,
            .hiddenDropout = false,
            .attentionDropout = false},
        c.shape);
    c.shape.positions = config.integerOr("max_position_embeddings", 512);
    c.shape.classifierDropout = config.dropsOr("classifier_dropout_prob", true);
    c.embeddings = {.vocabulary = config.integerOr("vocab_size", 30000),
        .positions = c.shape.positions,
        .types = config.integerOr("type_vocab_size", 2),
        .width = config.integerOr("embedding_size", 128),
        .dropout = c.layers.hiddenDropout};
    c.groups = config.integerOr("num_hidden_groups", 1);
    c.inGroup = config.integerOr("inner_group_num", 1);
    const auto atMost = [&config](const char* key, std::int64_t value, std::int64_t most) {
        if (value > most)
            config.reject(key,
                Text(HEADROOM_TEXT("architectures", "expected at most {0}, found {1}"),
                    static_cast<std::uint64_t>(most), static_cast<std::uint64_t>(value)));
    };
    constexpr std::int64_t kMostInGroup = 64;
    atMost("num_hidden_groups", c.groups, c.shape.layers);
    atMost("inner_group_num", c.inGroup, kMostInGroup);
    // int(i / (layers / groups)), in Python's floating point.
    const double inEach = static_cast<double>(c.shape.layers) / static_cast<double>(c.groups);
    for (std::int64_t i = 0; i < c.shape.layers; ++i)
        c.shape.kinds.push_back(static_cast<int>(static_cast<double>(i) / inEach));
    return c;
}

class AlbertAttention : public Module {
public:
    AlbertAttention(
        Module& parent, std::string_view name, const BertShape& shape, AttentionKind kind)
        : Module(parent, name)
        , m_shape(shape)
        , m_kind(kind)
        , outputDropout(*this, "output_dropout", shape.hiddenDropout)
        , query(*this, "query", {shape.width, shape.width, true})
        , key(*this, "key", {shape.width, shape.width, true})
        , value(*this, "value", {shape.width, shape.width, true})
        , dense(*this, "dense", {shape.width, shape.width, true})
        , layerNorm(*this, "LayerNorm", shape.width)
    {
    }
    [[nodiscard]] Attended forward(const Tensor& hidden) const
    {
        const InModule here = entered();
        const Tensor queryLayer = heads(query.forward(hidden));
        const Tensor keyLayer = heads(key.forward(hidden));
        const Tensor valueLayer = heads(value.forward(hidden));
        auto [output, weights] = attend(queryLayer, keyLayer, valueLayer, {},
            {.kind = m_kind,
                .dropout = m_shape.attentionDropout && training(),
                .causal = false,
                .softmax = SoftmaxForm::Plain});
        output = contiguous(flatten(output, 2, 3));
        output = dense.forward(output);
        output = outputDropout.forward(output);
        output = layerNorm.forward(add(hidden, output));
        return {std::move(output), std::move(weights)};
    }

private:
    [[nodiscard]] Tensor heads(const Tensor& projected) const
    {
        return transpose(
            view(projected,
                {projected.size(0), projected.size(1), -1, m_shape.width / m_shape.heads}),
            1, 2);
    }

    const BertShape& m_shape;
    AttentionKind m_kind;
    Dropout outputDropout;
    Linear query;
    Linear key;
    Linear value;
    Linear dense;
    LayerNorm layerNorm;
};

class AlbertLayer : public Module {
public:
    AlbertLayer(Module& parent, std::size_t index, const BertShape& shape, AttentionKind kind)
        : Module(parent, std::to_string(index))
        , m_shape(shape)
        , fullLayerLayerNorm(*this, "full_layer_layer_norm", shape.width)
        , attention(*this, "attention", shape, kind)
        , ffn(*this, "ffn", {shape.width, shape.inner, true})
        , ffnOutput(*this, "ffn_output", {shape.inner, shape.width, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& hidden) const
    {
        const InModule here = entered();
        const auto [attentionOutput, weights] = attention.forward(hidden);
        const Tensor fedForward = inChunks(m_shape.chunk, attentionOutput,
            [this](const Tensor& part) { return feedForwardChunk(part); });
        return fullLayerLayerNorm.forward(add(fedForward, attentionOutput));
    }

private:
    [[nodiscard]] Tensor feedForwardChunk(const Tensor& attentionOutput) const
    {
        Tensor output = ffn.forward(attentionOutput);
        output = activate(m_shape.activation, output);
        output = ffnOutput.forward(output);
        return output;
    }

    const BertShape& m_shape;
    LayerNorm fullLayerLayerNorm;
    AlbertAttention attention;
    Linear ffn;
    Linear ffnOutput;
};

class AlbertLayerGroup : public Module {
public:
    AlbertLayerGroup(
        Module& parent, std::size_t index, const AlbertConfig& config, AttentionKind kind)
        : Module(parent, std::to_string(index))
        , m_list(*this, "albert_layers")
    {
        for (std::int64_t i = 0; i < config.inGroup; ++i)
            albertLayers.emplace_back(m_list, static_cast<std::size_t>(i), config.layers, kind);
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        for (const AlbertLayer& layer : albertLayers)
            hidden = layer.forward(hidden);
        return hidden;
    }

private:
    Module m_list;
    std::deque<AlbertLayer> albertLayers;
};

class AlbertTransformer : public Module {
public:
    AlbertTransformer(Module& parent, std::string_view name, const AlbertConfig& config,
        const Setup& setup, std::int64_t layers)
        : Module(parent, name)
        , m_config(config)
        , m_layers(layers)
        , embeddingHiddenMappingIn(*this, "embedding_hidden_mapping_in",
              {config.embeddings.width, config.layers.width, true})
        , m_list(*this, "albert_layer_groups")
    {
        if (setup.checkpointing != CheckpointPolicy::None)
            throw Impossible(Error{ErrorCode::Conflict, "memory_savers.activation_checkpointing",
                Text(HEADROOM_TEXT("architectures",
                    "transformers' ALBERT does not support checkpointing: expected none")),
                {}, {}, 0});
        for (std::int64_t i = 0; i < config.groups; ++i)
            albertLayerGroups.emplace_back(
                m_list, static_cast<std::size_t>(i), config, setup.attention);
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        hidden = embeddingHiddenMappingIn.forward(hidden);
        for (std::int64_t i = 0; i < m_layers; ++i) {
            const InLayer inBlock(engine(), static_cast<std::int32_t>(i));
            const int group = m_config.shape.kinds[static_cast<std::size_t>(i)];
            hidden = albertLayerGroups[static_cast<std::size_t>(group)].forward(hidden);
        }
        return hidden;
    }

private:
    const AlbertConfig& m_config;
    std::int64_t m_layers;
    Linear embeddingHiddenMappingIn;
    Module m_list;
    std::deque<AlbertLayerGroup> albertLayerGroups;
};

class AlbertModel : public Module {
public:
    AlbertModel(Module& parent, std::string_view name, const AlbertConfig& config,
        const Setup& setup, std::int64_t layers, bool pooling = true)
        : Module(parent, name)
        , embeddings(*this, "embeddings", config.embeddings)
        , encoder(*this, "encoder", config, setup, layers)
    {
        if (pooling)
            pooler.emplace(
                *this, "pooler", Linear::Shape{config.layers.width, config.layers.width, true});
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return embeddings.words(); }

    [[nodiscard]] ModelOutput forward(const Tensor& inputIds) const
    {
        const InModule here = entered();
        const Tensor embeddingOutput = embeddings.forward(inputIds);
        Tensor sequenceOutput = encoder.forward(embeddingOutput);
        Tensor pooledOutput;
        if (pooler)
            pooledOutput = tanh(pooler->forward(select(sequenceOutput, 1, 0)));
        return {std::move(sequenceOutput), std::move(pooledOutput)};
    }

private:
    BertEmbeddings embeddings;
    AlbertTransformer encoder;
    std::optional<Linear> pooler;
};

class AlbertMlmHead : public Module {
public:
    AlbertMlmHead(Module& root, const AlbertConfig& config, const AlbertModel& model)
        : Module(root, "predictions")
        , m_activation(config.layers.activation)
        , m_bias(parameter("bias", {config.embeddings.vocabulary}))
        , layerNorm(*this, "LayerNorm", config.embeddings.width)
        , dense(*this, "dense", {config.layers.width, config.embeddings.width, true})
    {
        if (config.shape.tied)
            decoder.emplace(*this, "decoder", model.inputEmbedding().weight(), m_bias);
        else
            decoder.emplace(*this, "decoder",
                Linear::Shape{config.embeddings.width, config.embeddings.vocabulary, true});
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        hidden = dense.forward(hidden);
        hidden = activate(m_activation, hidden);
        hidden = layerNorm.forward(hidden);
        hidden = decoder->forward(hidden);
        return hidden;
    }

private:
    Activation m_activation;
    Tensor m_bias;
    LayerNorm layerNorm;
    Linear dense;
    std::optional<Linear> decoder;
};

struct AlbertFamily {
    using Config = AlbertConfig;
    static constexpr std::string_view kName = "albert";
    static constexpr std::string_view kLayers = "encoder.layers"; ///< runs of the groups

    static AlbertConfig read(const architectures::Config& config) { return readAlbert(config); }
    static std::unique_ptr<Network> build(Module& root, const AlbertConfig& config,
        const Setup& setup, Head head, std::int64_t layers)
    {
        switch (head) {
        case Head::SequenceClassification:
            return std::make_unique<PooledClassifier<AlbertConfig, AlbertModel>>(
                root, kName, config, setup, layers);
        case Head::TokenClassification:
            return std::make_unique<TokenClassifier<AlbertConfig, AlbertModel>>(
                root, kName, config, setup, layers, false);
        case Head::None:
            return std::make_unique<BareNetwork<AlbertConfig, AlbertModel>>(
                root, config, setup, layers);
        default:
            return std::make_unique<MaskedLmNetwork<AlbertConfig, AlbertModel, AlbertMlmHead>>(
                root, kName, config, setup, layers, false);
        }
    }
};

} // namespace

Family albertFamily();
Family albertFamily()
{
    return {{"albert"},
        {Head::MaskedLm, Head::SequenceClassification, Head::TokenClassification, Head::None},
        EncoderBlueprint<AlbertFamily>::read, {"query", "key", "value", "attention.dense"}};
}

} // namespace headroom::architectures
