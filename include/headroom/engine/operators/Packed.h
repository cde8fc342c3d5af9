// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

// Products with weights [outputs, inputs] that are packed in other ways than 4 bits. Their kernels
// were not measured.

/// bitsandbytes 0.50, MatMul8bitLt (autograd/_functions.py): the input in fp16 and in int8 for as
/// long as the operator runs, without outliers; backward makes the weight in the input's dtype.
[[nodiscard]] Tensor matmulInt8(Tensor input, std::int64_t outputs, const Tensor& bias);

/// GPTQ, AWQ, FP8: a fused kernel, without a gradient.
[[nodiscard]] Tensor matmulPacked(Tensor input, std::int64_t outputs);

} // namespace headroom::engine
