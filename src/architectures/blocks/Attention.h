// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Setup.h"
#include "headroom/engine/Tensor.h"

namespace headroom::architectures {

using engine::Tensor;

struct AttendOptions {
    AttentionKind kind = AttentionKind::Sdpa;
    std::int64_t groups = 1; ///< query heads a key head
    bool dropout = false; ///< a probability above 0, in training
    bool softmaxInFp32 = true; ///< eager: computed in fp32 and cast back (Llama and its kin; not GPT-2)
    bool softcap = false; ///< eager: scores divided, tanh, multiplied (Gemma 2)
};

/// The attention that transformers runs by config._attn_implementation: query, key and value [batch, heads, length, width];
/// returns [batch, length, heads, width].
[[nodiscard]] Tensor attend(const Tensor& query, const Tensor& key, const Tensor& value,
    const Tensor& mask, const AttendOptions& options);

/// repeat_kv: each key head as often as it has query heads; itself for one.
[[nodiscard]] Tensor repeatKv(const Tensor& input, std::int64_t times);

} // namespace headroom::architectures
