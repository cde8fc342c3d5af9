// SPDX-License-Identifier: GPL-3.0-or-later
// Qwen3 (Yang et al., arXiv:2505.09388): transformers 5.24, models/qwen3/modeling_qwen3.py,
// configuration_qwen3.py. `qwen3`. As Qwen2, except: queries and keys of each head are normalized,
// no biases unless said, a head dimension of its own.
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

struct Qwen3Config {
    DecoderShape shape;
    GroupedQueryAttention::Shape attention{};
    GatedMlp::Shape mlp{};
    RotaryConfig rotary;
    std::int64_t window = 0;
};

Qwen3Config readQwen3(const Config& config)
{
    Qwen3Config c;
    DecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 151936);
    shape.width = config.integerOr("hidden_size", 4096);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 32);
    shape.positions = config.integerOr("max_position_embeddings", 32768);
    shape.tied = config.flagOr("tie_word_embeddings", false);
    const std::int64_t heads = config.integerOr("num_attention_heads", 32);
    const std::int64_t kvHeads = config.integerOr("num_key_value_heads", 32);
    const std::int64_t headDimension = config.integerOr("head_dim", 128);
    config.mustDivide("num_key_value_heads", kvHeads, "num_attention_heads", heads);
    c.rotary = readRotary(config, headDimension);
    c.attention = {.width = shape.width,
        .heads = heads,
        .kvHeads = kvHeads,
        .headDimension = headDimension,
        .inputBias = config.flagOr("attention_bias", false),
        .outputBias = config.flagOr("attention_bias", false),
        .headNorm = true,
        .dropout = config.dropsOr("attention_dropout", false)};
    c.mlp = {.width = shape.width,
        .inner = config.integerOr("intermediate_size", 22016),
        .activation = config.choiceOr("hidden_act", Activation::Silu),
        .bias = false};
    const std::int64_t window = config.flagOr("use_sliding_window", false)
        ? config.integerOrNull("sliding_window", 4096)
        : 0;
    const std::int64_t full = config.integerOr("max_window_layers", 28, 0);
    shape.windows = readWindows(
        config, shape.layers, window,
        [](std::int64_t layer, std::int64_t first) { return layer >= first; }, full);
    for (std::int64_t layerWindow : shape.windows)
        c.window = layerWindow > 0 ? layerWindow : c.window;
    return c;
}

class Qwen3DecoderLayer : public Module {
public:
    Qwen3DecoderLayer(
        Module& parent, std::size_t index, const Qwen3Config& config, const Setup& setup)
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

class Qwen3Model : public Module {
public:
    static constexpr std::string_view kName = "model";
    static constexpr std::string_view kLayers = "layers";

    Qwen3Model(Module& parent, std::string_view name, const Qwen3Config& config, const Setup& setup,
        std::int64_t count)
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
        const Tensor fullMask =
            causalMask(inputsEmbeds, inputs.positions, cache, {.attention = m_setup.attention});
        Tensor slidingMask;
        if (m_config.window > 0)
            slidingMask = causalMask(inputsEmbeds, inputs.positions, cache,
                {.attention = m_setup.attention, .window = m_config.window});
        Tensor hidden = inputsEmbeds;
        std::tie(inputs.rotary.cos, inputs.rotary.sin) =
            rotaryEmb->forward(hidden, inputs.positions);
        for (const Qwen3DecoderLayer& layer : layers) {
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
    const Qwen3Config& m_config;
    const Setup& m_setup;
    Embedding embedTokens;
    Module m_list;
    std::deque<Qwen3DecoderLayer> layers;
    std::optional<RmsNorm> norm;
    std::optional<RotaryEmbedding> rotaryEmb;
};

} // namespace

Family qwen3Family();
Family qwen3Family()
{
    return {{"qwen3"}, {Head::CausalLm, Head::None},
        decoderBlueprint<Qwen3Config, Qwen3Model, readQwen3>};
}

} // namespace headroom::architectures
