// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Rotary.h"

#include "headroom/base/Decimal.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

RotaryConfig readRotary(const Config& config, std::int64_t headDimension, std::string_view fallback)
{
    return {config.partOf(headDimension, {"rope_parameters", "rope_scaling"},
        {"partial_rotary_factor", "rotary_pct"}, fallback)};
}

RotaryEmbedding::RotaryEmbedding(Module& parent, std::string_view name, RotaryConfig config)
    : Module(parent, name)
    , m_inverseFrequencies(buffer("inv_freq", {(config.width + 1) / 2}, Dtype::Fp32))
    , m_original(buffer("original_inv_freq", {(config.width + 1) / 2}, Dtype::Fp32))
{
}

std::pair<Tensor, Tensor> RotaryEmbedding::forward(
    const Tensor& like, const Tensor& positions) const
{
    const InModule here = entered();
    Tensor frequencies = mul(toDtype(unsqueeze(positions, 2), Dtype::Fp32), m_inverseFrequencies);
    const Tensor embedded = cat(list(frequencies, frequencies), -1);
    const Tensor cosine = mulScalar(cos(embedded));
    const Tensor sine = mulScalar(sin(embedded));
    Tensor narrowCosine = toDtype(cosine, like.dtype());
    Tensor narrowSine = toDtype(sine, like.dtype());
    return {std::move(narrowCosine), std::move(narrowSine)};
}

namespace {

Tensor rotateHalf(const Tensor& input)
{
    const std::int64_t width = input.size(-1);
    const Tensor first = slice(input, -1, 0, width / 2);
    const Tensor second = slice(input, -1, width / 2, width);
    return cat(list(neg(second), first), -1);
}

} // namespace

Tensor rotated(const Tensor& input, const Tensor& cos, const Tensor& sin)
{
    Tensor straight = mul(input, cos);
    Tensor turned = mul(rotateHalf(input), sin);
    return add(std::move(straight), std::move(turned));
}

std::pair<Tensor, Tensor> applyRotary(
    const Tensor& query, const Tensor& key, const Tensor& cosGiven, const Tensor& sinGiven)
{
    const Tensor cos = unsqueeze(cosGiven, 1);
    const Tensor sin = unsqueeze(sinGiven, 1);
    Tensor rotatedQuery = rotated(query, cos, sin);
    Tensor rotatedKey = rotated(key, cos, sin);
    return {std::move(rotatedQuery), std::move(rotatedKey)};
}

} // namespace headroom::architectures
