// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/vision/MultiheadAttention.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Attention.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

MultiheadAttention::MultiheadAttention(
    Module& parent, std::string_view name, std::int64_t hidden, std::int64_t heads)
    : Module(parent, name)
    , m_heads(heads)
    , m_inProjWeight(parameter("in_proj_weight", {3 * hidden, hidden}))
    , m_inProjBias(parameter("in_proj_bias", {3 * hidden}))
    , m_outProj(*this, "out_proj")
    , m_outWeight(m_outProj.parameter("weight", {hidden, hidden}))
    , m_outBias(m_outProj.parameter("bias", {hidden}))
{
}

/// _in_projection_packed of one tensor: [3, length, batch, hidden].
Tensor MultiheadAttention::inProjection(const Tensor& query) const
{
    Tensor proj = linear(query, m_inProjWeight, m_inProjBias);
    Dims sizes = query.sizes();
    sizes.insert(2, 3);
    proj = unsqueeze(view(proj, sizes), 0);
    proj = squeeze(transpose(proj, 0, -2), -2);
    return contiguous(proj);
}

/// Query, key and value are gone once it returns (`del q, k, v`).
Tensor MultiheadAttention::attended(const Tensor& query) const
{
    const std::int64_t length = query.size(0);
    const std::int64_t batch = query.size(1);
    const std::int64_t hidden = query.size(2);
    const Tensor projected = inProjection(query);
    const Dims merged = {length, batch * m_heads, hidden / m_heads};
    const Dims split = {batch, m_heads, length, hidden / m_heads};
    const Tensor first = select(projected, 0, 0);
    const Tensor second = select(projected, 0, 1);
    const Tensor third = select(projected, 0, 2);
    Tensor q = transpose(view(first, merged), 0, 1);
    Tensor k = transpose(view(second, merged), 0, 1);
    Tensor v = transpose(view(third, merged), 0, 1);
    q = view(q, split);
    k = view(k, split);
    v = view(v, split);
    return scaledDotProductAttention(q, k, v, {}, {});
}

Tensor MultiheadAttention::forward(const Tensor& given) const
{
    const InModule here = entered();
    // The fast path is for even numbers of heads.
    if (!training() && !engine().gradEnabled && !engine().autocast.enabled && m_heads % 2 == 0)
        return nativeMultiHeadAttention(given);
    const Tensor query = transpose(given, 1, 0);
    const std::int64_t length = query.size(0);
    const std::int64_t batch = query.size(1);
    const std::int64_t hidden = query.size(2);
    Tensor output = attended(query);
    output = view(contiguous(permute(output, {2, 0, 1, 3})), {length * batch, hidden});
    output = linear(output, m_outWeight, m_outBias);
    output = view(output, {length, batch, hidden});
    return transpose(output, 1, 0);
}

} // namespace headroom::architectures::vision
