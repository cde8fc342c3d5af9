// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

struct AttentionOptions {
    bool causal = false;
    bool dropout = false; ///< a probability above 0, in training
    bool groupedQueries =
        false; ///< enable_gqa: fewer key heads than query heads are taken as they are
    bool scaled = true; ///< a scale of its own or 1 / sqrt(head dimension): the same bytes
    bool flashRequired =
        false; ///< throws Impossible, naming the condition, where the flash kernel isn't taken
};

/// F.scaled_dot_product_attention of [batch, heads, length, head dimension], by the kernel that
/// PyTorch 2.13 chooses on sm80 (aten/src/ATen/native/transformers/cuda/sdp_utils.cpp): flash for
/// 16 bits without a mask, else memory-efficient, else math. `mask`: none, flags, or numbers to
/// add; broadcasts to [batch, heads, length, length].
[[nodiscard]] Tensor scaledDotProductAttention(
    Tensor query, Tensor key, Tensor value, Tensor mask, AttentionOptions options);

/// aten::_native_multi_head_attention, which nn.MultiheadAttention takes without autograd and
/// autocast: projections and attention in one operator, of which only the result is seen.
[[nodiscard]] Tensor nativeMultiHeadAttention(const Tensor& input);

/// aten::_scaled_dot_product_flash_attention: saves inputs, result and log-sum-exp; temporaries in
/// backward (flash_api.cpp).
[[nodiscard]] Tensor flashAttention(Tensor query, Tensor key, Tensor value);
/// aten::_scaled_dot_product_efficient_attention; temporaries: attention.cu, attention_backward.cu,
/// kernel_backward.h.
[[nodiscard]] Tensor efficientAttention(
    Tensor query, Tensor key, Tensor value, Tensor bias, bool logSumExp);

} // namespace headroom::engine
