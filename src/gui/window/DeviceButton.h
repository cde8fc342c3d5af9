// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace headroom::app {
class Session;
}

namespace headroom::gui {

class DevicePopup;

/// The scenario's device in the tool bar; a click opens the list of devices.
class DeviceButton : public QToolButton {
    Q_OBJECT

public:
    explicit DeviceButton(app::Session& session, QWidget* parent = nullptr);

    void open();

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The user wants to enter the memory of a device.
    void ownMemoryRequested();
    void notice(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void choose(const QString& id);
    void showCurrent();

    app::Session& m_session;
    DevicePopup* m_popup = nullptr; ///< none before it is first opened
    QString m_words;
};

} // namespace headroom::gui
