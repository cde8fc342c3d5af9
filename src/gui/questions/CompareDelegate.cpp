// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/CompareDelegate.h"

#include "app/CompareModel.h"

namespace headroom::gui {

using Compared = app::CompareModel;

CompareDelegate::CompareDelegate(QAbstractItemView* view)
    : SwatchDelegate(Compared::MemoryRole, view)
{
}

void CompareDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    const bool heading = index.data(Compared::HeadingRole).toBool();
    if (index.column() == 0 && !heading)
        SwatchDelegate::initStyleOption(option, index);
    else
        QStyledItemDelegate::initStyleOption(option, index);
    if (heading || index.data(Compared::TotalRole).toBool()) {
        option->font.setBold(true);
        option->fontMetrics = QFontMetrics(option->font);
    }
}

} // namespace headroom::gui
