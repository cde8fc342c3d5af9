// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/OwnNetwork.h"
#include "headroom/base/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom::architectures::own {

/// A layer as it was read: what its type does not have is at its default.
struct OwnLayer {
    std::string type; ///< of layerTypes()
    std::string pointer; ///< below model.layers: "/3/layers/0"
    std::string number; ///< for people: "4.1"
    int depth = 0;
    std::optional<Error> error; ///< what is wrong with a key of it
    std::vector<Text> warnings;

    std::int64_t repeat = 1;
    std::int64_t inputs = 0; ///< 0: as it comes
    std::int64_t outputs = 1;
    std::int64_t kernel = 1;
    std::int64_t stride = 0; ///< 0: as large as the window
    std::int64_t padding = 0;
    std::int64_t dilation = 1;
    std::int64_t groups = 1;
    std::int64_t heads = 1;
    std::int64_t rows = 1;
    std::int64_t layers = 1;
    bool bias = true;
    bool bidirectional = false;
    bool inPlace = false;
    bool drops = false;
    std::string function;
    std::string way;
    std::string gives;
    std::vector<std::int64_t> sizes;
    std::vector<OwnLayer> body; ///< of a residual
    std::vector<OwnLayer> shortcut;

    /// An error of this layer, at one of its keys or at all of it.
    [[nodiscard]] Error wrong(std::string_view key, Text message) const;
};

/// The list; an error only where it can't be one. What is wrong with a layer stands in it.
[[nodiscard]] Result<std::vector<OwnLayer>> readLayers(const Value& layers);

/// Where errors of the list are, and where those of its layers point.
inline constexpr std::string_view kLayersKey = "model.layers";
inline constexpr std::string_view kLayersPointer = "/model/layers";

} // namespace headroom::architectures::own
