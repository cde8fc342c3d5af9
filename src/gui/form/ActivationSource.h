// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Estimate.h"
#include "headroom/core/Fields.h"
#include "headroom/core/Scenario.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace headroom::gui {

/// How a model known by its size gives its activations. The scenario has three fields for it, of
/// which at most one is set.
enum class ActivationSource : std::uint8_t { Factor, PerToken, Measured, None };

[[nodiscard]] ActivationSource activationSource(const Scenario& scenario);

/// The key of the field that a source sets; empty for none.
[[nodiscard]] std::string_view fieldOf(ActivationSource source);

/// What to set so that the activations come from that source: its value as it was last (`last`, of
/// that source), else one that leaves the memory as it is, else a usual one; the other sources'
/// fields are cleared.
[[nodiscard]] std::vector<std::pair<const Field*, Value>> switchTo(ActivationSource source,
    const Scenario& scenario, const Value& last, const std::optional<Bytes>& activations);

} // namespace headroom::gui
