// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <utility>

namespace headroom::engine {

// Operators whose result lies in their input's bytes. What the input was is gone: where backward
// needs it, autograd copies it first (aten::clone). No kernel takes memory of its own.

/// aten::relu_: saves its result; aten::threshold_backward.
[[nodiscard]] Tensor reluInPlace(Tensor input);
/// aten::silu_: saves a copy of its input; aten::silu_backward.
[[nodiscard]] Tensor siluInPlace(Tensor input);
/// aten::hardswish_: saves a copy of its input; aten::hardswish_backward.
[[nodiscard]] Tensor hardswishInPlace(Tensor input);
/// aten::hardtanh_ (ReLU6): saves a copy of its input; aten::hardtanh_backward.
[[nodiscard]] Tensor hardtanhInPlace(Tensor input);
/// aten::add_.Tensor: saves nothing; `b` broadcasts to `a`.
[[nodiscard]] Tensor addInPlace(Tensor a, Tensor b);
/// at::dropout_ in training: noise by aten::empty_like, then aten::mul_.Tensor, which saves it.
[[nodiscard]] Tensor dropoutInPlace(Tensor input, bool active);

// In place of a part or another shape of `base`: autograd makes the whole base's history anew
// (torch/csrc/autograd/functions/tensor.cpp, CopySlices). Its backward copies the gradient of the
// base (aten::new_empty_strided), and of that copy the viewed part (aten::clone), on which the
// operator's own backward runs. They return the base and the view as they are afterwards.

/// aten::relu_ of a view of other sizes.
[[nodiscard]] std::pair<Tensor, Tensor> reluInPlaceOfView(Tensor base, Tensor view);
/// at::dropout_ of a view of other sizes.
[[nodiscard]] std::pair<Tensor, Tensor> dropoutInPlaceOfView(Tensor base, Tensor view, bool active);
/// aten::zero_ of the elements [start, end) of a vector. Returns the vector.
[[nodiscard]] Tensor zeroPartInPlace(Tensor base, std::int64_t start, std::int64_t end);

} // namespace headroom::engine
