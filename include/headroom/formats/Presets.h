// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/Scenario.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// A scenario that is compiled into the program (resources/scenarios/ID.headroom.json).
struct Preset {
    std::string_view id; ///< "example-1": the file's name without its ending
    std::string_view text; ///< the file
};

/// The built-in presets in the order they are offered in (src/formats/CMakeLists.txt).
[[nodiscard]] std::span<const Preset> builtinPresets();

/// By id, or by the scenario's name; an UnknownName error offers the nearest.
[[nodiscard]] Result<Scenario> builtinPreset(std::string_view idOrName);

} // namespace headroom
