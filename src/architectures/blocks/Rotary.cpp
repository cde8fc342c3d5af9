// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Rotary.h"

#include "headroom/base/Decimal.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

RotaryConfig readRotary(const Config& config, std::int64_t headDimension, std::string_view fallback)
{
    RotaryConfig rotary;
    rotary.width = config.partOf(headDimension, {"rope_parameters", "rope_scaling"},
        {"partial_rotary_factor", "rotary_pct"}, fallback);
    for (const char* key : {"rope_parameters", "rope_scaling"}) {
        const Config scaling = config.child(key);
        for (const char* type : {"rope_type", "type"})
            rotary.longRope = rotary.longRope || scaling.textOr(type, "") == "longrope";
    }
    return rotary;
}

RotaryEmbedding::RotaryEmbedding(Module& parent, std::string_view name, RotaryConfig config)
    : Module(parent, name)
    , m_inverseFrequencies(buffer("inv_freq", {(config.width + 1) / 2}, Dtype::Fp32))
    , m_original(buffer("original_inv_freq", {(config.width + 1) / 2}, Dtype::Fp32))
    , m_longRope(config.longRope)
{
    // A training step is the second one: the first has left them.
    if (m_longRope && training())
        m_longFrequencies = engine().make("aten.mul.Tensor", m_original.sizes(), Dtype::Fp32);
}

void RotaryEmbedding::updateLongRope(const Tensor& positions) const
{
    Engine& run = engine();
    const Dims& sizes = m_original.sizes();
    Tensor length = addScalar(run.make("aten.max.default", {}, positions.dtype()));
    if (!m_longFrequencies) {
        const Tensor factors = run.make("aten._to_copy.default", sizes, Dtype::Fp32);
        Tensor steps = toDtype(arange(run, sizes[0]), Dtype::Fp32);
        const Tensor exponents = divScalar(std::move(steps));
        Tensor scaled = mul(factors, pointwise("aten.pow.Scalar", {&exponents}, Dtype::Fp32));
        Tensor inverse = pointwise("aten.reciprocal.default", {&scaled}, Dtype::Fp32);
        m_longFrequencies = mulScalar(std::move(inverse));
    }
    Tensor isLong = compare("aten.gt.Scalar", length);
    where(std::move(isLong), m_longFrequencies, m_original).reset();
}

std::pair<Tensor, Tensor> RotaryEmbedding::forward(
    const Tensor& like, const Tensor& positions) const
{
    const InModule here = entered();
    if (m_longRope)
        updateLongRope(positions);
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
