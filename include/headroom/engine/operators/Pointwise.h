// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <initializer_list>

namespace headroom::engine {

// Element by element, through TensorIterator (ATen/TensorIterator.cpp): sizes broadcast, dtypes are
// promoted, and the result is laid out as the first input that says how.

/// The sizes that both broadcast to (at::infer_size); throws Impossible, naming `op`, where they do
/// not.
[[nodiscard]] Dims broadcast(const char* op, const Dims& a, const Dims& b);
/// The strides of a result of those sizes (torch/_prims_common, compute_elementwise_output_strides,
/// as TensorIterator::reorder_dimensions).
[[nodiscard]] Dims iteratorStrides(const Dims& sizes, std::initializer_list<const Tensor*> inputs);
/// c10::promoteTypes for two tensors; one of no dimensions counts only among its own kind.
[[nodiscard]] Dtype promote(const Tensor& a, const Tensor& b);
/// A result of one or more inputs that broadcast, not recorded.
[[nodiscard]] Tensor pointwise(
    const char* op, std::initializer_list<const Tensor*> inputs, Dtype dtype);

/// aten::add.Tensor, aten::sub.Tensor: save nothing; both inputs get the gradient itself.
[[nodiscard]] Tensor add(Tensor a, Tensor b);
[[nodiscard]] Tensor sub(Tensor a, Tensor b);
/// aten::mul.Tensor: saves each input where the other needs a gradient.
[[nodiscard]] Tensor mul(Tensor a, Tensor b);
/// aten::div.Tensor: saves `b`, and `a` where `b` needs a gradient.
[[nodiscard]] Tensor div(Tensor a, Tensor b);
/// aten::div_.Tensor: in the bytes of `a`; what `a` was is copied first where `b` needs a gradient.
[[nodiscard]] Tensor divInPlace(Tensor a, Tensor b);

/// The same with a number, which Python wraps as a tensor of the CPU: no bytes. The gradient is
/// scaled by it.
[[nodiscard]] Tensor addScalar(Tensor input);
[[nodiscard]] Tensor subScalar(Tensor input);
[[nodiscard]] Tensor mulScalar(Tensor input);
[[nodiscard]] Tensor divScalar(Tensor input);
/// aten::mul.Scalar, as C++ multiplies by a number.
[[nodiscard]] Tensor scale(Tensor input);

/// aten::pow.Tensor_Scalar: saves its input; backward is grad * (n * input.pow(n - 1)).
[[nodiscard]] Tensor powScalar(Tensor input);
/// aten::rsqrt: saves its result; backward is -0.5 * grad * result.pow(3).
[[nodiscard]] Tensor rsqrt(Tensor input);
/// aten::exp: saves its result; backward is grad * result. Autocast runs it in fp32.
[[nodiscard]] Tensor exp(Tensor input);
/// aten::clamp_min, and aten::clamp with a maximum alone: save their input. Backward: where it was
/// not clamped (aten::ge.Scalar, aten::le.Scalar) the gradient, else 0 of the device.
[[nodiscard]] Tensor clampMin(Tensor input);
[[nodiscard]] Tensor clampMax(Tensor input);
/// aten::neg.
[[nodiscard]] Tensor neg(Tensor input);
/// aten::cos, aten::sin: of tensors without a gradient.
[[nodiscard]] Tensor cos(Tensor input);
[[nodiscard]] Tensor sin(Tensor input);

/// torch.where(condition, input, number), the number as a scalar tensor: saves the condition.
[[nodiscard]] Tensor whereElse(Tensor condition, Tensor input);
/// aten::clamp.Tensor between two tensors of no dimensions: saves all three.
[[nodiscard]] Tensor clamp(Tensor input, Tensor least, Tensor most);

/// Without a gradient: an operator of one input that gives another dtype (comparisons,
/// logical_not).
[[nodiscard]] Tensor compare(const char* op, Tensor input);
[[nodiscard]] Tensor compare(const char* op, Tensor a, Tensor b);
/// aten::masked_fill.Scalar of a tensor without a gradient.
[[nodiscard]] Tensor maskedFill(const Tensor& input, const Tensor& mask);
/// aten::bitwise_and.Tensor.
[[nodiscard]] Tensor bitwiseAnd(Tensor a, Tensor b);

} // namespace headroom::engine
