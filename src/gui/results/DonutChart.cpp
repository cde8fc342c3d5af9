// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/DonutChart.h"

#include "app/RoleColours.h"
#include "gui/results/ScaledFont.h"
#include "headroom/base/EnumTable.h"

#include <QPainter>
#include <QtCharts/QChart>
#include <QtCharts/QPieSeries>
#include <QtCharts/QPieSlice>
#include <QtMath>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr qreal kHole = 0.55; ///< of the radius
constexpr qreal kSmallestLabelled =
    0.04; ///< share of a slice that may have its share written on it

/// From the top clockwise, in degrees, as Qt Charts counts.
qreal angleOf(const QPointF& fromCentre)
{
    const qreal angle = qRadiansToDegrees(std::atan2(fromCentre.x(), -fromCentre.y()));
    constexpr qreal kTurn = 360;
    return angle < 0 ? angle + kTurn : angle;
}

} // namespace

DonutChart::DonutChart(QWidget* parent)
    : RoleChart(parent)
    , m_series(new QPieSeries)
{
    m_series->setHoleSize(kHole);
    m_series->setPieSize(1);
    for (const EnumName<Role>& role : EnumNames<Role>::kTable) {
        QPieSlice* slice = m_series->append(QString(), 0);
        slice->setLabelVisible(false);
        m_slices.emplace(role.value, slice);
    }
    chart()->addSeries(m_series);
    applyColours();
}

void DonutChart::setBreakdown(const app::Breakdown& breakdown)
{
    if (breakdown == m_breakdown)
        return;
    m_breakdown = breakdown;
    const bool single = breakdown.items.size() < 2;
    for (const auto& [role, slice] : m_slices) {
        const auto item = std::find_if(breakdown.items.begin(), breakdown.items.end(),
            [wanted = role](
                const app::BreakdownItem& candidate) { return candidate.role == wanted; });
        const bool shown = item != breakdown.items.end();
        // The border of a slice that is not there, or is the only one, would be a line across the
        // ring.
        const Qt::PenStyle border = shown && !single ? Qt::SolidLine : Qt::NoPen;
        if (slice->pen().style() != border) {
            QPen pen = slice->pen();
            pen.setStyle(border);
            slice->setPen(pen);
        }
        constexpr double kUnit = 1 << 20;
        slice->setValue(shown ? static_cast<double>(item->bytes.value) / kUnit : 0);
    }
    viewport()->update();
}

const QPieSlice* DonutChart::slice(Role role) const
{
    const bool shown = std::any_of(m_breakdown.items.begin(), m_breakdown.items.end(),
        [role](const app::BreakdownItem& item) { return item.role == role; });
    return shown ? m_slices.at(role) : nullptr;
}

void DonutChart::applyColours()
{
    constexpr qreal kBorder = 1.5;
    for (const auto& [role, slice] : m_slices) {
        QPen pen(palette().color(QPalette::Window), kBorder);
        pen.setStyle(slice->pen().style());
        slice->setPen(pen);
        slice->setBrush(app::roleColour(role, isDark()));
    }
    viewport()->update();
}

DonutChart::Ring DonutChart::ring() const
{
    const QRectF area = chart()->plotArea();
    const qreal radius = std::min(area.width(), area.height()) / 2;
    return {chart()->mapToScene(area.center()), radius * kHole, radius};
}

const app::BreakdownItem* DonutChart::itemAt(const QPointF& position) const
{
    const Ring place = ring();
    const QPointF offset = mapToScene(position.toPoint()) - place.centre;
    const qreal distance = std::hypot(offset.x(), offset.y());
    if (distance < place.inner || distance > place.outer)
        return nullptr;
    const qreal angle = angleOf(offset);
    for (const app::BreakdownItem& item : m_breakdown.items) {
        const QPieSlice* at = m_slices.at(item.role);
        if (angle >= at->startAngle() && angle < at->startAngle() + at->angleSpan())
            return &item;
    }
    return nullptr;
}

void DonutChart::drawShare(
    QPainter& painter, const Ring& ring, const app::BreakdownItem& item) const
{
    const QPieSlice* at = m_slices.at(item.role);
    if (at->percentage() < kSmallestLabelled)
        return;
    const qreal middle = qDegreesToRadians(at->startAngle() + at->angleSpan() / 2);
    const qreal distance = (ring.inner + ring.outer) / 2;
    QRectF text = painter.fontMetrics().boundingRect(item.share);
    text.moveCenter(ring.centre + QPointF(std::sin(middle), -std::cos(middle)) * distance);
    constexpr qreal kPadding = 2;
    const QRectF needed = text.adjusted(-kPadding, 0, kPadding, 0);
    // Written only where it lies wholly on its slice: so no two shares can meet.
    for (const QPointF& corner :
        {needed.topLeft(), needed.topRight(), needed.bottomLeft(), needed.bottomRight()}) {
        const QPointF offset = corner - ring.centre;
        const qreal reach = std::hypot(offset.x(), offset.y());
        const qreal angle = angleOf(offset);
        if (reach < ring.inner || reach > ring.outer || angle < at->startAngle()
            || angle > at->startAngle() + at->angleSpan())
            return;
    }
    painter.setPen(textOn(at->brush().color()));
    painter.drawText(text, Qt::AlignCenter, item.share);
}

void DonutChart::drawForeground(QPainter* painter, const QRectF& rect)
{
    RoleChart::drawForeground(painter, rect);
    const Ring place = ring();
    painter->save();
    painter->setOpacity(chart()->opacity());
    constexpr qreal kShareSize = 0.85;
    painter->setFont(scaledFont(font(), kShareSize));
    for (const app::BreakdownItem& item : m_breakdown.items)
        drawShare(*painter, place, item);

    constexpr qreal kTotalSize = 1.4;
    QFont large = scaledFont(font(), kTotalSize);
    large.setBold(true);
    painter->setFont(large);
    QRectF total = painter->fontMetrics().boundingRect(m_breakdown.totalSize);
    constexpr qreal kRoom = 1.8; // of the hole's radius
    if (total.width() > place.inner * kRoom) {
        painter->setFont(scaledFont(large, place.inner * kRoom / total.width()));
        total = painter->fontMetrics().boundingRect(m_breakdown.totalSize);
    }
    const qreal line = painter->fontMetrics().height();
    QRectF words(0, 0, place.inner * 2, line);
    words.moveCenter(place.centre - QPointF(0, line / 2));
    painter->setPen(palette().color(QPalette::WindowText));
    painter->drawText(words, Qt::AlignCenter, m_breakdown.totalSize);
    painter->setFont(font());
    painter->setPen(palette().color(QPalette::PlaceholderText));
    painter->drawText(words.translated(0, line), Qt::AlignCenter,
        m_breakdown.isUse        ? tr("used")
            : m_breakdown.isPeak ? tr("at the peak")
                                 : tr("total"));
    painter->restore();
}

} // namespace headroom::gui
