// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Setup.h"
#include "headroom/engine/Tensor.h"

#include <utility>

namespace headroom::architectures {

using engine::Tensor;

/// How eager attention takes its softmax.
enum class SoftmaxForm {
    InFp32, ///< computed in fp32 and cast back (Llama and its kin)
    ThenCast, ///< as it comes, cast to the values' dtype (GPT-2)
    Plain, ///< as it comes (BERT and its kin)
};

struct AttendOptions {
    AttentionKind kind = AttentionKind::Sdpa;
    std::int64_t groups = 1; ///< query heads a key head
    bool dropout = false; ///< a probability above 0, in training
    bool causal = true; ///< without a mask, each position looks at those before it
    SoftmaxForm softmax = SoftmaxForm::InFp32;
    bool contiguousOutput =
        true; ///< eager: copied to [batch, length, heads, width] at once (not GPT-2)
    bool softcap = false; ///< eager: scores divided, tanh, multiplied (Gemma 2)
    Tensor positionBias{}; ///< added to the scores, [1, heads, queries, keys] (T5)
};

struct Attended {
    Tensor output; ///< [batch, length, heads, width]
    Tensor weights; ///< of eager attention; the caller's variable keeps them alive, as `_` does in
                    ///< the original
    [[nodiscard]] std::pair<Tensor, Tensor> both() &&
    {
        return {std::move(output), std::move(weights)};
    }
};

/// The attention that transformers runs by config._attn_implementation: query, key and value
/// [batch, heads, length, width].
[[nodiscard]] Attended attend(const Tensor& query, const Tensor& key, const Tensor& value,
    const Tensor& mask, const AttendOptions& options);

/// repeat_kv: each key head as often as it has query heads; itself for one.
[[nodiscard]] Tensor repeatKv(const Tensor& input, std::int64_t times);

} // namespace headroom::architectures
