// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/BreakdownDelegate.h"

#include "app/BreakdownModel.h"
#include "app/RoleColours.h"
#include "gui/results/Stale.h"
#include "gui/results/SwatchDelegate.h"

#include <QApplication>
#include <QPainter>
#include <QTreeView>

#include <algorithm>

namespace headroom::gui {
namespace {

using Model = app::BreakdownModel;

constexpr int kRowPadding = 5; ///< above and below the text of a row
constexpr int kDetailPadding = 2;
constexpr int kCellMargin = 4;
constexpr int kShortestScale = 16; ///< of the bars of the shares; in less room there are none

QColor colourOf(const QModelIndex& index, const QPalette& palette)
{
    const QVariant role = index.siblingAtColumn(0).data(Model::MemoryRole);
    return role.isValid() ? app::roleColour(static_cast<Role>(role.toInt()), app::isDark(palette))
                          : palette.color(QPalette::Mid);
}

QPalette::ColorRole textRole(const QStyleOptionViewItem& option)
{
    return (option.state & QStyle::State_Selected) != 0 ? QPalette::HighlightedText
                                                        : QPalette::Text;
}

bool isDetail(const QModelIndex& index) { return index.parent().isValid(); }
bool isNote(const QModelIndex& index)
{
    return !isDetail(index) && index.siblingAtColumn(0).data(Model::NoteRole).toBool();
}

} // namespace

BreakdownDelegate::BreakdownDelegate(QTreeView* view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
}

int BreakdownDelegate::captionWidth(const QFontMetrics& metrics) const
{
    const QAbstractItemModel* model = m_view->model();
    int widest = 0;
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex parent = model->index(row, 0);
        for (int detail = 0; detail < model->rowCount(parent); ++detail)
            widest = std::max(widest,
                metrics.horizontalAdvance(
                    model->index(detail, 0, parent).data(Model::CaptionRole).toString()));
    }
    return widest + 2 * kCellMargin;
}

int BreakdownDelegate::noteWidth() const
{
    return m_view->viewport()->width() - m_view->indentation() - 2 * kCellMargin;
}

QSize BreakdownDelegate::sizeHint(
    const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics metrics(option.font);
    if (isNote(index)) {
        if (index.column() != 0)
            return {};
        const QRect words =
            metrics.boundingRect(QRect(0, 0, std::max(noteWidth(), metrics.height()), INT_MAX),
                Qt::TextWordWrap, index.data().toString());
        return {m_view->viewport()->width() / 2, words.height() + 2 * kRowPadding};
    }
    if (!isDetail(index)) {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), metrics.height() + 2 * kRowPadding};
    }
    if (index.column() != 0)
        return {};
    const int width = m_view->viewport()->width() - 2 * m_view->indentation()
        - captionWidth(metrics) - 2 * kCellMargin;
    const QRect text = metrics.boundingRect(QRect(0, 0, std::max(width, metrics.height()), INT_MAX),
        Qt::TextWordWrap, index.data(Model::DetailRole).toString());
    return {m_view->viewport()->width() / 2, text.height() + 2 * kDetailPadding};
}

void BreakdownDelegate::initStyleOption(
    QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QModelIndex first = index.siblingAtColumn(0);
    if (first.data(Model::TotalRole).toBool() || first.data(Model::HeadingRole).toBool()) {
        option->font.setBold(true);
        option->fontMetrics = QFontMetrics(option->font);
    }
    const QColor muted = option->palette.color(QPalette::PlaceholderText);
    const bool unknown = !index.siblingAtColumn(0).data(Model::ShareRole).isValid();
    if (m_stale || index.column() == Model::How || (unknown && index.column() == Model::Size))
        option->palette.setColor(QPalette::Text, muted);
    option->textElideMode = index.column() == Model::How ? Qt::ElideRight : Qt::ElideMiddle;
    if (index.column() != Model::Component || !index.data(Model::MemoryRole).isValid())
        return;
    QColor colour = colourOf(index, m_view->palette());
    if (m_stale)
        colour.setAlphaF(static_cast<float>(kStaleOpacity));
    addSwatch(*option, colour, *m_view);
}

void BreakdownDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (isDetail(index))
        paintDetail(painter, option, index);
    else if (isNote(index))
        paintNote(painter, option, index);
    else if (index.column() == Model::Percentage)
        paintShare(painter, option, index);
    else
        QStyledItemDelegate::paint(painter, option, index);
}

void BreakdownDelegate::paintShare(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    const QString text = std::exchange(opt.text, QString());
    QStyle* style = m_view->style();
    style->drawControl(QStyle::CE_ItemViewItem, &opt, painter, m_view);
    const int textWidth = opt.fontMetrics.horizontalAdvance(QStringLiteral("100.00%"));
    painter->save();
    painter->setFont(opt.font);
    painter->setPen(opt.palette.color(textRole(opt)));
    const QRect cell = opt.rect.adjusted(kCellMargin, 0, -2 * kCellMargin, 0);
    painter->drawText(QRect(cell.left(), cell.top(), textWidth, cell.height()),
        Qt::AlignRight | Qt::AlignVCenter, text);
    const QVariant share = index.data(Model::ShareRole);
    const int room = cell.width() - textWidth - 2 * kCellMargin;
    if (share.isValid() && !index.data(Model::TotalRole).toBool() && room > 0
        && share.toDouble() > 0) {
        const int height = opt.fontMetrics.ascent() - 2;
        QRect bar(cell.left() + textWidth + 2 * kCellMargin, 0,
            std::max(1, static_cast<int>(room * share.toDouble())), height);
        bar.moveTop(cell.center().y() - height / 2);
        painter->setOpacity(m_stale ? kStaleOpacity : 1);
        painter->fillRect(bar, colourOf(index, m_view->palette()));
    }
    painter->restore();
}

void BreakdownDelegate::paintNote(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    const QString words = std::exchange(opt.text, QString());
    m_view->style()->drawControl(QStyle::CE_ItemViewItem, &opt, painter, m_view);
    if (index.column() != 0)
        return;
    const bool selected = (opt.state & QStyle::State_Selected) != 0;
    painter->save();
    painter->setFont(opt.font);
    painter->setPen(
        opt.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
    painter->drawText(QRect(opt.rect.left() + kCellMargin, opt.rect.top() + kRowPadding,
                          noteWidth(), opt.rect.height() - 2 * kRowPadding),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, words);
    painter->restore();
}

void BreakdownDelegate::paintDetail(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    opt.text.clear();
    m_view->style()->drawControl(QStyle::CE_ItemViewItem, &opt, painter, m_view);
    if (index.column() != 0)
        return;
    QRect cell = opt.rect.adjusted(kCellMargin, kDetailPadding, -kCellMargin, -kDetailPadding);
    cell.setRight(std::min(cell.right(), m_view->viewport()->width() - kCellMargin));
    const int caption = captionWidth(opt.fontMetrics);
    const bool selected = (opt.state & QStyle::State_Selected) != 0;
    const bool link = index.data(Model::GuideRole).isValid();
    painter->save();
    painter->setFont(opt.font);
    painter->setPen(
        opt.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
    painter->drawText(
        cell, Qt::AlignLeft | Qt::AlignTop, index.data(Model::CaptionRole).toString());
    painter->setPen(
        opt.palette.color(link && !selected && !m_stale ? QPalette::Link : textRole(opt)));
    painter->drawText(cell.adjusted(caption, 0, 0, 0),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data(Model::DetailRole).toString());
    painter->restore();
}

} // namespace headroom::gui
