// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/own/OwnLayer.h"
#include "architectures/vision/Layers.h"
#include "headroom/engine/Dims.h"
#include "headroom/engine/operators/Recurrent.h"

#include <memory>
#include <string_view>
#include <vector>

namespace headroom::architectures::own {

struct ShapedLayer;

/// One run of a layer: what goes in, and what of a residual's layers that makes.
struct ShapedRun {
    engine::Dims input;
    engine::Dims output;
    std::vector<ShapedLayer> body;
    std::vector<ShapedLayer> shortcut;
};

/// A layer with the shapes that it works on.
struct ShapedLayer {
    const OwnLayer* layer = nullptr;
    std::vector<ShapedRun> runs; ///< one for each repetition; one for all where they are alike
    [[nodiscard]] const ShapedRun& run(std::size_t repetition) const
    {
        return runs.size() == 1 ? runs.front() : runs[repetition];
    }
    [[nodiscard]] bool alike() const { return runs.size() == 1; }
};

/// The module that the layer is, with its parameters.
[[nodiscard]] std::unique_ptr<vision::Layer> makeLayer(
    Module& parent, std::string_view name, const OwnLayer& layer, const ShapedRun& run);

/// What cuDNN is asked for; only of lstm and gru.
[[nodiscard]] engine::RecurrentOptions recurrentOptions(const OwnLayer& layer, bool training);
[[nodiscard]] bool isRecurrent(const OwnLayer& layer);

} // namespace headroom::architectures::own
