// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guide/GuideBrowser.h"

#include "app/RoleColours.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>

namespace headroom::gui {

GuideBrowser::GuideBrowser(QWidget* parent)
    : QTextBrowser(parent)
{
    setLineWrapMode(QTextEdit::FixedPixelWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    limitWidth();
}

void GuideBrowser::limitWidth()
{
    constexpr int kCharacters = 92;
    const int widest = fontMetrics().averageCharWidth() * kCharacters;
    const int width = qMin(viewport()->width(), widest);
    if (width != lineWrapColumnOrWidth())
        setLineWrapColumnOrWidth(width);
}

void GuideBrowser::scrollToPosition(int position)
{
    const QTextBlock block = document()->findBlock(position);
    const QRectF place = document()->documentLayout()->blockBoundingRect(block);
    constexpr int kAbove = 8;
    verticalScrollBar()->setValue(static_cast<int>(place.top()) - kAbove);
}

void GuideBrowser::showMatches(const QList<QTextCursor>& matches, const QTextCursor& current)
{
    QList<ExtraSelection> selections;
    const bool dark = app::isDark(palette());
    QColor mark = dark ? QColor(0xF2, 0xB8, 0x4B) : QColor(0xC9, 0x8A, 0x00);
    constexpr int kMarkAlpha = 90;
    mark.setAlpha(kMarkAlpha);
    for (const QTextCursor& match : matches) {
        ExtraSelection selection;
        selection.cursor = match;
        if (match.position() == current.position()) {
            selection.format.setBackground(palette().color(QPalette::Highlight));
            selection.format.setForeground(palette().color(QPalette::HighlightedText));
        } else {
            selection.format.setBackground(mark);
        }
        selections += selection;
    }
    setExtraSelections(selections);
    if (current.isNull())
        return;
    QTextCursor place = current;
    place.clearSelection();
    setTextCursor(place);
    ensureCursorVisible();
}

void GuideBrowser::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    limitWidth();
}

void GuideBrowser::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        limitWidth();
}

} // namespace headroom::gui
