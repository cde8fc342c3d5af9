// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;

namespace headroom::gui {

/// Of words that stand back: units, notes. Between the palette's text and its ground.
[[nodiscard]] QColor mutedColour(const QPalette& palette);

/// Of words about a mistake: a red that reads on the palette's ground (contrast 4.5:1 and more).
[[nodiscard]] QColor errorColour(const QPalette& palette);

/// The contrast of two colours as WCAG defines it, 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

} // namespace headroom::gui
