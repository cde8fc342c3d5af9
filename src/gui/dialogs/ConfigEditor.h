// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"

#include <QDialog>

class QDialogButtonBox;
class QPlainTextEdit;

namespace headroom::gui {

class Dialogs;
class ElidedLabel;

/// A config.json to paste, open or edit; what is wrong with it is said while it is typed.
class ConfigEditor : public QDialog {
    Q_OBJECT

public:
    /// `text` stands there at first.
    ConfigEditor(const QString& text, Dialogs& dialogs, QWidget* parent = nullptr);

    /// The object that the text is; null while it is none.
    [[nodiscard]] const Value& config() const { return m_config; }

private:
    void openFile();
    void read();

    Dialogs& m_dialogs;
    QPlainTextEdit* m_text;
    ElidedLabel* m_state;
    QDialogButtonBox* m_buttons;
    Value m_config;
};

} // namespace headroom::gui
