// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::architectures {

using engine::Tensor;

/// ForCausalLMLoss of transformers' loss_utils.py: logits in fp32, labels moved by one,
/// cross-entropy.
[[nodiscard]] Tensor causalLmLoss(Tensor logits, const Tensor& labels);

/// LigerForCausalLMLoss (transformers/model/loss_utils.py of Liger-Kernel): hidden [batch, length,
/// width] and the head's weight [vocabulary, width]; labels moved by one.
[[nodiscard]] Tensor fusedCausalLmLoss(
    const Tensor& hidden, const Tensor& weight, const Tensor& labels);

/// slice_logits_to_keep: the last position of [batch, length, width].
[[nodiscard]] Tensor lastPosition(Tensor hidden);

/// last_hidden_state.float().mean().
[[nodiscard]] Tensor meanLoss(Tensor hidden);

} // namespace headroom::architectures
