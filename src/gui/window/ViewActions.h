// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>

class QAction;
class QWidget;

namespace headroom::app {
class Session;
class Settings;
} // namespace headroom::app

namespace headroom::gui {

/// How the window shows what it shows: the size of the text, the units, the full screen.
class ViewActions : public QObject {
    Q_OBJECT

public:
    struct Actions {
        QAction* zoomIn;
        QAction* zoomOut;
        QAction* zoomReset;
        QAction* fullScreen;
        QAction* unitsBinary;
        QAction* unitsDecimal;
    };
    ViewActions(
        QWidget& window, app::Session& session, app::Settings& settings, const Actions& actions);

    [[nodiscard]] int zoomPercent() const { return m_zoomPercent; }
    void setZoomPercent(int percent);
    /// The window's state may have been changed by the desktop.
    void windowStateChanged();

Q_SIGNALS:
    void notice(const QString& text);

private:
    void setFullScreen(bool full);

    QWidget& m_window;
    app::Session& m_session;
    app::Settings& m_settings;
    Actions m_actions;
    QFont m_font; ///< the desktop's
    int m_zoomPercent = 100;
};

} // namespace headroom::gui
