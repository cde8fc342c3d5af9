// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Attention.h"
#include "architectures/blocks/KvCache.h"
#include "architectures/blocks/Layers.h"

#include <optional>

namespace headroom::architectures {

/// cos and sin of the positions, shared by all layers.
struct RotaryPositions {
    Tensor cos;
    Tensor sin;
};

/// What a block gets besides its hidden states.
struct BlockInputs {
    RotaryPositions rotary;
    Tensor mask; ///< empty: none
    Tensor positions; ///< kept by a checkpointed region, though nobody reads it
    KvCache* cache = nullptr;
};

/// Separate projections of queries, keys and values, rotary embeddings, fewer key than query heads:
/// LlamaAttention and its kin.
class GroupedQueryAttention : public Module {
public:
    struct Shape {
        std::int64_t width;
        std::int64_t heads;
        std::int64_t kvHeads;
        std::int64_t headDimension;
        bool inputBias = false; ///< of q_proj, k_proj, v_proj
        bool outputBias = false;
        bool headNorm = false; ///< RMSNorm of each head's query and key (Qwen3)
        bool dropout = false; ///< attention_dropout above 0
        bool softcap = false; ///< of eager attention (Gemma 2)
    };
    GroupedQueryAttention(
        Module& parent, std::string_view name, Shape shape, AttentionKind kind, std::size_t layer);
    [[nodiscard]] Attended forward(const Tensor& hidden, const BlockInputs& inputs) const;

private:
    [[nodiscard]] Tensor heads(const Tensor& projected) const;

    Shape m_shape;
    AttentionKind m_kind;
    std::size_t m_layer;
    Linear qProj;
    Linear kProj;
    Linear vProj;
    Linear oProj;
    std::optional<RmsNorm> qNorm;
    std::optional<RmsNorm> kNorm;
};

} // namespace headroom::architectures
