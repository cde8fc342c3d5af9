// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/ParameterAdapter.h"

#include "architectures/blocks/LoraAdapter.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

namespace {

/// A matrix of the adapter, which is a linear layer to peft.
Tensor adapterMatrix(Module& wrapper, std::string_view name, std::int64_t rows, std::int64_t width)
{
    Module matrix(wrapper, name);
    return matrix.ownParameter("weight", {rows, width}, kAdapterDtype, true).tensor;
}

void refuse(bool given, const char* key, const char* pattern)
{
    if (given)
        throw Impossible(Error{ErrorCode::Unsupported, key, Text(pattern), {}, {}, 0});
}

} // namespace

ParameterAdapter::ParameterAdapter(Module& wrapper, Shape shape)
    : m_wrapper(wrapper)
    , m_shape(shape)
{
    refuse(wrapper.adaptation().lora->dropout, "adapter.dropout",
        HEADROOM_TEXT("architectures",
            "expected 0: peft has no dropout before an adapter of a router or of experts; "
            "adapter.targets attention leaves these out"));
    refuse(wrapper.adaptation().lora->dora, "adapter.dora",
        HEADROOM_TEXT("architectures",
            "expected false: peft has no DoRA for a router or for experts; adapter.targets "
            "attention leaves these out"));
    const std::int64_t inner = elements({shape.rank, shape.experts});
    m_a = adapterMatrix(wrapper, "lora_A.default", inner, shape.inputs);
    m_b = adapterMatrix(wrapper, "lora_B.default", shape.outputs, inner);
}

ParameterAdapter::Active::Active(const ParameterAdapter* adapter, const Tensor& weight)
    : m_adapter(adapter)
    , m_original(weight)
{
    if (!m_adapter)
        return;
    const InModule here(weight.engine(), m_adapter->m_wrapper.id());
    const Shape& shape = m_adapter->m_shape;
    if (shape.experts == 1) {
        Tensor delta = mulScalar(mm(m_adapter->m_b, m_adapter->m_a));
        m_left = toDtype(std::move(delta), weight.dtype());
    } else {
        const Tensor a = reshape(m_adapter->m_a, {shape.experts, shape.rank, shape.inputs});
        const Tensor b =
            permute(reshape(m_adapter->m_b, {shape.outputs, shape.rank, shape.experts}), {2, 0, 1});
        m_left = toDtype(b, weight.dtype());
        m_right = toDtype(a, weight.dtype());
    }
    adapted().reset();
}

Tensor ParameterAdapter::Active::adapted() const
{
    if (m_adapter->m_shape.experts == 1)
        return add(m_original, m_left);
    Engine& engine = m_original.engine();
    const AutocastMode off(engine, false, engine.autocast.low);
    return baddbmm(m_original, m_left, m_right, m_adapter->m_shape.scaled);
}

const Tensor& ParameterAdapter::Active::weight()
{
    if (!m_adapter)
        return m_original;
    if (!m_weight)
        m_weight = adapted();
    return m_weight;
}

} // namespace headroom::architectures
