// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

class QWidget;

namespace headroom::gui {

/// The questions that stop the work until they are answered. Injected into the window, so that tests answer them.
class Dialogs {
public:
    Dialogs() = default;
    Dialogs(const Dialogs&) = delete;
    Dialogs& operator=(const Dialogs&) = delete;
    virtual ~Dialogs() = default;

    struct FileRequest {
        QString title;
        QString startAt; ///< a folder, or a path with the suggested name
        QString filter; ///< "Scenarios (*.headroom.json);;All files (*)"
        QString suffix; ///< added to a name without it when saving: "headroom.json"
    };
    /// An absolute path; empty where the user cancelled.
    virtual QString openFile(QWidget* parent, const FileRequest& request) = 0;
    /// The same; the user has agreed to replace a file that is there.
    virtual QString saveFile(QWidget* parent, const FileRequest& request) = 0;

    struct Question {
        QString title;
        QString text; ///< the question itself
        QString explanation; ///< what each answer leads to
        QStringList answers; ///< verbs on the buttons; the first is what Return chooses
        int destructive = -1; ///< index of the answer that loses something; -1: none
    };
    /// The index of the answer; -1: cancelled (a Cancel button is always there).
    virtual int ask(QWidget* parent, const Question& question) = 0;

    /// A line of text; nothing where the user cancelled.
    virtual std::optional<QString> askText(
        QWidget* parent, const QString& title, const QString& label, const QString& initial)
        = 0;
};

} // namespace headroom::gui
