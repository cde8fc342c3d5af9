// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/BarsChart.h"

#include "app/RoleColours.h"
#include "gui/results/ByteScale.h"

#include <QPainter>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr qreal kBarWidth = 0.36; ///< of its row; its words stand above it

} // namespace

BarsChart::BarsChart(QWidget* parent)
    : RoleChart(parent)
    , m_series(new QHorizontalStackedBarSeries)
    , m_names(new QBarCategoryAxis)
    , m_sizes(new QValueAxis)
{
    m_series->setBarWidth(kBarWidth);
    chart()->addSeries(m_series);
    chart()->addAxis(m_names, Qt::AlignLeft);
    chart()->addAxis(m_sizes, Qt::AlignBottom);
    m_series->attachAxis(m_names);
    m_series->attachAxis(m_sizes);
    m_names->setGridLineVisible(false);
    m_names->setLabelsVisible(false);
    m_names->setLineVisible(false);
    m_sizes->setLineVisible(false);
    applyColours();
}

int BarsChart::rowOf(std::size_t item) const
{
    return static_cast<int>(m_breakdown.items.size() - 1 - item);
}

void BarsChart::setBreakdown(const app::Breakdown& breakdown)
{
    if (breakdown == m_breakdown)
        return;
    const bool sameBars =
        std::equal(breakdown.items.begin(), breakdown.items.end(), m_breakdown.items.begin(),
            m_breakdown.items.end(), [](const app::BreakdownItem& a, const app::BreakdownItem& b) {
                return a.role == b.role && a.label == b.label;
            });
    m_breakdown = breakdown;
    if (!sameBars)
        setCategories(breakdown);
    std::uint64_t largest = 0;
    for (const app::BreakdownItem& item : breakdown.items)
        largest = std::max(largest, item.bytes.value);
    setRange(static_cast<double>(largest));
    for (std::size_t i = 0; i < breakdown.items.size(); ++i) {
        const app::BreakdownItem& item = breakdown.items[i];
        m_bars.at(item.role)->replace(rowOf(i), static_cast<double>(item.bytes.value) / m_unit);
    }
    viewport()->update();
}

void BarsChart::setCategories(const app::Breakdown& breakdown)
{
    m_series->clear();
    m_bars.clear();
    QStringList names;
    const int rows = static_cast<int>(breakdown.items.size());
    for (const app::BreakdownItem& item : breakdown.items) {
        auto* bar = new QBarSet(item.label);
        for (int row = 0; row < rows; ++row)
            bar->append(0);
        m_series->append(bar);
        m_bars.emplace(item.role, bar);
        names.prepend(item.label);
    }
    m_names->clear();
    m_names->append(names);
    applyColours();
}

void BarsChart::setRange(double largest)
{
    // Few enough ticks for a narrow chart.
    constexpr double kTicks = 3;
    const ByteScale scale = byteScale(largest, m_breakdown.units, kTicks);
    m_unit = scale.unit;
    applyScale(scale, *m_sizes);
}

const QBarSet* BarsChart::bar(Role role) const
{
    const auto found = m_bars.find(role);
    return found == m_bars.end() ? nullptr : found->second;
}

void BarsChart::applyColours()
{
    colourAxis(*m_names);
    colourAxis(*m_sizes);
    for (const auto& [role, bar] : m_bars) {
        bar->setBrush(app::roleColour(role, isDark()));
        bar->setPen(Qt::NoPen);
    }
    viewport()->update();
}

const app::BreakdownItem* BarsChart::itemAt(const QPointF& position) const
{
    const QPointF value =
        chart()->mapToValue(chart()->mapFromScene(mapToScene(position.toPoint())), m_series);
    const auto row = static_cast<int>(std::lround(value.y()));
    if (!chart()->plotArea().contains(position) || row < 0
        || row >= static_cast<int>(m_breakdown.items.size()))
        return nullptr;
    return &m_breakdown.items[m_breakdown.items.size() - 1 - static_cast<std::size_t>(row)];
}

void BarsChart::drawForeground(QPainter* painter, const QRectF& rect)
{
    RoleChart::drawForeground(painter, rect);
    painter->save();
    painter->setOpacity(chart()->opacity());
    painter->setFont(font());
    const QRectF plot = chart()->mapRectToScene(chart()->plotArea());
    const QFontMetricsF metrics(font());
    const qreal rowHeight =
        plot.height() / static_cast<qreal>(std::max<std::size_t>(1, m_breakdown.items.size()));
    for (std::size_t i = 0; i < m_breakdown.items.size(); ++i) {
        const app::BreakdownItem& item = m_breakdown.items[i];
        const qreal middle = plot.top() + rowHeight * (static_cast<qreal>(i) + 0.5);
        const qreal barTop = middle - rowHeight * kBarWidth / 2;
        const QRectF line(plot.left(), barTop - metrics.height(), sceneRect().right() - plot.left(),
            metrics.height());
        constexpr qreal kGap = 8;
        const qreal sizeWidth = metrics.horizontalAdvance(item.size);
        const QString label = metrics.elidedText(
            item.label, Qt::ElideMiddle, std::max(0.0, line.width() - sizeWidth - kGap));
        painter->setPen(palette().color(QPalette::WindowText));
        painter->drawText(line, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), label);
        painter->setPen(palette().color(QPalette::PlaceholderText));
        painter->drawText(line.adjusted(metrics.horizontalAdvance(label) + kGap, 0, 0, 0),
            static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), item.size);
    }
    painter->restore();
}

} // namespace headroom::gui
