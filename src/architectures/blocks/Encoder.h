// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace headroom::architectures {

/// What every encoder's config has, whatever its family.
struct EncoderShape {
    std::int64_t width = 0;
    std::int64_t layers = 0;
    std::vector<int> kinds; ///< of its blocks; empty: they are all alike
    std::int64_t positions = 0; ///< 0: nothing limits a sequence
    bool learnedPositions = true; ///< a table of them: nothing runs beyond
    std::int64_t channels = 0; ///< of images; 0: it reads tokens
    std::int64_t labels = 0; ///< of a classifier
    bool classifierDropout = false;
    bool tied = true; ///< the masked-lm head's weight is the embedding's
};

/// The blueprint of an encoder. `Family` has the type of its config, which holds an EncoderShape;
/// names the model within XForY (kName) and its list of blocks (kLayers); reads the config, and
/// builds a network for a head.
template <typename Family> class EncoderBlueprint : public Blueprint {
public:
    using FamilyConfig = typename Family::Config;

    EncoderBlueprint(FamilyConfig config, Head head)
        : m_config(std::move(config))
        , m_head(head)
    {
    }
    Input input() const override { return {.channels = m_config.shape.channels}; }
    std::vector<LayerList> layerLists() const override
    {
        LayerList list{std::string(Family::kLayers), m_config.shape.kinds};
        if (m_head != Head::None)
            list.path = std::string(Family::kName) + "." + list.path;
        if (list.kinds.empty())
            list.kinds.assign(static_cast<std::size_t>(m_config.shape.layers), 0);
        return {std::move(list)};
    }
    Longest longest() const override
    {
        return {m_config.shape.positions, m_config.shape.learnedPositions};
    }
    std::unique_ptr<Network> build(
        engine::Module& root, const Setup& setup, const LayerCounts& layers) const override
    {
        return Family::build(root, m_config, setup, m_head, layers.front());
    }

    /// For the table of families.
    static Result<std::unique_ptr<Blueprint>> read(const Config& config, Head head)
    {
        FamilyConfig result = Family::read(config);
        if (const Error* error = config.error())
            return tl::unexpected(*error);
        return std::make_unique<EncoderBlueprint>(std::move(result), head);
    }

private:
    FamilyConfig m_config;
    Head m_head;
};

} // namespace headroom::architectures
