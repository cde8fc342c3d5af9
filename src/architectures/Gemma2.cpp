// SPDX-License-Identifier: GPL-3.0-or-later
// Gemma 2 (Gemma Team, arXiv:2408.00118): transformers 5.24, models/gemma2/modeling_gemma2.py,
// configuration_gemma2.py. `gemma2`. As Gemma, except: norms behind attention and MLP too, every
// other layer with a sliding window, capped scores (so SDPA isn't taken) and capped logits.
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/GatedMlp.h"
#include "architectures/blocks/GroupedQueryAttention.h"
#include "architectures/blocks/Masks.h"
#include "architectures/blocks/Rotary.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"

#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

struct Gemma2Config {
    DecoderShape shape;
    GroupedQueryAttention::Shape attention{};
    GatedMlp::Shape mlp{};
    RotaryConfig rotary;
    std::int64_t window = 0;
    bool softcap = true; ///< of the logits
};

Gemma2Config readGemma2(const Config& config)
{
    Gemma2Config c;
    DecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 256000);
    shape.width = config.integerOr("hidden_size", 2304);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 26);
    shape.positions = config.integerOr("max_position_embeddings", 8192);
    shape.tied = config.flagOr("tie_word_embeddings", true);
    const std::int64_t heads = config.integerOr("num_attention_heads", 8);
    const std::int64_t kvHeads = config.integerOr("num_key_value_heads", 4);
    const std::int64_t headDimension = config.integerOr("head_dim", 256);
    config.mustDivide("num_key_value_heads", kvHeads, "num_attention_heads", heads);
    c.rotary = readRotary(config, headDimension);
    c.attention = {.width = shape.width,
        .heads = heads,
        .kvHeads = kvHeads,
        .headDimension = headDimension,
        .inputBias = config.flagOr("attention_bias", false),
        .outputBias = config.flagOr("attention_bias", false),
        .dropout = config.dropsOr("attention_dropout", false),
        .softcap = !config.isNull("attn_logit_softcapping")};
    c.mlp = {.width = shape.width,
        .inner = config.integerOr("intermediate_size", 9216),
        .activation = config.choiceOr("hidden_activation", Activation::GeluTanh),
        .bias = false};
    const std::int64_t window = config.integerOr("sliding_window", 4096);
    shape.windows = readWindows(config, shape.layers, window,
        [](std::int64_t layer, std::int64_t) { return layer % 2 == 0; });
    c.window = window;
    c.softcap = !config.isNull("final_logit_softcapping");
    static_cast<void>(config.has("query_pre_attn_scalar"));
    return c;
}

/// GemmaRMSNorm: computed in fp32 throughout, the weight as 1 + weight.
class Gemma2RmsNorm : public Module {
public:
    Gemma2RmsNorm(Module& parent, std::string_view name, std::int64_t width)
        : Module(parent, name)
        , m_weight(parameter("weight", {width}))
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const
    {
        const InModule here = entered();
        Tensor output;
        {
            const Tensor wide = toDtype(x, Dtype::Fp32);
            Tensor factor = rsqrt(addScalar(mean(powScalar(wide), -1, true)));
            output = mul(wide, std::move(factor));
        }
        Tensor factor = addScalar(toDtype(m_weight, Dtype::Fp32));
        output = mul(output, std::move(factor));
        return toDtype(output, x.dtype());
    }

private:
    Tensor m_weight;
};

class Gemma2DecoderLayer : public Module {
public:
    Gemma2DecoderLayer(
        Module& parent, std::size_t index, const Gemma2Config& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , selfAttn(*this, "self_attn", config.attention, setup.attention, index)
        , mlp(*this, "mlp", config.mlp)
        , inputLayernorm(*this, "input_layernorm", config.shape.width)
        , postAttentionLayernorm(*this, "post_attention_layernorm", config.shape.width)
        , preFeedforwardLayernorm(*this, "pre_feedforward_layernorm", config.shape.width)
        , postFeedforwardLayernorm(*this, "post_feedforward_layernorm", config.shape.width)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, const BlockInputs& inputs) const
    {
        const InModule here = entered();
        Tensor residual = hidden;
        Tensor weights;
        hidden = inputLayernorm.forward(hidden);
        std::tie(hidden, weights) = selfAttn.forward(hidden, inputs).both();
        hidden = postAttentionLayernorm.forward(hidden);
        hidden = add(residual, hidden);
        residual = hidden;
        hidden = preFeedforwardLayernorm.forward(hidden);
        hidden = mlp.forward(hidden);
        hidden = postFeedforwardLayernorm.forward(hidden);
        hidden = add(residual, hidden);
        return hidden;
    }

private:
    GroupedQueryAttention selfAttn;
    GatedMlp mlp;
    Gemma2RmsNorm inputLayernorm;
    Gemma2RmsNorm postAttentionLayernorm;
    Gemma2RmsNorm preFeedforwardLayernorm;
    Gemma2RmsNorm postFeedforwardLayernorm;
};

/// Gemma2PreTrainedModel._supports_sdpa is false: transformers takes eager attention instead.
Setup withEagerAttention(Setup setup)
{
    if (setup.attention == AttentionKind::Flash)
        throw Impossible(Error{ErrorCode::Conflict, "memory_savers.attention",
            Text(HEADROOM_TEXT("architectures",
                "Gemma 2 has capped scores, which SDPA does not know: expected eager or sdpa")),
            {}, {}, 0});
    setup.attention = AttentionKind::Eager;
    return setup;
}

class Gemma2Model : public Module {
public:
    static constexpr std::string_view kName = "model";
    static constexpr std::string_view kLayers = "layers";

    Gemma2Model(Module& parent, std::string_view name, const Gemma2Config& config,
        const Setup& setup, std::int64_t count)
        : Module(parent, name)
        , m_config(config)
        , m_setup(withEagerAttention(setup))
        , embedTokens(*this, "embed_tokens", config.shape.vocabulary, config.shape.width, true)
        , m_list(*this, "layers")
    {
        for (std::int64_t i = 0; i < count; ++i)
            layers.emplace_back(m_list, static_cast<std::size_t>(i), config, m_setup);
        norm.emplace(*this, "norm", config.shape.width);
        rotaryEmb.emplace(*this, "rotary_emb", config.rotary);
    }
    /// The logits capped: divided, tanh, multiplied.
    [[nodiscard]] Tensor finish(Tensor logits) const
    {
        if (!m_config.softcap)
            return logits;
        logits = divScalar(logits);
        logits = tanh(logits);
        logits = mulScalar(logits);
        return logits;
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return embedTokens; }
    [[nodiscard]] std::int64_t outputWidth() const { return m_config.shape.width; }

    [[nodiscard]] Tensor forward(const Tensor& ids, KvCache* cache) const
    {
        const InModule here = entered();
        const Tensor inputsEmbeds = embedTokens.forward(ids);
        BlockInputs inputs;
        inputs.cache = cache;
        inputs.positions = positionIds(inputsEmbeds, cache);
        const Tensor fullMask =
            causalMask(inputsEmbeds, inputs.positions, cache, {.attention = m_setup.attention});
        Tensor slidingMask;
        if (m_config.window > 0)
            slidingMask = causalMask(inputsEmbeds, inputs.positions, cache,
                {.attention = m_setup.attention, .window = m_config.window});
        Tensor hidden = inputsEmbeds;
        std::tie(inputs.rotary.cos, inputs.rotary.sin) =
            rotaryEmb->forward(hidden, inputs.positions);
        for (const Gemma2DecoderLayer& layer : layers) {
            const InLayer block(engine(), layer.layer());
            const auto index = static_cast<std::size_t>(layer.layer());
            inputs.mask = m_config.shape.windows[index] > 0 ? slidingMask : fullMask;
            hidden = checkpoint(
                m_setup.checkpointing,
                [&layer, inputs](Tensor input) { return layer.forward(std::move(input), inputs); },
                hidden);
        }
        hidden = norm->forward(hidden);
        return hidden;
    }

private:
    const Gemma2Config& m_config;
    const Setup m_setup;
    Embedding embedTokens;
    Module m_list;
    std::deque<Gemma2DecoderLayer> layers;
    std::optional<Gemma2RmsNorm> norm;
    std::optional<RotaryEmbedding> rotaryEmb;
};

} // namespace

Family gemma2Family();
Family gemma2Family()
{
    return {{"gemma2"}, {Head::CausalLm, Head::None},
        decoderBlueprint<Gemma2Config, Gemma2Model, readGemma2>};
}

} // namespace headroom::architectures
