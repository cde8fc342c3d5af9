// SPDX-License-Identifier: GPL-3.0-or-later
// BART (Lewis et al., arXiv:1910.13461): transformers 5.24, models/bart/modeling_bart.py,
// configuration_bart.py. `bart`.
#include "architectures/blocks/Attention.h"
#include "architectures/blocks/Classification.h"
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/EncoderDecoder.h"
#include "architectures/blocks/Masks.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Dropout.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

struct BartConfig {
    EncoderDecoderShape shape;
    std::int64_t encoderHeads = 0;
    std::int64_t decoderHeads = 0;
    std::int64_t encoderInner = 0;
    std::int64_t decoderInner = 0;
    Activation activation = Activation::Gelu;
    bool dropout = true;
    bool attentionDropout = false;
    bool activationDropout = false;
};

BartConfig readBart(const Config& config)
{
    BartConfig c;
    EncoderDecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 50265);
    shape.width = config.integerOr({"d_model", "hidden_size"}, 1024);
    shape.positions = config.integerOr("max_position_embeddings", 1024);
    shape.encoderLayers = readLayers(config, {"encoder_layers", "num_hidden_layers"}, 12);
    shape.decoderLayers = readLayers(config, {"decoder_layers"}, 12);
    shape.tied = config.flagOr("tie_word_embeddings", true);
    c.encoderHeads = config.integerOr({"encoder_attention_heads", "num_attention_heads"}, 16);
    c.decoderHeads = config.integerOr("decoder_attention_heads", 16);
    config.mustDivide("encoder_attention_heads", c.encoderHeads, "d_model", shape.width);
    config.mustDivide("decoder_attention_heads", c.decoderHeads, "d_model", shape.width);
    c.encoderInner = config.integerOr("encoder_ffn_dim", 4096);
    c.decoderInner = config.integerOr("decoder_ffn_dim", 4096);
    c.activation = config.choiceOr("activation_function", Activation::Gelu);
    c.dropout = config.dropsOr("dropout", true);
    c.attentionDropout = config.dropsOr("attention_dropout", false);
    c.activationDropout = config.dropsOr("activation_dropout", false);
    for (const char* key : {"encoder_layerdrop", "decoder_layerdrop"}) {
        if (config.dropsOr(key, false))
            config.reject(key,
                Text(HEADROOM_TEXT("architectures",
                    "layers that are left out by chance cannot be counted: expected 0")));
    }
    for (const char* key : {"scale_embedding", "init_std", "classifier_dropout", "classif_dropout"})
        static_cast<void>(config.has(key));
    return c;
}

/// What the layers of the decoder get besides their hidden states.
struct BartInputs {
    Tensor mask;
    Tensor encoderOutput;
    KvCache* cache = nullptr;
};

class BartAttention : public Module {
public:
    struct Kind {
        std::int64_t heads;
        bool causal = false;
        bool cross = false;
        std::size_t layer = 0;
    };
    BartAttention(Module& parent, std::string_view name, const BartConfig& config,
        const Setup& setup, Kind kind)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , m_kind(kind)
        , kProj(*this, "k_proj", square(config))
        , vProj(*this, "v_proj", square(config))
        , qProj(*this, "q_proj", square(config))
        , outProj(*this, "out_proj", square(config))
    {
    }
    [[nodiscard]] Attended forward(const Tensor& hidden, const BartInputs& inputs) const
    {
        const InModule here = entered();
        KvCache* cache = inputs.cache;
        const Tensor query = heads(qProj.forward(hidden));
        Tensor key;
        Tensor value;
        if (m_kind.cross && cache && cache->hasCross(m_kind.layer)) {
            std::tie(key, value) = cache->cross(m_kind.layer);
        } else {
            const Tensor& current = m_kind.cross ? inputs.encoderOutput : hidden;
            key = kProj.forward(current);
            value = vProj.forward(current);
            key = heads(key);
            value = heads(value);
            if (cache && m_kind.cross)
                std::tie(key, value) = cache->updateCross(key, value, m_kind.layer);
            else if (cache)
                std::tie(key, value) = cache->update(key, value, m_kind.layer);
        }
        auto [output, weights] = attend(query, key, value, m_kind.cross ? Tensor() : inputs.mask,
            {.kind = m_setup.attention,
                .dropout = m_config.attentionDropout && training(),
                .causal = m_kind.causal,
                .softmax = SoftmaxForm::Plain});
        output = contiguous(flatten(output, 2, 3));
        output = outProj.forward(output);
        return {std::move(output), std::move(weights)};
    }

private:
    static Linear::Shape square(const BartConfig& config)
    {
        return {config.shape.width, config.shape.width, true};
    }
    [[nodiscard]] Tensor heads(const Tensor& projected) const
    {
        return transpose(
            view(projected,
                {projected.size(0), projected.size(1), -1, m_config.shape.width / m_kind.heads}),
            1, 2);
    }

    const BartConfig& m_config;
    const Setup& m_setup;
    Kind m_kind;
    Linear kProj;
    Linear vProj;
    Linear qProj;
    Linear outProj;
};

/// The second half of a layer: fc1, fc2 and the norm behind them.
class BartFeedForward {
public:
    BartFeedForward(Module& layer, const BartConfig& config, std::int64_t inner)
        : m_config(config)
        , fc1(layer, "fc1", {config.shape.width, inner, true})
        , fc2(layer, "fc2", {inner, config.shape.width, true})
        , finalLayerNorm(layer, "final_layer_norm", config.shape.width)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, bool training) const
    {
        const Tensor residual = hidden;
        hidden = activate(m_config.activation, fc1.forward(hidden));
        hidden = dropout(hidden, m_config.activationDropout && training);
        hidden = fc2.forward(hidden);
        hidden = dropout(hidden, m_config.dropout && training);
        hidden = add(residual, hidden);
        hidden = finalLayerNorm.forward(hidden);
        return hidden;
    }

private:
    const BartConfig& m_config;
    Linear fc1;
    Linear fc2;
    LayerNorm finalLayerNorm;
};

class BartEncoderLayer : public Module {
public:
    BartEncoderLayer(
        Module& parent, std::size_t index, const BartConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , m_config(config)
        , selfAttn(*this, "self_attn", config, setup, {.heads = config.encoderHeads})
        , selfAttnLayerNorm(*this, "self_attn_layer_norm", config.shape.width)
        , feedForward(*this, config, config.encoderInner)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        Tensor residual = hidden;
        Tensor weights;
        std::tie(hidden, weights) = selfAttn.forward(hidden, {}).both();
        hidden = dropout(hidden, m_config.dropout && training());
        hidden = add(residual, hidden);
        hidden = selfAttnLayerNorm.forward(hidden);
        residual.reset();
        hidden = feedForward.forward(std::move(hidden), training());
        if (hidden.dtype() == Dtype::Fp16)
            lookForInfinity(hidden);
        return hidden;
    }

private:
    /// torch.isfinite(hidden_states).all().
    static void lookForInfinity(const Tensor& hidden)
    {
        Tensor finite;
        {
            const Tensor same = compare("aten.eq.Tensor", hidden, hidden);
            const Tensor size = pointwise("aten.abs.default", {&hidden}, hidden.dtype());
            const Tensor bounded = compare("aten.ne.Scalar", size);
            finite = pointwise("aten.mul.Tensor", {&same, &bounded}, Dtype::Bool);
        }
        all(finite).reset();
    }

    const BartConfig& m_config;
    BartAttention selfAttn;
    LayerNorm selfAttnLayerNorm;
    BartFeedForward feedForward;
};

class BartDecoderLayer : public Module {
public:
    /// `number`: among the layers of encoder and decoder.
    BartDecoderLayer(Module& parent, std::size_t index, std::int32_t number,
        const BartConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), number)
        , m_config(config)
        , selfAttn(*this, "self_attn", config, setup,
              {.heads = config.decoderHeads, .causal = true, .layer = index})
        , selfAttnLayerNorm(*this, "self_attn_layer_norm", config.shape.width)
        , encoderAttn(*this, "encoder_attn", config, setup,
              {.heads = config.decoderHeads, .cross = true, .layer = index})
        , encoderAttnLayerNorm(*this, "encoder_attn_layer_norm", config.shape.width)
        , feedForward(*this, config, config.decoderInner)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, const BartInputs& inputs) const
    {
        const InModule here = entered();
        const bool drops = m_config.dropout && training();
        Tensor residual = hidden;
        Tensor weights;
        std::tie(hidden, weights) = selfAttn.forward(hidden, inputs).both();
        hidden = dropout(hidden, drops);
        hidden = add(residual, hidden);
        hidden = selfAttnLayerNorm.forward(hidden);
        residual = hidden;
        std::tie(hidden, weights) = encoderAttn.forward(hidden, inputs).both();
        hidden = dropout(hidden, drops);
        hidden = add(residual, hidden);
        hidden = encoderAttnLayerNorm.forward(hidden);
        residual.reset();
        hidden = feedForward.forward(std::move(hidden), training());
        return hidden;
    }

private:
    const BartConfig& m_config;
    BartAttention selfAttn;
    LayerNorm selfAttnLayerNorm;
    BartAttention encoderAttn;
    LayerNorm encoderAttnLayerNorm;
    BartFeedForward feedForward;
};

/// BartScaledWordEmbedding: times a number, be it 1.
class BartScaledWordEmbedding : public Embedding {
public:
    using Embedding::Embedding;
    [[nodiscard]] Tensor forward(const Tensor& ids) const
    {
        const InModule here = entered();
        return mulScalar(Embedding::forward(ids));
    }
};

/// What encoder and decoder have alike: embeddings of words (shared, where they are tied) and
/// positions, and the norm of their sum.
class BartEmbeddings {
public:
    BartEmbeddings(Module& stack, const BartConfig& config, const Embedding& shared)
        : m_config(config)
        , embedTokens(tokens(stack, config, shared))
        , embedPositions(stack, "embed_positions", config.shape.positions + 2, config.shape.width)
    {
    }
    /// The stack's layers come before it.
    void addNorm(Module& stack)
    {
        layernormEmbedding.emplace(stack, "layernorm_embedding", m_config.shape.width);
    }
    [[nodiscard]] Tensor words(const Tensor& ids) const { return embedTokens.forward(ids); }
    /// BartLearnedPositionalEmbedding; the table's first two rows are never used.
    [[nodiscard]] Tensor positions(Tensor positionIds) const
    {
        const InModule here(embedPositions.engine(), embedPositions.id());
        const Tensor given = std::move(positionIds);
        return embedPositions.forward(addScalar(given));
    }
    [[nodiscard]] Tensor finish(Tensor hidden, bool training) const
    {
        hidden = layernormEmbedding->forward(hidden);
        hidden = dropout(hidden, m_config.dropout && training);
        return hidden;
    }

private:
    static BartScaledWordEmbedding tokens(
        Module& stack, const BartConfig& config, const Embedding& shared)
    {
        if (config.shape.tied)
            return BartScaledWordEmbedding(stack, "embed_tokens", shared.weight());
        return BartScaledWordEmbedding(
            stack, "embed_tokens", config.shape.vocabulary, config.shape.width);
    }

    const BartConfig& m_config;
    BartScaledWordEmbedding embedTokens;
    Embedding embedPositions;
    std::optional<LayerNorm> layernormEmbedding;
};

class BartEncoder : public Module {
public:
    BartEncoder(Module& parent, std::string_view name, const BartConfig& config, const Setup& setup,
        const Embedding& shared, std::int64_t count)
        : Module(parent, name)
        , m_setup(setup)
        , embeddings(*this, config, shared)
        , m_list(*this, "layers")
    {
        for (std::int64_t i = 0; i < count; ++i)
            layers.emplace_back(m_list, static_cast<std::size_t>(i), config, setup);
        embeddings.addNorm(*this);
    }
    [[nodiscard]] Tensor forward(const Tensor& ids) const
    {
        const InModule here = entered();
        const Tensor inputsEmbeds = embeddings.words(ids);
        const Tensor embedPos = embeddings.positions(
            expand(unsqueeze(arange(engine(), ids.size(1)), 0), {ids.size(0), -1}));
        Tensor hidden = add(inputsEmbeds, embedPos);
        hidden = embeddings.finish(std::move(hidden), training());
        for (const BartEncoderLayer& layer : layers) {
            const InLayer block(engine(), layer.layer());
            hidden = checkpoint(
                m_setup.checkpointing,
                [&layer](Tensor input) { return layer.forward(std::move(input)); }, hidden);
        }
        return hidden;
    }

private:
    const Setup& m_setup;
    BartEmbeddings embeddings;
    Module m_list;
    std::deque<BartEncoderLayer> layers;
};

class BartDecoder : public Module {
public:
    /// `first`: the number of its first layer.
    BartDecoder(Module& parent, std::string_view name, const BartConfig& config, const Setup& setup,
        const Embedding& shared, std::int64_t first, std::int64_t count)
        : Module(parent, name)
        , m_setup(setup)
        , embeddings(*this, config, shared)
        , m_list(*this, "layers")
    {
        for (std::int64_t i = 0; i < count; ++i)
            layers.emplace_back(m_list, static_cast<std::size_t>(i),
                static_cast<std::int32_t>(first + i), config, setup);
        embeddings.addNorm(*this);
    }
    [[nodiscard]] Tensor forward(
        const Tensor& ids, const Tensor& encoderOutput, KvCache* cache) const
    {
        const InModule here = entered();
        const Tensor inputsEmbeds = embeddings.words(ids);
        BartInputs inputs;
        inputs.encoderOutput = encoderOutput;
        inputs.cache = cache;
        const Tensor positionIds = addScalar(arange(engine(), ids.size(1)));
        inputs.mask = mask(inputsEmbeds, cache);
        const Tensor positions = embeddings.positions(unsqueeze(positionIds, 0));
        Tensor hidden = add(inputsEmbeds, positions);
        hidden = embeddings.finish(std::move(hidden), training());
        for (const BartDecoderLayer& layer : layers) {
            const InLayer block(engine(), layer.layer());
            hidden = checkpoint(
                m_setup.checkpointing,
                [&layer, inputs](Tensor input) { return layer.forward(std::move(input), inputs); },
                hidden);
        }
        return hidden;
    }

private:
    /// A mask of ones, which create_causal_mask gets as flags.
    [[nodiscard]] Tensor mask(const Tensor& inputsEmbeds, const KvCache* cache) const
    {
        const std::int64_t length = inputsEmbeds.size(1) + (cache ? cache->length() : 0);
        const Tensor ones =
            filled(engine(), "aten.ones.default", {inputsEmbeds.size(0), length}, Dtype::Fp32);
        return causalMask(inputsEmbeds, {}, cache,
            {.attention = m_setup.attention, .padding = toDtype(ones, Dtype::Bool)});
    }

    const Setup& m_setup;
    BartEmbeddings embeddings;
    Module m_list;
    std::deque<BartDecoderLayer> layers;
};

/// What BartModel gives: last_hidden_state and encoder_last_hidden_state.
struct BartOutput {
    Tensor lastHiddenState;
    Tensor encoderLastHiddenState;
};

class BartModel : public Module {
public:
    BartModel(Module& parent, std::string_view name, const BartConfig& config, const Setup& setup,
        const LayerCounts& layers)
        : Module(parent, name)
        , shared(*this, "shared", config.shape.vocabulary, config.shape.width)
        , encoder(*this, "encoder", config, setup, shared, layers[0])
        , decoder(*this, "decoder", config, setup, shared, layers[0], layers[1])
    {
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return shared; }

    /// Without decoder ids they are made from the input's.
    [[nodiscard]] BartOutput forward(
        const Batch& batch, const Tensor& decoderIds, KvCache* cache) const
    {
        const InModule here = entered();
        const Tensor ids = decoderIds ? decoderIds : shiftTokensRight(batch.inputIds);
        Tensor encoded =
            batch.encoderOutput ? batch.encoderOutput : encoder.forward(batch.inputIds);
        Tensor decoded = decoder.forward(ids, encoded, cache);
        if (cache)
            cache->advance(ids.size(1));
        return {std::move(decoded), std::move(encoded)};
    }

private:
    Embedding shared;
    BartEncoder encoder;
    BartDecoder decoder;
};

class BareBart : public Network {
public:
    BareBart(Module& root, const BartConfig& config, const Setup& setup, const LayerCounts& layers)
        : m_config(config)
        , m_setup(setup)
        , model(root, "", m_config, m_setup, layers)
    {
    }
    Tensor loss(const Batch& batch) override
    {
        Tensor hidden = model.forward(batch, {}, nullptr).lastHiddenState;
        return meanLoss(std::move(hidden));
    }
    Inferred infer(const Batch& batch, KvCache* cache) override
    {
        BartOutput output = model.forward(batch, batch.decoderInputIds, cache);
        return {list(std::move(output.lastHiddenState)), std::move(output.encoderLastHiddenState)};
    }

private:
    BartConfig m_config;
    Setup m_setup;
    BartModel model;
};

class BartForConditionalGeneration : public Network {
public:
    BartForConditionalGeneration(
        Module& root, const BartConfig& config, const Setup& setup, const LayerCounts& layers)
        : m_config(config)
        , m_setup(setup)
        , model(root, "model", m_config, m_setup, layers)
        , finalLogitsBias(root.buffer(
              "final_logits_bias", {1, config.shape.vocabulary}, root.model().weights()))
        , lmHead(root, "lm_head", config.shape.tied ? model.inputEmbedding().weight() : Tensor(),
              {config.shape.width, config.shape.vocabulary})
    {
    }
    Tensor loss(const Batch& batch) override
    {
        const Tensor decoderIds = shiftTokensRight(batch.labels);
        const BartOutput outputs = model.forward(batch, decoderIds, nullptr);
        const Tensor logits = logitsOf(outputs);
        return flatCrossEntropy(logits, batch.labels);
    }
    Inferred infer(const Batch& batch, KvCache* cache) override
    {
        BartOutput outputs = model.forward(batch, batch.decoderInputIds, cache);
        Tensor logits = logitsOf(outputs);
        return {list(std::move(logits)), std::move(outputs.encoderLastHiddenState)};
    }

private:
    [[nodiscard]] Tensor logitsOf(const BartOutput& outputs) const
    {
        Tensor logits = lmHead.forward(outputs.lastHiddenState);
        logits = add(logits, finalLogitsBias);
        return logits;
    }

    BartConfig m_config;
    Setup m_setup;
    BartModel model;
    Tensor finalLogitsBias;
    Linear lmHead;
};

struct BartFamily {
    using Config = BartConfig;
    static constexpr std::string_view kName = "model.";
    static constexpr std::string_view kEncoderLayers = "encoder.layers";
    static constexpr std::string_view kDecoderLayers = "decoder.layers";

    static BartConfig read(const architectures::Config& config) { return readBart(config); }
    static std::unique_ptr<Network> build(Module& root, const BartConfig& config,
        const Setup& setup, Head head, const LayerCounts& layers)
    {
        if (head == Head::None)
            return std::make_unique<BareBart>(root, config, setup, layers);
        return std::make_unique<BartForConditionalGeneration>(root, config, setup, layers);
    }
};

} // namespace

Family bartFamily();
Family bartFamily()
{
    return {{"bart"}, {Head::Seq2SeqLm, Head::None}, EncoderDecoderBlueprint<BartFamily>::read};
}

} // namespace headroom::architectures
