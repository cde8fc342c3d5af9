// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace headroom::gui {

/// The questions that stop the work until they are answered. Tests answer them with an
/// implementation of their own.
class Dialogs {
public:
    Dialogs() = default;
    Dialogs(const Dialogs&) = delete;
    Dialogs& operator=(const Dialogs&) = delete;
    virtual ~Dialogs() = default;

    /// What a question offers: verbs for the buttons.
    struct Question {
        QString title;
        QString text;
        QString yes; ///< "Replace"
        QString no; ///< "Keep"; empty: only Cancel beside `yes`
    };
    enum class Answer { Yes, No, Cancel };

    /// A file that exists; empty: cancelled. `filter` as QFileDialog writes it: "Pictures (*.png)".
    [[nodiscard]] virtual QString openFile(
        QWidget* parent, const QString& title, const QString& folder, const QString& filter) = 0;
    /// A folder that exists; empty: cancelled.
    [[nodiscard]] virtual QString openFolder(
        QWidget* parent, const QString& title, const QString& folder) = 0;
    /// Where to write; the user has agreed to replace what is there. Empty: cancelled.
    [[nodiscard]] virtual QString saveFile(QWidget* parent, const QString& title,
        const QString& suggestion, const QString& filter) = 0;
    [[nodiscard]] virtual Answer ask(QWidget* parent, const Question& question) = 0;
    /// A line of text; a null string: cancelled.
    [[nodiscard]] virtual QString askText(
        QWidget* parent, const QString& title, const QString& label, const QString& text) = 0;
};

/// The real dialogs of the desktop.
[[nodiscard]] Dialogs& desktopDialogs();

} // namespace headroom::gui
