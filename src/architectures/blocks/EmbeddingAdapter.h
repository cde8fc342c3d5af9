// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Module.h"

#include <optional>

namespace headroom::architectures {

/// peft 0.21's LoRA beside an embedding (peft/tuners/lora/layer.py, class Embedding; with DoRA
/// dora.py, DoraEmbeddingLayer): two matrices that stand turned, no dropout.
class EmbeddingAdapter {
public:
    EmbeddingAdapter(engine::Module& layer, std::int64_t rows, std::int64_t width);

    /// `result`: what the embedding gave. `scale`: what it was multiplied by, or empty.
    [[nodiscard]] engine::Tensor forward(const engine::Tensor& weight, engine::Tensor result,
        const engine::Tensor& indices, const engine::Tensor& scale) const;

private:
    [[nodiscard]] engine::Tensor withDora(const engine::Tensor& weight, engine::Tensor result,
        const engine::Tensor& indices, const engine::Tensor& scale) const;

    engine::Module& m_layer;
    engine::Tensor m_a; ///< [rank, rows]
    engine::Tensor m_b; ///< [width, rank]
    std::optional<engine::Module> m_magnitudeModule;
    engine::Tensor m_magnitude;
};

} // namespace headroom::architectures
