// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Experts.h"

#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/GroupedMatrixMultiply.h"
#include "headroom/engine/operators/Indexing.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Softmax.h"
#include "headroom/engine/operators/Views.h"

#include <tuple>

namespace headroom::architectures {

using namespace engine;

TopKRouter::TopKRouter(Module& parent, std::string_view name, std::int64_t experts,
    std::int64_t width, std::int64_t chosen)
    : Module(parent, name)
    , m_chosen(chosen)
{
    const bool adapted = takesFormerAdapter("gate");
    if (adapted)
        m_base.emplace(*this, "base_layer");
    m_weight = (m_base ? *m_base : *this).parameter("weight", {experts, width});
    if (adapted)
        m_adapter.emplace(*this,
            ParameterAdapter::Shape{
                1, experts, width, adaptation().lora->rank, adaptation().lora->scales()});
}

Routing TopKRouter::forward(const Tensor& tokens) const
{
    const InModule here = entered();
    ParameterAdapter::Active weight(m_adapter ? &*m_adapter : nullptr, m_weight);
    const Tensor flat = reshape(tokens, {-1, tokens.size(-1)});
    Tensor logits = linear(flat, weight.weight(), {});
    const Tensor probabilities = softmax(toDtype(logits, Dtype::Fp32));
    auto [values, experts] = topK(probabilities, m_chosen);
    values = divInPlace(values, sum(values, {-1}, true));
    return {std::move(logits), std::move(values), std::move(experts)};
}

namespace {

/// GroupedMMUtils.h, check_valid_strides_and_return_transposed: rows start at multiples of 16
/// bytes.
void checkAlignment(const char* key, std::int64_t width, Dtype dtype)
{
    constexpr std::uint64_t kAlignment = 16;
    if (static_cast<std::uint64_t>(width) * elementBytes(dtype) % kAlignment == 0)
        return;
    throw Impossible(Error{ErrorCode::OutOfRange, key,
        Text(HEADROOM_TEXT("architectures",
                 "PyTorch multiplies experts (grouped_mm) whose rows are a multiple of {0} bytes; "
                 "found {1} values of {2}"),
            kAlignment, static_cast<std::uint64_t>(width), toString(dtype)),
        {}, {}, 0});
}

} // namespace

Experts::Experts(Module& parent, std::string_view name, Shape shape)
    : Module(parent, name)
    , m_shape(shape)
{
    // transformers 4 had three linear layers an expert; peft adapts what became of them.
    const bool gate = takesFormerAdapter("w1");
    if (gate != takesFormerAdapter("w3"))
        throw Impossible(Error{ErrorCode::Conflict, "adapter.targets",
            Text(HEADROOM_TEXT("architectures",
                "expected both w1 and w3 or none of them: they are one weight, gate_up_proj")),
            {}, {}, 0});
    const bool down = takesFormerAdapter("w2");
    if (gate || down)
        m_base.emplace(*this, "base_layer");
    if (gate && down)
        m_innerBase.emplace(*m_base, "base_layer");
    Module& owner = m_innerBase ? *m_innerBase : m_base ? *m_base : *this;
    m_gateUpProj = owner.parameter("gate_up_proj", {shape.experts, 2 * shape.inner, shape.width});
    m_downProj = owner.parameter("down_proj", {shape.experts, shape.width, shape.inner});
    checkAlignment("hidden_size", shape.width, m_gateUpProj.dtype());
    checkAlignment("intermediate_size", shape.inner, m_downProj.dtype());
    adapt(gate, down);
}

/// The adapter of gate_up_proj, which stands for two, is the inner one.
void Experts::adapt(bool gate, bool down)
{
    if (!gate && !down)
        return;
    const engine::Adaptation::Lora& lora = *adaptation().lora;
    if (gate)
        m_gateUpAdapter.emplace(down ? *m_base : *this,
            ParameterAdapter::Shape{m_shape.experts, 2 * m_shape.inner, m_shape.width,
                elements({2, lora.rank}), lora.scales(2)});
    if (down)
        m_downAdapter.emplace(*this,
            ParameterAdapter::Shape{
                m_shape.experts, m_shape.width, m_shape.inner, lora.rank, lora.scales()});
}

Tensor Experts::forward(const Tensor& tokens, const Tensor& chosen, const Tensor& scores) const
{
    const InModule here = entered();
    ParameterAdapter::Active down(m_downAdapter ? &*m_downAdapter : nullptr, m_downProj);
    ParameterAdapter::Active gateUp(m_gateUpAdapter ? &*m_gateUpAdapter : nullptr, m_gateUpProj);
    const std::int64_t count = tokens.size(0);
    const std::int64_t choices = chosen.size(-1);
    const Tensor sampleWeights = reshape(scores, {-1});
    const Tensor expertIds = reshape(chosen, {-1});
    const auto [sortedIds, order] = sort(expertIds);
    const Tensor selected = index(tokens, floorDivide(order));
    const Tensor selectedWeights = index(sampleWeights, order);
    const Tensor narrowIds = toDtype(sortedIds, Dtype::Int32);
    const Tensor tokensPerExpert = histogram(narrowIds, m_shape.experts);
    const Tensor offsets =
        pointwise("aten.cumsum.default", {&tokensPerExpert}, tokensPerExpert.dtype());
    Tensor projected = groupedLinear(selected, gateUp.weight(), offsets);
    {
        const std::vector<Tensor> parts = split(projected, m_shape.inner, -1);
        Tensor active = activate(m_shape.activation, parts[0]);
        projected = mul(std::move(active), parts[1]);
    }
    projected = groupedLinear(projected, down.weight(), offsets);
    Tensor weighted = mul(projected, unsqueeze(selectedWeights, -1));
    const Tensor inverse = emptyLike(order);
    arange(engine(), order.size(0)).reset();
    weighted = index(weighted, inverse);
    const Tensor summed = sum(view(weighted, {count, choices, weighted.size(-1)}), {1}, false);
    return toDtype(summed, tokens.dtype());
}

Tensor Experts::groupedLinear(const Tensor& rows, const Tensor& weight, const Tensor& offsets)
{
    // grouped_mm(input.to(weight.dtype), weight.transpose(-2, -1)): the transpose is made first.
    Tensor turned = transpose(weight, -2, -1);
    Tensor narrow = toDtype(rows, weight.dtype());
    return groupedMm(std::move(narrow), std::move(turned), offsets);
}

} // namespace headroom::architectures
