// SPDX-License-Identifier: GPL-3.0-or-later
// Llama (Touvron et al., arXiv:2302.13971): transformers 5.24, models/llama/modeling_llama.py and configuration_llama.py. `llama`.
#include "architectures/Network.h"
#include "architectures/blocks/Attention.h"
#include "architectures/blocks/CausalLm.h"
#include "architectures/blocks/Layers.h"
#include "architectures/blocks/Masks.h"
#include "architectures/blocks/Rotary.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <deque>
#include <optional>

namespace headroom::architectures {

using namespace engine;

namespace {

struct LlamaConfig {
    std::int64_t vocabulary = 0;
    std::int64_t width = 0;
    std::int64_t inner = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t kvHeads = 0;
    std::int64_t headDimension = 0;
    std::int64_t positions = 0;
    RotaryConfig rotary;
    Activation activation = Activation::Silu;
    bool attentionBias = false;
    bool mlpBias = false;
    bool attentionDropout = false;
    bool tied = false;
};

LlamaConfig read(const Config& config)
{
    LlamaConfig c;
    c.vocabulary = config.integerOr("vocab_size", 32000);
    c.width = config.integerOr("hidden_size", 4096);
    c.inner = config.integerOr("intermediate_size", 11008);
    c.layers = config.integerOr("num_hidden_layers", 32);
    c.heads = config.integerOr("num_attention_heads", 32);
    c.kvHeads = config.integerOr("num_key_value_heads", c.heads);
    c.headDimension = config.optionalInteger("head_dim");
    c.positions = config.integerOr("max_position_embeddings", 2048);
    c.activation = config.choiceOr("hidden_act", Activation::Silu);
    c.attentionBias = config.flagOr("attention_bias", false);
    c.mlpBias = config.flagOr("mlp_bias", false);
    c.attentionDropout = config.dropsOr("attention_dropout", false);
    c.tied = config.flagOr("tie_word_embeddings", false);
    if (c.headDimension == 0) {
        config.mustDivide("num_attention_heads", c.heads, "hidden_size", c.width);
        c.headDimension = c.width / c.heads;
    }
    config.mustDivide("num_key_value_heads", c.kvHeads, "num_attention_heads", c.heads);
    c.rotary = readRotary(config, c.headDimension);
    return c;
}

class LlamaMlp : public Module {
public:
    LlamaMlp(Module& parent, std::string_view name, const LlamaConfig& config)
        : Module(parent, name)
        , m_activation(config.activation)
        , gateProj(*this, "gate_proj", { config.width, config.inner, config.mlpBias })
        , upProj(*this, "up_proj", { config.width, config.inner, config.mlpBias })
        , downProj(*this, "down_proj", { config.inner, config.width, config.mlpBias })
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const
    {
        const InModule here = entered();
        Tensor gated = activate(m_activation, gateProj.forward(x));
        Tensor raised = upProj.forward(x);
        Tensor product = mul(std::move(gated), std::move(raised));
        return downProj.forward(std::move(product));
    }

private:
    Activation m_activation;
    Linear gateProj;
    Linear upProj;
    Linear downProj;
};

struct Positions {
    Tensor cos;
    Tensor sin;
};

class LlamaAttention : public Module {
public:
    LlamaAttention(Module& parent, std::string_view name, const LlamaConfig& config,
        const Setup& setup, std::size_t index)
        : Module(parent, name)
        , m_config(config)
        , m_setup(setup)
        , m_index(index)
        , qProj(*this, "q_proj",
              { config.width, config.heads * config.headDimension, config.attentionBias })
        , kProj(*this, "k_proj",
              { config.width, config.kvHeads * config.headDimension, config.attentionBias })
        , vProj(*this, "v_proj",
              { config.width, config.kvHeads * config.headDimension, config.attentionBias })
        , oProj(*this, "o_proj",
              { config.heads * config.headDimension, config.width, config.attentionBias })
    {
    }
    [[nodiscard]] Attended forward(const Tensor& hidden, const Positions& positions,
        const Tensor& mask, KvCache* cache) const
    {
        const InModule here = entered();
        Tensor query = heads(qProj.forward(hidden));
        Tensor key = heads(kProj.forward(hidden));
        Tensor value = heads(vProj.forward(hidden));
        std::tie(query, key) = applyRotary(query, key, positions.cos, positions.sin);
        if (cache)
            std::tie(key, value) = cache->update(key, value, m_index);
        auto [output, weights] = attend(query, key, value, mask,
            { .kind = m_setup.attention,
                .groups = m_config.heads / m_config.kvHeads,
                .dropout = m_config.attentionDropout && training() });
        output = flatten(output, 2, 3);
        output = oProj.forward(output);
        return { std::move(output), std::move(weights) };
    }

private:
    [[nodiscard]] Tensor heads(const Tensor& projected) const
    {
        return transpose(view(projected,
                             { projected.size(0), projected.size(1), -1,
                                 m_config.headDimension }),
            1, 2);
    }

    const LlamaConfig& m_config;
    const Setup& m_setup;
    std::size_t m_index;
    Linear qProj;
    Linear kProj;
    Linear vProj;
    Linear oProj;
};

class LlamaDecoderLayer : public Module {
public:
    LlamaDecoderLayer(
        Module& parent, std::size_t index, const LlamaConfig& config, const Setup& setup)
        : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
        , selfAttn(*this, "self_attn", config, setup, index)
        , mlp(*this, "mlp", config)
        , inputLayernorm(*this, "input_layernorm", config.width)
        , postAttentionLayernorm(*this, "post_attention_layernorm", config.width)
    {
    }
    [[nodiscard]] Tensor forward(Tensor hidden, const Positions& positions, const Tensor& mask,
        KvCache* cache) const
    {
        const InModule here = entered();
        Tensor residual = hidden;
        hidden = inputLayernorm.forward(hidden);
        Tensor weights;
        std::tie(hidden, weights) = selfAttn.forward(hidden, positions, mask, cache).both();
        hidden = add(residual, hidden);
        residual = hidden;
        hidden = postAttentionLayernorm.forward(hidden);
        hidden = mlp.forward(hidden);
        hidden = add(residual, hidden);
        return hidden;
    }

private:
    LlamaAttention selfAttn;
    LlamaMlp mlp;
    RmsNorm inputLayernorm;
    RmsNorm postAttentionLayernorm;
};

class LlamaModel : public Module {
public:
    LlamaModel(Module& parent, std::string_view name, const LlamaConfig& config,
        const Setup& setup, std::int64_t count)
        : Module(parent, name)
        , m_setup(setup)
        , embedTokens(*this, "embed_tokens", config.vocabulary, config.width)
        , m_list(*this, "layers")
    {
        for (std::int64_t i = 0; i < count; ++i)
            layers.emplace_back(m_list, static_cast<std::size_t>(i), config, setup);
        norm.emplace(*this, "norm", config.width);
        rotaryEmb.emplace(*this, "rotary_emb", config.rotary);
    }
    [[nodiscard]] Tensor forward(const Tensor& ids, KvCache* cache) const
    {
        const InModule here = entered();
        const Tensor inputsEmbeds = embedTokens.forward(ids);
        const Tensor positionIndices = positionIds(inputsEmbeds, cache);
        const Tensor mask = causalMask(
            inputsEmbeds, positionIndices, cache, { .attention = m_setup.attention });
        Tensor hidden = inputsEmbeds;
        Positions positions;
        std::tie(positions.cos, positions.sin) = rotaryEmb->forward(hidden, positionIndices);
        for (const LlamaDecoderLayer& layer : layers) {
            const InLayer block(engine(), layer.layer());
            hidden = checkpoint(
                m_setup.checkpointing,
                [&layer, positions, mask, cache, positionIndices](Tensor input) {
                    return layer.forward(std::move(input), positions, mask, cache);
                },
                hidden);
        }
        hidden = norm->forward(hidden);
        return hidden;
    }

    const Setup& m_setup;
    Embedding embedTokens;
    Module m_list;
    std::deque<LlamaDecoderLayer> layers;
    std::optional<RmsNorm> norm;
    std::optional<RotaryEmbedding> rotaryEmb;
};

class LlamaNetwork : public Network {
public:
    LlamaNetwork(Module& root, const LlamaConfig& config, const Setup& setup, Head head,
        std::int64_t layers)
        : m_setup(setup)
        , m_head(head)
        , model(root, head == Head::None ? "" : "model", config, m_setup, layers)
    {
        if (head == Head::None)
            return;
        if (config.tied)
            lmHead.emplace(root, "lm_head", model.embedTokens.weight());
        else
            lmHead.emplace(
                root, "lm_head", Linear::Shape { config.width, config.vocabulary, false });
    }
    Tensor loss(const Tensor& ids, const Tensor& labels) override
    {
        if (m_head == Head::None)
            return meanLoss(model.forward(ids, nullptr));
        const Tensor hidden = model.forward(ids, nullptr);
        const Tensor logits = lmHead->forward(hidden);
        return causalLmLoss(logits, labels);
    }
    Tensor infer(const Tensor& ids, KvCache* cache) override
    {
        Tensor hidden = model.forward(ids, cache);
        if (m_head == Head::None)
            return hidden;
        hidden = lastPosition(std::move(hidden));
        return lmHead->forward(hidden);
    }

private:
    Setup m_setup;
    Head m_head;
    LlamaModel model;
    std::optional<Linear> lmHead;
};

class LlamaBlueprint : public Blueprint {
public:
    LlamaBlueprint(const LlamaConfig& config, Head head)
        : m_config(config)
        , m_head(head)
    {
    }
    std::vector<int> layerKinds() const override
    {
        return std::vector<int>(static_cast<std::size_t>(m_config.layers), 0);
    }
    std::vector<std::int64_t> windows() const override
    {
        return std::vector<std::int64_t>(static_cast<std::size_t>(m_config.layers), 0);
    }
    Longest longest() const override { return { m_config.positions, false }; }
    std::string layersPath() const override
    {
        return m_head == Head::None ? "layers" : "model.layers";
    }
    std::unique_ptr<Network> build(
        Module& root, const Setup& setup, std::int64_t layers) const override
    {
        return std::make_unique<LlamaNetwork>(root, m_config, setup, m_head, layers);
    }

private:
    LlamaConfig m_config;
    Head m_head;
};

Result<std::unique_ptr<Blueprint>> readLlama(const Config& config, Head head)
{
    const LlamaConfig read = architectures::read(config);
    if (const Error* error = config.error())
        return tl::unexpected(*error);
    return std::make_unique<LlamaBlueprint>(read, head);
}

} // namespace

Family llamaFamily();
Family llamaFamily() { return { { "llama" }, { Head::CausalLm, Head::None }, readLlama }; }

} // namespace headroom::architectures
