// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/vision/BasicConv2d.h"

#include "headroom/engine/operators/InPlace.h"

namespace headroom::architectures::vision {

BasicConv2d::BasicConv2d(Module& parent, std::string_view name, std::int64_t inputs,
    std::int64_t outputs, Pair kernel, Pair stride, Pair padding)
    : Module(parent, name)
    , conv(*this, "conv", inputs, outputs, {kernel, stride, padding, 1, false})
    , bn(*this, "bn", outputs)
{
}

Tensor BasicConv2d::forward(const Tensor& given) const
{
    const engine::InModule here = entered();
    Tensor x = conv.forward(given);
    x = bn.forward(x);
    return engine::reluInPlace(x);
}

} // namespace headroom::architectures::vision
