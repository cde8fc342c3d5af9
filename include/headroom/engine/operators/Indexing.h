// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <utility>

namespace headroom::engine {

/// aten::topk over the last dimension: values and int64 indices; saves the indices. Backward:
/// value_selecting_reduction_backward, zeros and aten::scatter.
[[nodiscard]] std::pair<Tensor, Tensor> topK(Tensor input, std::int64_t count);

/// aten::sort of indices without a gradient: values and permutation.
[[nodiscard]] std::pair<Tensor, Tensor> sort(const Tensor& input);

/// aten::index.Tensor, rows picked by one list of indices [n]: saves the indices. Backward:
/// index_backward, zeros and a new tensor by aten::index_put.
[[nodiscard]] Tensor index(const Tensor& input, Tensor indices);

/// aten::gather of whole numbers along a dimension, without a gradient: as many as there are
/// indices.
[[nodiscard]] Tensor gather(const Tensor& input, const Tensor& indices);

/// aten::histc into so many bins, in the input's dtype; aten::floor_divide by a number;
/// aten::empty_like. Without a gradient.
[[nodiscard]] Tensor histogram(const Tensor& input, std::int64_t bins);
[[nodiscard]] Tensor floorDivide(const Tensor& input);
[[nodiscard]] Tensor emptyLike(const Tensor& input);

} // namespace headroom::engine
