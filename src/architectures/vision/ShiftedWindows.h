// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <cstdint>

namespace headroom::architectures::vision {

struct WindowAttentionTensors {
    engine::Tensor qkvWeight;
    engine::Tensor qkvBias;
    engine::Tensor projWeight;
    engine::Tensor projBias;
    engine::Tensor logitScale; ///< version 2: attention by cosine
};

struct WindowAttentionOptions {
    std::int64_t window; ///< positions a side
    std::int64_t heads;
    std::int64_t shift; ///< positions that the image is rolled by, 0: none
};

/// shifted_window_attention of torchvision 0.29, models/swin_transformer.py, of [batch, height,
/// width, channels], padded to whole windows.
[[nodiscard]] engine::Tensor shiftedWindowAttention(const engine::Tensor& input,
    const WindowAttentionTensors& tensors, const engine::Tensor& relativePositionBias,
    const WindowAttentionOptions& options);

} // namespace headroom::architectures::vision
