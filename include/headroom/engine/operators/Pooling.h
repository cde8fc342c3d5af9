// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"
#include "headroom/engine/operators/Convolution.h"

namespace headroom::engine {

struct PoolingOptions {
    Pair kernel;
    Pair stride;
    Pair padding = 0;
    bool ceilMode = false; ///< a last window that hangs over the edge counts
};

// Layouts follow the input's suggested memory format (channels last or row-major). Each throws
// Impossible where the result has no rows or columns (ATen/native/Pool.h, pool2d_shape_check).

/// at::max_pool2d: aten::max_pool2d_with_indices gives the result and int64 indices; saves its
/// input and the indices.
[[nodiscard]] Tensor maxPool2d(Tensor input, const PoolingOptions& options);
/// aten::avg_pool2d: saves its input (derivatives.yaml names self, of which backward needs the
/// sizes).
[[nodiscard]] Tensor avgPool2d(Tensor input, const PoolingOptions& options);
/// at::adaptive_avg_pool2d: to one pixel it is mean over rows and columns, re-strided in place
/// where the input is channels last; else aten::_adaptive_avg_pool2d, which saves its input.
[[nodiscard]] Tensor adaptiveAvgPool2d(Tensor input, Pair size);

} // namespace headroom::engine
