// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace headroom::architectures {

/// What every encoder-decoder's config has, whatever its family.
struct EncoderDecoderShape {
    std::int64_t vocabulary = 0;
    std::int64_t width = 0;
    std::int64_t encoderLayers = 0;
    std::int64_t decoderLayers = 0;
    std::int64_t positions = 0; ///< of either sequence; 0: nothing limits it
    bool tied = true; ///< the head's weight is the embedding's
};

/// The blueprint of an encoder-decoder. `Family` has the type of its config, which holds an
/// EncoderDecoderShape; names the model within XForConditionalGeneration (kName, with a dot at its
/// end, or empty) and its two lists of blocks; reads the config, and builds a network for a head.
template <typename Family> class EncoderDecoderBlueprint : public Blueprint {
public:
    using FamilyConfig = typename Family::Config;

    EncoderDecoderBlueprint(FamilyConfig config, Head head)
        : m_config(std::move(config))
        , m_head(head)
    {
    }
    std::vector<LayerList> layerLists() const override
    {
        const std::string prefix(m_head == Head::None ? std::string_view() : Family::kName);
        const auto list = [&prefix](std::string_view name, std::int64_t layers) {
            return LayerList{
                prefix + std::string(name), std::vector<int>(static_cast<std::size_t>(layers), 0)};
        };
        return {list(Family::kEncoderLayers, m_config.shape.encoderLayers),
            list(Family::kDecoderLayers, m_config.shape.decoderLayers)};
    }
    Cache cache() const override
    {
        const auto layers = static_cast<std::size_t>(m_config.shape.decoderLayers);
        return {.list = 1, .windows = std::vector<std::int64_t>(layers, 0)};
    }
    Longest longest() const override
    {
        return {m_config.shape.positions, m_config.shape.positions > 0};
    }
    std::unique_ptr<Network> build(
        engine::Module& root, const Setup& setup, const LayerCounts& layers) const override
    {
        return Family::build(root, m_config, setup, m_head, layers);
    }

    /// For the table of families.
    static Result<std::unique_ptr<Blueprint>> read(const Config& config, Head head)
    {
        FamilyConfig result = Family::read(config);
        if (const Error* error = config.error())
            return tl::unexpected(*error);
        return std::make_unique<EncoderDecoderBlueprint>(std::move(result), head);
    }

private:
    FamilyConfig m_config;
    Head m_head;
};

/// shift_tokens_right (_shift_right in T5): the decoder's input from the labels, [batch, length].
[[nodiscard]] Tensor shiftTokensRight(const Tensor& labels);

} // namespace headroom::architectures
