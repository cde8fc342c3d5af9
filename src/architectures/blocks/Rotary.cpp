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
    if (rotary.width % 2 != 0)
        config.reject(config.has("head_dim") ? "head_dim" : "hidden_size",
            Text(HEADROOM_TEXT("architectures",
                     "rotary embeddings turn an even number of dimensions of a head, found {0}"),
                static_cast<std::uint64_t>(rotary.width)));
    for (const char* key : {"rope_parameters", "rope_scaling"}) {
        const Config scaling = config.child(key);
        for (const char* spelling : {"rope_type", "type"}) {
            const std::string type = scaling.textOr(spelling, "");
            if (type == "longrope")
                rotary.update = RotaryUpdate::LongRope;
            else if (type == "dynamic")
                rotary.update = RotaryUpdate::Dynamic;
        }
    }
    return rotary;
}

RotaryEmbedding::RotaryEmbedding(
    Module& parent, std::string_view name, RotaryConfig config, const std::string& prefix)
    : Module(parent, name)
    , m_inverseFrequencies(buffer(prefix + "inv_freq", {(config.width + 1) / 2}, Dtype::Fp32))
    , m_original(buffer(prefix + "original_inv_freq", {(config.width + 1) / 2}, Dtype::Fp32))
    , m_update(config.update)
{
    // A training step is the second one: the first has left them.
    if (m_update == RotaryUpdate::LongRope && training())
        m_longFrequencies = engine().make("aten.mul.Tensor", m_original.sizes(), Dtype::Fp32);
    if (m_update == RotaryUpdate::Dynamic && training())
        m_cachedLength = engine().make("aten.add.Tensor", {}, Dtype::Int64);
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

/// _compute_dynamic_ntk_parameters.
Tensor RotaryEmbedding::dynamicFrequencies() const
{
    Engine& run = engine();
    Tensor longest = run.make("aten._to_copy.default", {}, Dtype::Int64);
    longest = run.make("aten.maximum.default", {}, Dtype::Int64);
    Tensor base = run.make("aten.mul.Tensor", {}, Dtype::Fp32);
    for (const char* op :
        {"aten.div.Tensor", "aten.sub.Tensor", "aten.pow.Tensor_Scalar", "aten.mul.Tensor"})
        base = run.make(op, {}, Dtype::Fp32);
    Tensor exponents = run.make("aten._to_copy.default", m_original.sizes(), Dtype::Fp32);
    exponents = divScalar(std::move(exponents));
    Tensor powers = pointwise("aten.pow.Tensor_Tensor", {&base, &exponents}, Dtype::Fp32);
    exponents.reset();
    Tensor inverse = pointwise("aten.reciprocal.default", {&powers}, Dtype::Fp32);
    return mulScalar(std::move(inverse));
}

/// A comparison of tensors decides in Python, and shapes have no values: each is taken as true. So
/// the frequencies grow with every forward, and one that finds them grown puts the original back.
void RotaryEmbedding::updateDynamic(const Tensor& positions) const
{
    Engine& run = engine();
    const Tensor cached = m_cachedLength;
    const Tensor length = addScalar(run.make("aten.max.default", {}, positions.dtype()));
    if (cached)
        compare("aten.gt.Tensor", length, cached).reset();
    else
        compare("aten.gt.Scalar", length).reset();
    m_inverseFrequencies = dynamicFrequencies();
    replaceBuffer("inv_freq", m_inverseFrequencies);
    m_cachedLength = length;
    compare("aten.lt.Scalar", length).reset();
    if (!cached)
        return;
    compare("aten.gt.Scalar", cached).reset();
    m_inverseFrequencies = m_original;
    replaceBuffer("inv_freq", m_inverseFrequencies);
    m_cachedLength.reset();
}

std::pair<Tensor, Tensor> RotaryEmbedding::forward(
    const Tensor& like, const Tensor& positions) const
{
    const InModule here = entered();
    switch (m_update) {
    case RotaryUpdate::None:
        break;
    case RotaryUpdate::LongRope:
        updateLongRope(positions);
        break;
    case RotaryUpdate::Dynamic:
        updateDynamic(positions);
        break;
    }
    Tensor frequencies = mul(toDtype(unsqueeze(positions, 2), Dtype::Fp32), m_inverseFrequencies);
    const Tensor embedded = cat(list(frequencies, frequencies), -1);
    const Tensor cosine = mulScalar(cos(embedded));
    const Tensor sine = mulScalar(sin(embedded));
    Tensor narrowCosine = toDtype(cosine, like.dtype());
    Tensor narrowSine = toDtype(sine, like.dtype());
    return {std::move(narrowCosine), std::move(narrowSine)};
}

Tensor rotateHalf(const Tensor& input)
{
    const std::int64_t width = input.size(-1);
    const Tensor first = slice(input, -1, 0, width / 2);
    const Tensor second = slice(input, -1, width / 2, width);
    return cat(list(neg(second), first), -1);
}

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
