// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/ConfigShape.h"

#include "headroom/base/Text.h"

#include <utility>

namespace headroom {

std::span<const ShapeField> shapeFields()
{
    static constexpr auto kFields = std::to_array<ShapeField>({
        {"layers", {"num_hidden_layers", "n_layer", "num_layers"},
            HEADROOM_TEXT("fields", "layers"), HEADROOM_TEXT("fields", "Layers"),
            HEADROOM_TEXT("fields", "How many blocks the model repeats.")},
        {"hidden_size", {"hidden_size", "n_embd", "d_model"}, "",
            HEADROOM_TEXT("fields", "Hidden size"),
            HEADROOM_TEXT("fields", "The width of the hidden state between the blocks.")},
        {"heads", {"num_attention_heads", "n_head", "num_heads"}, HEADROOM_TEXT("fields", "heads"),
            HEADROOM_TEXT("fields", "Heads"),
            HEADROOM_TEXT("fields", "Attention heads of each block.")},
        {"kv_heads", {"num_key_value_heads"}, HEADROOM_TEXT("fields", "heads"),
            HEADROOM_TEXT("fields", "KV heads"),
            HEADROOM_TEXT("fields",
                "Heads of keys and values (grouped-query attention has fewer than heads).")},
        {"mlp_size", {"intermediate_size", "ffn_dim", "n_inner", "d_ff"}, "",
            HEADROOM_TEXT("fields", "MLP size"),
            HEADROOM_TEXT("fields", "The width between the layers of each block's MLP.")},
        {"vocabulary", {"vocab_size"}, HEADROOM_TEXT("fields", "tokens"),
            HEADROOM_TEXT("fields", "Vocabulary"),
            HEADROOM_TEXT("fields", "How many tokens the embedding and the head know.")},
        {"context", {"max_position_embeddings", "n_positions", "n_ctx"},
            HEADROOM_TEXT("fields", "tokens"), HEADROOM_TEXT("fields", "Context"),
            HEADROOM_TEXT("fields", "The longest sequence that the model was made for.")},
    });
    return kFields;
}

std::string_view shapeKey(const Value& config, const ShapeField& field)
{
    for (const std::string_view key : field.keys) {
        if (!key.empty() && config.find(key) != nullptr)
            return key;
    }
    return {};
}

Value shapeValue(const Value& config, const ShapeField& field)
{
    const Value* value = config.find(shapeKey(config, field));
    return value != nullptr ? *value : Value();
}

Value withShape(Value config, const ShapeField& field, Value value)
{
    const std::string_view key = shapeKey(config, field);
    config.member(key.empty() ? field.keys.front() : key) = std::move(value);
    return config;
}

} // namespace headroom
