// SPDX-License-Identifier: GPL-3.0-or-later
// T5 (Raffel et al., arXiv:1910.10683) and mT5 (Xue et al., arXiv:2010.11934): transformers 5.24,
// models/t5/modeling_t5.py, configuration_t5.py, and models/mt5, which is the same but for
// defaults. `t5`, `mt5`.
#include "architectures/blocks/Attention.h"
#include "architectures/blocks/Classification.h"
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/EncoderDecoder.h"
#include "architectures/blocks/Masks.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
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

struct T5Config {
    EncoderDecoderShape shape;
    std::int64_t heads = 0;
    std::int64_t headDimension = 0;
    std::int64_t inner = 0;
    std::int64_t buckets = 0;
    Activation activation = Activation::Relu;
    bool gated = false;
    bool dropout = true;
    bool scaled = true; ///< the decoder's output, before the head
};

/// "relu", "gated-gelu", "gated-silu": and gated-gelu means gelu_new.
void readFeedForward(const Config& config, std::string_view fallback, T5Config& c)
{
    constexpr std::string_view kGated = "gated-";
    const std::string text = config.textOr("feed_forward_proj", fallback);
    c.gated = text.starts_with(kGated);
    const std::string name = c.gated ? text.substr(kGated.size()) : text;
    if (text == "gated-gelu") {
        c.activation = Activation::GeluNew;
        return;
    }
    const Result<Activation> activation = enumFromString<Activation>(name, "feed_forward_proj");
    if (activation)
        c.activation = *activation;
    else
        config.reject("feed_forward_proj",
            Text(HEADROOM_TEXT("architectures",
                     "expected an activation function or gated- and one, such as gated-gelu; found "
                     "{0}"),
                text));
}

T5Config readT5(const Config& config)
{
    const bool multilingual = config.textOr("model_type", "t5") == "mt5";
    T5Config c;
    EncoderDecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", multilingual ? 250112 : 32128);
    shape.width = config.integerOr({"d_model", "hidden_size"}, 512);
    const std::int64_t layers = multilingual ? 8 : 6;
    shape.encoderLayers = readLayers(config, {"num_layers", "num_hidden_layers"}, layers);
    // __post_init__ takes the default from num_layers before it hears of its other name.
    shape.decoderLayers =
        readLayers(config, {"num_decoder_layers"}, config.integerOr("num_layers", layers));
    c.heads = config.integerOr({"num_heads", "num_attention_heads"}, multilingual ? 6 : 8);
    c.headDimension = config.integerOr({"d_kv", "head_dim"}, 64);
    c.inner = config.integerOr("d_ff", multilingual ? 1024 : 2048);
    c.buckets = config.integerOr("relative_attention_num_buckets", 32);
    c.dropout = config.dropsOr("dropout_rate", true);
    readFeedForward(config, multilingual ? "gated-gelu" : "relu", c);
    // tie_word_embeddings false only says that the output is not scaled: the weights are tied.
    c.scaled = config.flagOr("tie_word_embeddings", true) && !multilingual;
    static_cast<void>(config.has("relative_attention_max_distance"));
    return c;
}

/// T5LayerNorm: no mean is taken off; in 16 bits the weight's dtype comes back before it is
/// applied.
class T5LayerNorm : public Module {
public:
    T5LayerNorm(Module& parent, std::string_view name, std::int64_t width)
        : Module(parent, name)
        , m_weight(parameter("weight", {width}))
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        const Tensor variance = mean(powScalar(toDtype(hidden, Dtype::Fp32)), -1, true);
        hidden = mul(hidden, rsqrt(addScalar(variance)));
        if (isHalf(m_weight.dtype()))
            hidden = toDtype(hidden, m_weight.dtype());
        return mul(m_weight, hidden);
    }

private:
    Tensor m_weight;
};

/// T5DenseActDense and T5DenseGatedActDense.
class T5Dense : public Module {
public:
    T5Dense(Module& parent, std::string_view name, const T5Config& config)
        : Module(parent, name)
        , m_activation(config.activation)
        , wi(*this, config.gated ? "wi_0" : "wi", {config.shape.width, config.inner})
    {
        if (config.gated)
            wi1.emplace(*this, "wi_1", Linear::Shape{config.shape.width, config.inner});
        wo.emplace(*this, "wo", Linear::Shape{config.inner, config.shape.width});
        dropout.emplace(*this, "dropout", config.dropout);
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        if (wi1) {
            const Tensor hiddenGelu = activate(m_activation, wi.forward(hidden));
            const Tensor hiddenLinear = wi1->forward(hidden);
            hidden = mul(hiddenGelu, hiddenLinear);
            return finish(std::move(hidden));
        }
        hidden = wi.forward(hidden);
        hidden = activate(m_activation, hidden);
        return finish(std::move(hidden));
    }

private:
    [[nodiscard]] Tensor finish(Tensor hidden) const
    {
        hidden = dropout->forward(hidden);
        hidden = toDtype(hidden, wo->weightDtype());
        hidden = wo->forward(hidden);
        return hidden;
    }

    Activation m_activation;
    Linear wi;
    std::optional<Linear> wi1;
    std::optional<Linear> wo;
    std::optional<Dropout> dropout;
};

class T5LayerFf : public Module {
public:
    T5LayerFf(Module& parent, std::string_view name, const T5Config& config)
        : Module(parent, name)
        , denseReluDense(*this, "DenseReluDense", config)
        , layerNorm(*this, "layer_norm", config.shape.width)
        , dropout(*this, "dropout", config.dropout)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        Tensor forwarded = layerNorm.forward(hidden);
        forwarded = denseReluDense.forward(forwarded);
        hidden = add(hidden, dropout.forward(forwarded));
        return hidden;
    }

private:
    T5Dense denseReluDense;
    T5LayerNorm layerNorm;
    Dropout dropout;
};

/// What the blocks of a stack get besides their hidden states.
struct T5Inputs {
    Tensor mask;
    Tensor positionBias; ///< of the first block; empty in it
    Tensor encoderOutput; ///< empty: it is the encoder
    Tensor crossBias;
    KvCache* cache = nullptr;
};

struct T5Attended {
    Tensor output;
    Tensor positionBias;
    Tensor weights;
};

class T5Attention : public Module {
public:
    struct Kind {
        bool decoder;
        bool relativeBias;
        bool cross;
        std::size_t layer;
    };
    T5Attention(Module& parent, std::string_view name, const T5Config& config, const Setup& setup,
        Kind kind)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , m_kind(kind)
        , q(*this, "q", {config.shape.width, innerWidth(config)})
        , k(*this, "k", {config.shape.width, innerWidth(config)})
        , v(*this, "v", {config.shape.width, innerWidth(config)})
        , o(*this, "o", {innerWidth(config), config.shape.width})
    {
        if (kind.relativeBias)
            relativeAttentionBias.emplace(
                *this, "relative_attention_bias", config.buckets, config.heads);
    }
    [[nodiscard]] T5Attended forward(const Tensor& hidden, const T5Inputs& inputs) const
    {
        const InModule here = entered();
        KvCache* cache = inputs.cache;
        const std::int64_t past = cache ? cache->length() : 0;
        const Tensor query = heads(q.forward(hidden));
        Tensor key;
        Tensor value;
        if (m_kind.cross && cache && cache->hasCross(m_kind.layer)) {
            std::tie(key, value) = cache->cross(m_kind.layer);
        } else {
            const Tensor& current = m_kind.cross ? inputs.encoderOutput : hidden;
            key = heads(k.forward(current));
            value = heads(v.forward(current));
            if (cache && m_kind.cross)
                std::tie(key, value) = cache->updateCross(key, value, m_kind.layer);
            else if (cache)
                std::tie(key, value) = cache->update(key, value, m_kind.layer);
        }
        Tensor positionBias = m_kind.cross ? inputs.crossBias : inputs.positionBias;
        if (!positionBias)
            positionBias = relativeAttentionBias ? computeBias(query.size(2), key.size(2), past)
                                                 : zeroBias(query, key.size(2));
        auto [output, weights] = attend(query, key, value, m_kind.cross ? Tensor() : inputs.mask,
            {.kind = m_setup.attention,
                .dropout = m_config.dropout && training(),
                .causal = m_kind.decoder && !m_kind.cross,
                .softmax = SoftmaxForm::Plain,
                .positionBias = positionBias});
        output = contiguous(flatten(output, 2, 3));
        output = o.forward(output);
        return {std::move(output), std::move(positionBias), std::move(weights)};
    }

private:
    static std::int64_t innerWidth(const T5Config& config)
    {
        return config.heads * config.headDimension;
    }
    [[nodiscard]] Tensor heads(const Tensor& projected) const
    {
        return transpose(
            view(projected, {projected.size(0), projected.size(1), -1, m_config.headDimension}), 1,
            2);
    }
    /// Where checkpointing is on, a tensor that gets a gradient.
    [[nodiscard]] Tensor zeroBias(const Tensor& query, std::int64_t keys) const
    {
        Tensor bias = filled(engine(), "aten.zeros.default",
            {1, m_config.heads, query.size(2), keys}, query.dtype());
        const bool again = engine().checkpointing && engine().checkpointing->again();
        if (m_setup.checkpointing != CheckpointPolicy::None && training() && !again)
            requireGradient(bias);
        return bias;
    }
    [[nodiscard]] Tensor computeBias(
        std::int64_t queries, std::int64_t keys, std::int64_t past) const;
    [[nodiscard]] Tensor relativePositionBucket(const Tensor& given) const;

    const T5Config& m_config;
    const Setup& m_setup;
    Kind m_kind;
    Linear q;
    Linear k;
    Linear v;
    Linear o;
    std::optional<Embedding> relativeAttentionBias;
};

/// _relative_position_bucket.
Tensor T5Attention::relativePositionBucket(const Tensor& given) const
{
    Tensor position = given;
    Tensor buckets;
    if (!m_kind.decoder) {
        buckets = addScalar(mulScalar(toDtype(compare("aten.gt.Scalar", position), Dtype::Int64)));
        position = pointwise("aten.abs.default", {&position}, Dtype::Int64);
    } else {
        Tensor least;
        {
            const Tensor zeros = pointwise("aten.zeros_like.default", {&position}, Dtype::Int64);
            least = pointwise("aten.minimum.default", {&position, &zeros}, Dtype::Int64);
        }
        position = neg(std::move(least));
    }
    const Tensor isSmall = compare("aten.lt.Scalar", position);
    Tensor ifLarge;
    {
        Tensor share = divScalar(toDtype(position, Dtype::Fp32));
        share = pointwise("aten.log.default", {&share}, Dtype::Fp32);
        share = divScalar(std::move(share));
        share = mulScalar(std::move(share));
        ifLarge = addScalar(toDtype(std::move(share), Dtype::Int64));
    }
    {
        const Tensor most = pointwise("aten.full_like.default", {&ifLarge}, Dtype::Int64);
        ifLarge = pointwise("aten.minimum.default", {&ifLarge, &most}, Dtype::Int64);
    }
    Tensor chosen = where(isSmall, position, ifLarge);
    // += into the flags of the encoder; to the number 0 of the decoder it is an addition.
    return buckets ? buckets : addScalar(std::move(chosen));
}

Tensor T5Attention::computeBias(std::int64_t queries, std::int64_t keys, std::int64_t past) const
{
    static_cast<void>(past); // added to the positions: the same bytes
    const Tensor context = addScalar(unsqueeze(arange(engine(), queries), 1));
    const Tensor memory = unsqueeze(arange(engine(), keys), 0);
    const Tensor relative = sub(memory, context);
    const Tensor bucket = relativePositionBucket(relative);
    Tensor values = relativeAttentionBias->forward(bucket);
    return unsqueeze(permute(values, {2, 0, 1}), 0);
}

/// T5LayerSelfAttention and T5LayerCrossAttention.
class T5LayerAttention : public Module {
public:
    T5LayerAttention(Module& parent, std::string_view name, const T5Config& config,
        const Setup& setup, T5Attention::Kind kind)
        : Module(parent, name)
        , attention(*this, kind.cross ? "EncDecAttention" : "SelfAttention", config, setup, kind)
        , layerNorm(*this, "layer_norm", config.shape.width)
        , dropout(*this, "dropout", config.dropout)
    {
    }
    [[nodiscard]] T5Attended forward(const Tensor& hidden, const T5Inputs& inputs) const
    {
        const InModule here = entered();
        const Tensor normed = layerNorm.forward(hidden);
        T5Attended attended = attention.forward(normed, inputs);
        attended.output = add(hidden, dropout.forward(attended.output));
        return attended;
    }

private:
    T5Attention attention;
    T5LayerNorm layerNorm;
    Dropout dropout;
};

class T5Block : public Module {
public:
    /// `number`: among the blocks of both stacks.
    T5Block(Module& parent, std::size_t index, std::int32_t number, const T5Config& config,
        const Setup& setup, bool decoder)
        : Module(parent, std::to_string(index), number)
        , m_list(*this, "layer")
        , selfAttention(m_list, "0", config, setup,
              {.decoder = decoder, .relativeBias = index == 0, .cross = false, .layer = index})
    {
        if (decoder)
            crossAttention.emplace(m_list, "1", config, setup,
                T5Attention::Kind{
                    .decoder = true, .relativeBias = false, .cross = true, .layer = index});
        feedForward.emplace(m_list, decoder ? "2" : "1", config);
    }
    /// Hidden states, and the two position biases.
    [[nodiscard]] std::vector<Tensor> forward(Tensor hidden, const T5Inputs& inputs) const
    {
        const InModule here = entered();
        Tensor weights;
        Tensor selfBias;
        Tensor crossBias;
        Tensor clampValue;
        take(selfAttention.forward(hidden, inputs), hidden, selfBias, weights);
        hidden = clamped(hidden, clampValue);
        if (crossAttention) {
            take(crossAttention->forward(hidden, inputs), hidden, crossBias, weights);
            hidden = clamped(hidden, clampValue);
        }
        hidden = feedForward->forward(hidden);
        hidden = clamped(hidden, clampValue);
        return list(std::move(hidden), std::move(selfBias), std::move(crossBias));
    }

private:
    /// hidden_states, position_bias, _ = ...
    static void take(T5Attended attended, Tensor& hidden, Tensor& bias, Tensor& weights)
    {
        hidden = std::move(attended.output);
        bias = std::move(attended.positionBias);
        weights = std::move(attended.weights);
    }
    /// "clamp inf values to enable fp16 training".
    static Tensor clamped(const Tensor& hidden, Tensor& clampValue)
    {
        if (hidden.dtype() != Dtype::Fp16)
            return hidden;
        Engine& engine = hidden.engine();
        {
            const Tensor anyInfinite = any(compare("aten.isinf.default", hidden));
            const Tensor lower = scalarTensor(engine, Dtype::Fp32);
            const Tensor most = scalarTensor(engine, Dtype::Fp32);
            clampValue = where(anyInfinite, lower, most);
        }
        const Tensor least = neg(clampValue);
        return clamp(hidden, least, clampValue);
    }

    Module m_list;
    T5LayerAttention selfAttention;
    std::optional<T5LayerAttention> crossAttention;
    std::optional<T5LayerFf> feedForward;
};

class T5Stack : public Module {
public:
    /// `first`: the number of its first block.
    T5Stack(Module& parent, std::string_view name, const T5Config& config, const Setup& setup,
        const Embedding& shared, bool decoder, std::int64_t first, std::int64_t layers)
        : Module(parent, name)
        , m_setup(setup)
        , m_decoder(decoder)
        , embedTokens(*this, "embed_tokens", shared.weight())
        , m_list(*this, "block")
    {
        for (std::int64_t i = 0; i < layers; ++i)
            block.emplace_back(m_list, static_cast<std::size_t>(i),
                static_cast<std::int32_t>(first + i), config, setup, decoder);
        finalLayerNorm.emplace(*this, "final_layer_norm", config.shape.width);
        dropout.emplace(*this, "dropout", config.dropout);
    }
    [[nodiscard]] Tensor forward(
        const Tensor& ids, const Tensor& encoderOutput, KvCache* cache) const
    {
        const InModule here = entered();
        const Tensor inputsEmbeds = embedTokens.forward(ids);
        T5Inputs inputs;
        inputs.encoderOutput = encoderOutput;
        inputs.cache = cache;
        if (m_decoder)
            inputs.mask = causalMask(inputsEmbeds, {}, cache, {.attention = m_setup.attention});
        Tensor hidden = dropout->forward(inputsEmbeds);
        for (const T5Block& layer : block) {
            const InLayer inBlock(engine(), layer.layer());
            std::vector<Tensor> outputs = checkpointMany(
                m_setup.checkpointing,
                [&layer, inputs](Tensor input) { return layer.forward(std::move(input), inputs); },
                hidden);
            hidden = std::move(outputs[0]);
            inputs.positionBias = std::move(outputs[1]);
            inputs.crossBias = std::move(outputs[2]);
        }
        hidden = finalLayerNorm->forward(hidden);
        hidden = dropout->forward(hidden);
        return hidden;
    }

private:
    const Setup& m_setup;
    bool m_decoder;
    Embedding embedTokens;
    Module m_list;
    std::deque<T5Block> block;
    std::optional<T5LayerNorm> finalLayerNorm;
    std::optional<Dropout> dropout;
};

class T5ForConditionalGeneration : public Network {
public:
    T5ForConditionalGeneration(
        Module& root, const T5Config& config, const Setup& setup, const LayerCounts& layers)
        : m_config(config)
        , m_setup(setup)
        , shared(root, "shared", config.shape.vocabulary, config.shape.width)
        , encoder(root, "encoder", m_config, m_setup, shared, false, 0, layers[0])
        , decoder(root, "decoder", m_config, m_setup, shared, true, layers[0], layers[1])
        , lmHead(root, "lm_head", shared.weight())
    {
    }
    Tensor loss(const Batch& batch) override
    {
        const Tensor hidden = encoder.forward(batch.inputIds, {}, nullptr);
        const Tensor decoderInputIds = shiftTokensRight(batch.labels);
        const Tensor decoded = decoder.forward(decoderInputIds, hidden, nullptr);
        const Tensor sequenceOutput = scaled(decoded);
        const Tensor logits = lmHead.forward(sequenceOutput);
        return flatCrossEntropy(logits, batch.labels);
    }
    Inferred infer(const Batch& batch, KvCache* cache) override
    {
        Tensor hidden = batch.encoderOutput ? batch.encoderOutput
                                            : encoder.forward(batch.inputIds, {}, nullptr);
        const Tensor decoded = decoder.forward(batch.decoderInputIds, hidden, cache);
        cache->advance(batch.decoderInputIds.size(1));
        const Tensor sequenceOutput = scaled(decoded);
        Tensor logits = lmHead.forward(sequenceOutput);
        return {list(std::move(logits)), std::move(hidden)};
    }

private:
    [[nodiscard]] Tensor scaled(const Tensor& output) const
    {
        return m_config.scaled ? mulScalar(output) : output;
    }

    T5Config m_config;
    Setup m_setup;
    Embedding shared;
    T5Stack encoder;
    T5Stack decoder;
    Linear lmHead;
};

struct T5Family {
    using Config = T5Config;
    static constexpr std::string_view kName = "";
    static constexpr std::string_view kEncoderLayers = "encoder.block";
    static constexpr std::string_view kDecoderLayers = "decoder.block";

    static T5Config read(const architectures::Config& config) { return readT5(config); }
    static std::unique_ptr<Network> build(
        Module& root, const T5Config& config, const Setup& setup, Head, const LayerCounts& layers)
    {
        return std::make_unique<T5ForConditionalGeneration>(root, config, setup, layers);
    }
};

} // namespace

Family t5Family();
Family t5Family()
{
    return {{"t5", "mt5"}, {Head::Seq2SeqLm}, EncoderDecoderBlueprint<T5Family>::read,
        {"q", "k", "v", "o"}};
}

} // namespace headroom::architectures
