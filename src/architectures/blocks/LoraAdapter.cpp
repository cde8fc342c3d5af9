// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/LoraAdapter.h"

#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Dropout.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

LoraAdapter::Matrix::Matrix(
    Module& parent, std::string_view name, std::int64_t outputs, std::int64_t inputs)
    : Module(parent, name)
    , m_weight(ownParameter("weight", {outputs, inputs}, kAdapterDtype, true).tensor)
{
}

Tensor LoraAdapter::Matrix::forward(Tensor input) const
{
    const InModule here = entered();
    return linear(std::move(input), m_weight, {});
}

LoraAdapter::Magnitude::Magnitude(Module& parent, std::int64_t outputs)
    : module(parent, "lora_magnitude_vector.default")
    , weight(module.ownParameter("weight", {outputs}, kAdapterDtype, true).tensor)
{
}

LoraAdapter::LoraAdapter(Module& layer, const Projection& base)
    : m_layer(layer)
    , m_drops(layer.adaptation().lora->dropout && layer.training())
    , m_a(layer, "lora_A.default", layer.adaptation().lora->rank, base.shape().inputs)
    , m_b(layer, "lora_B.default", base.shape().outputs, layer.adaptation().lora->rank)
{
    if (m_drops)
        m_dropout.emplace(layer, "lora_dropout.default");
    if (layer.adaptation().lora->dora)
        m_magnitude.emplace(layer, base.shape().outputs);
}

Tensor LoraAdapter::dropped(Tensor input) const
{
    if (!m_drops)
        return input;
    const InModule here(m_layer.engine(), m_dropout->id());
    return dropout(std::move(input), true);
}

/// lora_B(lora_A(x)).
Tensor LoraAdapter::adapted(Tensor input) const
{
    Tensor low = m_a.forward(std::move(input));
    return m_b.forward(std::move(low));
}

Tensor LoraAdapter::forward(const Projection& base, Tensor given) const
{
    const Tensor input = std::move(given);
    if (base.storage() != WeightStorage::Plain)
        return forwardFourBit(base, input);
    Tensor result = base.apply(input);
    const Dtype resultDtype = result.dtype();
    const Tensor x = toDtype(input, kAdapterDtype);
    if (m_magnitude) {
        result = withDora(base, std::move(result), x);
    } else {
        Tensor scaled = mulScalar(adapted(dropped(x)));
        result = add(std::move(result), std::move(scaled));
    }
    result = toDtype(std::move(result), resultDtype);
    return result;
}

/// Under autocast nothing is cast, neither the input nor the result.
Tensor LoraAdapter::forwardFourBit(const Projection& base, const Tensor& input) const
{
    Tensor result = base.apply(input);
    result = clone(std::move(result));
    const bool casts = !m_layer.engine().autocast.enabled;
    const Dtype resultDtype = result.dtype();
    const Tensor x = casts ? toDtype(input, kAdapterDtype) : input;
    if (m_magnitude) {
        result = withDora(base, std::move(result), x);
        if (casts)
            result = toDtype(std::move(result), resultDtype);
        return result;
    }
    Tensor output = mulScalar(adapted(dropped(x)));
    if (casts)
        output = toDtype(std::move(output), resultDtype);
    result = add(std::move(result), output);
    return result;
}

/// DoraLinearVariant.forward: with dropout the base layer's product is made again from what is left
/// of the input.
Tensor LoraAdapter::withDora(const Projection& base, Tensor givenResult, Tensor given) const
{
    const Tensor result = std::move(givenResult);
    const Tensor x = dropped(std::move(given));
    Tensor extra = dora(base, x, m_drops ? Tensor() : result);
    return add(result, std::move(extra));
}

/// DoraLinearLayer.forward.
Tensor LoraAdapter::dora(const Projection& base, Tensor given, const Tensor& givenResult) const
{
    const InModule here(m_layer.engine(), m_magnitude->module.id());
    const Tensor x = std::move(given);
    Tensor loraWeight;
    {
        const Tensor eye = filled(m_layer.engine(), "aten.eye.default",
            {base.shape().inputs, base.shape().inputs}, m_a.weight().dtype());
        loraWeight = t(adapted(eye));
    }
    loraWeight = toDtype(std::move(loraWeight), x.dtype());
    Tensor weight = base.weight();
    weight = toDtype(std::move(weight), x.dtype());
    Tensor weightNorm;
    {
        const Tensor sum = add(weight.detach(), mulScalar(loraWeight.detach()));
        weightNorm = toDtype(vectorNorm(sum, 1), sum.dtype());
    }
    const Tensor scale = view(div(m_magnitude->weight, weightNorm), {1, -1});
    const Tensor loraResult = adapted(x);
    Tensor baseResult = givenResult;
    if (!baseResult)
        baseResult = linear(x, weight, {});
    else if (base.bias())
        baseResult = sub(std::move(baseResult), base.bias());
    Tensor magnified = mul(subScalar(scale), baseResult);
    Tensor added = mulScalar(mul(scale, loraResult));
    return add(std::move(magnified), std::move(added));
}

} // namespace headroom::architectures
