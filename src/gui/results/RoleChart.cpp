// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/RoleChart.h"

#include "gui/results/Stale.h"

#include <QtCharts/QChart>

namespace headroom::gui {

void RoleChart::setStale(bool stale) { chart()->setOpacity(stale ? kStaleOpacity : 1); }

QColor RoleChart::textOn(const QColor& ground)
{
    // Perceived brightness (ITU-R BT.601).
    constexpr int kRed = 299;
    constexpr int kGreen = 587;
    constexpr int kBlue = 114;
    constexpr int kMiddle = 140;
    const int brightness =
        (ground.red() * kRed + ground.green() * kGreen + ground.blue() * kBlue) / 1000;
    return brightness > kMiddle ? QColor(Qt::black) : QColor(Qt::white);
}

} // namespace headroom::gui
