// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Dtype.h"
#include "headroom/base/Result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace headroom {

/// What an optimizer keeps for each trainable parameter between steps. Counters and other scalars
/// of a whole tensor are left out: they do not grow with the parameters.
struct OptimizerInfo {
    enum class States : std::uint8_t {
        Plain, ///< `states` values of the state's dtype per parameter
        BlockQuantized, ///< `states` bytes per parameter and 4 B (absmax) per 256 of them, whatever
                        ///< the dtype
        Custom, ///< optimizer.state_factor values per parameter
        NeedsShapes, ///< depends on each tensor's shape: no closed form
    };
    std::string_view id; ///< in scenario files
    std::string_view name;
    States kind;
    std::uint32_t states;
    /// The dtype of the states where the implementation fixes it whatever the weights are.
    std::optional<Dtype> fixedDtype;
    std::string_view keeps; ///< the names of the states
    std::string_view source; ///< the implementation or the paper that it is true to
};

/// The one table of optimizers. To add one, add a row.
[[nodiscard]] std::span<const OptimizerInfo> allOptimizers();
[[nodiscard]] std::span<const std::string_view> optimizerIds();
/// nullptr where there is none.
[[nodiscard]] const OptimizerInfo* findOptimizer(std::string_view id);

} // namespace headroom
