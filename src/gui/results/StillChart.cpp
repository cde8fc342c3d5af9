// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/StillChart.h"

#include "app/RoleColours.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QtCharts/QAbstractAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>

namespace headroom::gui {

StillChart::StillChart(QWidget* parent)
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

void StillChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColours();
}

void StillChart::colourAxis(QAbstractAxis& axis) const
{
    const QColor muted = palette().color(QPalette::PlaceholderText);
    QColor grid = palette().color(QPalette::WindowText);
    constexpr int kGridAlpha = 40;
    grid.setAlpha(kGridAlpha);
    axis.setLabelsFont(font());
    axis.setTitleFont(font());
    axis.setTitleBrush(muted);
    axis.setLabelsColor(muted);
    axis.setGridLineColor(grid);
    axis.setLinePenColor(grid);
}

bool StillChart::isDark() const { return app::isDark(palette()); }

} // namespace headroom::gui
