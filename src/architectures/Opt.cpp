// SPDX-License-Identifier: GPL-3.0-or-later
// OPT (Zhang et al., arXiv:2205.01068): transformers 5.24, models/opt/modeling_opt.py,
// configuration_opt.py. `opt`.
#include "architectures/blocks/Attention.h"
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/Masks.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Dropout.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

namespace {

struct OptConfig {
    DecoderShape shape;
    std::int64_t heads = 0;
    std::int64_t inner = 0;
    std::int64_t projected = 0; ///< width of the embedding
    Activation activation = Activation::Relu;
    bool bias = true;
    bool affine = true;
    bool normBefore = true;
    bool finalNorm = true;
    bool dropout = true;
    bool attentionDropout = false;
};

OptConfig readOpt(const Config& config)
{
    OptConfig c;
    DecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 50272);
    shape.width = config.integerOr("hidden_size", 768);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 12);
    shape.positions = config.integerOr("max_position_embeddings", 2048);
    shape.learnedPositions = true;
    shape.tied = config.flagOr("tie_word_embeddings", true);
    shape.windows.assign(static_cast<std::size_t>(shape.layers), 0);
    c.heads = config.integerOr("num_attention_heads", 12);
    config.mustDivide("num_attention_heads", c.heads, "hidden_size", shape.width);
    c.inner = config.integerOr("ffn_dim", 3072);
    c.projected = config.integerOr("word_embed_proj_dim", shape.width);
    c.activation = config.choiceOr("activation_function", Activation::Relu);
    c.bias = config.flagOr("enable_bias", true);
    c.affine = config.flagOr("layer_norm_elementwise_affine", true);
    c.normBefore = config.flagOr("do_layer_norm_before", true);
    c.finalNorm = c.normBefore && !config.flagOr("_remove_final_layer_norm", false);
    c.dropout = config.dropsOr("dropout", true);
    c.attentionDropout = config.dropsOr("attention_dropout", false);
    static_cast<void>(config.has("init_std"));
    static_cast<void>(config.has("activation_dropout"));
    if (config.dropsOr("layerdrop", false))
        config.reject("layerdrop",
            Text(HEADROOM_TEXT("architectures",
                "layers that are left out by chance cannot be counted: expected 0")));
    return c;
}

LayerNorm::Learns learns(const OptConfig& config)
{
    return config.affine ? LayerNorm::Learns::WeightAndBias : LayerNorm::Learns::Nothing;
}

class OptAttention : public Module {
public:
    OptAttention(Module& parent, std::string_view name, const OptConfig& config, const Setup& setup,
        std::size_t index)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , m_index(index)
        , kProj(*this, "k_proj", square(config))
        , vProj(*this, "v_proj", square(config))
        , qProj(*this, "q_proj", square(config))
        , outProj(*this, "out_proj", square(config))
    {
    }
    [[nodiscard]] Attended forward(const Tensor& hidden, const Tensor& mask, KvCache* cache) const
    {
        const InModule here = entered();
        Tensor query = mulScalar(qProj.forward(hidden));
        query = heads(query);
        Tensor key = kProj.forward(hidden);
        Tensor value = vProj.forward(hidden);
        key = heads(key);
        value = heads(value);
        if (cache)
            std::tie(key, value) = cache->update(key, value, m_index);
        auto [output, weights] = attend(query, key, value, mask,
            {.kind = m_setup.attention, .dropout = m_config.attentionDropout && training()});
        output = contiguous(flatten(output, 2, 3));
        output = outProj.forward(output);
        return {std::move(output), std::move(weights)};
    }

private:
    static Linear::Shape square(const OptConfig& config)
    {
        return {config.shape.width, config.shape.width, config.bias};
    }
    [[nodiscard]] Tensor heads(const Tensor& projected) const
    {
        return transpose(
            view(projected,
                {projected.size(0), -1, m_config.heads, m_config.shape.width / m_config.heads}),
            1, 2);
    }

    const OptConfig& m_config;
    const Setup& m_setup;
    std::size_t m_index;
    Linear kProj;
    Linear vProj;
    Linear qProj;
    Linear outProj;
};

class OptDecoderLayer : public Module {
public:
    OptDecoderLayer(Module& parent, std::size_t index, const OptConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , m_config(config)
        , selfAttn(*this, "self_attn", config, setup, index)
        , selfAttnLayerNorm(*this, "self_attn_layer_norm", config.shape.width, learns(config))
        , fc1(*this, "fc1", {config.shape.width, config.inner, config.bias})
        , fc2(*this, "fc2", {config.inner, config.shape.width, config.bias})
        , finalLayerNorm(*this, "final_layer_norm", config.shape.width, learns(config))
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, const Tensor& mask, KvCache* cache) const
    {
        const InModule here = entered();
        const bool drops = m_config.dropout && training();
        Tensor residual = hidden;
        Tensor weights;
        if (m_config.normBefore)
            hidden = selfAttnLayerNorm.forward(hidden);
        std::tie(hidden, weights) = selfAttn.forward(hidden, mask, cache).both();
        hidden = dropout(hidden, drops);
        hidden = add(residual, hidden);
        if (!m_config.normBefore)
            hidden = selfAttnLayerNorm.forward(hidden);
        const Dims shape = hidden.sizes();
        hidden = reshape(hidden, {-1, hidden.size(-1)});
        residual = hidden;
        if (m_config.normBefore)
            hidden = finalLayerNorm.forward(hidden);
        hidden = fc1.forward(hidden);
        hidden = activate(m_config.activation, hidden);
        hidden = fc2.forward(hidden);
        hidden = dropout(hidden, drops);
        hidden = view(add(residual, hidden), shape);
        if (!m_config.normBefore)
            hidden = finalLayerNorm.forward(hidden);
        return hidden;
    }

private:
    const OptConfig& m_config;
    OptAttention selfAttn;
    LayerNorm selfAttnLayerNorm;
    Linear fc1;
    Linear fc2;
    LayerNorm finalLayerNorm;
};

class OptDecoder : public Module {
public:
    OptDecoder(Module& parent, std::string_view name, const OptConfig& config, const Setup& setup,
        std::int64_t count)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , embedTokens(*this, "embed_tokens", config.shape.vocabulary, config.projected)
        , embedPositions(*this, "embed_positions", config.shape.positions + 2, config.shape.width)
    {
        if (config.projected != config.shape.width) {
            projectOut.emplace(
                *this, "project_out", Linear::Shape{config.shape.width, config.projected});
            projectIn.emplace(
                *this, "project_in", Linear::Shape{config.projected, config.shape.width});
        }
        if (config.finalNorm)
            finalLayerNorm.emplace(*this, "final_layer_norm", config.shape.width, learns(config));
        m_list.emplace(*this, "layers");
        for (std::int64_t i = 0; i < count; ++i)
            layers.emplace_back(*m_list, static_cast<std::size_t>(i), config, setup);
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return embedTokens; }

    [[nodiscard]] Tensor forward(const Tensor& ids, KvCache* cache) const
    {
        const InModule here = entered();
        Tensor inputsEmbeds = embedTokens.forward(ids);
        const std::int64_t past = cache ? cache->length() : 0;
        const std::int64_t length = past + ids.size(1);
        const Tensor positionMask =
            filled(engine(), "aten.ones.default", {ids.size(0), length}, Dtype::Fp32);
        Tensor positions = cumsum(positionMask);
        positions = toDtype(subScalar(mul(positions, positionMask)), Dtype::Int64);
        positions = slice(positions, 1, past, length);
        const Tensor mask = causalMask(inputsEmbeds, {}, cache, {.attention = m_setup.attention});
        const Tensor positionEmbeds = positionEmbedding(positions);
        if (projectIn)
            inputsEmbeds = projectIn->forward(inputsEmbeds);
        Tensor hidden = add(inputsEmbeds, positionEmbeds);
        for (const OptDecoderLayer& layer : layers) {
            const InLayer block(engine(), layer.layer());
            hidden = checkpoint(
                m_setup.checkpointing,
                [&layer, mask, cache, positions](
                    Tensor input) { return layer.forward(std::move(input), mask, cache); },
                hidden);
        }
        if (finalLayerNorm)
            hidden = finalLayerNorm->forward(hidden);
        if (projectOut)
            hidden = projectOut->forward(hidden);
        return hidden;
    }

private:
    [[nodiscard]] Tensor positionEmbedding(const Tensor& positions) const
    {
        const InModule here(engine(), embedPositions.id());
        return embedPositions.forward(addScalar(positions));
    }

    const OptConfig& m_config;
    const Setup& m_setup;
    Embedding embedTokens;
    Embedding embedPositions;
    std::optional<Linear> projectOut;
    std::optional<Linear> projectIn;
    std::optional<LayerNorm> finalLayerNorm;
    std::optional<Module> m_list;
    std::deque<OptDecoderLayer> layers;
};

class OptModel : public Module {
public:
    static constexpr std::string_view kName = "model";
    static constexpr std::string_view kLayers = "decoder.layers";

    OptModel(Module& parent, std::string_view name, const OptConfig& config, const Setup& setup,
        std::int64_t count)
        : Module(parent, name)
        , m_outputWidth(config.projected)
        , decoder(*this, "decoder", config, setup, count)
    {
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return decoder.inputEmbedding(); }
    [[nodiscard]] std::int64_t outputWidth() const { return m_outputWidth; }
    [[nodiscard]] Tensor forward(const Tensor& ids, KvCache* cache) const
    {
        const InModule here = entered();
        return decoder.forward(ids, cache);
    }

private:
    std::int64_t m_outputWidth;
    OptDecoder decoder;
};

} // namespace

Family optFamily();
Family optFamily()
{
    return {{"opt"}, {Head::CausalLm, Head::None}, decoderBlueprint<OptConfig, OptModel, readOpt>,
        {"q_proj", "k_proj", "v_proj", "out_proj"}};
}

} // namespace headroom::architectures
