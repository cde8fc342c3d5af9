// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/Caption.h"

#include "gui/form/FormColours.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>

namespace headroom::gui {

QFont smallFont(const QFont& font)
{
    constexpr qreal kShare = 0.9;
    QFont small = font;
    if (font.pointSizeF() > 0)
        small.setPointSizeF(font.pointSizeF() * kShare);
    else
        small.setPixelSize(qMax(1, qRound(font.pixelSize() * kShare)));
    return small;
}

Caption::Caption(int lines, QWidget* parent)
    : QLabel(parent)
    , m_lines(lines)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void Caption::say(const QString& text, Kind kind)
{
    if (text == this->text() && kind == m_kind)
        return;
    m_kind = kind;
    setText(text);
    updateToolTip();
    update();
}

QStringList Caption::broken() const
{
    const QFont font = smallFont(this->font());
    const QFontMetrics metrics(font, this);
    const QString all = text();
    if (m_lines <= 1)
        return {metrics.elidedText(all, Qt::ElideMiddle, width())};
    QStringList lines;
    QTextLayout layout(all, font);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width());
        if (lines.size() + 1 == m_lines) {
            lines.append(metrics.elidedText(all.mid(line.textStart()), Qt::ElideMiddle, width()));
            break;
        }
        lines.append(all.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

bool Caption::isElided() const
{
    for (const QString& line : broken()) {
        if (line.contains(QChar(0x2026)))
            return true;
    }
    return false;
}

void Caption::setDetail(const QString& detail)
{
    m_detail = detail;
    updateToolTip();
}

void Caption::updateToolTip()
{
    const bool note = m_kind == Kind::Note && !m_detail.isEmpty();
    setToolTip(note ? m_detail : isElided() ? text() : QString());
}

QSize Caption::sizeHint() const
{
    const QFontMetrics metrics(smallFont(font()), this);
    return {0, metrics.height() * qMax(1, m_lines)};
}

QSize Caption::minimumSizeHint() const { return sizeHint(); }

void Caption::paintEvent(QPaintEvent* /*event*/)
{
    if (text().isEmpty())
        return;
    QPainter painter(this);
    painter.setFont(smallFont(font()));
    painter.setPen(m_kind == Kind::Problem ? errorColour(palette()) : mutedColour(palette()));
    const int height = painter.fontMetrics().height();
    int y = 0;
    for (const QString& line : broken()) {
        painter.drawText(QRect(0, y, width(), height), Qt::AlignLeading | Qt::AlignVCenter, line);
        y += height;
    }
}

void Caption::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    updateToolTip();
}

void Caption::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

LinkButton::LinkButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    const QFontMetrics metrics(smallFont(font()), this);
    return {metrics.horizontalAdvance(text()), metrics.height()};
}

void LinkButton::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    QFont font = smallFont(this->font());
    font.setUnderline(true);
    painter.setFont(font);
    painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Link));
    painter.drawText(rect(), Qt::AlignLeading | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, width()));
    if (hasFocus()) {
        const int width = qMin(this->width(), painter.fontMetrics().horizontalAdvance(text()));
        painter.drawRect(QRect(0, 0, width - 1, height() - 1));
    }
}

void LinkButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace headroom::gui
