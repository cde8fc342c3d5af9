// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/BreakdownChart.h"

#include "gui/results/BarsChart.h"
#include "gui/results/DonutChart.h"

#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QToolTip>

namespace headroom::gui {

BreakdownChart::BreakdownChart(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedLayout(this))
    , m_nothing(new QLabel(tr("Nothing to show: all components are 0."), this))
{
    m_nothing->setObjectName(QStringLiteral("nothingLabel"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_pages->addWidget(m_nothing);
    setAccessibleName(tr("Chart of memory by component"));
}

void BreakdownChart::setBreakdown(const app::Breakdown& breakdown)
{
    m_breakdown = breakdown;
    setAccessibleDescription(app::describe(m_breakdown));
    showCurrent();
}

void BreakdownChart::setKind(Kind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    limitHeight();
    showCurrent();
}

void BreakdownChart::setStale(bool stale)
{
    m_stale = stale;
    showCurrent();
}

void BreakdownChart::showCurrent()
{
    if (m_breakdown.items.empty()) {
        m_pages->setCurrentWidget(m_nothing);
        return;
    }
    RoleChart*& chart = m_kind == Kind::Pie ? m_pie : m_bars;
    if (chart == nullptr) {
        if (m_kind == Kind::Pie)
            chart = new DonutChart(this);
        else
            chart = new BarsChart(this);
        m_pages->addWidget(chart);
    }
    chart->setBreakdown(m_breakdown);
    chart->setStale(m_stale);
    m_pages->setCurrentWidget(chart);
}

void BreakdownChart::drawChart(QPainter& painter, const QRectF& target)
{
    if (m_pages->currentWidget() == m_nothing)
        painter.drawText(target, Qt::AlignCenter | Qt::TextWordWrap, m_nothing->text());
    else
        static_cast<RoleChart*>(m_pages->currentWidget())->render(&painter, target);
}

QSize BreakdownChart::sizeHint() const
{
    constexpr int kCharacters = 36;
    const int width = fontMetrics().averageCharWidth() * kCharacters;
    return {width, width};
}

QSize BreakdownChart::minimumSizeHint() const
{
    constexpr int kCharacters = 18;
    const int width = fontMetrics().averageCharWidth() * kCharacters;
    return {width, width};
}

void BreakdownChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    limitHeight();
}

void BreakdownChart::limitHeight()
{
    // It stays beside the first rows of the table; bars need room for their words.
    constexpr qreal kTallestBars = 1.4;
    const qreal tallest = m_kind == Kind::Pie ? width() : width() * kTallestBars;
    setMaximumHeight(qMax(minimumSizeHint().height(), qRound(tallest)));
}

bool BreakdownChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const app::BreakdownItem* item = m_pages->currentWidget() == m_nothing
        ? nullptr
        : static_cast<RoleChart*>(m_pages->currentWidget())->itemAt(help->pos());
    if (item == nullptr)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(),
            tr("%1: %2, %3 of the total (%4)")
                .arg(item->label, item->size, item->share, item->exact),
            this);
    return true;
}

} // namespace headroom::gui
