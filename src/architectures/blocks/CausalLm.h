// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::architectures {

using engine::Tensor;

/// ForCausalLMLoss of transformers' loss_utils.py: logits in fp32, labels moved by one,
/// cross-entropy.
[[nodiscard]] Tensor causalLmLoss(Tensor logits, const Tensor& labels);

/// slice_logits_to_keep: the last position of [batch, length, width].
[[nodiscard]] Tensor lastPosition(Tensor hidden);

/// last_hidden_state.float().mean().
[[nodiscard]] Tensor meanLoss(Tensor hidden);

} // namespace headroom::architectures
