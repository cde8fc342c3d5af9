// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Role.h"

#include <QColor>

class QPalette;

namespace headroom::app {

/// A role's one colour on that ground (formats/RoleColour.h).
[[nodiscard]] QColor roleColour(Role role, bool dark);

/// Of the verdict's words; at least 4.5:1 against the window.
[[nodiscard]] QColor verdictColour(bool fits, bool dark);

/// Whether the palette's ground is dark (Qt 6.4 has no colour scheme to ask).
[[nodiscard]] bool isDark(const QPalette& palette);

} // namespace headroom::app
