// SPDX-License-Identifier: GPL-3.0-or-later
#include "WindowFixture.h"

#include "gui/window/FileActions.h"

#include <unistd.h>

#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>

namespace headroom::gui {
namespace {

const QString kError = QStringLiteral("file-error");
const QString kDisk = QStringLiteral("file-on-disk");
const QString kNewer = QStringLiteral("file-newer");

class WindowFiles : public WindowTest {
protected:
    /// The action of the message that is shown, by its words.
    void clickMessage(const char* text) const
    {
        const QList<QPushButton*> buttons = window->messages().findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            if (button->text().remove(u'&') == QString::fromUtf8(text) && button->isVisible()) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        FAIL() << "no button " << text;
    }
    [[nodiscard]] bool waitForMessage(const QString& id) const
    {
        return QTest::qWaitFor([&] { return window->messages().contains(id); }, 5000);
    }
    void drop(const QList<QUrl>& urls) const
    {
        QMimeData data;
        data.setUrls(urls);
        const QPoint where = window->rect().center();
        QDragEnterEvent enter(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(window.get(), &enter);
        EXPECT_TRUE(enter.isAccepted());
        EXPECT_TRUE(window->findChild<QLabel*>(QStringLiteral("dropHint"))->isVisible());
        QDropEvent dropped(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &dropped);
        EXPECT_FALSE(window->findChild<QLabel*>(QStringLiteral("dropHint"))->isVisible());
    }
};

TEST_F(WindowFiles, opensWhatTheDialogChose)
{
    dialogs.expected = 1;
    dialogs.nextOpen = writeSample("a.headroom.json");
    trigger("actionOpen");
    EXPECT_EQ(session->scenario(), sample());
    EXPECT_EQ(session->filePath(), path("a.headroom.json"));
    EXPECT_FALSE(session->isModified());
    EXPECT_TRUE(window->windowTitle().startsWith(QLatin1String("a.headroom.json")))
        << window->windowTitle().toStdString();
}

TEST_F(WindowFiles, savesUnderTheNameThatTheDialogChose)
{
    setBatch(5);
    dialogs.expected = 1;
    dialogs.nextSave = path("b.headroom.json");
    trigger("actionSaveAs");
    EXPECT_TRUE(dialogs.suggestion.endsWith(QLatin1String(".headroom.json")));
    const Result<ReadScenario> saved = readScenarioFile(path("b.headroom.json").toStdString());
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->scenario, session->scenario());
    EXPECT_FALSE(session->isModified());
    // From now on without a question.
    setBatch(6);
    trigger("actionSave");
    EXPECT_EQ(
        readScenarioFile(path("b.headroom.json").toStdString())->scenario.workload.batchSize, 6U);
}

TEST_F(WindowFiles, addsTheSuffixAndAsksBeforeItReplaces)
{
    write(path("c.headroom.json"), "old");
    dialogs.expected = 2;
    dialogs.nextSave = path("c");
    dialogs.nextAnswer = Dialogs::Answer::Cancel;
    trigger("actionSaveAs");
    EXPECT_EQ(read(path("c.headroom.json")), "old");
    dialogs.expected = 2;
    dialogs.nextAnswer = Dialogs::Answer::Yes;
    trigger("actionSaveAs");
    EXPECT_EQ(read(path("c.headroom.json")), writeScenario(session->scenario()));
}

TEST_F(WindowFiles, namesTheLineAndTheReasonOfABrokenFile)
{
    const Scenario before = session->scenario();
    std::string text = writeScenario(sample());
    const std::size_t at = text.find("\"batch_size\": 7");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 15, "\"batch_size\": \"seven\"");
    write(path("broken.headroom.json"), text);
    EXPECT_FALSE(window->files().open(path("broken.headroom.json")));
    const QString message = window->messages().text(kError);
    EXPECT_TRUE(message.contains(QLatin1String("broken.headroom.json"))) << message.toStdString();
    EXPECT_TRUE(message.contains(QLatin1String("Line "))) << message.toStdString();
    EXPECT_TRUE(message.contains(QLatin1String("batch_size"))) << message.toStdString();
    EXPECT_EQ(session->scenario(), before);
    EXPECT_TRUE(session->filePath().isEmpty());
    EXPECT_EQ(read(path("broken.headroom.json")), text);
}

TEST_F(WindowFiles, saysWhyAFileCannotBeOpened)
{
    const Scenario before = session->scenario();
    for (const char* name : {"missing.headroom.json", "folder.headroom.json", "empty.headroom.json",
             "binary.headroom.json", "unreadable.headroom.json"}) {
        const QString file = path(name);
        if (file.contains(QLatin1String("folder"))) {
            ASSERT_TRUE(QDir().mkdir(file));
        } else if (file.contains(QLatin1String("empty"))) {
            write(file, "");
        } else if (file.contains(QLatin1String("binary"))) {
            write(file, std::string("\x00\xff\xfe{", 4));
        } else if (file.contains(QLatin1String("unreadable"))) {
            if (::geteuid() == 0)
                continue; // root reads everything
            write(file, writeScenario(sample()));
            ASSERT_TRUE(QFile::setPermissions(file, QFileDevice::Permissions()));
        }
        EXPECT_FALSE(window->files().open(file)) << name;
        EXPECT_TRUE(window->messages().text(kError).contains(QLatin1String(name))) << name;
        EXPECT_EQ(session->scenario(), before) << name;
    }
}

TEST_F(WindowFiles, opensANewerVersionForReading)
{
    std::string text = writeScenario(sample());
    text.replace(text.find("\"headroom\": 1"), 13, "\"headroom\": 99");
    write(path("newer.headroom.json"), text);
    EXPECT_TRUE(window->files().open(path("newer.headroom.json")));
    EXPECT_TRUE(session->isReadOnly());
    EXPECT_TRUE(window->messages().contains(kNewer));
    EXPECT_TRUE(window->windowTitle().contains(QLatin1String("read-only")));
    // Saving asks for another file, and leaves this one alone.
    dialogs.expected = 1;
    dialogs.nextSave = path("copy.headroom.json");
    trigger("actionSave");
    EXPECT_EQ(read(path("newer.headroom.json")), text);
    EXPECT_TRUE(QFileInfo::exists(path("copy.headroom.json")));
    EXPECT_FALSE(session->isReadOnly());
}

TEST_F(WindowFiles, saysWhySavingFailedAndKeepsTheEdits)
{
    setBatch(5);
    dialogs.expected = 1;
    dialogs.nextSave = path("no/such/folder/a.headroom.json");
    trigger("actionSaveAs");
    EXPECT_TRUE(window->messages().text(kError).contains(QLatin1String("was not saved")));
    EXPECT_TRUE(session->isModified());
}

TEST_F(WindowFiles, asksAboutUnsavedEdits)
{
    const QString file = writeSample("a.headroom.json");
    const QString other = writeSample("b.headroom.json", 9);
    ASSERT_TRUE(window->files().open(file));
    setBatch(5);
    expectQuestion(Dialogs::Answer::Cancel);
    EXPECT_FALSE(window->files().open(other));
    EXPECT_EQ(session->scenario().workload.batchSize, 5U);
    EXPECT_EQ(dialogs.asked.size(), 1);

    expectQuestion(Dialogs::Answer::Yes);
    EXPECT_TRUE(window->files().open(other));
    EXPECT_EQ(readScenarioFile(file.toStdString())->scenario.workload.batchSize, 5U);
    EXPECT_EQ(session->scenario().workload.batchSize, 9U);

    setBatch(11);
    expectQuestion(Dialogs::Answer::No);
    trigger("actionNew");
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
    EXPECT_EQ(readScenarioFile(other.toStdString())->scenario.workload.batchSize, 9U);
}

TEST_F(WindowFiles, asksBeforeItClosesOnUnsavedEdits)
{
    ASSERT_TRUE(window->files().open(writeSample("a.headroom.json")));
    setBatch(5);
    expectQuestion(Dialogs::Answer::Cancel);
    EXPECT_FALSE(window->close());
    EXPECT_TRUE(window->isVisible());
    expectQuestion(Dialogs::Answer::No);
    EXPECT_TRUE(window->close());
    EXPECT_EQ(
        readScenarioFile(path("a.headroom.json").toStdString())->scenario.workload.batchSize, 7U);
}

TEST_F(WindowFiles, takesFilesThatAreDroppedOnIt)
{
    const QString first = writeSample("a.headroom.json", 3);
    const QString second = writeSample("b.headroom.json", 4);
    drop({QUrl::fromLocalFile(first), QUrl::fromLocalFile(second)});
    EXPECT_EQ(session->filePath(), first);
    EXPECT_TRUE(window->statusBar()->currentMessage().contains(QLatin1String("first of 2")))
        << window->statusBar()->currentMessage().toStdString();
}

TEST_F(WindowFiles, refusesWhatIsNoFileOfThisComputer)
{
    drop({QUrl(QStringLiteral("https://example.org/a.headroom.json"))});
    EXPECT_TRUE(session->filePath().isEmpty());
    EXPECT_FALSE(window->statusBar()->currentMessage().isEmpty());
}

TEST_F(WindowFiles, remembersTheFilesOpenedLast)
{
    for (int i = 0; i < 12; ++i) {
        const std::string name = std::to_string(i) + ".headroom.json";
        ASSERT_TRUE(window->files().open(writeSample(name.c_str())));
    }
    ASSERT_TRUE(window->files().open(path("5.headroom.json")));
    ASSERT_TRUE(QFile::remove(path("9.headroom.json")));
    auto* menu = window->findChild<QMenu*>(QStringLiteral("menuRecent"));
    Q_EMIT menu->aboutToShow();
    QStringList shown;
    const QList<QAction*> actions = menu->actions();
    for (const QAction* action : actions) {
        if (action->objectName().startsWith(QLatin1String("actionRecent")))
            shown.append(QFileInfo(action->toolTip()).fileName());
    }
    ASSERT_EQ(shown.size(), 9);
    EXPECT_EQ(shown.front(), QStringLiteral("5.headroom.json"));
    EXPECT_EQ(shown.count(QStringLiteral("5.headroom.json")), 1);
    EXPECT_FALSE(shown.contains(QStringLiteral("9.headroom.json")));
    trigger("actionRecent2");
    EXPECT_EQ(session->filePath(), path("11.headroom.json"));
    trigger("actionClearRecent");
    EXPECT_TRUE(settings->value(app::settings::kRecentFiles).isEmpty());
}

TEST_F(WindowFiles, offersToReloadAFileThatChanged)
{
    const QString file = writeSample("a.headroom.json");
    ASSERT_TRUE(window->files().open(file));
    writeSample("a.headroom.json", 8);
    ASSERT_TRUE(waitForMessage(kDisk));
    EXPECT_EQ(session->scenario(), sample(7));
    EXPECT_TRUE(session->isModified());
    clickMessage("Reload");
    EXPECT_EQ(session->scenario(), sample(8));
    EXPECT_FALSE(session->isModified());
    EXPECT_FALSE(window->messages().contains(kDisk));
    trigger("actionUndo");
    EXPECT_EQ(session->scenario(), sample(7));
}

TEST_F(WindowFiles, keepsWhatIsShownWhereTheUserSaysSo)
{
    const QString file = writeSample("a.headroom.json");
    ASSERT_TRUE(window->files().open(file));
    ASSERT_TRUE(writeScenarioFile(file.toStdString(), sample(8))); // by renaming
    ASSERT_TRUE(waitForMessage(kDisk));
    clickMessage("Keep Mine");
    EXPECT_TRUE(session->isModified());
    trigger("actionSave");
    EXPECT_EQ(readScenarioFile(file.toStdString())->scenario, sample(7));
}

TEST_F(WindowFiles, asksBeforeItReplacesWhatAnotherProgramWrote)
{
    const QString file = writeSample("a.headroom.json");
    ASSERT_TRUE(window->files().open(file));
    setBatch(5);
    writeSample("a.headroom.json", 8);
    expectQuestion(Dialogs::Answer::Cancel); // before the watcher could say it
    trigger("actionSave");
    EXPECT_EQ(readScenarioFile(file.toStdString())->scenario, sample(8));
}

TEST_F(WindowFiles, saysThatItsFileIsGone)
{
    const QString file = writeSample("a.headroom.json");
    ASSERT_TRUE(window->files().open(file));
    ASSERT_TRUE(QFile::remove(file));
    ASSERT_TRUE(waitForMessage(kDisk));
    EXPECT_TRUE(session->isModified());
    clickMessage("Save Again");
    EXPECT_EQ(readScenarioFile(file.toStdString())->scenario, sample());
    EXPECT_FALSE(session->isModified());
}

TEST_F(WindowFiles, saysNothingOfItsOwnWriting)
{
    const QString file = writeSample("a.headroom.json");
    ASSERT_TRUE(window->files().open(file));
    setBatch(5);
    trigger("actionSave");
    EXPECT_FALSE(QTest::qWaitFor([&] { return window->messages().contains(kDisk); }, 400));
}

} // namespace
} // namespace headroom::gui
