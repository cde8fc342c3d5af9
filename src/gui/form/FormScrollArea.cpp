// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/FormScrollArea.h"

#include <QEvent>
#include <QScrollBar>

namespace headroom::gui {

FormScrollArea::FormScrollArea(QWidget* parent)
    : QScrollArea(parent)
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
}

int FormScrollArea::widthFor(int content) const
{
    return content + verticalScrollBar()->sizeHint().width() + 2 * frameWidth();
}

QSize FormScrollArea::sizeHint() const
{
    const QSize content = widget() != nullptr ? widget()->sizeHint() : QSize();
    return {widthFor(content.width()), content.height()};
}

QSize FormScrollArea::minimumSizeHint() const
{
    constexpr int kLines = 6;
    const int content = widget() != nullptr ? widget()->minimumSizeHint().width() : 0;
    return {widthFor(content), fontMetrics().height() * kLines};
}

bool FormScrollArea::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace headroom::gui
