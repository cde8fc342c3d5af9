// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/BertLayers.h"

#include "architectures/blocks/Attention.h"
#include "architectures/blocks/Classification.h"
#include "architectures/blocks/Decoder.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Indexing.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

BertShape readBertShape(const Config& config, const BertShape& fallback, EncoderShape& shape)
{
    BertShape c = fallback;
    c.width = config.integerOr("hidden_size", fallback.width);
    shape.layers = readLayers(config, {"num_hidden_layers"}, 12);
    c.heads = config.integerOr("num_attention_heads", fallback.heads);
    c.inner = config.integerOr("intermediate_size", fallback.inner);
    c.activation = config.choiceOr("hidden_act", fallback.activation);
    c.hiddenDropout = config.dropsOr("hidden_dropout_prob", fallback.hiddenDropout);
    c.attentionDropout = config.dropsOr("attention_probs_dropout_prob", fallback.attentionDropout);
    c.chunk = config.integerOr("chunk_size_feed_forward", 0, 0);
    config.mustDivide("num_attention_heads", c.heads, "hidden_size", c.width);
    shape.width = c.width;
    shape.labels = readLabels(config);
    shape.tied = config.flagOr("tie_word_embeddings", true);
    return c;
}

BertEmbeddings::BertEmbeddings(Module& parent, std::string_view name, Shape shape)
    : Module(parent, name)
    , wordEmbeddings(*this, "word_embeddings", shape.vocabulary, shape.width)
    , positionEmbeddings(*this, "position_embeddings", shape.positions, shape.width)
    , tokenTypeEmbeddings(*this, "token_type_embeddings", shape.types, shape.width)
    , layerNorm(*this, "LayerNorm", shape.width)
    , dropout(*this, "dropout", shape.dropout)
    , m_positionIds(buffer("position_ids", {1, shape.positions}, Dtype::Int64))
    , m_tokenTypeIds(buffer("token_type_ids", {1, shape.positions}, Dtype::Int64))
{
}

Tensor BertEmbeddings::forward(const Tensor& inputIds) const
{
    const InModule here = entered();
    const std::int64_t length = inputIds.size(1);
    const Tensor positionIds = slice(m_positionIds, 1, 0, length);
    const Tensor tokenTypeIds =
        expand(gather(m_tokenTypeIds, positionIds), {inputIds.size(0), length});
    const Tensor inputsEmbeds = wordEmbeddings.forward(inputIds);
    const Tensor typeEmbedding = tokenTypeEmbeddings.forward(tokenTypeIds);
    Tensor embeddings = add(inputsEmbeds, typeEmbedding);
    const Tensor positionEmbedding = positionEmbeddings.forward(positionIds);
    embeddings = add(embeddings, positionEmbedding);
    embeddings = layerNorm.forward(embeddings);
    embeddings = dropout.forward(embeddings);
    return embeddings;
}

BertOutput::BertOutput(
    Module& parent, std::string_view name, std::int64_t inputs, const BertShape& shape)
    : Module(parent, name)
    , dense(*this, "dense", {inputs, shape.width, true})
    , layerNorm(*this, "LayerNorm", shape.width)
    , dropout(*this, "dropout", shape.hiddenDropout)
{
}

Tensor BertOutput::forward(Tensor hidden, const Tensor& input) const
{
    const InModule here = entered();
    hidden = dense.forward(hidden);
    hidden = dropout.forward(hidden);
    hidden = layerNorm.forward(add(hidden, input));
    return hidden;
}

BertSelfAttention::BertSelfAttention(
    Module& parent, std::string_view name, const BertShape& shape, AttentionKind kind)
    : Module(parent, name)
    , m_shape(shape)
    , m_kind(kind)
    , query(*this, "query", {shape.width, shape.width, true})
    , key(*this, "key", {shape.width, shape.width, true})
    , value(*this, "value", {shape.width, shape.width, true})
{
}

Tensor BertSelfAttention::heads(const Tensor& projected) const
{
    return transpose(
        view(projected, {projected.size(0), projected.size(1), -1, m_shape.width / m_shape.heads}),
        1, 2);
}

std::pair<Tensor, Tensor> BertSelfAttention::forward(const Tensor& hidden) const
{
    const InModule here = entered();
    const Tensor queryLayer = heads(query.forward(hidden));
    const Tensor keyLayer = heads(key.forward(hidden));
    const Tensor valueLayer = heads(value.forward(hidden));
    auto [output, weights] = attend(queryLayer, keyLayer, valueLayer, {},
        {.kind = m_kind,
            .dropout = m_shape.attentionDropout && training(),
            .causal = false,
            .softmax = SoftmaxForm::Plain});
    output = contiguous(flatten(output, 2, 3));
    return {std::move(output), std::move(weights)};
}

BertAttention::BertAttention(
    Module& parent, std::string_view name, const BertShape& shape, AttentionKind kind)
    : Module(parent, name)
    , self(*this, "self", shape, kind)
    , output(*this, "output", shape.width, shape)
{
}

std::pair<Tensor, Tensor> BertAttention::forward(const Tensor& hidden) const
{
    const InModule here = entered();
    auto [attentionOutput, weights] = self.forward(hidden);
    attentionOutput = output.forward(attentionOutput, hidden);
    return {std::move(attentionOutput), std::move(weights)};
}

BertIntermediate::BertIntermediate(Module& parent, std::string_view name, const BertShape& shape)
    : Module(parent, name)
    , m_activation(shape.activation)
    , dense(*this, "dense", {shape.width, shape.inner, true})
{
}

Tensor BertIntermediate::forward(Tensor hidden) const
{
    const InModule here = entered();
    hidden = dense.forward(hidden);
    hidden = activate(m_activation, hidden);
    return hidden;
}

BertLayer::BertLayer(Module& parent, std::size_t index, const BertShape& shape, AttentionKind kind)
    : Module(parent, std::to_string(index), static_cast<std::int32_t>(index))
    , m_chunk(shape.chunk)
    , attention(*this, "attention", shape, kind)
    , intermediate(*this, "intermediate", shape)
    , output(*this, "output", shape.inner, shape)
{
}

Tensor BertLayer::forward(const Tensor& hidden) const
{
    const InModule here = entered();
    const auto [attentionOutput, weights] = attention.forward(hidden);
    return inChunks(
        m_chunk, attentionOutput, [this](const Tensor& part) { return feedForwardChunk(part); });
}

Tensor BertLayer::feedForwardChunk(const Tensor& attentionOutput) const
{
    const Tensor intermediateOutput = intermediate.forward(attentionOutput);
    return output.forward(intermediateOutput, attentionOutput);
}

BertEncoder::BertEncoder(Module& parent, std::string_view name, const BertShape& shape,
    const Setup& setup, std::int64_t layers)
    : Module(parent, name)
    , m_setup(setup)
    , m_list(*this, "layer")
{
    for (std::int64_t i = 0; i < layers; ++i)
        layer.emplace_back(m_list, static_cast<std::size_t>(i), shape, setup.attention);
}

Tensor BertEncoder::forward(Tensor hidden) const
{
    const InModule here = entered();
    for (const BertLayer& block : layer) {
        const InLayer inBlock(engine(), block.layer());
        hidden = checkpoint(
            m_setup.checkpointing, [&block](Tensor input) { return block.forward(input); }, hidden);
    }
    return hidden;
}

BertPooler::BertPooler(Module& parent, std::string_view name, std::int64_t width)
    : Module(parent, name)
    , dense(*this, "dense", {width, width, true})
{
}

Tensor BertPooler::forward(const Tensor& hidden) const
{
    const InModule here = entered();
    const Tensor firstToken = select(hidden, 1, 0);
    Tensor pooled = dense.forward(firstToken);
    pooled = tanh(pooled);
    return pooled;
}

Tensor inChunks(
    std::int64_t chunk, const Tensor& hidden, const std::function<Tensor(const Tensor&)>& forward)
{
    if (chunk == 0)
        return forward(hidden);
    const std::int64_t length = hidden.size(1);
    if (length % chunk != 0)
        throw Impossible(Error{ErrorCode::Conflict, "chunk_size_feed_forward",
            Text(HEADROOM_TEXT("architectures",
                     "expected a divisor of workload.sequence_length ({0}), found {1}"),
                static_cast<std::uint64_t>(length), static_cast<std::uint64_t>(chunk)),
            {}, {}, 0});
    const std::vector<Tensor> parts = split(hidden, chunk, 1);
    std::vector<Tensor> results;
    for (const Tensor& part : parts)
        results.push_back(forward(part));
    return cat(std::move(results), 1);
}

} // namespace headroom::architectures
