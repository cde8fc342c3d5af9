// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// LigerFusedLinearCrossEntropyFunction of Liger-Kernel 0.4.2 (ops/fused_linear_cross_entropy.py):
/// the cross-entropy of hidden [rows, width] times weight [classes, width] transposed, in chunks of
/// rows; the target is read and not kept. Forward makes both gradients already and keeps no logits;
/// of a chunk it holds the logits in the input's dtype and in fp32, and the last chunk's gradient
/// of them.
[[nodiscard]] Tensor fusedLinearCrossEntropy(const Tensor& hidden, const Tensor& weight);

} // namespace headroom::engine
