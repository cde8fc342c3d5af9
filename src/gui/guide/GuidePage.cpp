// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guide/GuidePage.h"

#include "app/Guide.h"
#include "gui/results/ScaledFont.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr int kPageMargin = 16;
constexpr qreal kLineHeight = 125; // per cent

/// Between text and ground, so that it is seen on both light and dark.
QColor tint(const QPalette& palette, int alpha)
{
    QColor colour = palette.color(QPalette::Text);
    colour.setAlpha(alpha);
    return colour;
}

bool isCode(const QTextBlock& block)
{
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence)
        || block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
}

void formatHeading(QTextCursor cursor, const QFont& font)
{
    static constexpr qreal kSizes[] = {1.6, 1.25, 1.1};
    constexpr int kLevels = 3;
    const QTextBlock block = cursor.block();
    const int level = block.blockFormat().headingLevel();
    QTextBlockFormat format = block.blockFormat();
    format.setTopMargin(level == 1 ? 0 : kPageMargin + kPageMargin / 2);
    format.setBottomMargin(kPageMargin / 2);
    cursor.setBlockFormat(format);
    // Qt Markdown gives headings a relative size, which would win over the font's.
    QTextCharFormat characters =
        block.begin().atEnd() ? block.charFormat() : block.begin().fragment().charFormat();
    characters.clearProperty(QTextFormat::FontSizeAdjustment);
    characters.setFont(scaledFont(font, kSizes[qBound(1, level, kLevels) - 1]));
    characters.setFontWeight(QFont::Bold);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    cursor.setCharFormat(characters);
}

void formatCode(QTextCursor cursor, const QPalette& palette)
{
    constexpr int kGroundAlpha = 16;
    const QTextBlock block = cursor.block();
    QTextBlockFormat format = block.blockFormat();
    format.setBackground(tint(palette, kGroundAlpha));
    format.setLeftMargin(kPageMargin);
    format.setNonBreakableLines(false);
    format.setTopMargin(isCode(block.previous()) ? 0 : kPageMargin / 2);
    format.setBottomMargin(isCode(block.next()) ? 0 : kPageMargin / 2);
    cursor.setBlockFormat(format);
}

void formatText(QTextCursor cursor)
{
    const QTextBlock block = cursor.block();
    QTextBlockFormat format = block.blockFormat();
    const bool inTable = cursor.currentTable() != nullptr;
    format.setTopMargin(0);
    format.setBottomMargin(
        inTable ? 0 : (block.textList() != nullptr ? kPageMargin / 4 : kPageMargin / 2));
    format.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
    cursor.setBlockFormat(format);
}

struct Column {
    qreal least = 0; ///< its longest word
    qreal wanted = 0; ///< its longest cell, within reason
};

Column measure(const QTextTable& table, int column, const QFontMetricsF& metrics)
{
    constexpr qreal kLongest = 44; // characters
    constexpr qreal kPadding = 14;
    static const QRegularExpression breaks(QStringLiteral("(?<=[\\s-])"));
    qreal word = 0;
    qreal text = 0;
    for (int row = 0; row < table.rows(); ++row) {
        const QTextTableCell cell = table.cellAt(row, column);
        QTextCursor cursor = cell.firstCursorPosition();
        cursor.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
        const QString words = cursor.selectedText();
        text = std::max(text, metrics.horizontalAdvance(words));
        for (const QString& part : words.split(breaks))
            word = std::max(word, metrics.horizontalAdvance(part.trimmed()));
    }
    const qreal longest = kLongest * metrics.averageCharWidth();
    return {word + kPadding, std::max(word, std::min(text, longest)) + kPadding};
}

/// No column is narrower than its longest word, and those of long text get what is left; a table of
/// short cells is as wide as it needs to be.
void shareWidth(const QTextTable& table, QTextTableFormat& format, const QFont& font)
{
    QFont bold = font;
    bold.setBold(true);
    const QFontMetricsF metrics(bold);
    constexpr qreal kCharacters = 72;
    const qreal line = kCharacters * metrics.averageCharWidth();
    std::vector<Column> columns;
    qreal least = 0;
    qreal wanted = 0;
    for (int i = 0; i < table.columns(); ++i) {
        columns.push_back(measure(table, i, metrics));
        least += columns.back().least;
        wanted += columns.back().wanted;
    }
    if (wanted < line)
        return;
    const qreal spare = std::max(0.0, line - least);
    const qreal asked = std::max(1.0, wanted - least);
    const qreal width = least + spare;
    constexpr qreal kWhole = 100;
    QList<QTextLength> widths;
    for (const Column& column : columns) {
        const qreal share = column.least + spare * (column.wanted - column.least) / asked;
        widths += QTextLength(QTextLength::PercentageLength, kWhole * share / width);
    }
    format.setWidth(QTextLength(QTextLength::PercentageLength, kWhole));
    format.setColumnWidthConstraints(widths);
}

void formatTable(QTextTable* table, const QPalette& palette, const QFont& font)
{
    constexpr int kPadding = 5;
    constexpr int kBorderAlpha = 60;
    QTextTableFormat format = table->format();
    format.setCellPadding(kPadding);
    format.setCellSpacing(0);
    format.setBorder(1);
    format.setBorderCollapse(true);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(tint(palette, kBorderAlpha));
    format.setTopMargin(kPageMargin / 2);
    format.setBottomMargin(kPageMargin / 2);
    shareWidth(*table, format, font);
    table->setFormat(format);
    for (int column = 0; column < table->columns(); ++column) {
        QTextTableCell cell = table->cellAt(0, column);
        constexpr int kGroundAlpha = 20;
        QTextCharFormat header = cell.format();
        header.setBackground(tint(palette, kGroundAlpha));
        cell.setFormat(header);
        QTextCursor cursor = cell.firstCursorPosition();
        cursor.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
        QTextCharFormat bold;
        bold.setFontWeight(QFont::Bold);
        cursor.mergeCharFormat(bold);
    }
}

void formatTables(const QTextFrame* frame, const QPalette& palette, const QFont& font)
{
    for (QTextFrame* child : frame->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(child))
            formatTable(table, palette, font);
        formatTables(child, palette, font);
    }
}

/// Takes the anchor that the heading names from what is shown.
GuideHeading readHeading(const QTextBlock& block)
{
    const QString text = block.text();
    GuideHeading heading{app::headingTitle(text), app::headingAnchor(text), block.position()};
    QTextCursor anchor(block);
    anchor.setPosition(block.position() + static_cast<int>(heading.title.size()));
    anchor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    anchor.removeSelectedText();
    return heading;
}

/// Links and fixed-pitch text get what the parser took from the application instead of from here.
void formatFragments(QTextDocument& document, const QPalette& palette, const QFont& font)
{
    struct Piece {
        int start;
        int end;
        QTextCharFormat format;
    };
    std::vector<Piece> pieces;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            QTextCharFormat format;
            if (fragment.charFormat().isAnchor()) {
                format.setForeground(palette.color(QPalette::Link));
                format.setFontUnderline(true);
            }
            if (fragment.charFormat().fontFixedPitch()) {
                QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
                if (font.pointSizeF() > 0)
                    fixed.setPointSizeF(font.pointSizeF());
                else
                    fixed.setPixelSize(font.pixelSize());
                format.setFont(fixed);
            }
            if (!format.properties().isEmpty())
                pieces.push_back(
                    {fragment.position(), fragment.position() + fragment.length(), format});
        }
    }
    QTextCursor cursor(&document);
    for (const Piece& piece : pieces) {
        cursor.setPosition(piece.start);
        cursor.setPosition(piece.end, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(piece.format);
    }
}

} // namespace

const GuideHeading* GuidePage::heading(const QString& anchor) const
{
    for (const GuideHeading& heading : headings) {
        if (heading.anchor == anchor)
            return &heading;
    }
    return nullptr;
}

const GuideHeading* GuidePage::headingAbove(int position) const
{
    const GuideHeading* above = nullptr;
    for (const GuideHeading& heading : headings) {
        if (heading.position > position)
            break;
        above = &heading;
    }
    return above;
}

GuidePage makeGuidePage(const QString& markdown, const QFont& font, const QPalette& palette)
{
    GuidePage page;
    page.document = std::make_unique<QTextDocument>();
    QTextDocument& document = *page.document;
    document.setUndoRedoEnabled(false);
    document.setDefaultFont(font);
    document.setDocumentMargin(kPageMargin);
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    QTextCursor edit(&document);
    edit.beginEditBlock();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextCursor cursor(block);
        if (block.blockFormat().headingLevel() > 0) {
            formatHeading(cursor, font);
            if (block.blockFormat().headingLevel() > 1)
                page.headings.push_back(readHeading(block));
        } else if (isCode(block)) {
            formatCode(cursor, palette);
        } else {
            formatText(cursor);
        }
    }
    formatTables(document.rootFrame(), palette, font);
    formatFragments(document, palette, font);
    edit.endEditBlock();
    return page;
}

} // namespace headroom::gui
