// SPDX-License-Identifier: GPL-3.0-or-later
// ModernBERT (Warner et al., arXiv:2412.13663): transformers 5.24,
// models/modernbert/modeling_modernbert.py, configuration_modernbert.py. `modernbert`.
#include "architectures/blocks/Attention.h"
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/EncoderHeads.h"
#include "architectures/blocks/GroupedQueryAttention.h"
#include "architectures/blocks/Masks.h"
#include "architectures/blocks/Rotary.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

enum class ModernBertPooling { Cls, Mean };

struct ModernBertConfig {
    EncoderShape shape;
    std::int64_t vocabulary = 0;
    std::int64_t heads = 0;
    std::int64_t inner = 0;
    std::int64_t window = 0; ///< to either side
    std::vector<bool> sliding; ///< of each block
    RotaryConfig rotary;
    Activation activation = Activation::Gelu;
    Activation classifierActivation = Activation::Gelu;
    LayerNorm::Learns norm = LayerNorm::Learns::Weight;
    bool attentionBias = false;
    bool mlpBias = false;
    bool decoderBias = true;
    bool classifierBias = false;
    bool attentionDropout = false;
    bool embeddingDropout = false;
    bool mlpDropout = false;
    bool sparsePrediction = false;
    ModernBertPooling pooling = ModernBertPooling::Cls;
};

} // namespace

} // namespace headroom::architectures

namespace headroom {

template <> struct EnumNames<architectures::ModernBertPooling> {
    static constexpr auto kTable = std::to_array<EnumName<architectures::ModernBertPooling>>({
        {architectures::ModernBertPooling::Cls, "cls"},
        {architectures::ModernBertPooling::Mean, "mean"},
    });
};

} // namespace headroom

namespace headroom::architectures {

namespace {

ModernBertConfig readModernBert(const Config& config)
{
    ModernBertConfig c;
    EncoderShape& shape = c.shape;
    c.vocabulary = config.integerOr("vocab_size", 50368);
    shape.width = config.integerOr("hidden_size", 768);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 22);
    shape.positions = config.integerOr("max_position_embeddings", 8192);
    shape.learnedPositions = false;
    shape.labels = readLabels(config);
    shape.classifierDropout = config.dropsOr("classifier_dropout", false);
    shape.tied = config.flagOr("tie_word_embeddings", true);
    c.heads = config.integerOr("num_attention_heads", 12);
    config.mustDivide("num_attention_heads", c.heads, "hidden_size", shape.width);
    c.inner = config.integerOr("intermediate_size", 1152);
    c.window = config.integerOr("local_attention", 128) / 2;
    const std::int64_t every = config.integerOr("global_attn_every_n_layers", 3);
    const std::vector<std::int64_t> windows = readWindows(
        config, shape.layers, 1,
        [](std::int64_t layer, std::int64_t interval) { return layer % interval != 0; }, every);
    for (std::int64_t window : windows) {
        c.sliding.push_back(window > 0);
        // The first block has no norm before its attention.
        shape.kinds.push_back((shape.kinds.empty() ? 2 : 0) + (window > 0 ? 1 : 0));
    }
    c.rotary.width = config.integerOr("head_dim", std::max<std::int64_t>(1, shape.width / c.heads));
    c.activation = config.choiceOr("hidden_activation", Activation::Gelu);
    c.classifierActivation = config.choiceOr("classifier_activation", Activation::Gelu);
    if (config.flagOr("norm_bias", false))
        c.norm = LayerNorm::Learns::WeightAndBias;
    c.attentionBias = config.flagOr("attention_bias", false);
    c.mlpBias = config.flagOr("mlp_bias", false);
    c.decoderBias = config.flagOr("decoder_bias", true);
    c.classifierBias = config.flagOr("classifier_bias", false);
    c.attentionDropout = config.dropsOr("attention_dropout", false);
    c.embeddingDropout = config.dropsOr("embedding_dropout", false);
    c.mlpDropout = config.dropsOr("mlp_dropout", false);
    c.sparsePrediction = config.flagOr("sparse_prediction", false);
    c.pooling = config.choiceOr("classifier_pooling", ModernBertPooling::Cls);
    for (const char* key : {"rope_parameters", "rope_scaling", "global_rope_theta",
             "local_rope_theta", "initializer_cutoff_factor", "norm_eps",
             "deterministic_flash_attn", "sparse_pred_ignore_index", "position_embedding_type",
             "reference_compile", "repad_logits_with_grad"})
        static_cast<void>(config.has(key));
    return c;
}

class ModernBertEmbeddings : public Module {
public:
    ModernBertEmbeddings(Module& parent, std::string_view name, const ModernBertConfig& config)
        : Module(parent, name)
        , tokEmbeddings(*this, "tok_embeddings", config.vocabulary, config.shape.width)
        , norm(*this, "norm", config.shape.width, config.norm)
        , drop(*this, "drop", config.embeddingDropout)
    {
    }
    [[nodiscard]] const Embedding& words() const { return tokEmbeddings; }

    [[nodiscard]] Tensor forward(const Tensor& inputIds) const
    {
        const InModule here = entered();
        return drop.forward(norm.forward(tokEmbeddings.forward(inputIds)));
    }

private:
    Embedding tokEmbeddings;
    LayerNorm norm;
    Dropout drop;
};

class ModernBertMlp : public Module {
public:
    ModernBertMlp(Module& parent, std::string_view name, const ModernBertConfig& config)
        : Module(parent, name)
        , m_config(config)
        , wi(*this, "Wi", {config.shape.width, 2 * config.inner, config.mlpBias})
        , drop(*this, "drop", config.mlpDropout)
        , wo(*this, "Wo", {config.inner, config.shape.width, config.mlpBias})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& hidden) const
    {
        const InModule here = entered();
        const std::vector<Tensor> parts = split(wi.forward(hidden), m_config.inner, -1);
        Tensor activated = activate(m_config.activation, parts[0]);
        return wo.forward(drop.forward(mul(std::move(activated), parts[1])));
    }

private:
    const ModernBertConfig& m_config;
    Linear wi;
    Dropout drop;
    Linear wo;
};

/// apply_rotary_pos_emb: in fp32, and cast back.
Tensor rotatedInFp32(const Tensor& input, const Tensor& cos, const Tensor& sin)
{
    Tensor straight = mul(toDtype(input, Dtype::Fp32), cos);
    Tensor turned = mul(rotateHalf(toDtype(input, Dtype::Fp32)), sin);
    return add(std::move(straight), std::move(turned));
}

std::pair<Tensor, Tensor> applyRotaryInFp32(
    const Tensor& query, const Tensor& key, const RotaryPositions& rotary)
{
    const Tensor cos = unsqueeze(rotary.cos, 1);
    const Tensor sin = unsqueeze(rotary.sin, 1);
    const Tensor queryEmbed = rotatedInFp32(query, cos, sin);
    const Tensor keyEmbed = rotatedInFp32(key, cos, sin);
    Tensor narrowQuery = toDtype(queryEmbed, query.dtype());
    Tensor narrowKey = toDtype(keyEmbed, key.dtype());
    return {std::move(narrowQuery), std::move(narrowKey)};
}

class ModernBertAttention : public Module {
public:
    ModernBertAttention(
        Module& parent, std::string_view name, const ModernBertConfig& config, const Setup& setup)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , wqkv(*this, "Wqkv", {config.shape.width, 3 * config.shape.width, config.attentionBias})
        , wo(*this, "Wo", {config.shape.width, config.shape.width, config.attentionBias})
        , outDrop(*this, "out_drop", config.attentionDropout)
    {
    }
    [[nodiscard]] Attended forward(
        const Tensor& hidden, const RotaryPositions& rotary, const Tensor& mask) const
    {
        const InModule here = entered();
        const Tensor qkv = view(wqkv.forward(hidden),
            {hidden.size(0), hidden.size(1), 3, -1, m_config.shape.width / m_config.heads});
        Tensor query;
        Tensor key;
        Tensor value;
        {
            const std::vector<Tensor> parts = unbind(qkv, -3);
            query = transpose(parts[0], 1, 2);
            key = transpose(parts[1], 1, 2);
            value = transpose(parts[2], 1, 2);
        }
        std::tie(query, key) = applyRotaryInFp32(query, key, rotary);
        auto [output, weights] = attend(query, key, value, mask,
            {.kind = m_setup.attention,
                .dropout = m_config.attentionDropout && training(),
                .causal = false});
        output = contiguous(flatten(output, 2, 3));
        output = outDrop.forward(wo.forward(output));
        return {std::move(output), std::move(weights)};
    }

private:
    const ModernBertConfig& m_config;
    const Setup& m_setup;
    Linear wqkv;
    Linear wo;
    Dropout outDrop;
};

class ModernBertEncoderLayer : public Module {
public:
    ModernBertEncoderLayer(
        Module& parent, std::size_t index, const ModernBertConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
    {
        if (index > 0)
            attnNorm.emplace(*this, "attn_norm", config.shape.width, config.norm);
        attn.emplace(*this, "attn", config, setup);
        mlpNorm.emplace(*this, "mlp_norm", config.shape.width, config.norm);
        mlp.emplace(*this, "mlp", config);
    }
    [[nodiscard]] Tensor forward(
        Tensor hidden, const RotaryPositions& rotary, const Tensor& mask) const
    {
        const InModule here = entered();
        Tensor attnOutput;
        Tensor weights;
        std::tie(attnOutput, weights) =
            attn->forward(attnNorm ? attnNorm->forward(hidden) : hidden, rotary, mask).both();
        hidden = add(hidden, attnOutput);
        hidden = add(hidden, mlp->forward(mlpNorm->forward(hidden)));
        return hidden;
    }

private:
    std::optional<LayerNorm> attnNorm;
    std::optional<ModernBertAttention> attn;
    std::optional<LayerNorm> mlpNorm;
    std::optional<ModernBertMlp> mlp;
};

class ModernBertModel : public Module {
public:
    ModernBertModel(Module& parent, std::string_view name, const ModernBertConfig& config,
        const Setup& setup, std::int64_t count)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , embeddings(*this, "embeddings", config)
        , m_list(*this, "layers")
    {
        for (std::int64_t i = 0; i < count; ++i)
            layers.emplace_back(m_list, static_cast<std::size_t>(i), config, setup);
        finalNorm.emplace(*this, "final_norm", config.shape.width, config.norm);
        for (bool sliding : config.sliding) {
            std::optional<RotaryEmbedding>& rotary = sliding ? slidingRotary : fullRotary;
            if (!rotary)
                rotary.emplace(*this, "rotary_emb", config.rotary,
                    sliding ? "sliding_attention_" : "full_attention_");
        }
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return embeddings.words(); }

    [[nodiscard]] ModelOutput forward(const Tensor& inputIds) const
    {
        const InModule here = entered();
        const Tensor positions = unsqueeze(arange(engine(), inputIds.size(1)), 0);
        const Tensor embedded = embeddings.forward(inputIds);
        const Tensor mask = bidirectionalWindowMask(
            embedded, {.attention = m_setup.attention, .window = m_config.window});
        const auto positionsOf = [&](const std::optional<RotaryEmbedding>& rotary) {
            RotaryPositions result;
            if (rotary)
                std::tie(result.cos, result.sin) = rotary->forward(embedded, positions);
            return result;
        };
        const RotaryPositions full = positionsOf(fullRotary);
        const RotaryPositions local = positionsOf(slidingRotary);
        Tensor hidden = embedded;
        for (const ModernBertEncoderLayer& layer : layers) {
            const InLayer block(engine(), layer.layer());
            const bool sliding = m_config.sliding[static_cast<std::size_t>(layer.layer())];
            hidden = checkpoint(
                m_setup.checkpointing,
                [&layer, rotary = sliding ? local : full, layerMask = sliding ? mask : Tensor()](
                    Tensor input) { return layer.forward(std::move(input), rotary, layerMask); },
                hidden);
        }
        hidden = finalNorm->forward(hidden);
        return {std::move(hidden), {}};
    }

private:
    const ModernBertConfig& m_config;
    const Setup& m_setup;
    ModernBertEmbeddings embeddings;
    Module m_list;
    std::deque<ModernBertEncoderLayer> layers;
    std::optional<LayerNorm> finalNorm;
    std::optional<RotaryEmbedding> fullRotary;
    std::optional<RotaryEmbedding> slidingRotary;
};

class ModernBertPredictionHead : public Module {
public:
    ModernBertPredictionHead(Module& parent, std::string_view name, const ModernBertConfig& config)
        : Module(parent, name)
        , m_activation(config.classifierActivation)
        , dense(*this, "dense", {config.shape.width, config.shape.width, config.classifierBias})
        , norm(*this, "norm", config.shape.width, config.norm)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& hidden) const
    {
        const InModule here = entered();
        return norm.forward(activate(m_activation, dense.forward(hidden)));
    }

private:
    Activation m_activation;
    Linear dense;
    LayerNorm norm;
};

class ModernBertForMaskedLm : public HeadNetwork {
public:
    ModernBertForMaskedLm(
        Module& root, const ModernBertConfig& config, const Setup& setup, std::int64_t layers)
        : m_config(config)
        , m_setup(setup)
        , model(root, "model", m_config, m_setup, layers)
        , head(root, "head", m_config)
        , decoder(root, "decoder", config.shape.tied ? model.inputEmbedding().weight() : Tensor(),
              {config.shape.width, config.vocabulary, config.decoderBias})
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        if (m_config.sparsePrediction && batch.labels)
            throw Impossible(Error{ErrorCode::Unsupported, "sparse_prediction",
                Text(HEADROOM_TEXT("architectures",
                    "how many positions are predicted depends on the labels: expected false")),
                {}, {}, 0});
        const ModelOutput outputs = model.forward(batch.inputIds);
        Tensor logits = decoder.forward(head.forward(outputs.lastHiddenState));
        Tensor loss;
        if (batch.labels)
            loss = maskedLmLoss(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    ModernBertConfig m_config;
    Setup m_setup;
    ModernBertModel model;
    ModernBertPredictionHead head;
    Linear decoder;
};

/// ModernBertForSequenceClassification, ModernBertForTokenClassification.
class ModernBertClassifier : public HeadNetwork {
public:
    ModernBertClassifier(Module& root, const ModernBertConfig& config, const Setup& setup,
        std::int64_t layers, bool ofSequences)
        : m_config(config)
        , m_setup(setup)
        , m_ofSequences(ofSequences)
        , model(root, "model", m_config, m_setup, layers)
        , head(root, "head", m_config)
        , drop(root, "drop", config.shape.classifierDropout)
        , classifier(root, "classifier", {config.shape.width, config.shape.labels, true})
    {
    }

protected:
    [[nodiscard]] HeadOutput forward(const Batch& batch) const override
    {
        const ModelOutput outputs = model.forward(batch.inputIds);
        Tensor mask;
        Tensor hidden = outputs.lastHiddenState;
        if (m_ofSequences)
            hidden = pooled(hidden, mask);
        hidden = head.forward(hidden);
        hidden = drop.forward(hidden);
        Tensor logits = classifier.forward(hidden);
        Tensor loss;
        if (batch.labels)
            loss = m_ofSequences ? classificationLoss(logits, batch.labels)
                                 : flatCrossEntropy(logits, batch.labels);
        return {std::move(loss), std::move(logits)};
    }

private:
    /// `mask`: of padding, made where none is given, and kept.
    [[nodiscard]] Tensor pooled(const Tensor& hidden, Tensor& mask) const
    {
        if (m_config.pooling == ModernBertPooling::Cls)
            return select(hidden, 1, 0);
        mask = filled(
            hidden.engine(), "aten.ones.default", {hidden.size(0), hidden.size(1)}, Dtype::Bool);
        Tensor total = sum(mul(hidden, unsqueeze(mask, -1)), {1}, false);
        Tensor count =
            filled(hidden.engine(), "aten.sum.dim_IntList", {hidden.size(0), 1}, Dtype::Int64);
        return div(std::move(total), std::move(count));
    }

    ModernBertConfig m_config;
    Setup m_setup;
    bool m_ofSequences;
    ModernBertModel model;
    ModernBertPredictionHead head;
    Dropout drop;
    Linear classifier;
};

struct ModernBertFamily {
    using Config = ModernBertConfig;
    static constexpr std::string_view kName = "model";
    static constexpr std::string_view kLayers = "layers";

    static ModernBertConfig read(const architectures::Config& config)
    {
        return readModernBert(config);
    }
    static std::unique_ptr<Network> build(Module& root, const ModernBertConfig& config,
        const Setup& setup, Head head, std::int64_t layers)
    {
        switch (head) {
        case Head::SequenceClassification:
        case Head::TokenClassification:
            return std::make_unique<ModernBertClassifier>(
                root, config, setup, layers, head == Head::SequenceClassification);
        case Head::None:
            return std::make_unique<BareNetwork<ModernBertConfig, ModernBertModel>>(
                root, config, setup, layers);
        default:
            return std::make_unique<ModernBertForMaskedLm>(root, config, setup, layers);
        }
    }
};

} // namespace

Family modernbertFamily();
Family modernbertFamily()
{
    return {{"modernbert"},
        {Head::MaskedLm, Head::SequenceClassification, Head::TokenClassification, Head::None},
        EncoderBlueprint<ModernBertFamily>::read, {"Wqkv", "Wo"}};
}

} // namespace headroom::architectures
