// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

#include <optional>

namespace headroom::engine {

/// at::softmax over the last dimension: aten::_softmax saves its result; of the input the dtype
/// alone. `dtype`: the input is converted to it first, except fp16 to fp32, which the kernel does
/// itself. Autocast runs it in fp32.
[[nodiscard]] Tensor softmax(Tensor input, std::optional<Dtype> dtype = std::nullopt);
/// aten::_safe_softmax, of the math attention: inside, the plain softmax and a mask live beside the
/// result.
[[nodiscard]] Tensor safeSoftmax(Tensor input);
/// at::log_softmax over the last dimension: aten::_log_softmax saves its result. As
/// at::cross_entropy_loss calls it, with its input's dtype given, which autocast then leaves.
[[nodiscard]] Tensor logSoftmax(Tensor input);

} // namespace headroom::engine
