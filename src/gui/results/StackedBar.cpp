// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/StackedBar.h"

#include "app/RoleColours.h"
#include "gui/results/Stale.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom::gui {
namespace {

constexpr int kThinnest = 2;
constexpr int kMarkOverhang = 3; ///< of the capacity's mark above and below the bar
constexpr int kMarkWidth = 2;

} // namespace

BarGeometry barGeometry(std::span<const std::uint64_t> parts, std::optional<std::uint64_t> capacity,
    int width, std::uint64_t scale)
{
    double total = 0;
    for (const std::uint64_t part : parts)
        total += static_cast<double>(part);
    const double range =
        std::max({total, static_cast<double>(capacity.value_or(0)), static_cast<double>(scale)});
    BarGeometry geometry;
    geometry.edges.assign(parts.size() + 1, 0);
    if (range <= 0 || width <= 0)
        return geometry;
    const double perByte = width / range;
    std::vector<int> widths;
    for (const std::uint64_t part : parts) {
        const int exact = static_cast<int>(std::lround(static_cast<double>(part) * perByte));
        widths.push_back(part == 0 ? 0 : std::max(exact, kThinnest));
    }
    // What thin parts and rounding took too much, the widest gives.
    const int end = static_cast<int>(std::lround(total * perByte));
    if (const auto widest = std::max_element(widths.begin(), widths.end()); widest != widths.end())
        *widest = std::max(0, *widest + end - std::accumulate(widths.begin(), widths.end(), 0));
    for (std::size_t i = 0; i < widths.size(); ++i)
        geometry.edges[i + 1] = std::min(width, geometry.edges[i] + widths[i]);
    if (capacity)
        geometry.capacity = static_cast<int>(std::lround(static_cast<double>(*capacity) * perByte));
    return geometry;
}

StackedBar::StackedBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Memory by component"));
}

void StackedBar::setBreakdown(const app::Breakdown& breakdown)
{
    if (breakdown == m_breakdown)
        return;
    m_breakdown = breakdown;
    setAccessibleDescription(app::describe(m_breakdown));
    update();
}

void StackedBar::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    update();
}

void StackedBar::setScale(Bytes scale)
{
    if (scale == m_scale)
        return;
    m_scale = scale;
    update();
}

QSize StackedBar::sizeHint() const
{
    constexpr int kWidth = 320;
    return {kWidth, fontMetrics().height() + 2 * kMarkOverhang + 2};
}

QSize StackedBar::minimumSizeHint() const
{
    constexpr int kWidth = 64;
    return {kWidth, sizeHint().height()};
}

QRect StackedBar::barRect() const { return rect().adjusted(0, kMarkOverhang, 0, -kMarkOverhang); }

BarGeometry StackedBar::geometryNow() const
{
    std::vector<std::uint64_t> parts;
    parts.reserve(m_breakdown.items.size());
    for (const app::BreakdownItem& item : m_breakdown.items)
        parts.push_back(item.bytes.value);
    std::optional<std::uint64_t> capacity;
    if (m_breakdown.capacity)
        capacity = m_breakdown.capacity->value;
    return barGeometry(parts, capacity, width(), m_scale.value);
}

void StackedBar::paintEvent(QPaintEvent* /*event*/)
{
    constexpr qreal kRadius = 3;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool dark = app::isDark(palette());
    const QRect bar = barRect();
    const BarGeometry geometry = geometryNow();

    QPainterPath outline;
    outline.addRoundedRect(bar, kRadius, kRadius);
    painter.save();
    painter.setClipPath(outline);
    // The free memory: between the window's colour and its text's, so that it shows on any palette.
    QColor ground = palette().color(QPalette::WindowText);
    constexpr int kGroundAlpha = 26;
    ground.setAlpha(kGroundAlpha);
    painter.fillRect(bar, ground);
    painter.setOpacity(m_stale ? kStaleOpacity : 1);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < m_breakdown.items.size(); ++i) {
        const bool last = i + 1 == m_breakdown.items.size();
        const int left = geometry.edges[i];
        const int width = geometry.edges[i + 1] - left;
        const int gap = last || width <= kThinnest ? 0 : 1;
        painter.fillRect(QRect(left, bar.top(), width - gap, bar.height()),
            app::roleColour(m_breakdown.items[i].role, dark));
    }
    const int end = geometry.edges.back();
    if (geometry.capacity && *geometry.capacity < end) {
        painter.fillRect(
            QRect(*geometry.capacity, bar.top(), end - *geometry.capacity, bar.height()),
            QBrush(palette().color(QPalette::Window), Qt::BDiagPattern));
    }
    painter.restore();
    if (geometry.capacity) {
        const int x =
            std::clamp(*geometry.capacity - kMarkWidth / 2, 0, std::max(0, width() - kMarkWidth));
        painter.fillRect(QRect(x, 0, kMarkWidth, height()), palette().color(QPalette::WindowText));
    }
}

QString StackedBar::toolTipAt(const QPoint& position) const
{
    const BarGeometry geometry = geometryNow();
    for (std::size_t i = 0; i < m_breakdown.items.size(); ++i) {
        if (position.x() < geometry.edges[i] || position.x() >= geometry.edges[i + 1])
            continue;
        const app::BreakdownItem& item = m_breakdown.items[i];
        QString text =
            tr("%1: %2, %3 of the total (%4)").arg(item.label, item.size, item.share, item.exact);
        if (geometry.capacity && position.x() >= *geometry.capacity)
            text += u'\n' + tr("beyond the device memory");
        return text;
    }
    if (!m_breakdown.capacity || m_breakdown.capacity->value < m_breakdown.total.value)
        return {};
    const Bytes left{m_breakdown.capacity->value - m_breakdown.total.value};
    return tr("Left on the device: %1 (%2)")
        .arg(app::sizeText(left, m_breakdown.units), app::exactBytes(left));
}

bool StackedBar::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = toolTipAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace headroom::gui
