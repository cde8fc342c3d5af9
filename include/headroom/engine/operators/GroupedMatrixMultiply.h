// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// aten::_grouped_mm of rows [n, k] in groups that end at `offsets`, each with its own matrix of
/// [groups, k, m]: saves each where the other needs a gradient, and the offsets. Not among
/// autocast's operators. PyTorch 2.13 takes fp32, bf16 and fp16: throws Impossible, naming
/// precision.weights, for another dtype.
[[nodiscard]] Tensor groupedMm(Tensor rows, Tensor matrices, Tensor offsets);

} // namespace headroom::engine
