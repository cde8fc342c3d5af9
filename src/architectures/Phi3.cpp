// SPDX-License-Identifier: GPL-3.0-or-later
// Phi-3 (Abdin et al., arXiv:2404.14219): transformers 5.24, models/phi3/modeling_phi3.py,
// configuration_phi3.py. `phi3`. As Llama, except: queries, keys and values in one projection, gate
// and up in one, part of a head may be left unrotated, dropouts behind attention and MLP.
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/GroupedQueryAttention.h"
#include "architectures/blocks/Masks.h"
#include "architectures/blocks/Rotary.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

struct Phi3Config {
    DecoderShape shape;
    std::int64_t heads = 0;
    std::int64_t kvHeads = 0;
    std::int64_t headDimension = 0;
    std::int64_t inner = 0;
    Activation activation = Activation::Silu;
    RotaryConfig rotary;
    bool attentionDropout = false;
    bool residualDropout = false;
};

Phi3Config readPhi3(const Config& config)
{
    Phi3Config c;
    DecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 32064);
    shape.width = config.integerOr("hidden_size", 3072);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 32);
    shape.positions = config.integerOr("max_position_embeddings", 4096);
    shape.tied = config.flagOr("tie_word_embeddings", false);
    c.heads = config.integerOr("num_attention_heads", 32);
    c.kvHeads = config.integerOr("num_key_value_heads", c.heads);
    c.headDimension = config.optionalInteger("head_dim");
    if (c.headDimension == 0) {
        config.mustDivide("num_attention_heads", c.heads, "hidden_size", shape.width);
        c.headDimension = shape.width / c.heads;
    }
    config.mustDivide("num_key_value_heads", c.kvHeads, "num_attention_heads", c.heads);
    c.rotary = readRotary(config, c.headDimension);
    // configuration_phi3.py: older files say "su" or "yarn" and mean longrope.
    for (const char* key : {"rope_parameters", "rope_scaling"}) {
        for (const char* spelling : {"rope_type", "type"}) {
            const std::string type = config.child(key).textOr(spelling, "");
            if (type == "su" || type == "yarn")
                c.rotary.update = RotaryUpdate::LongRope;
        }
    }
    c.inner = config.integerOr("intermediate_size", 8192);
    c.activation = config.choiceOr("hidden_act", Activation::Silu);
    c.attentionDropout = config.dropsOr("attention_dropout", false);
    c.residualDropout = config.dropsOr("resid_pdrop", false);
    static_cast<void>(config.dropsOr("embd_pdrop", false));
    static_cast<void>(config.optionalInteger("original_max_position_embeddings"));
    shape.windows.assign(
        static_cast<std::size_t>(shape.layers), config.integerOrNull("sliding_window", 0));
    return c;
}

class Phi3Mlp : public Module {
public:
    Phi3Mlp(Module& parent, std::string_view name, const Phi3Config& config)
        : Module(parent, name)
        , m_activation(config.activation)
        , gateUpProj(*this, "gate_up_proj", {config.shape.width, 2 * config.inner})
        , downProj(*this, "down_proj", {config.inner, config.shape.width})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& hidden) const
    {
        const InModule here = entered();
        Tensor upStates = gateUpProj.forward(hidden);
        Tensor gate;
        {
            std::vector<Tensor> parts = split(upStates, upStates.size(-1) / 2, -1);
            gate = std::move(parts[0]);
            upStates = std::move(parts[1]);
        }
        Tensor active = activate(m_activation, gate);
        upStates = mul(upStates, std::move(active));
        return downProj.forward(upStates);
    }

private:
    Activation m_activation;
    Linear gateUpProj;
    Linear downProj;
};

/// apply_rotary_pos_emb of Phi-3: the first dimensions turned, the rest joined on behind.
std::pair<Tensor, Tensor> rotatedPair(
    const Tensor& query, const Tensor& key, const RotaryPositions& positions)
{
    const Tensor cos = unsqueeze(positions.cos, 1);
    const Tensor sin = unsqueeze(positions.sin, 1);
    const std::int64_t width = cos.size(-1);
    const Tensor queryTurning = slice(query, -1, 0, width);
    const Tensor queryPassing = slice(query, -1, width, query.size(-1));
    const Tensor keyTurning = slice(key, -1, 0, width);
    const Tensor keyPassing = slice(key, -1, width, key.size(-1));
    Tensor turnedQuery = rotated(queryTurning, cos, sin);
    turnedQuery = cat(list(std::move(turnedQuery), queryPassing), -1);
    Tensor turnedKey = rotated(keyTurning, cos, sin);
    turnedKey = cat(list(std::move(turnedKey), keyPassing), -1);
    return {std::move(turnedQuery), std::move(turnedKey)};
}

class Phi3Attention : public Module {
public:
    Phi3Attention(Module& parent, std::string_view name, const Phi3Config& config,
        const Setup& setup, std::size_t index)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , m_index(index)
        , oProj(*this, "o_proj", {config.heads * config.headDimension, config.shape.width})
        , qkvProj(*this, "qkv_proj",
              {config.shape.width, (config.heads + 2 * config.kvHeads) * config.headDimension})
    {
    }
    [[nodiscard]] Attended forward(const Tensor& hidden, const BlockInputs& inputs) const
    {
        const InModule here = entered();
        const Tensor qkv = qkvProj.forward(hidden);
        const std::int64_t queries = m_config.heads * m_config.headDimension;
        const std::int64_t keys = m_config.kvHeads * m_config.headDimension;
        Tensor query = slice(qkv, -1, 0, queries);
        Tensor key = slice(qkv, -1, queries, queries + keys);
        Tensor value = slice(qkv, -1, queries + keys, queries + 2 * keys);
        query = heads(query);
        key = heads(key);
        value = heads(value);
        std::tie(query, key) = rotatedPair(query, key, inputs.rotary);
        if (inputs.cache)
            std::tie(key, value) = inputs.cache->update(key, value, m_index);
        auto [output, weights] = attend(query, key, value, inputs.mask,
            {.kind = m_setup.attention,
                .groups = m_config.heads / m_config.kvHeads,
                .dropout = m_config.attentionDropout && training()});
        output = flatten(output, 2, 3);
        output = oProj.forward(output);
        return {std::move(output), std::move(weights)};
    }

private:
    [[nodiscard]] Tensor heads(const Tensor& part) const
    {
        return transpose(
            view(part, {part.size(0), part.size(1), -1, m_config.headDimension}), 1, 2);
    }

    const Phi3Config& m_config;
    const Setup& m_setup;
    std::size_t m_index;
    Linear oProj;
    Linear qkvProj;
};

class Phi3DecoderLayer : public Module {
public:
    Phi3DecoderLayer(
        Module& parent, std::size_t index, const Phi3Config& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , selfAttn(*this, "self_attn", config, setup, index)
        , mlp(*this, "mlp", config)
        , inputLayernorm(*this, "input_layernorm", config.shape.width)
        , postAttentionLayernorm(*this, "post_attention_layernorm", config.shape.width)
        , residAttnDropout(*this, "resid_attn_dropout", config.residualDropout)
        , residMlpDropout(*this, "resid_mlp_dropout", config.residualDropout)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, const BlockInputs& inputs) const
    {
        const InModule here = entered();
        Tensor residual = hidden;
        Tensor weights;
        hidden = inputLayernorm.forward(hidden);
        std::tie(hidden, weights) = selfAttn.forward(hidden, inputs).both();
        hidden = add(residual, residAttnDropout.forward(hidden));
        residual = hidden;
        hidden = postAttentionLayernorm.forward(hidden);
        hidden = mlp.forward(hidden);
        hidden = add(residual, residMlpDropout.forward(hidden));
        return hidden;
    }

private:
    Phi3Attention selfAttn;
    Phi3Mlp mlp;
    RmsNorm inputLayernorm;
    RmsNorm postAttentionLayernorm;
    Dropout residAttnDropout;
    Dropout residMlpDropout;
};

class Phi3Model : public Module {
public:
    static constexpr std::string_view kName = "model";
    static constexpr std::string_view kLayers = "layers";

    Phi3Model(Module& parent, std::string_view name, const Phi3Config& config, const Setup& setup,
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
        inputs.mask = causalMask(inputsEmbeds, inputs.positions, cache,
            {.attention = m_setup.attention, .window = m_config.shape.windows.front()});
        Tensor hidden = inputsEmbeds;
        std::tie(inputs.rotary.cos, inputs.rotary.sin) =
            rotaryEmb->forward(hidden, inputs.positions);
        for (const Phi3DecoderLayer& layer : layers) {
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
    const Phi3Config& m_config;
    const Setup& m_setup;
    Embedding embedTokens;
    Module m_list;
    std::deque<Phi3DecoderLayer> layers;
    std::optional<RmsNorm> norm;
    std::optional<RotaryEmbedding> rotaryEmb;
};

} // namespace

Family phi3Family();
Family phi3Family()
{
    return {{"phi3"}, {Head::CausalLm, Head::None},
        decoderBlueprint<Phi3Config, Phi3Model, readPhi3>, {"qkv_proj", "o_proj"}};
}

} // namespace headroom::architectures
