// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/FileDrop.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QWidget>
#include <QWindow>

namespace headroom::gui {

FileDrop::FileDrop(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    auto* hint = new QLabel(tr("Drop a scenario or a model file here to open it"), &window);
    hint->setObjectName(QStringLiteral("dropHint"));
    hint->setAlignment(Qt::AlignCenter);
    hint->setAutoFillBackground(true);
    hint->setBackgroundRole(QPalette::Highlight);
    hint->setForegroundRole(QPalette::HighlightedText);
    hint->setMargin(hint->fontMetrics().height());
    hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    hint->hide();
    m_hint = hint;
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

void FileDrop::showHint(bool shown)
{
    if (shown) {
        m_hint->adjustSize();
        m_hint->move(
            (m_window.width() - m_hint->width()) / 2, (m_window.height() - m_hint->height()) / 2);
        m_hint->raise();
    }
    m_hint->setVisible(shown);
}

bool FileDrop::take(QDropEvent* event)
{
    if (!event->mimeData()->hasUrls())
        return false;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    return true;
}

bool FileDrop::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Show:
        if (watched == &m_window && m_window.windowHandle() != nullptr)
            m_window.windowHandle()->installEventFilter(this);
        break;
    case QEvent::DragEnter:
    case QEvent::DragMove:
        if (take(static_cast<QDropEvent*>(event))) {
            showHint(true);
            return true;
        }
        break;
    case QEvent::DragLeave:
        showHint(false);
        break;
    case QEvent::Drop: {
        auto* drop = static_cast<QDropEvent*>(event);
        showHint(false);
        if (take(drop)) {
            Q_EMIT dropped(drop->mimeData()->urls());
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace headroom::gui
