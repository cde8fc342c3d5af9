// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2 (Radford et al., 2019): transformers 5.24, models/gpt2/modeling_gpt2.py and
// configuration_gpt2.py. `gpt2`.
#include "architectures/blocks/Attention.h"
#include "architectures/blocks/Decoder.h"
#include "architectures/blocks/GroupedQueryAttention.h"
#include "architectures/blocks/Layers.h"
#include "architectures/blocks/Masks.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Softmax.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct Gpt2Config {
    DecoderShape shape;
    std::int64_t heads = 0;
    std::int64_t inner = 0;
    Activation activation = Activation::GeluNew;
    bool residualDropout = false;
    bool embeddingDropout = false;
    bool attentionDropout = false;
};

Gpt2Config readGpt2(const Config& config)
{
    Gpt2Config c;
    DecoderShape& shape = c.shape;
    shape.vocabulary = config.integerOr("vocab_size", 50257);
    shape.positions = config.integerOr({"n_positions", "max_position_embeddings"}, 1024);
    shape.width = config.integerOr({"n_embd", "hidden_size"}, 768);
    shape.layers = readLayers(config, {"n_layer", "num_hidden_layers"}, 12);
    c.heads = config.integerOr({"n_head", "num_attention_heads"}, 12);
    const std::int64_t inner = config.optionalInteger("n_inner");
    c.inner = inner > 0 ? inner : 4 * shape.width;
    c.activation = config.choiceOr("activation_function", Activation::GeluNew);
    c.residualDropout = config.dropsOr("resid_pdrop", true);
    c.embeddingDropout = config.dropsOr("embd_pdrop", true);
    c.attentionDropout = config.dropsOr("attn_pdrop", true);
    shape.tied = config.flagOr("tie_word_embeddings", true);
    static_cast<void>(config.flagOr("scale_attn_weights", true));
    static_cast<void>(config.flagOr("scale_attn_by_inverse_layer_idx", false));
    if (config.flagOr("reorder_and_upcast_attn", false))
        config.reject("reorder_and_upcast_attn",
            Text(HEADROOM_TEXT("architectures", "this variant of GPT-2 is not known")));
    if (config.flagOr("add_cross_attention", false))
        config.reject("add_cross_attention",
            Text(HEADROOM_TEXT("architectures", "this variant of GPT-2 is not known")));
    config.mustDivide("n_head", c.heads, "n_embd", shape.width);
    shape.learnedPositions = true;
    shape.windows.assign(static_cast<std::size_t>(shape.layers), 0);
    return c;
}

class Gpt2Attention : public Module {
public:
    Gpt2Attention(Module& parent, std::string_view name, const Gpt2Config& config,
        const Setup& setup, std::size_t index)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , m_index(index)
        , cAttn(*this, "c_attn", 3 * config.shape.width, config.shape.width)
        , cProj(*this, "c_proj", config.shape.width, config.shape.width)
        , residDropout(*this, "resid_dropout", config.residualDropout)
    {
    }
    [[nodiscard]] Attended forward(const Tensor& hidden, const Tensor& mask, KvCache* cache) const
    {
        const InModule here = entered();
        Tensor query;
        Tensor key;
        Tensor value;
        {
            const std::vector<Tensor> parts = split(cAttn.forward(hidden), m_config.shape.width, 2);
            query = heads(parts[0]);
            key = heads(parts[1]);
            value = heads(parts[2]);
        }
        if (cache)
            std::tie(key, value) = cache->update(key, value, m_index);
        auto [output, weights] = attend(query, key, value, mask,
            {.kind = m_setup.attention,
                .dropout = m_config.attentionDropout && training(),
                .softmax = SoftmaxForm::ThenCast,
                .contiguousOutput = false});
        output = contiguous(flatten(output, 2, 3));
        output = cProj.forward(output);
        output = residDropout.forward(output);
        return {std::move(output), std::move(weights)};
    }

private:
    [[nodiscard]] Tensor heads(const Tensor& part) const
    {
        return transpose(view(part,
                             {part.size(0), part.size(1), m_config.heads,
                                 m_config.shape.width / m_config.heads}),
            1, 2);
    }

    const Gpt2Config& m_config;
    const Setup& m_setup;
    std::size_t m_index;
    Conv1D cAttn;
    Conv1D cProj;
    Dropout residDropout;
};

class Gpt2Mlp : public Module {
public:
    Gpt2Mlp(Module& parent, std::string_view name, const Gpt2Config& config)
        : Module(parent, name)
        , m_activation(config.activation)
        , cFc(*this, "c_fc", config.inner, config.shape.width)
        , cProj(*this, "c_proj", config.shape.width, config.inner)
        , dropout(*this, "dropout", config.residualDropout)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden) const
    {
        const InModule here = entered();
        hidden = cFc.forward(hidden);
        hidden = activate(m_activation, hidden);
        hidden = cProj.forward(hidden);
        hidden = dropout.forward(hidden);
        return hidden;
    }

private:
    Activation m_activation;
    Conv1D cFc;
    Conv1D cProj;
    Dropout dropout;
};

class Gpt2Block : public Module {
public:
    Gpt2Block(Module& parent, std::size_t index, const Gpt2Config& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , ln1(*this, "ln_1", config.shape.width)
        , attn(*this, "attn", config, setup, index)
        , ln2(*this, "ln_2", config.shape.width)
        , mlp(*this, "mlp", config)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, const Tensor& mask, KvCache* cache) const
    {
        const InModule here = entered();
        Tensor residual = hidden;
        hidden = ln1.forward(hidden);
        const auto [attnOutput, weights] = attn.forward(hidden, mask, cache);
        hidden = add(attnOutput, residual);
        residual = hidden;
        hidden = ln2.forward(hidden);
        const Tensor feedForward = mlp.forward(hidden);
        hidden = add(residual, feedForward);
        return hidden;
    }

private:
    LayerNorm ln1;
    Gpt2Attention attn;
    LayerNorm ln2;
    Gpt2Mlp mlp;
};

class Gpt2Model : public Module {
public:
    static constexpr std::string_view kName = "transformer";
    static constexpr std::string_view kLayers = "h";

    Gpt2Model(Module& parent, std::string_view name, const Gpt2Config& config, const Setup& setup,
        std::int64_t layers)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , wte(*this, "wte", config.shape.vocabulary, config.shape.width)
        , wpe(*this, "wpe", config.shape.positions, config.shape.width)
        , drop(*this, "drop", config.embeddingDropout)
        , m_list(*this, "h")
    {
        for (std::int64_t i = 0; i < layers; ++i)
            h.emplace_back(m_list, static_cast<std::size_t>(i), config, setup);
        lnF.emplace(*this, "ln_f", config.shape.width);
    }
    [[nodiscard]] const Embedding& inputEmbedding() const { return wte; }
    [[nodiscard]] std::int64_t outputWidth() const { return m_config.shape.width; }

    [[nodiscard]] Tensor forward(const Tensor& ids, KvCache* cache) const
    {
        const InModule here = entered();
        const Tensor inputsEmbeds = wte.forward(ids);
        BlockInputs inputs;
        inputs.cache = cache;
        inputs.positions = positionIds(inputsEmbeds, cache);
        const Tensor positionEmbeds = wpe.forward(inputs.positions);
        Tensor hidden = add(inputsEmbeds, positionEmbeds);
        inputs.mask =
            causalMask(inputsEmbeds, inputs.positions, cache, {.attention = m_setup.attention});
        hidden = drop.forward(hidden);
        for (const Gpt2Block& block : h) {
            const InLayer layer(engine(), block.layer());
            hidden = checkpoint(
                m_setup.checkpointing,
                [&block, inputs](Tensor input) {
                    return block.forward(std::move(input), inputs.mask, inputs.cache);
                },
                hidden);
        }
        hidden = lnF->forward(hidden);
        return hidden;
    }

private:
    const Gpt2Config& m_config;
    const Setup& m_setup;
    Embedding wte;
    Embedding wpe;
    Dropout drop;
    Module m_list;
    std::deque<Gpt2Block> h;
    std::optional<LayerNorm> lnF;
};

} // namespace

Family gpt2Family();
Family gpt2Family()
{
    return {{"gpt2"}, {Head::CausalLm, Head::None},
        decoderBlueprint<Gpt2Config, Gpt2Model, readGpt2>, {"c_attn", "attn.c_proj"}};
}

} // namespace headroom::architectures
