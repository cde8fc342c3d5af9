// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/MessageBars.h"

#include "gui/window/MessageBar.h"

#include <QAccessible>
#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::gui {

MessageBars::MessageBars(QWidget* host)
    : QWidget(host)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("messageBars"));
    m_layout->setContentsMargins({});
    host->installEventFilter(this);
    hide();
}

MessageBar* MessageBars::find(const QString& id) const
{
    const auto found = std::find_if(
        m_bars.begin(), m_bars.end(), [&](const MessageBar* bar) { return bar->id() == id; });
    return found != m_bars.end() ? *found : nullptr;
}

QString MessageBars::text(const QString& id) const
{
    const MessageBar* bar = find(id);
    return bar != nullptr ? bar->text() : QString();
}

void MessageBars::add(const Message& message)
{
    dismiss(message.id);
    auto* bar = new MessageBar(message);
    m_layout->addWidget(bar);
    m_bars.push_back(bar);
    connect(bar, &MessageBar::closed, this, [this, id = message.id] { dismiss(id); });
    connect(bar, &MessageBar::resized, this, &MessageBars::place);
    bar->show();
    show();
    raise();
    place();
    QAccessibleEvent alert(bar, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBars::dismiss(const QString& id)
{
    MessageBar* bar = find(id);
    if (bar == nullptr)
        return;
    m_bars.erase(std::find(m_bars.begin(), m_bars.end(), bar));
    m_layout->removeWidget(bar);
    const bool hadFocus = bar->isAncestorOf(QWidget::window()->focusWidget());
    bar->hide();
    bar->deleteLater();
    setVisible(!m_bars.empty());
    if (hadFocus)
        parentWidget()->setFocus();
    place();
}

void MessageBars::place()
{
    constexpr int kMargin = 8;
    m_layout->activate();
    const QWidget* host = parentWidget();
    const int width = std::max(host->width() - 2 * kMargin, 0);
    const int height = std::min(m_layout->hasHeightForWidth() ? m_layout->totalHeightForWidth(width)
                                                              : m_layout->totalSizeHint().height(),
        host->height());
    setGeometry(kMargin, host->height() - height - kMargin, width, height);
}

bool MessageBars::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == parent())
        place();
    return QWidget::eventFilter(watched, event);
}

bool MessageBars::event(QEvent* event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::FontChange)
        place();
    return handled;
}

} // namespace headroom::gui
