// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// F.cross_entropy with class indices: aten::_log_softmax, then aten::nll_loss_forward, which saves
/// its input, the target and the total weight that it gives.
[[nodiscard]] Tensor crossEntropy(Tensor logits, Tensor target);

/// F.mse_loss: aten::mse_loss saves its input and the target. Autocast runs it in fp32. Backward:
/// mse_loss_backward.
[[nodiscard]] Tensor mseLoss(Tensor input, Tensor target);

} // namespace headroom::engine
