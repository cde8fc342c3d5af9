// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/ElidedLabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QToolTip>

namespace headroom::gui {

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setText(const QString& text)
{
    if (text == this->text())
        return;
    QLabel::setText(text);
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(text()) + 1, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    constexpr int kCharacters = 8;
    const QFontMetrics metrics = fontMetrics();
    return {qMin(sizeHint().width(), kCharacters * metrics.averageCharWidth()), metrics.height()};
}

bool ElidedLabel::isElided() const { return sizeHint().width() > contentsRect().width(); }

void ElidedLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideMiddle, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(),
        static_cast<int>(alignment() | Qt::AlignVCenter), palette(), isEnabled(), shown,
        foregroundRole());
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        QToolTip::showText(
            static_cast<QHelpEvent*>(event)->globalPos(), text().toHtmlEscaped(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace headroom::gui
