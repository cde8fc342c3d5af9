// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Layers.h"
#include "headroom/architectures/Config.h"

#include <utility>

namespace headroom::architectures {

/// What a config says of rotary embeddings, in the old spelling (rope_theta, rope_scaling) and the
/// new (rope_parameters).
struct RotaryConfig {
    std::int64_t width = 0; ///< rotated dimensions of a head
    bool longRope = false; ///< two sets of frequencies, chosen by the length in every forward
};

/// `headDimension` times the config's partial_rotary_factor (or its older names), rounded down;
/// `fallback`: the family's own factor, a decimal.
[[nodiscard]] RotaryConfig readRotary(
    const Config& config, std::int64_t headDimension, std::string_view fallback = "1");

/// LlamaRotaryEmbedding: two fp32 buffers, and cosines and sines of the positions.
class RotaryEmbedding : public Module {
public:
    RotaryEmbedding(Module& parent, std::string_view name, RotaryConfig config);
    /// cos and sin [1, length, width] in the dtype of `like`.
    [[nodiscard]] std::pair<Tensor, Tensor> forward(
        const Tensor& like, const Tensor& positions) const;

private:
    /// longrope_frequency_update of modeling_rope_utils.py.
    void updateLongRope(const Tensor& positions) const;

    Tensor m_inverseFrequencies;
    Tensor m_original;
    bool m_longRope;
    mutable Tensor m_longFrequencies; ///< made by the first forward, and kept; no buffer
};

/// (input * cos) + (rotate_half(input) * sin).
[[nodiscard]] Tensor rotated(const Tensor& input, const Tensor& cos, const Tensor& sin);

/// apply_rotary_pos_emb: query and key [batch, heads, length, width] rotated; cos and sin get a
/// dimension of heads.
[[nodiscard]] std::pair<Tensor, Tensor> applyRotary(
    const Tensor& query, const Tensor& key, const Tensor& cos, const Tensor& sin);

} // namespace headroom::architectures
