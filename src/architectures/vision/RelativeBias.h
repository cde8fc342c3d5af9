// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::architectures::vision {

/// The bias of each head and pair of positions of a window, picked from a table [.., heads] by
/// `index`, one number a pair: torchvision 0.29, _get_relative_position_bias of
/// models/swin_transformer.py and get_relative_positional_bias of models/maxvit.py.
[[nodiscard]] engine::Tensor relativeBias(
    const engine::Tensor& table, const engine::Tensor& index, std::int64_t positions);

} // namespace headroom::architectures::vision
