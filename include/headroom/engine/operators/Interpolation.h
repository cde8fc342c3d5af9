// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// aten::upsample_bicubic2d of [batch, channels, height, width] to that height and width, laid out
/// as its input is: saves nothing. Backward: upsample_bicubic2d_backward.
[[nodiscard]] Tensor upsampleBicubic(Tensor input, std::int64_t height, std::int64_t width);

} // namespace headroom::engine
