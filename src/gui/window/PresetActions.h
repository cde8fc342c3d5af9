// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/PresetLibrary.h"

#include <QObject>
#include <QPointer>
#include <QString>

class QComboBox;
class QDialog;
class QMenu;
class QWidget;

namespace headroom::app {
class Session;
}

namespace headroom::gui {

class Dialogs;
class MessageBars;

/// Choosing, saving and managing presets: the chooser of the tool bar and the menu.
class PresetActions : public QObject {
    Q_OBJECT

public:
    PresetActions(QWidget& window, app::Session& session, app::PresetLibrary& library,
        Dialogs& dialogs, MessageBars& messages);

    /// For the tool bar; the tool bar owns it.
    [[nodiscard]] QComboBox* makeChooser(QWidget* parent);
    void fillMenu(QMenu* menu);

    /// Puts the preset into the form, as one step that can be undone.
    void apply(const app::PresetEntry& preset);
    void applyBuiltin(const QString& id);
    void saveCurrent();
    void manage();

Q_SIGNALS:
    void notice(const QString& text);

private:
    void fillChooser();
    void showCurrent();
    void reportBroken();
    [[nodiscard]] const app::PresetEntry* entry(const QString& key) const;

    QWidget& m_window;
    app::Session& m_session;
    app::PresetLibrary& m_library;
    Dialogs& m_dialogs;
    MessageBars& m_messages;
    QPointer<QComboBox> m_chooser;
    QPointer<QDialog> m_manager;
    QString m_brokenTold; ///< the problems that were told of
};

} // namespace headroom::gui
