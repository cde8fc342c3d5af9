// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/SweepChart.h"

#include "app/RoleColours.h"
#include "gui/results/ByteScale.h"

#include <QPainter>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::gui {

SweepChart::SweepChart(QWidget* parent)
    : StillChart(parent)
    , m_capacity(new QLineSeries)
    , m_values(new QCategoryAxis)
    , m_sizes(new QValueAxis)
{
    chart()->addAxis(m_values, Qt::AlignBottom);
    chart()->addAxis(m_sizes, Qt::AlignLeft);
    m_values->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_values->setGridLineVisible(false);
    chart()->addSeries(m_capacity);
    m_capacity->attachAxis(m_values);
    m_capacity->attachAxis(m_sizes);
    applyColours();
}

void SweepChart::setFieldName(const QString& name) { m_values->setTitleText(name); }

void SweepChart::setPoints(
    const std::vector<SweepPoint>& points, std::optional<Bytes> capacity, UnitSystem units)
{
    m_count = static_cast<int>(points.size());
    double highest = 0;
    for (const SweepPoint& point : points) {
        if (point.breakdown)
            highest = std::max(highest, static_cast<double>(point.breakdown->total.value));
    }
    const double most = highest;
    // The capacity belongs to the picture where it does not make it flat.
    if (capacity && (most == 0 || static_cast<double>(capacity->value) / 2 <= most))
        highest = std::max(highest, static_cast<double>(capacity->value));
    constexpr double kIntervals = 5;
    const ByteScale scale = byteScale(std::max(highest, 1.0), units, kIntervals);
    applyScale(scale, *m_sizes);
    makeValues(points);
    makeAreas(points, scale.unit);
    m_capacity->clear();
    m_capacityText.clear();
    if (capacity && static_cast<double>(capacity->value) <= highest) {
        const double line = static_cast<double>(capacity->value) / scale.unit;
        m_capacity->append(0, line);
        m_capacity->append(std::max(1, m_count - 1), line);
        m_capacityText = tr("%1 device memory").arg(app::sizeText(*capacity, units));
    }
    applyColours();
}

void SweepChart::makeValues(const std::vector<SweepPoint>& points)
{
    const QStringList before = m_values->categoriesLabels();
    for (const QString& label : before)
        m_values->remove(label);
    m_values->setRange(0, std::max(1, m_count - 1));
    // As many labels as have room, the first and the last among them.
    constexpr int kLabels = 6;
    const int step = std::max(1, (m_count - 1 + kLabels - 2) / (kLabels - 1));
    for (int i = 0; i < m_count; i += step) {
        if (m_count - 1 - i > step / 2)
            m_values->append(app::countText(points[static_cast<std::size_t>(i)].value), i);
    }
    if (m_count > 1)
        m_values->append(app::countText(points.back().value), m_count - 1);
}

void SweepChart::makeAreas(const std::vector<SweepPoint>& points, double unit)
{
    for (const Area& area : m_areas) {
        chart()->removeSeries(area.series);
        delete area.series;
    }
    m_areas.clear();
    std::array<QLineSeries*, kMemoryRoleCount> upper{};
    std::array<QLineSeries*, kMemoryRoleCount> lower{};
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!points[i].breakdown)
            continue;
        double below = 0;
        std::array<double, kMemoryRoleCount> sizes{};
        for (const app::BreakdownItem& item : points[i].breakdown->items)
            sizes[static_cast<std::size_t>(item.role)] =
                static_cast<double>(item.bytes.value) / unit;
        for (std::size_t role = 0; role < kMemoryRoleCount; ++role) {
            if (upper[role] == nullptr) {
                upper[role] = new QLineSeries;
                lower[role] = new QLineSeries;
            }
            lower[role]->append(static_cast<double>(i), below);
            below += sizes[role];
            upper[role]->append(static_cast<double>(i), below);
        }
    }
    chart()->removeSeries(m_capacity);
    for (std::size_t role = 0; role < kMemoryRoleCount; ++role) {
        if (upper[role] == nullptr)
            continue;
        auto* area = new QAreaSeries(upper[role], lower[role]);
        upper[role]->setParent(area);
        lower[role]->setParent(area);
        chart()->addSeries(area);
        area->attachAxis(m_values);
        area->attachAxis(m_sizes);
        m_areas.push_back({static_cast<Role>(role), area});
    }
    // Last, so that it is drawn over them.
    chart()->addSeries(m_capacity);
    m_capacity->attachAxis(m_values);
    m_capacity->attachAxis(m_sizes);
}

void SweepChart::setMarks(int selected, int current)
{
    m_selected = selected;
    m_current = current;
    viewport()->update();
}

void SweepChart::drawCapacityText(QPainter& painter) const
{
    if (m_capacityText.isEmpty())
        return;
    const QRectF plot = chart()->mapRectToScene(chart()->plotArea());
    const QFontMetricsF metrics(font());
    const qreal line =
        chart()->mapToScene(chart()->mapToPosition(m_capacity->at(0), m_capacity)).y();
    // On its own ground: it lies over the colours of the kinds.
    constexpr qreal kPadding = 3;
    QRectF box(0, 0, metrics.horizontalAdvance(m_capacityText) + 2 * kPadding, metrics.height());
    box.moveRight(plot.right() - kPadding);
    box.moveBottom(std::max(line - kPadding, plot.top() + box.height()));
    painter.fillRect(box, palette().color(QPalette::Window));
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(box, Qt::AlignCenter, m_capacityText);
}

bool SweepChart::showsCapacity() const { return m_capacity->count() > 0; }

QPointF SweepChart::positionOf(int point) const
{
    return mapFromScene(chart()->mapToScene(chart()->mapToPosition(QPointF(point, 0), m_capacity)));
}

int SweepChart::pointAt(const QPointF& position) const
{
    const QPointF there = chart()->mapFromScene(mapToScene(position.toPoint()));
    if (m_count == 0 || !chart()->plotArea().contains(there))
        return -1;
    const double value = chart()->mapToValue(there, m_capacity).x();
    return std::clamp(static_cast<int>(std::lround(value)), 0, m_count - 1);
}

void SweepChart::applyColours()
{
    colourAxis(*m_values);
    colourAxis(*m_sizes);
    for (const Area& area : m_areas) {
        area.series->setBrush(app::roleColour(area.role, isDark()));
        area.series->setPen(Qt::NoPen);
    }
    constexpr qreal kLine = 2;
    m_capacity->setPen(QPen(palette().color(QPalette::WindowText), kLine, Qt::DashLine));
    // Room for half of the last value's words.
    constexpr int kLastCharacters = 4;
    chart()->setMargins({0, 0, kLastCharacters * fontMetrics().averageCharWidth(), 0});
    viewport()->update();
}

void SweepChart::drawForeground(QPainter* painter, const QRectF& rect)
{
    StillChart::drawForeground(painter, rect);
    const QRectF plot = chart()->mapRectToScene(chart()->plotArea());
    const QColor text = palette().color(QPalette::WindowText);
    const auto draw = [&](int point, Qt::PenStyle style) {
        if (point < 0 || point >= m_count)
            return;
        const qreal x = mapToScene(positionOf(point).toPoint()).x();
        constexpr qreal kMark = 2;
        painter->setPen(QPen(text, kMark, style));
        painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    };
    painter->save();
    draw(m_current, Qt::DotLine);
    draw(m_selected, Qt::SolidLine);
    drawCapacityText(*painter);
    painter->restore();
}

} // namespace headroom::gui
