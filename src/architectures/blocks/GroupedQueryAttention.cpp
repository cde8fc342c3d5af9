// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/GroupedQueryAttention.h"

#include "architectures/blocks/Rotary.h"
#include "headroom/engine/operators/Views.h"

#include <tuple>

namespace headroom::architectures {

using namespace engine;

GroupedQueryAttention::GroupedQueryAttention(
    Module& parent, std::string_view name, Shape shape, AttentionKind kind, std::size_t layer)
    : Module(parent, name)
    , m_shape(shape)
    , m_kind(kind)
    , m_layer(layer)
    , qProj(*this, "q_proj", {shape.width, shape.heads * shape.headDimension, shape.inputBias})
    , kProj(*this, "k_proj", {shape.width, shape.kvHeads * shape.headDimension, shape.inputBias})
    , vProj(*this, "v_proj", {shape.width, shape.kvHeads * shape.headDimension, shape.inputBias})
    , oProj(*this, "o_proj", {shape.heads * shape.headDimension, shape.width, shape.outputBias})
{
    if (!shape.headNorm)
        return;
    qNorm.emplace(*this, "q_norm", shape.headDimension);
    kNorm.emplace(*this, "k_norm", shape.headDimension);
}

/// [batch, length, heads, head dimension].
Tensor GroupedQueryAttention::heads(const Tensor& projected) const
{
    return view(projected, {projected.size(0), projected.size(1), -1, m_shape.headDimension});
}

Attended GroupedQueryAttention::forward(const Tensor& hidden, const BlockInputs& inputs) const
{
    const InModule here = entered();
    Tensor query = heads(qProj.forward(hidden));
    if (qNorm)
        query = qNorm->forward(query);
    query = transpose(query, 1, 2);
    Tensor key = heads(kProj.forward(hidden));
    if (kNorm)
        key = kNorm->forward(key);
    key = transpose(key, 1, 2);
    Tensor value = transpose(heads(vProj.forward(hidden)), 1, 2);
    std::tie(query, key) = applyRotary(query, key, inputs.rotary.cos, inputs.rotary.sin);
    if (inputs.cache)
        std::tie(key, value) = inputs.cache->update(key, value, m_layer);
    auto [output, weights] = attend(query, key, value, inputs.mask,
        {.kind = m_kind,
            .groups = m_shape.heads / m_shape.kvHeads,
            .dropout = m_shape.dropout && training(),
            .softcap = m_shape.softcap});
    output = flatten(output, 2, 3);
    output = oProj.forward(output);
    return {std::move(output), std::move(weights)};
}

} // namespace headroom::architectures
