// SPDX-License-Identifier: GPL-3.0-or-later
// Mixtral (Jiang et al., arXiv:2401.04088): transformers 5.24, models/mixtral/modeling_mixtral.py,
// configuration_mixtral.py. `mixtral`. As Mistral, except: experts in place of the MLP, and no
// sliding window unless said.
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/Experts.h"
#include "architectures/blocks/GroupedQueryAttention.h"
#include "architectures/blocks/Masks.h"
#include "architectures/blocks/Rotary.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

struct MixtralConfig {
    DecoderShape shape;
    GroupedQueryAttention::Shape attention{};
    Experts::Shape experts{};
    std::int64_t chosen = 0; ///< experts a token goes to
    RotaryConfig rotary;
};

/// The weights of the experts that a token is not sent to; 0 where the product passes 64 bits,
/// which building will notice.
std::uint64_t idleOf(const MixtralConfig& c)
{
    std::uint64_t idle = 3;
    for (std::int64_t factor :
        {c.experts.inner, c.experts.width, c.experts.experts - c.chosen, c.shape.layers}) {
        if (__builtin_mul_overflow(idle, static_cast<std::uint64_t>(factor), &idle))
            return 0;
    }
    return idle;
}

MixtralConfig readMixtral(const Config& config)
{
    MixtralConfig c;
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
    c.experts = {.experts = config.integerOr({"num_local_experts", "num_experts"}, 8),
        .width = shape.width,
        .inner = config.integerOr("intermediate_size", 14336),
        .activation = config.choiceOr("hidden_act", Activation::Silu)};
    c.chosen = config.integerOr("num_experts_per_tok", 2);
    if (c.chosen > c.experts.experts) {
        config.reject("num_experts_per_tok",
            Text(HEADROOM_TEXT(
                     "architectures", "expected at most {0} (num_local_experts), found {1}"),
                static_cast<std::uint64_t>(c.experts.experts),
                static_cast<std::uint64_t>(c.chosen)));
        c.chosen = c.experts.experts;
    }
    if (config.flagOr("output_router_logits", false))
        config.reject("output_router_logits",
            Text(HEADROOM_TEXT("architectures",
                "the loss that balances the experts is not known: expected false")));
    if (config.isNumberOtherThan("router_jitter_noise", "0"))
        config.reject("router_jitter_noise",
            Text(HEADROOM_TEXT("architectures", "noise at the router is not known: expected 0")));
    shape.idle = idleOf(c);
    shape.windows.assign(
        static_cast<std::size_t>(shape.layers), config.integerOrNull("sliding_window", 0));
    return c;
}

class MixtralSparseMoeBlock : public Module {
public:
    MixtralSparseMoeBlock(Module& parent, std::string_view name, const MixtralConfig& config)
        : Module(parent, name)
        , gate(*this, "gate", config.experts.experts, config.shape.width, config.chosen)
        , experts(*this, "experts", config.experts)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& given) const
    {
        const InModule here = entered();
        Tensor hidden = view(given, {-1, given.size(-1)});
        const Routing routing = gate.forward(hidden);
        hidden = experts.forward(hidden, routing.experts, routing.scores);
        return reshape(hidden, given.sizes());
    }

private:
    TopKRouter gate;
    Experts experts;
};

class MixtralDecoderLayer : public Module {
public:
    MixtralDecoderLayer(
        Module& parent, std::size_t index, const MixtralConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , selfAttn(*this, "self_attn", config.attention, setup.attention, index)
        , mlp(*this, "mlp", config)
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
    MixtralSparseMoeBlock mlp;
    RmsNorm inputLayernorm;
    RmsNorm postAttentionLayernorm;
};

class MixtralModel : public Module {
public:
    static constexpr std::string_view kName = "model";
    static constexpr std::string_view kLayers = "layers";

    MixtralModel(Module& parent, std::string_view name, const MixtralConfig& config,
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
        for (const MixtralDecoderLayer& layer : layers) {
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
    const MixtralConfig& m_config;
    const Setup& m_setup;
    Embedding embedTokens;
    Module m_list;
    std::deque<MixtralDecoderLayer> layers;
    std::optional<RmsNorm> norm;
    std::optional<RotaryEmbedding> rotaryEmb;
};

} // namespace

Family mixtralFamily();
Family mixtralFamily()
{
    return {{"mixtral"}, {Head::CausalLm, Head::None},
        decoderBlueprint<MixtralConfig, MixtralModel, readMixtral>};
}

} // namespace headroom::architectures
