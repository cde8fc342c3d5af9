// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"
#include "gui/results/BreakdownChart.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace headroom::gui {

/// A chart as it leaves the window: with title, the parameters it was made from, names and sizes,
/// on white.
struct ChartDocument {
    app::Breakdown breakdown;
    BreakdownChart::Kind kind = BreakdownChart::Kind::Pie;
    QString title;
    QString caption; ///< the parameters
};

enum class PictureFormat { Png, Svg, Pdf };

/// At twice the size that it is laid out in.
[[nodiscard]] QImage chartImage(const ChartDocument& document);
/// The bytes of a file.
[[nodiscard]] QByteArray chartFile(const ChartDocument& document, PictureFormat format);

} // namespace headroom::gui
