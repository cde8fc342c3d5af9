// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <cstdint>

namespace headroom::engine {

/// Rows and columns: of a kernel, a stride, a padding.
struct Pair {
    std::int64_t height = 1;
    std::int64_t width = 1;

    constexpr Pair() = default;
    // One number for both, as PyTorch takes it.
    constexpr Pair(std::int64_t both) // NOLINT(google-explicit-constructor)
        : height(both)
        , width(both)
    {
    }
    constexpr Pair(std::int64_t rows, std::int64_t columns)
        : height(rows)
        , width(columns)
    {
    }
};

struct ConvolutionOptions {
    Pair stride = 1;
    Pair padding = 0;
    Pair dilation = 1;
    std::int64_t groups = 1;
};

/// aten::convolution of [batch, channels, height, width] and [outputs, channels / groups, rows,
/// columns]; `bias` may be empty. derivatives.yaml (convolution_overrideable and its like): saves
/// input and weight; aten::convolution_backward makes what is needed of the three gradients at
/// once. Autocast runs it in its low precision. The result and the gradients are row-major whatever
/// the input's layout, as the CUDA backends that a build without cuDNN chooses have them;
/// workspaces of cuDNN are no tensors. Throws Impossible, in PyTorch's words, where the kernel is
/// larger than the padded input or the channels do not fit.
[[nodiscard]] Tensor convolution(
    Tensor input, const Tensor& weight, const Tensor& bias, const ConvolutionOptions& options);

} // namespace headroom::engine
