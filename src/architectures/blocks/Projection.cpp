// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Projection.h"

#include "headroom/engine/QuantizedWeight.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Packed.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

Projection::Projection(Module& layer, Shape shape, bool adapted, bool kept)
    : m_shape(shape)
    , m_computed(layer.model().weights())
{
    if (adapted)
        m_module.emplace(layer, "base_layer");
    Module& owner = adapted ? *m_module : layer;
    m_owner = &owner;
    if (!kept)
        m_storage = layer.adaptation().storage;
    if (m_storage != WeightStorage::Plain) {
        m_shape.turned = false;
        m_weight = quantizedWeight(owner, m_storage, shape.outputs, shape.inputs).tensor;
    } else {
        m_weight = owner.parameter("weight",
            shape.turned ? Dims{shape.inputs, shape.outputs} : Dims{shape.outputs, shape.inputs});
    }
    if (shape.bias)
        makeBias(owner, adapted);
}

Projection::Projection(Module& layer, Tied tied, bool adapted)
    : m_shape(tied.shape)
    , m_computed(layer.model().weights())
{
    if (adapted)
        m_module.emplace(layer, "base_layer");
    Module& owner = adapted ? *m_module : layer;
    m_owner = &owner;
    // A copy of the module to save is tied no more.
    const auto shared = [&layer](std::string_view name, Tensor tensor) {
        return layer.savedInFull()
            ? layer.ownParameter(name, tensor.sizes(), tensor.dtype(), true).tensor
            : std::move(tensor);
    };
    if (tied.weight) {
        m_shape.inputs = tied.weight.size(1);
        m_shape.outputs = tied.weight.size(0);
        m_weight = shared("weight", std::move(tied.weight));
    } else {
        m_weight = owner.parameter("weight", {m_shape.outputs, m_shape.inputs});
    }
    if (tied.bias)
        m_bias = shared("bias", std::move(tied.bias));
    else if (m_shape.bias)
        makeBias(owner, adapted);
}

/// bitsandbytes' layers make their bias in fp32 and cast it to what they compute in when they run.
void Projection::makeBias(Module& owner, bool adapted)
{
    const Dims sizes{m_shape.outputs};
    const std::optional<Adaptation::Lora>& lora = owner.adaptation().lora;
    const bool adapterOnly = adapted && lora && lora->bias == AdapterBias::LoraOnly;
    if (m_storage != WeightStorage::Plain) {
        if (owner.savedInFull())
            owner.originalParameter("bias", sizes, Dtype::Fp32);
        const bool trains =
            adapterOnly || owner.savedInFull() || (lora && lora->bias == AdapterBias::All);
        m_bias = owner.ownParameter("bias", sizes, m_computed, trains).tensor;
    } else if (adapterOnly) {
        m_bias = owner.ownParameter("bias", sizes, owner.model().restDtype(), true).tensor;
    } else {
        m_bias = owner.parameter("bias", sizes);
    }
}

FourBitWeight Projection::fourBit() const
{
    return {m_shape.outputs, m_shape.inputs, m_computed, m_storage == WeightStorage::FourBitNested};
}

Tensor Projection::apply(Tensor given) const
{
    const InModule here(m_owner->engine(), m_owner->id());
    switch (m_storage) {
    case WeightStorage::Plain:
        break;
    case WeightStorage::FourBit:
    case WeightStorage::FourBitNested:
        return applyFourBit(std::move(given));
    case WeightStorage::Int8:
    case WeightStorage::Gptq:
    case WeightStorage::Awq:
    case WeightStorage::Fp8:
        return applyPacked(std::move(given));
    }
    if (!m_shape.turned)
        return linear(std::move(given), m_weight, m_bias);
    const Tensor x = std::move(given);
    Dims sizes = x.sizes();
    sizes[sizes.rank() - 1] = m_shape.outputs;
    return view(addmm(m_bias, view(x, {-1, x.size(-1)}), m_weight), sizes);
}

/// bitsandbytes 0.50, nn/modules.py, Linear4bit.forward.
Tensor Projection::applyFourBit(Tensor given) const
{
    const Tensor input = std::move(given);
    const Tensor x = toDtype(input, m_computed);
    Tensor result = matmulFourBit(x, fourBit(), m_bias);
    return toDtype(std::move(result), input.dtype());
}

Tensor Projection::applyPacked(Tensor given) const
{
    const Tensor input = std::move(given);
    const Tensor x = toDtype(input, m_computed);
    Tensor result = m_storage == WeightStorage::Int8 ? matmulInt8(x, m_shape.outputs, m_bias)
                                                     : matmulPacked(x, m_shape.outputs);
    return toDtype(std::move(result), input.dtype());
}

Tensor Projection::weight() const
{
    if (m_storage == WeightStorage::FourBit || m_storage == WeightStorage::FourBitNested)
        return dequantizeFourBit(m_owner->engine(), fourBit());
    if (m_storage != WeightStorage::Plain)
        return m_owner->engine().make("bitsandbytes.int8_vectorwise_dequant.default",
            {m_shape.outputs, m_shape.inputs}, Dtype::Fp32);
    return m_shape.turned ? t(m_weight) : m_weight;
}

} // namespace headroom::architectures
