// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QAbstractItemView;

namespace headroom::gui {

/// A square in the colour of a kind of memory, for item views; it keeps that colour where the row
/// is selected.
void addSwatch(QStyleOptionViewItem& option, const QColor& colour, const QWidget& view);

/// Puts that square before the text. `memoryRole` gives the int of a headroom::Role, or nothing.
class SwatchDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    SwatchDelegate(int memoryRole, QAbstractItemView* view);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    int m_memoryRole;
    QAbstractItemView* m_view;
};

} // namespace headroom::gui
