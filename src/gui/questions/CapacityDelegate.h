// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace headroom::gui {

/// Draws the rows of app::FitModel: figures that are still to come greyed, the scenario's own
/// device bold, and in the column of the capacity how much of it is taken.
class CapacityDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit CapacityDelegate(QTreeView* view);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    QTreeView* m_view;
};

} // namespace headroom::gui
