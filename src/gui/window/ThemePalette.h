// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

namespace headroom::gui {

/// A whole palette of our own, for pictures that must not depend on the desktop they are drawn on.
[[nodiscard]] QPalette themePalette(bool dark);

} // namespace headroom::gui
