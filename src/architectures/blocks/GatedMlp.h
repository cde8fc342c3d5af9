// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Layers.h"
#include "headroom/engine/operators/Activations.h"

namespace headroom::architectures {

/// down_proj(act(gate_proj(x)) * up_proj(x)), as LlamaMLP and its kin have it.
class GatedMlp : public Module {
public:
    struct Shape {
        std::int64_t width;
        std::int64_t inner;
        engine::Activation activation;
        bool bias = false;
    };
    GatedMlp(Module& parent, std::string_view name, Shape shape);
    [[nodiscard]] Tensor forward(const Tensor& x) const;

private:
    engine::Activation m_activation;
    Linear gateProj;
    Linear upProj;
    Linear downProj;
};

} // namespace headroom::architectures
