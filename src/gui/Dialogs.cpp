// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/Dialogs.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace headroom::gui {
namespace {

class DesktopDialogs : public Dialogs {
public:
    QString openFile(QWidget* parent, const QString& title, const QString& folder,
        const QString& filter) override
    {
        return QFileDialog::getOpenFileName(parent, title, folder, filter);
    }

    QString openFolder(QWidget* parent, const QString& title, const QString& folder) override
    {
        return QFileDialog::getExistingDirectory(parent, title, folder);
    }

    QString saveFile(QWidget* parent, const QString& title, const QString& suggestion,
        const QString& filter) override
    {
        return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
    }

    Answer ask(QWidget* parent, const Question& question) override
    {
        QMessageBox box(
            QMessageBox::Question, question.title, question.text, QMessageBox::Cancel, parent);
        const QPushButton* yes = box.addButton(question.yes, QMessageBox::AcceptRole);
        const QPushButton* no = question.no.isEmpty()
            ? nullptr
            : box.addButton(question.no, QMessageBox::DestructiveRole);
        box.exec();
        if (box.clickedButton() == yes)
            return Answer::Yes;
        return no != nullptr && box.clickedButton() == no ? Answer::No : Answer::Cancel;
    }

    QString askText(
        QWidget* parent, const QString& title, const QString& label, const QString& text) override
    {
        bool accepted = false;
        QString answer =
            QInputDialog::getText(parent, title, label, QLineEdit::Normal, text, &accepted);
        if (!accepted)
            return {};
        return answer.isNull() ? QStringLiteral("") : answer;
    }
};

} // namespace

Dialogs& desktopDialogs()
{
    static DesktopDialogs dialogs;
    return dialogs;
}

} // namespace headroom::gui
