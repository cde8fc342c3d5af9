// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/ResetButton.h"

#include "gui/form/FormColours.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace headroom::gui {

ResetButton::ResetButton(QWidget* parent)
    : QToolButton(parent)
{
    setAutoRaise(true);
    // The mouse leaves the focus where it is; the keyboard comes by.
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
}

QSize ResetButton::sizeHint() const
{
    const int side = fontMetrics().height() + 4;
    return {side, side};
}

void ResetButton::paintEvent(QPaintEvent* /*event*/)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    const bool active = underMouse() || hasFocus();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = active ? palette().color(QPalette::WindowText) : mutedColour(palette());
    const qreal side = qMin(width(), height()) * 0.46;
    QRectF circle(0, 0, side, side);
    circle.moveCenter(QRectF(rect()).center());
    constexpr int kStart = 150; // degrees, anticlockwise from three o'clock
    constexpr int kSpan = -290;
    QPainterPath arc;
    arc.arcMoveTo(circle, kStart);
    const QPointF tip = arc.currentPosition();
    arc.arcTo(circle, kStart, kSpan);
    painter.setPen(QPen(colour, side * 0.14, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(arc);
    // The head points down at the arc's start: back, anticlockwise.
    const qreal head = side * 0.3;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({tip + QPointF(-head, -head * 0.5),
        tip + QPointF(head * 0.9, -head * 0.3), tip + QPointF(-head * 0.2, head * 1.1)}));
}

} // namespace headroom::gui
