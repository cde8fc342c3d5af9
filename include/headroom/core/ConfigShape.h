// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"

#include <array>
#include <span>
#include <string_view>

namespace headroom {

/// A number of a config.json object that gives a decoder its shape, under each name that families
/// have for it.
struct ShapeField {
    std::string_view id; ///< "layers"
    std::array<std::string_view, 4> keys; ///< the usual one first; empty: no more
    const char* unit; ///< marked for translation, as the next two; empty: none
    const char* label;
    const char* help;
};

/// Layers, hidden size, heads, KV heads, MLP size, vocabulary, context.
[[nodiscard]] std::span<const ShapeField> shapeFields();

/// The key that the config has for it; empty where it has none.
[[nodiscard]] std::string_view shapeKey(const Value& config, const ShapeField& field);
/// Its value; null where the config says nothing, and the family decides.
[[nodiscard]] Value shapeValue(const Value& config, const ShapeField& field);
/// The config with another value, under the key that it has or the usual one.
[[nodiscard]] Value withShape(Value config, const ShapeField& field, Value value);

} // namespace headroom
