// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace headroom::gui {

/// Of pictures of the last valid result, while what stands in the form has none.
inline constexpr qreal kStaleOpacity = 0.4;

} // namespace headroom::gui
