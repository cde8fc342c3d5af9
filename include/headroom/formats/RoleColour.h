// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Role.h"

#include <string_view>

namespace headroom {

/// The role's colour on a light ground, for reports: "#0072B2".
[[nodiscard]] std::string_view roleColourHex(Role role);

/// The nearest of a terminal's own colours, which its theme suits to its ground: the number of an
/// SGR sequence.
[[nodiscard]] int roleTerminalColour(Role role);

} // namespace headroom
