// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// at::dropout in training: aten::native_dropout gives the result and a mask of flags, and saves
/// the mask. `active`: training, with a probability between 0 and 1; else the input itself comes
/// back.
[[nodiscard]] Tensor dropout(Tensor input, bool active);

} // namespace headroom::engine
