// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/DeviceButton.h"

#include "app/DeviceChoice.h"
#include "app/DeviceText.h"
#include "app/Session.h"
#include "gui/window/DevicePopup.h"

#include <QEvent>

namespace headroom::gui {

DeviceButton::DeviceButton(app::Session& session, QWidget* parent)
    : QToolButton(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("deviceButton"));
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::TabFocus);
    // Its arrow, without a menu of its own.
    setPopupMode(QToolButton::InstantPopup);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QToolButton::clicked, this, &DeviceButton::open);
    connect(&session, &app::Session::scenarioChanged, this, &DeviceButton::showCurrent);
    connect(&session, &app::Session::unitsChanged, this, &DeviceButton::showCurrent);
    showCurrent();
}

QSize DeviceButton::sizeHint() const
{
    // One width for all devices: the tool bar must not move.
    constexpr int kCharacters = 26;
    return {fontMetrics().averageCharWidth() * kCharacters, QToolButton::sizeHint().height()};
}

void DeviceButton::open()
{
    if (m_popup == nullptr) {
        m_popup = new DevicePopup(this);
        connect(m_popup, &DevicePopup::chosen, this, &DeviceButton::choose);
        connect(
            m_popup, &DevicePopup::noneChosen, this, [this] { app::chooseNoDevice(m_session); });
        connect(m_popup, &DevicePopup::ownMemoryRequested, this, &DeviceButton::ownMemoryRequested);
    }
    m_popup->popUp(*this,
        QString::fromStdString(m_session.scenario().hardware.device.value_or(std::string())));
}

void DeviceButton::choose(const QString& id) { Q_EMIT notice(app::chooseDevice(m_session, id)); }

void DeviceButton::showCurrent()
{
    const QString hardware = app::hardwareText(m_session.scenario(), m_session.units());
    m_words = hardware.isEmpty() ? tr("No device") : hardware;
    setAccessibleName(tr("Device: %1").arg(m_words));
    setToolTip(tr("Device: %1. Click to choose another").arg(m_words));
    const int room = width() - 3 * fontMetrics().averageCharWidth();
    setText(fontMetrics().elidedText(m_words, Qt::ElideMiddle, room) + QStringLiteral(" ▾"));
}

void DeviceButton::resizeEvent(QResizeEvent* event)
{
    QToolButton::resizeEvent(event);
    showCurrent();
}

void DeviceButton::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        showCurrent();
    }
}

} // namespace headroom::gui
