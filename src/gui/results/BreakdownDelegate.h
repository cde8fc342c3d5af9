// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace headroom::gui {

/// Draws the rows of app::BreakdownModel: swatches, bars of the shares, and explanations that wrap
/// over the whole width.
class BreakdownDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit BreakdownDelegate(QTreeView* view);

    void setStale(bool stale) { m_stale = stale; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    void paintShare(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintDetail(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintNote(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    [[nodiscard]] int noteWidth() const;
    [[nodiscard]] int captionWidth(const QFontMetrics& metrics) const;

    QTreeView* m_view;
    bool m_stale = false;
};

} // namespace headroom::gui
