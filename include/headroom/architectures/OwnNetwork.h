// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Step.h"
#include "headroom/base/Result.h"
#include "headroom/base/Value.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::architectures {

// A network that somebody describes layer by layer: model.layers of a scenario, a list of objects
// {"type": "linear", "outputs": 10}. It runs as the torch.nn.Sequential that it says.

enum class LayerKeyType {
    Count, ///< a whole number from `minimum`
    Share, ///< a number from 0 to 1
    Flag,
    Choice, ///< one of `choices`
    Sizes, ///< one to three whole numbers
    Layers, ///< a list of layers
};

/// What one key of a layer may be.
struct LayerKey {
    std::string_view name;
    LayerKeyType type;
    std::int64_t minimum;
    /// Its value where it is absent, as text: "3", "true", "relu". Empty: as `required` says.
    std::string_view fallback;
    bool required; ///< else, without a fallback, it is as it comes
    std::span<const std::string_view> choices;
    const char* label; ///< marked for translation, as the next
    const char* help;
};

/// A layer that a list may have.
struct LayerType {
    std::string_view name; ///< "linear"
    const char* label; ///< marked for translation, as the next
    const char* help;
    std::span<const LayerKey> keys;
};

/// Every type, in the order in which a menu offers them.
[[nodiscard]] std::span<const LayerType> layerTypes();
/// nullptr where there is none of that name.
[[nodiscard]] const LayerType* findLayerType(std::string_view name);
/// `repeat`, which every type but `input` has.
[[nodiscard]] const LayerKey& repeatKey();

/// Layers in one list, those inside of others and repetitions included.
inline constexpr std::int64_t kMostLayers = 100'000;
/// Layers that run one by one: rows, and repetitions that change what they are given.
inline constexpr std::int64_t kMostRun = 4'096;

/// A row of the list as a table shows it: what goes out of it, or why nothing does. Rows inside of
/// a residual follow it.
struct OwnRow {
    std::string pointer; ///< below model.layers: "/3", "/3/layers/0"
    std::string number; ///< "4", "4.1"; of a shortcut "4.s1"
    int depth = 0;
    engine::Dims output; ///< of its last repetition; empty where it is not known
    std::uint64_t parameters = 0; ///< of all repetitions
    std::optional<Error> error; ///< its own; rows behind it know nothing
};

/// Shapes and errors of all rows, for a batch and lengths of the options.
[[nodiscard]] std::vector<OwnRow> ownRows(const Value& layers, const StepOptions& options);

/// Runs one step of it on shapes: model(input), in training cross_entropy of the logits and class
/// labels, or, with the head "none", the mean of the output. Errors name a JSON pointer
/// ("/model/layers/3/inputs") or a field of the scenario.
[[nodiscard]] Result<StepLedger> runOwnStep(const Value& layers, StepOptions options);

} // namespace headroom::architectures
