// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/file/TypeChart.h"

#include "app/RoleColours.h"

#include <QPainter>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QHorizontalBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr qreal kTypeBarWidth = 0.25; ///< of its row
constexpr qreal kRowHeight = 2.7; ///< in lines: the words and the bar

} // namespace

TypeChart::TypeChart(QWidget* parent)
    : StillChart(parent)
    , m_series(new QHorizontalBarSeries)
    , m_bars(new QBarSet(QString()))
    , m_names(new QBarCategoryAxis)
    , m_sizes(new QValueAxis)
{
    m_series->setBarWidth(kTypeBarWidth);
    m_series->append(m_bars);
    chart()->addSeries(m_series);
    chart()->addAxis(m_names, Qt::AlignLeft);
    chart()->addAxis(m_sizes, Qt::AlignBottom);
    m_series->attachAxis(m_names);
    m_series->attachAxis(m_sizes);
    m_names->setVisible(false);
    m_sizes->setVisible(false);
    applyColours();
}

void TypeChart::setShares(const std::vector<app::TypeShare>& shares)
{
    if (shares == m_shares)
        return;
    m_shares = shares;
    m_bars->remove(0, m_bars->count());
    QStringList names;
    double largest = 0;
    QStringList details;
    for (const app::TypeShare& share : shares)
        details += tr("%1: %2. %3").arg(share.type, share.share, share.detail);
    setAccessibleDescription(details.join(u'\n'));
    // The first bar is the lowest.
    for (auto share = shares.rbegin(); share != shares.rend(); ++share) {
        const auto bytes = static_cast<double>(share->bytes.value);
        *m_bars << bytes;
        names += share->type;
        largest = std::max(largest, bytes);
    }
    m_names->clear();
    m_names->append(names);
    m_sizes->setRange(0, largest > 0 ? largest : 1);
    updateGeometry();
    viewport()->update();
}

QSize TypeChart::sizeHint() const
{
    constexpr int kCharacters = 34;
    const int rows = std::max(1, static_cast<int>(m_shares.size()));
    return {fontMetrics().averageCharWidth() * kCharacters,
        static_cast<int>(std::ceil(fontMetrics().height() * kRowHeight * rows))};
}

void TypeChart::applyColours()
{
    m_bars->setBrush(app::roleColour(Role::Parameter, isDark()));
    m_bars->setPen(Qt::NoPen);
    viewport()->update();
}

void TypeChart::drawForeground(QPainter* painter, const QRectF& rect)
{
    StillChart::drawForeground(painter, rect);
    if (m_shares.empty())
        return;
    painter->save();
    painter->setFont(font());
    const QFontMetricsF metrics(font());
    const QRectF plot = chart()->mapRectToScene(chart()->plotArea());
    const qreal height = plot.height() / static_cast<qreal>(m_shares.size());
    for (std::size_t i = 0; i < m_shares.size(); ++i) {
        const app::TypeShare& share = m_shares[i];
        const qreal middle = plot.top() + height * (static_cast<qreal>(i) + 0.5);
        const QRectF line(plot.left(), middle - height * kTypeBarWidth / 2 - metrics.height(),
            plot.width(), metrics.height());
        painter->setPen(palette().color(QPalette::WindowText));
        painter->drawText(line, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), share.type);
        painter->setPen(palette().color(QPalette::PlaceholderText));
        painter->drawText(line, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
            tr("%1, %2").arg(share.size, share.share));
    }
    painter->restore();
}

} // namespace headroom::gui
