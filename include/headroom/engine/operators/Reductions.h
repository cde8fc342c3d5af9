// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <initializer_list>

namespace headroom::engine {

/// aten::sum.dim_IntList over those dimensions; its gradient is expanded, without bytes.
[[nodiscard]] Tensor sum(Tensor input, std::initializer_list<std::int64_t> axes, bool keep);
/// at::sum_to: sums what broadcasting added. Itself where there is nothing to sum. Not recorded.
[[nodiscard]] Tensor sumTo(Tensor input, const Dims& sizes);
/// aten::mean.dim; backward is the expanded gradient divided (aten::div.Scalar), of the input's
/// size.
[[nodiscard]] Tensor mean(Tensor input, std::int64_t axis, bool keep);
[[nodiscard]] Tensor mean(Tensor input, std::initializer_list<std::int64_t> axes, bool keep);
/// aten::linalg_vector_norm of order 2 over the last dimension, which stays: saves its input and
/// its result. Autocast gives its result in fp32, and leaves its input as it is. Backward: grad *
/// (self / result), where the result is not 0.
[[nodiscard]] Tensor vectorNorm(Tensor input);
/// aten::mean over all elements.
[[nodiscard]] Tensor meanAll(Tensor input);
/// aten::linalg_vector_norm along one dimension, which goes. Not recorded.
[[nodiscard]] Tensor vectorNorm(Tensor input, std::int64_t axis);
/// aten::cumsum of numbers without a gradient: int64 of whole numbers and flags.
[[nodiscard]] Tensor cumsum(Tensor input);
/// aten::all and aten::any, to one flag.
[[nodiscard]] Tensor all(Tensor input);
[[nodiscard]] Tensor any(Tensor input);

} // namespace headroom::engine
