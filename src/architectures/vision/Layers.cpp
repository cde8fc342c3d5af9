// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/vision/Layers.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <algorithm>

namespace headroom::architectures::vision {

using namespace engine;

Tensor Sequential::through(Tensor given) const
{
    Tensor x = std::move(given);
    for (const std::unique_ptr<Layer>& layer : m_layers)
        x = layer->forward(x);
    return x;
}

Conv2d::Conv2d(Module& parent, std::string_view name, std::int64_t inputs, std::int64_t outputs,
    const Conv2dOptions& options)
    : Module(parent, name)
    , m_options{options.stride, options.padding, options.dilation, options.groups}
    , m_weight(parameter("weight",
          {outputs, inputs / options.groups, options.kernel.height, options.kernel.width}))
{
    if (options.bias)
        m_bias = parameter("bias", {outputs});
}

Tensor Conv2d::forward(const Tensor& x) const
{
    const InModule here = entered();
    return convolution(x, m_weight, m_bias, m_options);
}

BatchNorm2d::BatchNorm2d(Module& parent, std::string_view name, std::int64_t channels)
    : Module(parent, name)
{
    m_tensors.weight = parameter("weight", {channels});
    m_tensors.bias = parameter("bias", {channels});
    m_tensors.runningMean = buffer("running_mean", {channels}, model().weights());
    m_tensors.runningVar = buffer("running_var", {channels}, model().weights());
    buffer("num_batches_tracked", {}, Dtype::Int64);
}

Tensor BatchNorm2d::forward(const Tensor& x) const
{
    const InModule here = entered();
    return batchNorm(x, m_tensors, training());
}

Tensor Activation::forward(const Tensor& x) const
{
    const InModule here = entered();
    switch (m_act) {
    case Act::Relu:
        return relu(x);
    case Act::ReluInPlace:
        return reluInPlace(x);
    case Act::Relu6InPlace:
        return hardtanhInPlace(x);
    case Act::Silu:
        return silu(x);
    case Act::SiluInPlace:
        return siluInPlace(x);
    case Act::HardswishInPlace:
        return hardswishInPlace(x);
    case Act::Hardsigmoid:
        return hardsigmoid(x);
    case Act::Sigmoid:
        return sigmoid(x);
    case Act::Gelu:
        return gelu(x);
    case Act::Tanh:
        return tanh(x);
    }
    return x;
}

Tensor MaxPool2d::forward(const Tensor& x) const
{
    const InModule here = entered();
    return maxPool2d(x, m_options);
}

Tensor AvgPool2d::forward(const Tensor& x) const
{
    const InModule here = entered();
    return avgPool2d(x, m_options);
}

Tensor AdaptiveAvgPool2d::forward(const Tensor& x) const
{
    const InModule here = entered();
    return adaptiveAvgPool2d(x, m_size);
}

Tensor Flatten::forward(const Tensor& x) const
{
    const InModule here = entered();
    return flatten(x, 1, -1);
}

Tensor DropoutInPlace::forward(const Tensor& x) const
{
    const InModule here = entered();
    return dropoutInPlace(x, training());
}

Tensor Permute::forward(const Tensor& x) const
{
    const InModule here = entered();
    return permute(x, m_order);
}

Tensor StochasticDepth::forward(const Tensor& x) const
{
    const InModule here = entered();
    if (!m_active || !training())
        return x;
    Dims size = Dims::filled(x.rank(), 1);
    size[0] = x.size(0);
    const Tensor noise = filled(engine(), "aten.empty.memory_format", size, x.dtype());
    return mul(x, noise);
}

Conv2dNormActivation::Conv2dNormActivation(Module& parent, std::string_view name,
    std::int64_t inputs, std::int64_t outputs, const ConvNormOptions& options)
    : Sequential(parent, name)
{
    const Pair padding((options.kernel.height - 1) / 2, (options.kernel.width - 1) / 2);
    add<Conv2d>(inputs, outputs,
        Conv2dOptions{options.kernel, options.stride, padding, options.groups, !options.norm});
    if (options.norm)
        add<BatchNorm2d>(outputs);
    if (options.activation)
        add<Activation>(*options.activation);
}

SqueezeExcitation::SqueezeExcitation(Module& parent, std::string_view name, std::int64_t channels,
    std::int64_t squeezed, const Options& options)
    : Module(parent, name)
    , avgpool(*this, "avgpool")
    , fc1(*this, "fc1", channels, squeezed, {})
    , fc2(*this, "fc2", squeezed, channels, {})
    , activation(*this, "activation", options.activation)
    , scaleActivation(*this, "scale_activation", options.scaleActivation)
{
}

Tensor SqueezeExcitation::scale(const Tensor& x) const
{
    Tensor scale = avgpool.forward(x);
    scale = fc1.forward(scale);
    scale = activation.forward(scale);
    scale = fc2.forward(scale);
    return scaleActivation.forward(scale);
}

Tensor SqueezeExcitation::forward(const Tensor& x) const
{
    const InModule here = entered();
    const Tensor factor = scale(x);
    return mul(factor, x);
}

std::int64_t makeDivisible(std::int64_t channels, std::int64_t thousandths, std::int64_t divisor)
{
    const std::int64_t scaled = channels * thousandths;
    const std::int64_t nearest = (scaled + divisor * 500) / (1000 * divisor) * divisor;
    const std::int64_t made = std::max(divisor, nearest);
    return made * 10000 < 9 * scaled ? made + divisor : made;
}

} // namespace headroom::architectures::vision
