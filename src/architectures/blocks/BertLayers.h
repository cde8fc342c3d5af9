// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Encoder.h"
#include "architectures/blocks/Layers.h"
#include "headroom/engine/operators/Activations.h"

#include <deque>
#include <functional>
#include <optional>
#include <utility>

namespace headroom::architectures {

/// The encoder that BERT, RoBERTa and ELECTRA share word for word (modeling_bert.py, 5.24).
struct BertShape {
    std::int64_t width = 0;
    std::int64_t heads = 0;
    std::int64_t inner = 0;
    engine::Activation activation = engine::Activation::Gelu;
    bool hiddenDropout = true;
    bool attentionDropout = true;
    std::int64_t chunk = 0; ///< positions that the feed-forward part takes at a time; 0: all
};

/// hidden_size, num_attention_heads and so on, with BERT's defaults in `fallback`; `shape` gets the
/// layers.
[[nodiscard]] BertShape readBertShape(
    const Config& config, const BertShape& fallback, EncoderShape& shape);

/// BertEmbeddings, which ALBERT and ELECTRA have in a width of their own.
class BertEmbeddings : public Module {
public:
    struct Shape {
        std::int64_t vocabulary;
        std::int64_t positions;
        std::int64_t types;
        std::int64_t width;
        bool dropout;
    };
    BertEmbeddings(Module& parent, std::string_view name, Shape shape);
    [[nodiscard]] const Embedding& words() const { return wordEmbeddings; }
    [[nodiscard]] Tensor forward(const Tensor& inputIds) const;

private:
    Embedding wordEmbeddings;
    Embedding positionEmbeddings;
    Embedding tokenTypeEmbeddings;
    LayerNorm layerNorm;
    Dropout dropout;
    Tensor m_positionIds;
    Tensor m_tokenTypeIds;
};

/// BertSelfOutput and BertOutput: dense, dropout, the norm of a sum.
class BertOutput : public Module {
public:
    BertOutput(Module& parent, std::string_view name, std::int64_t inputs, const BertShape& shape);
    [[nodiscard]] Tensor forward(Tensor hidden, const Tensor& input) const;

private:
    Linear dense;
    LayerNorm layerNorm;
    Dropout dropout;
};

/// BertSelfAttention.
class BertSelfAttention : public Module {
public:
    BertSelfAttention(
        Module& parent, std::string_view name, const BertShape& shape, AttentionKind kind);
    /// Output [batch, length, width], and eager attention's weights.
    [[nodiscard]] std::pair<Tensor, Tensor> forward(const Tensor& hidden) const;

private:
    [[nodiscard]] Tensor heads(const Tensor& projected) const;

    const BertShape& m_shape;
    AttentionKind m_kind;
    Linear query;
    Linear key;
    Linear value;
};

/// BertAttention.
class BertAttention : public Module {
public:
    BertAttention(
        Module& parent, std::string_view name, const BertShape& shape, AttentionKind kind);
    [[nodiscard]] std::pair<Tensor, Tensor> forward(const Tensor& hidden) const;

private:
    BertSelfAttention self;
    BertOutput output;
};

/// BertIntermediate.
class BertIntermediate : public Module {
public:
    BertIntermediate(Module& parent, std::string_view name, const BertShape& shape);
    [[nodiscard]] Tensor forward(Tensor hidden) const;

private:
    engine::Activation m_activation;
    Linear dense;
};

/// BertLayer.
class BertLayer : public Module {
public:
    BertLayer(Module& parent, std::size_t index, const BertShape& shape, AttentionKind kind);
    [[nodiscard]] Tensor forward(const Tensor& hidden) const;

private:
    [[nodiscard]] Tensor feedForwardChunk(const Tensor& attentionOutput) const;

    std::int64_t m_chunk;
    BertAttention attention;
    BertIntermediate intermediate;
    BertOutput output;
};

/// BertEncoder: the list "encoder.layer".
class BertEncoder : public Module {
public:
    BertEncoder(Module& parent, std::string_view name, const BertShape& shape, const Setup& setup,
        std::int64_t layers);
    [[nodiscard]] Tensor forward(Tensor hidden) const;

private:
    const Setup& m_setup;
    Module m_list;
    std::deque<BertLayer> layer;
};

/// BertPooler: the first position through a linear layer and tanh.
class BertPooler : public Module {
public:
    BertPooler(Module& parent, std::string_view name, std::int64_t width);
    [[nodiscard]] Tensor forward(const Tensor& hidden) const;

private:
    Linear dense;
};

/// apply_chunking_to_forward along the positions of [batch, length, width].
[[nodiscard]] Tensor inChunks(
    std::int64_t chunk, const Tensor& hidden, const std::function<Tensor(const Tensor&)>& forward);

} // namespace headroom::architectures
