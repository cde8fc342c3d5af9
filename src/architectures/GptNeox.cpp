// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-NeoX (Black et al., arXiv:2204.06745), Pythia: transformers 5.24,
// models/gpt_neox/modeling_gpt_neox.py, configuration_gpt_neox.py. `gpt_neox`.
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/GroupedQueryAttention.h"
#include "architectures/blocks/Masks.h"
#include "architectures/blocks/Rotary.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

struct GptNeoxConfig {
    DecoderShape shape;
    std::int64_t heads = 0;
    std::int64_t inner = 0;
    Activation activation = Activation::Gelu;
    RotaryConfig rotary;
    bool attentionBias = true;
    bool attentionDropout = false;
    bool hiddenDropout = false;
    bool parallelResidual = true;
};

GptNeoxConfig readGptNeox(const Config& config)
{
    GptNeoxConfig c;
    DecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 50432);
    shape.width = config.integerOr("hidden_size", 6144);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 44);
    shape.positions = config.integerOr("max_position_embeddings", 2048);
    shape.tied = config.flagOr("tie_word_embeddings", false);
    shape.windows.assign(static_cast<std::size_t>(shape.layers), 0);
    c.heads = config.integerOr("num_attention_heads", 64);
    config.mustDivide("num_attention_heads", c.heads, "hidden_size", shape.width);
    c.inner = config.integerOr("intermediate_size", 24576);
    c.activation = config.choiceOr("hidden_act", Activation::Gelu);
    c.rotary = readRotary(config, shape.width / c.heads, "0.25");
    c.attentionBias = config.flagOr("attention_bias", true);
    c.attentionDropout = config.dropsOr("attention_dropout", false);
    c.hiddenDropout = config.dropsOr("hidden_dropout", false);
    c.parallelResidual = config.flagOr("use_parallel_residual", true);
    static_cast<void>(config.has("classifier_dropout"));
    return c;
}

class GptNeoxMlp : public Module {
public:
    GptNeoxMlp(Module& parent, std::string_view name, const GptNeoxConfig& config)
        : Module(parent, name)
        , m_activation(config.activation)
        , denseHTo4H(*this, "dense_h_to_4h", {config.shape.width, config.inner, true})
        , dense4HToH(*this, "dense_4h_to_h", {config.inner, config.shape.width, true})
    {
    }
    [[nodiscard]] Tensor forward(Tensor given) const
    {
        const InModule here = entered();
        const Tensor held = std::move(given); // the caller's argument lives as long as the call
        Tensor hidden = denseHTo4H.forward(held);
        hidden = activate(m_activation, hidden);
        hidden = dense4HToH.forward(hidden);
        return hidden;
    }

private:
    Activation m_activation;
    Linear denseHTo4H;
    Linear dense4HToH;
};

class GptNeoxAttention : public Module {
public:
    GptNeoxAttention(Module& parent, std::string_view name, const GptNeoxConfig& config,
        const Setup& setup, std::size_t index)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , m_index(index)
        , queryKeyValue(*this, "query_key_value",
              {config.shape.width, 3 * config.shape.width, config.attentionBias})
        , dense(*this, "dense", {config.shape.width, config.shape.width, config.attentionBias})
    {
    }
    [[nodiscard]] Attended forward(Tensor given, const BlockInputs& inputs) const
    {
        const InModule here = entered();
        const Tensor hidden = std::move(given);
        const std::int64_t headSize = m_config.shape.width / m_config.heads;
        const Tensor qkv = transpose(
            view(queryKeyValue.forward(hidden), {hidden.size(0), hidden.size(1), -1, 3 * headSize}),
            1, 2);
        Tensor query;
        Tensor key;
        Tensor value;
        {
            std::vector<Tensor> parts = split(qkv, headSize, -1);
            query = std::move(parts[0]);
            key = std::move(parts[1]);
            value = std::move(parts[2]);
        }
        std::tie(query, key) = rotatedPair(query, key, inputs.rotary);
        if (inputs.cache)
            std::tie(key, value) = inputs.cache->update(key, value, m_index);
        auto [output, weights] = attend(query, key, value, inputs.mask,
            {.kind = m_setup.attention, .dropout = m_config.attentionDropout && training()});
        output = contiguous(flatten(output, 2, 3));
        output = dense.forward(output);
        return {std::move(output), std::move(weights)};
    }

private:
    /// apply_rotary_pos_emb of GPT-NeoX: both turned, then each joined with what is left of it.
    [[nodiscard]] static std::pair<Tensor, Tensor> rotatedPair(
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
        Tensor turnedKey = rotated(keyTurning, cos, sin);
        turnedQuery = cat(list(turnedQuery, queryPassing), -1);
        turnedKey = cat(list(turnedKey, keyPassing), -1);
        return {std::move(turnedQuery), std::move(turnedKey)};
    }

    const GptNeoxConfig& m_config;
    const Setup& m_setup;
    std::size_t m_index;
    Linear queryKeyValue;
    Linear dense;
};

class GptNeoxLayer : public Module {
public:
    GptNeoxLayer(Module& parent, std::size_t index, const GptNeoxConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , m_parallel(config.parallelResidual)
        , inputLayernorm(*this, "input_layernorm", config.shape.width)
        , postAttentionLayernorm(*this, "post_attention_layernorm", config.shape.width)
        , postAttentionDropout(*this, "post_attention_dropout", config.hiddenDropout)
        , postMlpDropout(*this, "post_mlp_dropout", config.hiddenDropout)
        , attention(*this, "attention", config, setup, index)
        , mlp(*this, "mlp", config)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, const BlockInputs& inputs) const
    {
        const InModule here = entered();
        auto [attnOutput, weights] = attention.forward(inputLayernorm.forward(hidden), inputs);
        attnOutput = postAttentionDropout.forward(attnOutput);
        if (m_parallel) {
            Tensor mlpOutput = mlp.forward(postAttentionLayernorm.forward(hidden));
            mlpOutput = postMlpDropout.forward(mlpOutput);
            Tensor sum = add(mlpOutput, attnOutput);
            hidden = add(std::move(sum), hidden);
            return hidden;
        }
        attnOutput = add(attnOutput, hidden);
        Tensor mlpOutput = mlp.forward(postAttentionLayernorm.forward(attnOutput));
        mlpOutput = postMlpDropout.forward(mlpOutput);
        hidden = add(mlpOutput, attnOutput);
        return hidden;
    }

private:
    bool m_parallel;
    LayerNorm inputLayernorm;
    LayerNorm postAttentionLayernorm;
    Dropout postAttentionDropout;
    Dropout postMlpDropout;
    GptNeoxAttention attention;
    GptNeoxMlp mlp;
};

class GptNeoxModel : public Module {
public:
    static constexpr std::string_view kName = "gpt_neox";
    static constexpr std::string_view kLayers = "layers";

    GptNeoxModel(Module& parent, std::string_view name, const GptNeoxConfig& config,
        const Setup& setup, std::int64_t count)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , embedIn(*this, "embed_in", config.shape.vocabulary, config.shape.width)
        , embDropout(*this, "emb_dropout", config.hiddenDropout)
        , m_list(*this, "layers")
    {
        for (std::int64_t i = 0; i < count; ++i)
            layers.emplace_back(m_list, static_cast<std::size_t>(i), config, setup);
        finalLayerNorm.emplace(*this, "final_layer_norm", config.shape.width);
        rotaryEmb.emplace(*this, "rotary_emb", config.rotary);
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return embedIn; }
    [[nodiscard]] std::int64_t outputWidth() const { return m_config.shape.width; }

    [[nodiscard]] Tensor forward(const Tensor& ids, KvCache* cache) const
    {
        const InModule here = entered();
        const Tensor inputsEmbeds = embedIn.forward(ids);
        BlockInputs inputs;
        inputs.cache = cache;
        inputs.positions = positionIds(inputsEmbeds, cache);
        inputs.mask =
            causalMask(inputsEmbeds, inputs.positions, cache, {.attention = m_setup.attention});
        Tensor hidden = embDropout.forward(inputsEmbeds);
        std::tie(inputs.rotary.cos, inputs.rotary.sin) =
            rotaryEmb->forward(hidden, inputs.positions);
        for (const GptNeoxLayer& layer : layers) {
            const InLayer block(engine(), layer.layer());
            hidden = checkpoint(
                m_setup.checkpointing,
                [&layer, inputs](Tensor input) { return layer.forward(std::move(input), inputs); },
                hidden);
        }
        hidden = finalLayerNorm->forward(hidden);
        return hidden;
    }

private:
    const GptNeoxConfig& m_config;
    const Setup& m_setup;
    Embedding embedIn;
    Dropout embDropout;
    Module m_list;
    std::deque<GptNeoxLayer> layers;
    std::optional<LayerNorm> finalLayerNorm;
    std::optional<RotaryEmbedding> rotaryEmb;
};

} // namespace

Family gptNeoxFamily();
Family gptNeoxFamily()
{
    return {{"gpt_neox"}, {Head::CausalLm, Head::None},
        decoderBlueprint<GptNeoxConfig, GptNeoxModel, readGptNeox>,
        {"query_key_value", "attention.dense"}};
}

} // namespace headroom::architectures
