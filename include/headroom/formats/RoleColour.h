// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Role.h"

#include <cstdint>
#include <string_view>

namespace headroom {

enum class Ground : std::uint8_t { Light, Dark };

/// The role's one colour, in bars, charts, swatches and reports: "#0072B2". At least 3:1 against
/// its ground.
[[nodiscard]] std::string_view roleColourHex(Role role, Ground ground = Ground::Light);

/// The nearest of a terminal's own colours, which its theme suits to its ground: the number of an
/// SGR sequence.
[[nodiscard]] int roleTerminalColour(Role role);

} // namespace headroom
