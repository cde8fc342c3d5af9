// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/SwatchDelegate.h"

#include "app/RoleColours.h"

#include <QAbstractItemView>
#include <QPixmap>

namespace headroom::gui {

void addSwatch(QStyleOptionViewItem& option, const QColor& colour, const QWidget& view)
{
    const int size = option.fontMetrics.ascent();
    const qreal ratio = view.devicePixelRatioF();
    QPixmap swatch(QSize(size, size) * ratio);
    swatch.setDevicePixelRatio(ratio);
    swatch.fill(colour);
    option.features |= QStyleOptionViewItem::HasDecoration;
    option.decorationSize = QSize(size, size);
    option.icon = QIcon();
    // The highlight must not tint the colour of a role.
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Disabled})
        option.icon.addPixmap(swatch, mode);
}

SwatchDelegate::SwatchDelegate(int memoryRole, QAbstractItemView* view)
    : QStyledItemDelegate(view)
    , m_memoryRole(memoryRole)
    , m_view(view)
{
}

void SwatchDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QVariant role = index.data(m_memoryRole);
    const bool dark = app::isDark(m_view->palette());
    addSwatch(*option,
        role.isValid() ? app::roleColour(static_cast<Role>(role.toInt()), dark)
                       : QColor(Qt::transparent),
        *m_view);
}

} // namespace headroom::gui
