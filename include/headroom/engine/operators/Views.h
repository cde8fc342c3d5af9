// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <array>
#include <vector>

namespace headroom::engine {

// Operators that share their input's storage. Each is a node of its own (derivatives.yaml,
// PyTorch 2.13), because backward may have to copy what forward only looked at in another way.

/// aten::view; the sizes may hold one -1. Throws Impossible where the strides do not allow it.
[[nodiscard]] Tensor view(Tensor input, Dims sizes);
/// aten::reshape: a view where the strides allow it, else aten::clone and aten::_unsafe_view.
[[nodiscard]] Tensor reshape(Tensor input, Dims sizes);
/// aten::flatten.
[[nodiscard]] Tensor flatten(Tensor input, std::int64_t first, std::int64_t last);
/// aten::transpose.int.
[[nodiscard]] Tensor transpose(Tensor input, std::int64_t a, std::int64_t b);
/// aten::t.
[[nodiscard]] Tensor t(Tensor input);
/// aten::permute.
[[nodiscard]] Tensor permute(Tensor input, const Dims& order);
/// aten::unsqueeze; backward squeezes.
[[nodiscard]] Tensor unsqueeze(Tensor input, std::int64_t axis);
/// aten::squeeze.dim.
[[nodiscard]] Tensor squeeze(Tensor input, std::int64_t axis);
/// aten::expand; -1 keeps a size. Backward sums (at::sum_to).
[[nodiscard]] Tensor expand(Tensor input, const Dims& sizes);
/// Python's input[.., start:end, ..]: itself for the whole range (TensorIndexing.h, applySlice),
/// else aten::slice.Tensor. Backward: aten::slice_backward, of the whole size.
[[nodiscard]] Tensor slice(
    Tensor input, std::int64_t axis, std::int64_t start, std::int64_t end, std::int64_t step = 1);
/// aten::as_strided, as the in-place form of a tensor that has its storage for itself. Backward:
/// zeros for the whole storage (aten::new_zeros), into which the gradient is written.
[[nodiscard]] Tensor asStrided(Tensor input, const Dims& sizes, const Dims& strides);
/// aten::select.int. Backward: aten::select_backward, of the whole size.
[[nodiscard]] Tensor select(Tensor input, std::int64_t axis, std::int64_t index);
/// aten::split.Tensor and aten::split_with_sizes. Backward joins the gradients (aten::cat).
[[nodiscard]] std::vector<Tensor> split(Tensor input, std::int64_t size, std::int64_t axis);
[[nodiscard]] std::vector<Tensor> splitWithSizes(
    Tensor input, const std::vector<std::int64_t>& sizes, std::int64_t axis);

/// aten::unbind.int: the slices along a dimension, without it. Backward stacks the gradients
/// (aten::stack), zeros where there is none.
[[nodiscard]] std::vector<Tensor> unbind(Tensor input, std::int64_t axis);

/// The strides a view of those sizes has (ATen/TensorUtils.cpp, computeStride); false where there
/// is none.
[[nodiscard]] bool viewStrides(
    const Dims& sizes, const Dims& strides, const Dims& wanted, Dims& result);

} // namespace headroom::engine
