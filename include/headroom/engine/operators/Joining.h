// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <utility>
#include <vector>

namespace headroom::engine {

/// A list of tensors that takes over what is moved in (a braced list would copy).
template <typename... Tensors> [[nodiscard]] std::vector<Tensor> list(Tensors&&... tensors)
{
    std::vector<Tensor> result;
    result.reserve(sizeof...(tensors));
    (result.push_back(std::forward<Tensors>(tensors)), ...);
    return result;
}

/// aten::cat: saves nothing; the gradients are views of its own (cat_tensors_backward). Dtypes are
/// promoted; the result is channels last where all are, else row-major.
[[nodiscard]] Tensor cat(std::vector<Tensor> tensors, std::int64_t axis);

/// aten::constant_pad_nd to larger sizes, or to the same: a copy nonetheless.
[[nodiscard]] Tensor padTo(Tensor input, const Dims& sizes);
/// aten::constant_pad_nd of the last dimension.
[[nodiscard]] Tensor padLast(Tensor input, std::int64_t before, std::int64_t after);

} // namespace headroom::engine
