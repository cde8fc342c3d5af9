// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/CapacityDelegate.h"

#include "app/FitModel.h"
#include "app/RoleColours.h"

#include <QPainter>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace headroom::gui {
namespace {

using Fits = app::FitModel;

constexpr int kCapacityMargin = 4;
constexpr int kShortestGauge = 16; ///< in less room there is none

} // namespace

CapacityDelegate::CapacityDelegate(QTreeView* view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
}

void CapacityDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(Fits::CurrentRole).toBool()) {
        option->font.setBold(true);
        option->fontMetrics = QFontMetrics(option->font);
    }
    const QVariant fits = index.data(Fits::FitsRole);
    if (index.column() != Fits::Name && index.data(Fits::PendingRole).toBool())
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    else if (index.column() == Fits::Verdict && fits.isValid())
        option->palette.setColor(
            QPalette::Text, app::verdictColour(fits.toBool(), app::isDark(m_view->palette())));
}

void CapacityDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant share = index.data(Fits::ShareRole);
    if (index.column() != Fits::Capacity || !share.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    const QString text = std::exchange(opt.text, QString());
    m_view->style()->drawControl(QStyle::CE_ItemViewItem, &opt, painter, m_view);
    const bool selected = (opt.state & QStyle::State_Selected) != 0;
    const int textWidth = opt.fontMetrics.horizontalAdvance(QStringLiteral("000.00 GiB"));
    const QRect cell = opt.rect.adjusted(kCapacityMargin, 0, -kCapacityMargin, 0);
    painter->save();
    painter->setFont(opt.font);
    painter->setPen(opt.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(QRect(cell.right() - textWidth, cell.top(), textWidth, cell.height()),
        Qt::AlignRight | Qt::AlignVCenter, text);
    const int room = cell.width() - textWidth - 2 * kCapacityMargin;
    if (room >= kShortestGauge) {
        QRect gauge(cell.left(), 0, room, opt.fontMetrics.ascent() - 2);
        gauge.moveTop(cell.center().y() - gauge.height() / 2);
        QColor ground = opt.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
        constexpr int kGroundAlpha = 26;
        ground.setAlpha(kGroundAlpha);
        painter->fillRect(gauge, ground);
        gauge.setWidth(std::max(1, static_cast<int>(room * std::min(1.0, share.toDouble()))));
        constexpr qreal kPendingOpacity = 0.35;
        painter->setOpacity(index.data(Fits::PendingRole).toBool() ? kPendingOpacity : 1);
        const bool fits = index.data(Fits::FitsRole).toBool();
        painter->fillRect(gauge, app::verdictColour(fits, app::isDark(m_view->palette())));
    }
    painter->restore();
}

} // namespace headroom::gui
