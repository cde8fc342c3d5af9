// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/GatedMlp.h"

#include "headroom/engine/operators/Pointwise.h"

namespace headroom::architectures {

using namespace engine;

GatedMlp::GatedMlp(Module& parent, std::string_view name, Shape shape)
    : Module(parent, name)
    , m_activation(shape.activation)
    , gateProj(*this, "gate_proj", {shape.width, shape.inner, shape.bias})
    , upProj(*this, "up_proj", {shape.width, shape.inner, shape.bias})
    , downProj(*this, "down_proj", {shape.inner, shape.width, shape.bias})
{
}

Tensor GatedMlp::forward(const Tensor& x) const
{
    const InModule here = entered();
    Tensor gated = activate(m_activation, gateProj.forward(x));
    Tensor raised = upProj.forward(x);
    Tensor product = mul(std::move(gated), std::move(raised));
    return downProj.forward(std::move(product));
}

} // namespace headroom::architectures
