// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/RoleChart.h"

#include "app/RoleColours.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>

namespace headroom::gui {

RoleChart::RoleChart(QWidget* parent)
    : QChartView(parent)
{
    // Qt Charts 6.4 crashes on some mouse presses (QTBUG-118669): the chart takes none, the tool
    // tips are made outside.
    setInteractive(false);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setLocalizeNumbers(true);
}

void RoleChart::setStale(bool stale)
{
    constexpr qreal kStaleOpacity = 0.4;
    chart()->setOpacity(stale ? kStaleOpacity : 1);
}

void RoleChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColours();
}

bool RoleChart::isDark() const { return app::isDark(palette()); }

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
