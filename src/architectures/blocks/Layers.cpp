// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Layers.h"

#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Dropout.h"
#include "headroom/engine/operators/Embedding.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Normalization.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"

namespace headroom::architectures {

using namespace engine;

Linear::Linear(Module& parent, std::string_view name, Shape shape)
    : Linear(parent, name, {}, shape)
{
}

Linear::Linear(Module& parent, std::string_view name, Tensor tied, Tensor tiedBias)
    : Module(parent, name)
    , m_weight(std::move(tied))
    , m_bias(std::move(tiedBias))
{
}

Linear::Linear(Module& parent, std::string_view name, Tensor tied, Shape shape)
    : Module(parent, name)
    , m_weight(tied ? std::move(tied) : parameter("weight", {shape.outputs, shape.inputs}))
{
    if (shape.bias)
        m_bias = parameter("bias", {shape.outputs});
}

Tensor Linear::forward(Tensor input) const
{
    const InModule here = entered();
    return linear(std::move(input), m_weight, m_bias);
}

Embedding::Embedding(Module& parent, std::string_view name, std::int64_t rows, std::int64_t width)
    : Module(parent, name)
    , m_weight(parameter("weight", {rows, width}))
{
}

Embedding::Embedding(Module& parent, std::string_view name, Tensor tied)
    : Module(parent, name)
    , m_weight(std::move(tied))
{
}

Tensor Embedding::forward(Tensor indices) const
{
    const InModule here = entered();
    return embedding(m_weight, std::move(indices));
}

LayerNorm::LayerNorm(Module& parent, std::string_view name, std::int64_t width, Learns learns)
    : Module(parent, name)
{
    if (learns != Learns::Nothing)
        m_weight = parameter("weight", {width});
    if (learns == Learns::WeightAndBias)
        m_bias = parameter("bias", {width});
}

Tensor LayerNorm::forward(Tensor input) const
{
    const InModule here = entered();
    return layerNorm(std::move(input), m_weight, m_bias);
}

Dropout::Dropout(Module& parent, std::string_view name, bool active)
    : Module(parent, name)
    , m_active(active)
{
}

Tensor Dropout::forward(Tensor input) const
{
    const InModule here = entered();
    return dropout(std::move(input), m_active && training());
}

RmsNorm::RmsNorm(Module& parent, std::string_view name, std::int64_t width)
    : Module(parent, name)
    , m_weight(parameter("weight", {width}))
{
}

Tensor RmsNorm::forward(const Tensor& input) const
{
    const InModule here = entered();
    const Dtype inputDtype = input.dtype();
    Tensor hidden = toDtype(input, Dtype::Fp32);
    const Tensor variance = mean(powScalar(hidden), -1, true);
    Tensor factor = rsqrt(addScalar(variance));
    hidden = mul(hidden, std::move(factor));
    return mul(m_weight, toDtype(hidden, inputDtype));
}

} // namespace headroom::architectures
