// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace headroom::architectures {

using engine::Tensor;

/// transformers' DynamicCache: keys and values of each layer, joined anew with every call; layers
/// with a sliding window keep the last window - 1 positions. An EncoderDecoderCache also keeps
/// those of the encoder's output, made by the first call.
class KvCache {
public:
    /// A window a layer; 0: all positions. `firstLayer`: the number of the first block that has it.
    explicit KvCache(std::vector<std::int64_t> windows, std::int32_t firstLayer = 0);

    /// Adds keys and values of [batch, heads, length, width] to a layer, and returns all it attends
    /// to.
    [[nodiscard]] std::pair<Tensor, Tensor> update(
        const Tensor& keys, const Tensor& values, std::size_t layer);
    /// Whether a layer has the encoder's keys and values already (is_updated).
    [[nodiscard]] bool hasCross(std::size_t layer) const;
    /// Keeps them, and returns them as they are kept.
    [[nodiscard]] std::pair<Tensor, Tensor> updateCross(
        const Tensor& keys, const Tensor& values, std::size_t layer);
    [[nodiscard]] std::pair<Tensor, Tensor> cross(std::size_t layer) const;
    /// Positions seen so far.
    [[nodiscard]] std::int64_t length() const { return m_length; }
    /// Keys that `queries` more positions attend to in a layer of that window
    /// (Cache.get_mask_sizes).
    [[nodiscard]] std::int64_t keyLength(std::int64_t queries, std::int64_t window) const;
    /// A call of the model that added so many positions is over.
    void advance(std::int64_t positions) { m_length += positions; }

    /// As if so many positions had been seen: each layer's keys and values at that length, in place
    /// of what it holds.
    void grow(std::int64_t positions);

    /// Plain bytes of what it holds, a layer, from firstLayer() on.
    [[nodiscard]] std::vector<std::uint64_t> bytesOfLayers() const;
    [[nodiscard]] std::int32_t firstLayer() const { return m_firstLayer; }

private:
    struct Layer {
        Tensor keys;
        Tensor values;
        Tensor crossKeys;
        Tensor crossValues;
        std::int64_t window = 0;
        Tensor
            windowTensor; ///< DynamicSlidingWindowLayer keeps its window as a number on the device
    };
    std::vector<Layer> m_layers;
    std::int32_t m_firstLayer;
    std::int64_t m_length = 0;
};

} // namespace headroom::architectures
