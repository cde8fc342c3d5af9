// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// tensor.to(dtype): itself where it has that dtype, else aten::_to_copy, which saves nothing; its
/// gradient is cast back.
[[nodiscard]] Tensor toDtype(Tensor input, Dtype dtype);

/// aten::clone with memory_format=contiguous. Its gradient is the one that comes in.
[[nodiscard]] Tensor cloneContiguous(Tensor input);
/// aten::clone that keeps a dense layout.
[[nodiscard]] Tensor clone(Tensor input);

/// aten::contiguous: itself where it is row-major.
[[nodiscard]] Tensor contiguous(Tensor input);

/// aten::roll: row-major. Its gradient is rolled back.
[[nodiscard]] Tensor roll(Tensor input);

/// The strides that a copy with memory_format=preserve has: a dense layout is kept, else one is
/// made in the same order (at::infer_dense_strides).
[[nodiscard]] Dims preservedStrides(const Tensor& input);

} // namespace headroom::engine
