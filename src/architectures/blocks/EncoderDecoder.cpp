// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/EncoderDecoder.h"

#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

Tensor shiftTokensRight(const Tensor& labels)
{
    Tensor shifted =
        filled(labels.engine(), "aten.new_zeros.default", labels.sizes(), labels.dtype());
    clone(slice(labels, -1, 0, labels.size(-1) - 1)).reset();
    compare("aten.eq.Scalar", shifted).reset();
    return shifted;
}

} // namespace headroom::architectures
