// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/BarLegend.h"

#include "app/RoleColours.h"
#include "gui/results/Stale.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr int kEntryGap = 16; ///< between entries
constexpr int kSmallGap = 5; ///< within one

} // namespace

BarLegend::BarLegend(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Legend"));
}

void BarLegend::setBreakdown(const app::Breakdown& breakdown)
{
    if (breakdown == m_breakdown)
        return;
    const bool sameEntries =
        std::equal(breakdown.items.begin(), breakdown.items.end(), m_breakdown.items.begin(),
            m_breakdown.items.end(), [](const app::BreakdownItem& a, const app::BreakdownItem& b) {
                return a.label == b.label;
            });
    m_breakdown = breakdown;
    setAccessibleDescription(app::describe(m_breakdown));
    if (!sameEntries)
        updateGeometry();
    update();
}

void BarLegend::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    update();
}

int BarLegend::swatchSize() const { return fontMetrics().ascent() - 2; }
int BarLegend::lineHeight() const { return fontMetrics().height() + 4; }

QSize BarLegend::sizeHint() const
{
    constexpr int kWidth = 320;
    return {kWidth, heightForWidth(std::max(width(), kWidth))};
}

QSize BarLegend::minimumSizeHint() const { return {lineHeight(), lineHeight()}; }

int BarLegend::heightForWidth(int width) const
{
    const std::vector<QRect> all = entries(width);
    return all.empty() ? lineHeight() : all.back().bottom() + 1;
}

std::vector<QRect> BarLegend::entries(int width) const
{
    // Room for the widest number that may come, so that entries stand still while numbers change.
    const int number = fontMetrics().horizontalAdvance(QStringLiteral("8,888.88 GiB"));
    std::vector<QRect> all;
    QPoint at;
    for (const app::BreakdownItem& item : m_breakdown.items) {
        const int wanted = swatchSize() + kSmallGap + fontMetrics().horizontalAdvance(item.label)
            + kSmallGap + number;
        const int taken = std::min(wanted, width);
        if (at.x() > 0 && at.x() + taken > width)
            at = QPoint(0, at.y() + lineHeight());
        all.emplace_back(at, QSize(taken, lineHeight()));
        at.rx() += taken + kEntryGap;
    }
    return all;
}

void BarLegend::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setOpacity(m_stale ? kStaleOpacity : 1);
    const bool dark = app::isDark(palette());
    const std::vector<QRect> all = entries(width());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const app::BreakdownItem& item = m_breakdown.items[i];
        QRect swatch(0, 0, swatchSize(), swatchSize());
        swatch.moveCenter(all[i].center());
        swatch.moveLeft(all[i].left());
        painter.fillRect(swatch, app::roleColour(item.role, dark));
        const QRect text = all[i].adjusted(swatchSize() + kSmallGap, 0, 0, 0);
        const int sizeWidth = fontMetrics().horizontalAdvance(item.size);
        const QString label = fontMetrics().elidedText(
            item.label, Qt::ElideMiddle, std::max(0, text.width() - sizeWidth - kSmallGap));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, label);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(text.adjusted(fontMetrics().horizontalAdvance(label) + kSmallGap, 0, 0, 0),
            Qt::AlignLeft | Qt::AlignVCenter, item.size);
    }
}

void BarLegend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace headroom::gui
