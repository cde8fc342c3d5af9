// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// aten::arange: `count` whole numbers.
[[nodiscard]] Tensor arange(Engine& engine, std::int64_t count);
/// A tensor that some operator fills: aten::ones, aten::zeros, aten::full, aten::empty by `op`.
[[nodiscard]] Tensor filled(Engine& engine, const char* op, const Dims& sizes, Dtype dtype);
/// aten::scalar_tensor on the device.
[[nodiscard]] Tensor scalarTensor(Engine& engine, Dtype dtype);
/// aten::tril, aten::triu of a matrix without a gradient.
[[nodiscard]] Tensor tril(Tensor input);
/// aten::where.self without a gradient; numbers among the two values are scalar tensors.
[[nodiscard]] Tensor where(Tensor condition, Tensor a, Tensor b);

} // namespace headroom::engine
