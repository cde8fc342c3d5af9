// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/Dialogs.h"

#include <gtest/gtest.h>

#include <QStringList>

namespace headroom::gui {

/// Answers as a test told it to, and keeps what was asked. A question that nobody expected fails
/// the test.
class FakeDialogs : public Dialogs {
public:
    QString nextOpen; ///< empty: cancelled
    QString nextSave;
    QString nextText; ///< null: cancelled
    Answer nextAnswer = Answer::Cancel;
    int expected = 0; ///< how many questions may still come

    QStringList asked; ///< the texts of the questions and the titles of the rest
    QString suggestion; ///< of the last saveFile() or askText()

    QString openFile(QWidget* /*parent*/, const QString& title, const QString& /*folder*/,
        const QString& /*filter*/) override
    {
        note(title);
        return nextOpen;
    }
    QString openFolder(
        QWidget* /*parent*/, const QString& title, const QString& /*folder*/) override
    {
        note(title);
        return nextOpen;
    }
    QString saveFile(QWidget* /*parent*/, const QString& title, const QString& proposed,
        const QString& /*filter*/) override
    {
        note(title);
        suggestion = proposed;
        return nextSave;
    }
    Answer ask(QWidget* /*parent*/, const Question& question) override
    {
        note(question.text);
        return nextAnswer;
    }
    QString askText(QWidget* /*parent*/, const QString& title, const QString& /*label*/,
        const QString& text) override
    {
        note(title);
        suggestion = text;
        return nextText;
    }

private:
    void note(const QString& text)
    {
        asked.append(text);
        if (expected-- <= 0)
            ADD_FAILURE() << "a question that was not expected: " << text.toStdString();
    }
};

} // namespace headroom::gui
