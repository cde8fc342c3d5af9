// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/PresetLibrary.h"

#include <QDialog>

#include <memory>
#include <vector>

namespace headroom::gui {

class Dialogs;

namespace Ui {
class PresetManager;
}

/// The user's own presets: rename, delete and undo it, see what is wrong with one that cannot be
/// read.
class PresetManager : public QDialog {
    Q_OBJECT

public:
    PresetManager(app::PresetLibrary& library, Dialogs& dialogs, QWidget* parent = nullptr);
    ~PresetManager() override;

Q_SIGNALS:
    void chosen(const app::PresetEntry& preset);

private:
    void refresh();
    void refreshButtons();
    [[nodiscard]] const app::PresetEntry* current() const;
    void use();
    void rename();
    void remove();
    void restore();
    void say(const QString& text);

    struct Deleted {
        QString name;
        QString path;
        std::string text;
    };

    app::PresetLibrary& m_library;
    Dialogs& m_dialogs;
    std::unique_ptr<Ui::PresetManager> m_ui;
    std::vector<Deleted> m_deleted;
};

} // namespace headroom::gui
