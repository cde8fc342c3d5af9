// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Layers.h"
#include "headroom/architectures/Config.h"

#include <string>
#include <utility>

namespace headroom::architectures {

/// What a forward does to the frequencies before it uses them (dynamic_rope_update).
enum class RotaryUpdate {
    None,
    LongRope, ///< chooses one of two sets by the length
    Dynamic, ///< computes them anew for the length
};

/// What a config says of rotary embeddings, in the old spelling (rope_theta, rope_scaling) and the
/// new (rope_parameters).
struct RotaryConfig {
    std::int64_t width = 0; ///< rotated dimensions of a head
    RotaryUpdate update = RotaryUpdate::None;
};

/// `headDimension` times the config's partial_rotary_factor (or its older names), rounded down;
/// `fallback`: the family's own factor, a decimal.
[[nodiscard]] RotaryConfig readRotary(
    const Config& config, std::int64_t headDimension, std::string_view fallback = "1");

/// LlamaRotaryEmbedding: two fp32 buffers, and cosines and sines of the positions. `prefix` of the
/// buffers' names, where a module has one of these for each type of layer.
class RotaryEmbedding : public Module {
public:
    RotaryEmbedding(
        Module& parent, std::string_view name, RotaryConfig config, const std::string& prefix = {});
    /// cos and sin [1, length, width] in the dtype of `like`.
    [[nodiscard]] std::pair<Tensor, Tensor> forward(
        const Tensor& like, const Tensor& positions) const;

private:
    /// longrope_frequency_update of modeling_rope_utils.py.
    void updateLongRope(const Tensor& positions) const;
    /// dynamic_frequency_update.
    void updateDynamic(const Tensor& positions) const;
    [[nodiscard]] Tensor dynamicFrequencies() const;

    mutable Tensor m_inverseFrequencies;
    Tensor m_original;
    RotaryUpdate m_update;
    mutable Tensor m_longFrequencies; ///< made by the first forward, and kept; no buffer
    mutable Tensor m_cachedLength; ///< max_seq_len_cached, once a forward has made it a tensor
};

/// The second half of the last dimension, negated, before the first.
[[nodiscard]] Tensor rotateHalf(const Tensor& input);

/// (input * cos) + (rotate_half(input) * sin).
[[nodiscard]] Tensor rotated(const Tensor& input, const Tensor& cos, const Tensor& sin);

/// apply_rotary_pos_emb: query and key [batch, heads, length, width] rotated; cos and sin get a
/// dimension of heads.
[[nodiscard]] std::pair<Tensor, Tensor> applyRotary(
    const Tensor& query, const Tensor& key, const Tensor& cos, const Tensor& sin);

} // namespace headroom::architectures
