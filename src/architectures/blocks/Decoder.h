// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"
#include "architectures/blocks/CausalLm.h"
#include "architectures/blocks/Layers.h"
#include "headroom/engine/operators/Joining.h"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace headroom::architectures {

/// What every decoder's config has, whatever its family.
struct DecoderShape {
    std::int64_t vocabulary = 0;
    std::int64_t width = 0;
    std::int64_t layers = 0;
    std::int64_t positions = 0;
    bool learnedPositions = false; ///< a table of them: nothing runs beyond
    bool tied = false; ///< the head's weight is the embedding's
    std::vector<std::int64_t> windows; ///< of each layer's attention; 0: full
    std::uint64_t idle = 0; ///< parameters that one token does not use
};

/// XForCausalLM: a model and a linear head without bias. `Model` has forward(ids, cache),
/// inputEmbedding(), and, where the family finishes its logits, finish(logits).
template <typename Config, typename Model> class DecoderNetwork : public Network {
public:
    DecoderNetwork(Module& root, std::string_view name, const Config& config, const Setup& setup,
        Head head, std::int64_t layers)
        : m_config(config)
        , m_setup(setup)
        , m_head(head)
        , m_model(root, head == Head::None ? "" : name, m_config, m_setup, layers)
    {
        if (head == Head::None)
            return;
        if (m_config.shape.tied)
            m_lmHead.emplace(root, "lm_head", m_model.inputEmbedding().weight());
        else
            m_lmHead.emplace(root, "lm_head",
                Linear::Shape{m_model.outputWidth(), m_config.shape.vocabulary, false, true});
    }

    Tensor loss(const Batch& batch) override
    {
        if (m_head == Head::None)
            return meanLoss(m_model.forward(batch.inputIds, nullptr));
        const Tensor hidden = m_model.forward(batch.inputIds, nullptr);
        if (m_setup.fusedLoss)
            return fusedCausalLmLoss(hidden, m_lmHead->plainWeight(), batch.labels);
        return causalLmLoss(logits(hidden), batch.labels);
    }

    Inferred infer(const Batch& batch, KvCache* cache) override
    {
        Tensor hidden = m_model.forward(batch.inputIds, cache);
        cache->advance(batch.inputIds.size(1));
        if (m_head == Head::None)
            return {engine::list(std::move(hidden)), {}};
        hidden = lastPosition(std::move(hidden));
        return {engine::list(logits(hidden)), {}};
    }

private:
    [[nodiscard]] Tensor logits(const Tensor& hidden) const
    {
        Tensor result = m_lmHead->forward(hidden);
        if constexpr (requires { m_model.finish(result); })
            result = m_model.finish(std::move(result));
        return result;
    }

    Config m_config;
    Setup m_setup;
    Head m_head;
    Model m_model;
    std::optional<Linear> m_lmHead;
};

/// The blueprint of such a model. `Model::kName` is the attribute of XForCausalLM that holds the
/// model, `Model::kLayers` the list of blocks within it.
template <typename Config, typename Model> class DecoderBlueprint : public Blueprint {
public:
    DecoderBlueprint(Config config, Head head)
        : m_config(std::move(config))
        , m_head(head)
    {
    }
    std::vector<LayerList> layerLists() const override
    {
        LayerList list{std::string(Model::kLayers), {}};
        if (m_head != Head::None)
            list.path = std::string(Model::kName) + "." + list.path;
        list.kinds.reserve(m_config.shape.windows.size());
        for (std::int64_t window : m_config.shape.windows)
            list.kinds.push_back(window > 0 ? 1 : 0);
        return {std::move(list)};
    }
    Cache cache() const override { return {.windows = m_config.shape.windows}; }
    Longest longest() const override
    {
        return {m_config.shape.positions, m_config.shape.learnedPositions};
    }
    std::uint64_t idleParameters() const override { return m_config.shape.idle; }
    std::unique_ptr<Network> build(
        engine::Module& root, const Setup& setup, const LayerCounts& layers) const override
    {
        return std::make_unique<DecoderNetwork<Config, Model>>(
            root, Model::kName, m_config, setup, m_head, layers.front());
    }

private:
    Config m_config;
    Head m_head;
};

/// A family's `read` for the table: reads the config with `Config read(const
/// architectures::Config&)`.
template <typename FamilyConfig, typename Model, FamilyConfig (*read)(const Config&)>
Result<std::unique_ptr<Blueprint>> decoderBlueprint(const Config& config, Head head)
{
    FamilyConfig result = read(config);
    if (const Error* error = config.error())
        return tl::unexpected(*error);
    return std::make_unique<DecoderBlueprint<FamilyConfig, Model>>(std::move(result), head);
}

/// num_hidden_layers and its other names, from 1 to a number that no model comes near.
[[nodiscard]] std::int64_t readLayers(
    const Config& config, std::initializer_list<std::string_view> keys, std::int64_t fallback);

/// layer_types, or what `fallback(layer)` says of each layer: true for a sliding window. Without a
/// window all are full.
[[nodiscard]] std::vector<std::int64_t> readWindows(const Config& config, std::int64_t layers,
    std::int64_t window, bool (*fallback)(std::int64_t layer, std::int64_t argument),
    std::int64_t argument = 0);

} // namespace headroom::architectures
