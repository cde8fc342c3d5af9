// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// aten::native_layer_norm over the last dimension: saves its input, weight, bias and the mean and
/// the reciprocal deviation that it gives (fp32 for 16-bit inputs). Autocast runs it in fp32.
/// Backward: native_layer_norm_backward.
[[nodiscard]] Tensor layerNorm(Tensor input, const Tensor& weight, const Tensor& bias);

} // namespace headroom::engine
