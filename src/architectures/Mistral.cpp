// SPDX-License-Identifier: GPL-3.0-or-later
// Mistral (Jiang et al., arXiv:2310.06825): transformers 5.24, models/mistral/modeling_mistral.py,
// configuration_mistral.py. `mistral`. As Llama, except: no biases, and a sliding window for all
// layers.
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/GatedMlp.h"
#include "architectures/blocks/GroupedQueryAttention.h"
#include "architectures/blocks/Masks.h"
#include "architectures/blocks/Rotary.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Pointwise.h"

#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

struct MistralConfig {
    DecoderShape shape;
    GroupedQueryAttention::Shape attention{};
    GatedMlp::Shape mlp{};
    RotaryConfig rotary;
};

MistralConfig readMistral(const Config& config)
{
    MistralConfig c;
    DecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 32000);
    shape.width = config.integerOr("hidden_size", 4096);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 32);
    shape.positions = config.integerOr("max_position_embeddings", 131072);
    shape.tied = config.flagOr("tie_word_embeddings", false);
    const std::int64_t heads = config.integerOr("num_attention_heads", 32);
    const std::int64_t kvHeads = config.integerOr("num_key_value_heads", 8);
    std::int64_t headDimension = config.optionalInteger("head_dim");
    if (headDimension == 0) {
        config.mustDivide("num_attention_heads", heads, "hidden_size", shape.width);
        headDimension = shape.width / heads;
    }
    config.mustDivide("num_key_value_heads", kvHeads, "num_attention_heads", heads);
    c.rotary = readRotary(config, headDimension);
    c.attention = {.width = shape.width,
        .heads = heads,
        .kvHeads = kvHeads,
        .headDimension = headDimension,
        .dropout = config.dropsOr("attention_dropout", false)};
    c.mlp = {.width = shape.width,
        .inner = config.integerOr("intermediate_size", 14336),
        .activation = config.choiceOr("hidden_act", Activation::Silu),
        .bias = false};
    shape.windows.assign(
        static_cast<std::size_t>(shape.layers), config.integerOrNull("sliding_window", 4096));
    return c;
}

class MistralDecoderLayer : public Module {
public:
    MistralDecoderLayer(
        Module& parent, std::size_t index, const MistralConfig& config, const Setup& setup)
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
    RmsNorm inputLayernorm;
    RmsNorm postAttentionLayernorm;
};

class MistralModel : public Module {
public:
    static constexpr std::string_view kName = "model";
    static constexpr std::string_view kLayers = "layers";

    MistralModel(Module& parent, std::string_view name, const MistralConfig& config,
        const Setup& setup, std::int64_t count)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , embedTokens(*this, "embed_tokens", config.shape.vocabulary, config.shape.width)
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
        inputs.mask = causalMask(inputsEmbeds, inputs.positions, cache,
            {.attention = m_setup.attention, .window = m_config.shape.windows.front()});
        Tensor hidden = inputsEmbeds;
        std::tie(inputs.rotary.cos, inputs.rotary.sin) =
            rotaryEmb->forward(hidden, inputs.positions);
        for (const MistralDecoderLayer& layer : layers) {
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
    const MistralConfig& m_config;
    const Setup& m_setup;
    Embedding embedTokens;
    Module m_list;
    std::deque<MistralDecoderLayer> layers;
    std::optional<RmsNorm> norm;
    std::optional<RotaryEmbedding> rotaryEmb;
};

} // namespace

Family mistralFamily();
Family mistralFamily()
{
    return {{"mistral"}, {Head::CausalLm, Head::None},
        decoderBlueprint<MistralConfig, MistralModel, readMistral>};
}

} // namespace headroom::architectures
