// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

// derivatives.yaml of PyTorch 2.13 (mm, addmm, bmm, baddbmm): each saves an input where the other
// needs a gradient. Autocast runs them in its low precision; it casts the last argument first, as
// g++ evaluates them. A selective checkpoint keeps their outputs.

/// aten::mm of [n, k] and [k, m].
[[nodiscard]] Tensor mm(Tensor a, Tensor b);
/// aten::addmm: `bias` broadcasts to [n, m]; its gradient is summed back.
[[nodiscard]] Tensor addmm(Tensor bias, Tensor a, Tensor b);
/// aten::bmm of [b, n, k] and [b, k, m].
[[nodiscard]] Tensor bmm(Tensor a, Tensor b);
/// aten::baddbmm of [b, n, m], [b, n, k] and [b, k, m]; `scaled`: the product is multiplied by a
/// number other than one, and so are the gradients of its factors.
[[nodiscard]] Tensor baddbmm(Tensor input, Tensor a, Tensor b, bool scaled = false);

/// at::matmul (ATen/native/LinearAlgebra.cpp): folded to mm where the second has two dimensions,
/// else expanded to bmm.
[[nodiscard]] Tensor matmul(Tensor a, Tensor b);
/// at::linear (ATen/native/Linear.cpp): weight [out, in]; `bias` may be empty.
[[nodiscard]] Tensor linear(Tensor input, const Tensor& weight, const Tensor& bias);

} // namespace headroom::engine
