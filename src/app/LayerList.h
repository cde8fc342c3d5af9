// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"

#include <optional>
#include <string>
#include <string_view>

namespace headroom::app {

// Edits of an own network's list of layers. A place is a JSON pointer below the list: "/3",
// "/3/layers/0". Places that are none change nothing.

struct LayerEdit {
    Value layers; ///< the list as it becomes
    std::string place; ///< of the layer that was worked on; empty: there is none
};

/// The layer there; nullptr where there is none.
[[nodiscard]] const Value* layerAt(const Value& layers, std::string_view place);

/// One key of a layer; null takes it away.
[[nodiscard]] LayerEdit withLayerKey(
    Value layers, const std::string& place, std::string_view key, Value value);
/// A new layer behind that one, in its list; at the end where the place is empty.
[[nodiscard]] LayerEdit withLayerAdded(Value layers, const std::string& place, Value layer);
/// A new layer at the end of those of a residual.
[[nodiscard]] LayerEdit withLayerInside(Value layers, const std::string& place, Value layer);
[[nodiscard]] LayerEdit withoutLayer(Value layers, const std::string& place);
[[nodiscard]] LayerEdit withLayerTwice(Value layers, const std::string& place);
/// One place up (-1) or down (1) within its list; none at its end.
[[nodiscard]] std::optional<LayerEdit> withLayerMoved(
    Value layers, const std::string& place, int by);

/// A layer of that type as it is added, with what must be given.
[[nodiscard]] Value newLayer(std::string_view type);
/// What an own network starts with: two linear layers on digits of 28 x 28.
[[nodiscard]] Value firstLayers();

} // namespace headroom::app
