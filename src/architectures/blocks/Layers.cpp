// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Layers.h"

#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Dropout.h"
#include "headroom/engine/operators/Embedding.h"
#include "headroom/engine/operators/Normalization.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"

#include <algorithm>
#include <array>

namespace headroom::architectures {

using namespace engine;

namespace {

/// The attributes under which transformers' models have their input embedding.
bool namesInputEmbedding(std::string_view name)
{
    constexpr std::array kNames = std::to_array<std::string_view>({"embed_tokens", "wte",
        "embed_in", "word_embeddings", "tok_embeddings", "shared", "patch_embeddings"});
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// A classifier without bias owns the model's last parameter, and so isn't quantized
/// (transformers 5.24, get_keys_to_not_convert).
constexpr std::string_view kLastModule = "score";

Module::LayerKind kindOf(bool logits)
{
    return logits ? Module::LayerKind::Logits : Module::LayerKind::Linear;
}

} // namespace

Linear::Linear(Module& parent, std::string_view name, Projection::Shape shape, bool logits)
    : Module(parent, name)
    , m_adapted(takesAdapter(kindOf(logits)))
    , m_base(*this, shape, m_adapted, logits || name == kLastModule)
{
    if (m_adapted)
        m_adapter.emplace(*this, m_base);
}

Linear::Linear(Module& parent, std::string_view name, Shape shape)
    : Linear(parent, name, Projection::Shape{shape.inputs, shape.outputs, shape.bias, false},
        shape.logits)
{
}

Linear::Linear(Module& parent, std::string_view name, Projection::Tied tied)
    : Module(parent, name)
    , m_adapted(takesAdapter(LayerKind::Logits))
    , m_base(*this, std::move(tied), m_adapted)
{
    if (m_adapted)
        m_adapter.emplace(*this, m_base);
}

Linear::Linear(Module& parent, std::string_view name, Tensor tied, Tensor tiedBias)
    : Linear(parent, name, Projection::Tied{std::move(tied), std::move(tiedBias), {}})
{
}

Linear::Linear(Module& parent, std::string_view name, Tensor tied, Shape shape)
    : Linear(parent, name,
        Projection::Tied{std::move(tied), {}, {shape.inputs, shape.outputs, shape.bias, false}})
{
}

Tensor Linear::forward(Tensor input) const
{
    const InModule here = entered();
    if (m_adapter)
        return m_adapter->forward(m_base, std::move(input));
    return m_base.apply(std::move(input));
}

Tensor Linear::plainWeight() const
{
    if (m_adapter)
        throw Impossible(Error{ErrorCode::Conflict, "memory_savers.fused_loss",
            Text(HEADROOM_TEXT("architectures",
                     "{0} has an adapter, which a fused loss would pass over: expected false, "
                     "found true"),
                path()),
            {}, {}, 0});
    return m_base.weight();
}

Conv1D::Conv1D(Module& parent, std::string_view name, std::int64_t outputs, std::int64_t inputs)
    : Linear(parent, name, Projection::Shape{inputs, outputs, true, true}, false)
{
}

Embedding::Embedding(
    Module& parent, std::string_view name, std::int64_t rows, std::int64_t width, bool scaled)
    : Module(parent, name)
    , m_adapted(takesAdapter(LayerKind::Embedding))
    , m_isInput(namesInputEmbedding(name))
{
    if (m_adapted)
        m_base.emplace(*this, "base_layer");
    Module& owner = m_base ? *m_base : *this;
    m_weight = owner.parameter("weight", {rows, width});
    if (scaled)
        m_scale = owner.buffer("embed_scale", {}, model().weights());
    if (m_adapted)
        m_adapter.emplace(*this, rows, width);
}

Embedding::Embedding(Module& parent, std::string_view name, Tensor tied)
    : Module(parent, name)
    , m_adapted(takesAdapter(LayerKind::Embedding))
    , m_isInput(namesInputEmbedding(name))
    , m_weight(std::move(tied))
{
    if (m_adapted) {
        m_base.emplace(*this, "base_layer");
        m_adapter.emplace(*this, m_weight.size(0), m_weight.size(1));
    }
}

Tensor Embedding::baseForward(const Tensor& indices) const
{
    const InModule here(engine(), m_base ? m_base->id() : id());
    Tensor embedded = embedding(m_weight, indices);
    if (!m_scale)
        return embedded;
    Tensor factor = toDtype(m_scale, m_weight.dtype());
    return mul(std::move(embedded), std::move(factor));
}

Tensor Embedding::forward(Tensor given) const
{
    const InModule here = entered();
    const Tensor indices = std::move(given);
    Tensor result = baseForward(indices);
    if (m_adapter)
        result = m_adapter->forward(m_weight, std::move(result), indices, m_scale);
    return m_isInput && adaptation().inputsRequireGrad ? requireGrad(std::move(result)) : result;
}

LayerNorm::LayerNorm(Module& parent, std::string_view name, std::int64_t width, Learns learns)
    : Module(parent, name)
{
    if (learns != Learns::Nothing)
        m_weight = parameter("weight", {width});
    if (learns == Learns::WeightAndBias)
        m_bias = parameter("bias", {width});
}

Tensor LayerNorm::forward(Tensor input) const
{
    const InModule here = entered();
    return layerNorm(std::move(input), m_weight, m_bias);
}

Dropout::Dropout(Module& parent, std::string_view name, bool active)
    : Module(parent, name)
    , m_active(active)
{
}

Tensor Dropout::forward(Tensor input) const
{
    const InModule here = entered();
    return dropout(std::move(input), m_active && training());
}

RmsNorm::RmsNorm(Module& parent, std::string_view name, std::int64_t width)
    : Module(parent, name)
    , m_weight(parameter("weight", {width}))
{
}

Tensor RmsNorm::forward(const Tensor& input) const
{
    const InModule here = entered();
    const Dtype inputDtype = input.dtype();
    Tensor hidden = toDtype(input, Dtype::Fp32);
    const Tensor variance = mean(powScalar(hidden), -1, true);
    Tensor factor = rsqrt(addScalar(variance));
    hidden = mul(hidden, std::move(factor));
    return mul(m_weight, toDtype(hidden, inputDtype));
}

} // namespace headroom::architectures
