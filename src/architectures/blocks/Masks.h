// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Setup.h"
#include "architectures/blocks/KvCache.h"
#include "headroom/engine/Tensor.h"

namespace headroom::architectures {

struct MaskOptions {
    AttentionKind attention = AttentionKind::Sdpa;
    std::int64_t window = 0; ///< of a sliding attention; 0: full
    Tensor padding{}; ///< flags [batch, keys]: which positions count; empty: all, and none is given
};

/// torch.arange(length) + past, unsqueezed: [1, length].
[[nodiscard]] Tensor positionIds(const Tensor& embeddings, const KvCache* cache);

/// transformers' create_causal_mask and create_sliding_window_causal_mask (masking_utils.py, 5.24)
/// without a padding mask: first, without a cache and with positions, the search for packed
/// sequences; then no mask where SDPA's is_causal is enough, else flags [batch, 1, queries, keys],
/// for eager attention numbers to add. Empty: no mask.
[[nodiscard]] Tensor causalMask(const Tensor& embeddings, const Tensor& positions,
    const KvCache* cache, const MaskOptions& options);

/// create_bidirectional_sliding_window_mask without a padding mask: flags [batch, 1, length,
/// length], for eager attention numbers to add. Empty where the window holds the whole sequence.
[[nodiscard]] Tensor bidirectionalWindowMask(const Tensor& embeddings, const MaskOptions& options);

} // namespace headroom::architectures
