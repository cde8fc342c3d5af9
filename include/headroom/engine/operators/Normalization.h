// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// aten::native_layer_norm over the last dimension: saves its input, weight, bias and the mean and
/// the reciprocal deviation that it gives (fp32 for 16-bit inputs). Autocast runs it in fp32.
/// Backward: native_layer_norm_backward, whose gradient of the input is row-major for 16-bit
/// inputs, else laid out as the incoming one.
[[nodiscard]] Tensor layerNorm(Tensor input, const Tensor& weight, const Tensor& bias);

/// What a BatchNorm holds.
struct BatchNormTensors {
    Tensor weight;
    Tensor bias;
    Tensor runningMean;
    Tensor runningVar;
};

/// aten::native_batch_norm of [batch, channels, ...]: gives the result, and a mean and a
/// reciprocal deviation of each channel (fp32 for 16-bit inputs), in evaluation too. Saves its
/// input, the weight, the running statistics and what it gives. Not among autocast's operators: a
/// 16-bit input goes with fp32 weights. The running statistics change in place. Backward:
/// native_batch_norm_backward. cuDNN's reserve is no tensor here. Throws Impossible where a channel
/// has one value alone in training.
[[nodiscard]] Tensor batchNorm(Tensor input, const BatchNormTensors& tensors, bool training);

} // namespace headroom::engine
