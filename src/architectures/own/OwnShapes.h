// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/own/OwnModules.h"

#include <vector>

namespace headroom::architectures::own {

/// What the network reads.
struct OwnInput {
    engine::Dims sizes; ///< with the batch
    bool tokens = false; ///< int64; else in the dtype of the weights
};

/// A network whose shapes are known, as far as they fit.
struct Shaped {
    OwnInput input;
    std::vector<ShapedLayer> layers; ///< of the list, an input row left out
    engine::Dims output;
    std::vector<OwnRow> rows; ///< of all layers, in the order of the list
    /// The first thing that is wrong.
    [[nodiscard]] const Error* error() const;
};

/// Runs each layer once, without keeping anything, and notes what comes out.
[[nodiscard]] Shaped shapeLayers(const std::vector<OwnLayer>& layers, const StepOptions& options);

} // namespace headroom::architectures::own
