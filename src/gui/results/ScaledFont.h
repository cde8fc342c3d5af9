// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace headroom::gui {

/// The font at that multiple of its size, whether that is in points or in pixels.
[[nodiscard]] inline QFont scaledFont(QFont font, qreal factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qMax(1, qRound(font.pixelSize() * factor)));
    return font;
}

} // namespace headroom::gui
