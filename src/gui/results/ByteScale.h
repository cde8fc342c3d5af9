// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"

#include <QString>

class QValueAxis;

namespace headroom::gui {

/// Round ticks for an axis of bytes from 0 to at least the largest.
struct ByteScale {
    double unit = 1; ///< bytes of one unit of the axis
    double interval = 1; ///< between two ticks, in units
    int ticks = 2;
    QString name; ///< "GiB"
};

/// `about`: how many intervals there should be.
[[nodiscard]] ByteScale byteScale(double largest, UnitSystem units, double about);

/// Range, ticks, format and title of the axis.
void applyScale(const ByteScale& scale, QValueAxis& axis);

} // namespace headroom::gui
