// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/vision/Layers.h"

namespace headroom::architectures::vision {

/// BasicConv2d of torchvision 0.29, models/googlenet.py and inception.py.
class BasicConv2d : public Module, public Layer {
public:
    BasicConv2d(Module& parent, std::string_view name, std::int64_t inputs, std::int64_t outputs,
        Pair kernel, Pair stride = 1, Pair padding = 0);
    [[nodiscard]] Tensor forward(const Tensor& given) const override;

private:
    Conv2d conv;
    BatchNorm2d bn;
};

} // namespace headroom::architectures::vision
