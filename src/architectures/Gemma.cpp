// SPDX-License-Identifier: GPL-3.0-or-later
// Gemma (Gemma Team, arXiv:2403.08295): transformers 5.24, models/gemma/modeling_gemma.py,
// configuration_gemma.py. `gemma`. As Llama, except: a norm of its own in fp32, scaled embeddings,
// the tanh form of GELU, tied embeddings.
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/GatedMlp.h"
#include "architectures/blocks/GroupedQueryAttention.h"
#include "architectures/blocks/Masks.h"
#include "architectures/blocks/Rotary.h"
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

struct GemmaConfig {
    DecoderShape shape;
    GroupedQueryAttention::Shape attention{};
    GatedMlp::Shape mlp{};
    RotaryConfig rotary;
};

GemmaConfig readGemma(const Config& config)
{
    GemmaConfig c;
    DecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 256000);
    shape.width = config.integerOr("hidden_size", 3072);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 28);
    shape.positions = config.integerOr("max_position_embeddings", 8192);
    shape.tied = config.flagOr("tie_word_embeddings", true);
    const std::int64_t heads = config.integerOr("num_attention_heads", 16);
    const std::int64_t kvHeads = config.integerOr("num_key_value_heads", 16);
    const std::int64_t headDimension = config.integerOr("head_dim", 256);
    config.mustDivide("num_key_value_heads", kvHeads, "num_attention_heads", heads);
    c.rotary = readRotary(config, headDimension);
    c.attention = {.width = shape.width,
        .heads = heads,
        .kvHeads = kvHeads,
        .headDimension = headDimension,
        .inputBias = config.flagOr("attention_bias", false),
        .outputBias = config.flagOr("attention_bias", false),
        .dropout = config.dropsOr("attention_dropout", false)};
    c.mlp = {.width = shape.width,
        .inner = config.integerOr("intermediate_size", 24576),
        .activation = config.choiceOr("hidden_act", Activation::GeluTanh),
        .bias = false};
    shape.windows.assign(static_cast<std::size_t>(shape.layers), 0);
    return c;
}

/// GemmaRMSNorm: computed in fp32 throughout, the weight as 1 + weight.
class GemmaRmsNorm : public Module {
public:
    GemmaRmsNorm(Module& parent, std::string_view name, std::int64_t width)
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

class GemmaDecoderLayer : public Module {
public:
    GemmaDecoderLayer(
        Module& parent, std::size_t index, const GemmaConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , selfAttn(*this, "self_attn", config.attention, setup.attention, index)
        , mlp(*this, "mlp", config.mlp)
        , inputLayernorm(*this, "input_layernorm", config.shape.width)
        , postAttentionLayernorm(*this, "post_attention_layernorm", config.shape.width)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, const BlockInputs& inputs) const
    {
        const InModule here = entered();
        Tensor residual = hidden;
        Tensor weights;
        hidden = inputLayernorm.forward(hidden);
        std::tie(hidden, weights) = selfAttn.forward(hidden, inputs).both();
        hidden = add(residual, hidden);
        residual = hidden;
        hidden = postAttentionLayernorm.forward(hidden);
        hidden = mlp.forward(hidden);
        hidden = add(residual, hidden);
        return hidden;
    }

private:
    GroupedQueryAttention selfAttn;
    GatedMlp mlp;
    GemmaRmsNorm inputLayernorm;
    GemmaRmsNorm postAttentionLayernorm;
};

class GemmaModel : public Module {
public:
    static constexpr std::string_view kName = "model";
    static constexpr std::string_view kLayers = "layers";

    GemmaModel(Module& parent, std::string_view name, const GemmaConfig& config, const Setup& setup,
        std::int64_t count)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , embedTokens(*this, "embed_tokens", config.shape.vocabulary, config.shape.width, true)
        , m_list(*this, "layers")
    {
        for (std::int64_t i = 0; i < count; ++i)
            layers.emplace_back(m_list, static_cast<std::size_t>(i), config, setup);
        norm.emplace(*this, "norm", config.shape.width);
        rotaryEmb.emplace(*this, "rotary_emb", config.rotary);
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
        inputs.mask =
            causalMask(inputsEmbeds, inputs.positions, cache, {.attention = m_setup.attention});
        Tensor hidden = inputsEmbeds;
        std::tie(inputs.rotary.cos, inputs.rotary.sin) =
            rotaryEmb->forward(hidden, inputs.positions);
        for (const GemmaDecoderLayer& layer : layers) {
            const InLayer block(engine(), layer.layer());
            hidden = checkpoint(
                m_setup.checkpointing,
                [&layer, inputs](Tensor input) { return layer.forward(std::move(input), inputs); },
                hidden);
        }
        hidden = norm->forward(hidden);
        return hidden;
    }

private:
    const GemmaConfig& m_config;
    const Setup& m_setup;
    Embedding embedTokens;
    Module m_list;
    std::deque<GemmaDecoderLayer> layers;
    std::optional<GemmaRmsNorm> norm;
    std::optional<RotaryEmbedding> rotaryEmb;
};

} // namespace

Family gemmaFamily();
Family gemmaFamily()
{
    return {{"gemma"}, {Head::CausalLm, Head::None},
        decoderBlueprint<GemmaConfig, GemmaModel, readGemma>};
}

} // namespace headroom::architectures
