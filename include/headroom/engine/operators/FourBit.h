// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// A weight [outputs, inputs] of 4 bits, as an operator needs to know it.
struct FourBitWeight {
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    Dtype dtype = Dtype::Bf16; ///< what it was quantized from, and becomes again
    bool nested = false; ///< its statistics are quantized too
};

/// bitsandbytes 0.50, matmul_4bit (autograd/_functions.py): a fused kernel, or, by the library's
/// table for an A100 (backends/cuda/ops.py), the weight dequantized inside the operator. Backward
/// dequantizes it again for the input's gradient; the weight has none. `bias` may be empty.
[[nodiscard]] Tensor matmulFourBit(Tensor input, const FourBitWeight& weight, const Tensor& bias);

/// bitsandbytes.functional.dequantize_4bit: the weight in its dtype, not recorded.
[[nodiscard]] Tensor dequantizeFourBit(Engine& engine, const FourBitWeight& weight);

/// Whether the fused kernel of bitsandbytes 0.50 is taken on an A100 for that many rows.
[[nodiscard]] bool fusedFourBit(Dtype dtype, std::int64_t rows, const FourBitWeight& weight);

} // namespace headroom::engine
