// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/VisionLayers.h"

#include "architectures/blocks/Classification.h"
#include "architectures/blocks/Decoder.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Convolution.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <algorithm>
#include <tuple>

namespace headroom::architectures {

using namespace engine;

VisionShape readVisionShape(const Config& config, std::int64_t patch, EncoderShape& shape)
{
    VisionShape c;
    c.width = config.integerOr("hidden_size", 768);
    shape.width = c.width;
    shape.layers = readLayers(config, {"num_hidden_layers"}, 12);
    shape.channels = config.integerOr("num_channels", 3);
    shape.labels = readLabels(config);
    c.heads = config.integerOr("num_attention_heads", 12);
    c.headDimension = config.optionalInteger("head_dim");
    if (c.headDimension == 0) {
        config.mustDivide("num_attention_heads", c.heads, "hidden_size", c.width);
        c.headDimension = std::max<std::int64_t>(1, c.width / c.heads);
    }
    c.activation = config.choiceOr("hidden_act", Activation::Gelu);
    c.hiddenDropout = config.dropsOr("hidden_dropout_prob", false);
    c.attentionDropout = config.dropsOr("attention_probs_dropout_prob", false);
    c.queryBias = config.flagOr("qkv_bias", true);
    c.image = config.pairOr("image_size", 224);
    c.patch = config.pairOr("patch_size", patch);
    for (std::size_t i = 0; i < 2; ++i) {
        if (c.patch[i] > c.image[i])
            config.reject("patch_size",
                Text(HEADROOM_TEXT("architectures", "expected at most {0} (image_size), found {1}"),
                    static_cast<std::uint64_t>(c.image[i]),
                    static_cast<std::uint64_t>(c.patch[i])));
    }
    return c;
}

std::int64_t patchesOf(const VisionShape& shape)
{
    return shape.image[0] / shape.patch[0] * (shape.image[1] / shape.patch[1]);
}

PatchEmbeddings::PatchEmbeddings(
    Module& parent, std::string_view name, const VisionShape& shape, std::int64_t channels)
    : Module(parent, name)
    , projection(*this, "projection")
    , m_weight(
          projection.parameter("weight", {shape.width, channels, shape.patch[0], shape.patch[1]}))
    , m_bias(projection.parameter("bias", {shape.width}))
{
}

Tensor PatchEmbeddings::forward(const Tensor& pixelValues) const
{
    const InModule here = entered();
    Tensor patches;
    {
        const InModule inProjection(engine(), projection.id());
        patches = convolution(
            pixelValues, m_weight, m_bias, {.stride = {m_weight.size(2), m_weight.size(3)}});
    }
    return transpose(flatten(std::move(patches), 2, 3), 1, 2);
}

void requireImageSize(const VisionShape& shape, const Tensor& pixelValues)
{
    if (pixelValues.size(2) == shape.image[0] && pixelValues.size(3) == shape.image[1])
        return;
    throw Impossible(Error{ErrorCode::Conflict, "workload.image_size",
        Text(HEADROOM_TEXT("architectures",
                 "the model takes images of {0} × {1} pixels (image_size), found {2} × {3}"),
            static_cast<std::uint64_t>(shape.image[0]), static_cast<std::uint64_t>(shape.image[1]),
            static_cast<std::uint64_t>(pixelValues.size(2)),
            static_cast<std::uint64_t>(pixelValues.size(3))),
        {}, {}, 0});
}

VisionAttention::VisionAttention(
    Module& parent, std::string_view name, const VisionShape& shape, AttentionKind kind)
    : Module(parent, name)
    , m_shape(shape)
    , m_kind(kind)
    , qProj(*this, "q_proj", {shape.width, shape.heads * shape.headDimension, shape.queryBias})
    , kProj(*this, "k_proj", {shape.width, shape.heads * shape.headDimension, shape.queryBias})
    , vProj(*this, "v_proj", {shape.width, shape.heads * shape.headDimension, shape.queryBias})
    , oProj(*this, "o_proj", {shape.heads * shape.headDimension, shape.width, true})
{
}

Tensor VisionAttention::heads(const Tensor& projected) const
{
    return transpose(
        view(projected, {projected.size(0), projected.size(1), -1, m_shape.headDimension}), 1, 2);
}

Attended VisionAttention::forward(const Tensor& hidden) const
{
    const InModule here = entered();
    const Tensor query = heads(qProj.forward(hidden));
    const Tensor key = heads(kProj.forward(hidden));
    const Tensor value = heads(vProj.forward(hidden));
    auto [output, weights] = attend(query, key, value, {},
        {.kind = m_kind,
            .dropout = m_shape.attentionDropout && training(),
            .causal = false,
            .softmax = m_shape.softmax});
    output = contiguous(flatten(output, 2, 3));
    output = oProj.forward(output);
    return {std::move(output), std::move(weights)};
}

VisionMlp::VisionMlp(Module& parent, std::string_view name, const VisionShape& shape)
    : Module(parent, name)
    , m_activation(shape.activation)
    , fc1(*this, "fc1", {shape.width, shape.inner, true})
    , fc2(*this, "fc2", {shape.inner, shape.width, true})
{
}

Tensor VisionMlp::forward(Tensor hidden) const
{
    const InModule here = entered();
    hidden = fc1.forward(hidden);
    hidden = activate(m_activation, hidden);
    hidden = fc2.forward(hidden);
    return hidden;
}

VisionLayer::VisionLayer(
    Module& parent, std::size_t index, const VisionShape& shape, AttentionKind kind)
    : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
    , attention(*this, "attention", shape, kind)
    , layernormBefore(*this, "layernorm_before", shape.width)
    , layernormAfter(*this, "layernorm_after", shape.width)
    , mlp(*this, "mlp", shape)
    , dropout(*this, "dropout", shape.hiddenDropout)
{
}

Tensor VisionLayer::forward(Tensor hidden) const
{
    const InModule here = entered();
    Tensor residual = hidden;
    Tensor weights;
    hidden = layernormBefore.forward(hidden);
    std::tie(hidden, weights) = attention.forward(hidden).both();
    hidden = dropout.forward(hidden);
    hidden = add(hidden, residual);
    residual = hidden;
    hidden = layernormAfter.forward(hidden);
    hidden = mlp.forward(hidden);
    hidden = dropout.forward(hidden);
    hidden = add(hidden, residual);
    return hidden;
}

VisionLayers::VisionLayers(Module& parent, std::string_view name, const VisionShape& shape,
    const Setup& setup, std::int64_t layers)
    : Module(parent, name)
    , m_setup(setup)
{
    for (std::int64_t i = 0; i < layers; ++i)
        m_layers.emplace_back(*this, static_cast<std::size_t>(i), shape, setup.attention);
}

Tensor VisionLayers::forward(Tensor hidden) const
{
    for (const VisionLayer& layer : m_layers) {
        const InLayer block(engine(), layer.layer());
        hidden = checkpoint(
            m_setup.checkpointing,
            [&layer](Tensor input) { return layer.forward(std::move(input)); }, hidden);
    }
    return hidden;
}

VisionPooler::VisionPooler(Module& parent, std::string_view name, Shape shape)
    : Module(parent, name)
    , m_activation(shape.activation)
    , dense(*this, "dense", {shape.inputs, shape.outputs, true})
{
}

Tensor VisionPooler::forward(const Tensor& hidden) const
{
    const InModule here = entered();
    const Tensor firstToken = select(hidden, 1, 0);
    Tensor pooled = dense.forward(firstToken);
    pooled = activate(m_activation, pooled);
    return pooled;
}

} // namespace headroom::architectures
