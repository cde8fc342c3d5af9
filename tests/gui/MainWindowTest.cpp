// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/MainWindow.h"

#include "WindowFixture.h"

#include "gui/ResultsPanel.h"
#include "gui/dialogs/AboutDialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMap>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QUndoStack>

namespace headroom::gui {
namespace {

TEST_F(WindowTest, everyActionHasATextAndAName)
{
    const QList<QAction*> actions = window->findChildren<QAction*>();
    ASSERT_GT(actions.size(), 30);
    for (const QAction* action : actions) {
        // Qt's own, of text fields and their kind, are no entries of ours.
        const bool ours =
            qobject_cast<QMenu*>(action->parent()) != nullptr || action->parent() == window.get();
        if (!ours || action->isSeparator() || action->menu() != nullptr)
            continue;
        EXPECT_FALSE(action->text().isEmpty()) << action->objectName().toStdString();
        EXPECT_FALSE(action->objectName().isEmpty()) << action->text().toStdString();
    }
}

TEST_F(WindowTest, noTwoActionsShareAShortcut)
{
    QMap<QString, QString> taken;
    const QList<QAction*> actions = window->findChildren<QAction*>();
    for (const QAction* action : actions) {
        if (action->shortcutContext() != Qt::WindowShortcut
            && action->shortcutContext() != Qt::ApplicationShortcut)
            continue;
        const QList<QKeySequence> keys = action->shortcuts();
        for (const QKeySequence& key : keys) {
            const QString text = key.toString();
            EXPECT_FALSE(taken.contains(text))
                << text.toStdString() << ": " << taken[text].toStdString() << " and "
                << action->objectName().toStdString();
            taken.insert(text, action->objectName());
        }
    }
    for (const char* expected :
        {"Ctrl+N", "Ctrl+O", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+Q", "Ctrl+Z", "F1", "F11"})
        EXPECT_TRUE(taken.contains(QLatin1String(expected))) << expected;
}

TEST_F(WindowTest, noTwoEntriesOfAMenuShareAnAccessKey)
{
    const QList<QMenu*> menus = window->findChildren<QMenu*>();
    for (const QMenu* menu : menus) {
        QMap<QString, QString> taken;
        const QList<QAction*> actions = menu->actions();
        for (const QAction* action : actions) {
            const QString key = QKeySequence::mnemonic(action->text()).toString();
            if (key.isEmpty())
                continue;
            EXPECT_FALSE(taken.contains(key))
                << menu->title().toStdString() << ": " << taken[key].toStdString() << " and "
                << action->text().toStdString();
            taken.insert(key, action->text());
        }
    }
}

TEST_F(WindowTest, undoAndRedoNameTheirStep)
{
    auto* undo = window->findChild<QAction*>(QStringLiteral("actionUndo"));
    auto* redo = window->findChild<QAction*>(QStringLiteral("actionRedo"));
    EXPECT_FALSE(undo->isEnabled());
    setBatch(5);
    EXPECT_TRUE(undo->text().contains(QLatin1String("Batch size"))) << undo->text().toStdString();
    EXPECT_EQ(undo->iconText(), QStringLiteral("Undo"));
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    trigger("actionUndo");
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
    EXPECT_TRUE(redo->text().contains(QLatin1String("Batch size"))) << redo->text().toStdString();
    trigger("actionRedo");
    EXPECT_EQ(session->scenario().workload.batchSize, 5U);
}

TEST_F(WindowTest, theTitleMarksChanges)
{
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_TRUE(window->windowTitle().contains(QLatin1String("[*]")));
    setBatch(5);
    EXPECT_TRUE(window->isWindowModified());
    trigger("actionUndo");
    EXPECT_FALSE(window->isWindowModified());
}

TEST_F(WindowTest, resetIsOneStep)
{
    setBatch(5);
    const Scenario before = session->scenario();
    trigger("actionReset");
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
    trigger("actionUndo");
    EXPECT_EQ(session->scenario(), before);
}

TEST_F(WindowTest, theUnitsAreAChoice)
{
    auto* summary = window->findChild<QLabel*>(QStringLiteral("statusSummaryLabel"));
    EXPECT_TRUE(summary->text().contains(QLatin1String("1.92 GiB")))
        << summary->text().toStdString();
    trigger("actionUnitsDecimal");
    EXPECT_TRUE(summary->text().contains(QLatin1String("2.06 GB")))
        << summary->text().toStdString();
    EXPECT_TRUE(window->findChild<QAction*>(QStringLiteral("actionUnitsDecimal"))->isChecked());
    trigger("actionUnitsBinary");
    EXPECT_TRUE(summary->text().contains(QLatin1String("1.92 GiB")));
}

TEST_F(WindowTest, theStatusBarSaysWhetherItFits)
{
    auto* summary = window->findChild<QLabel*>(QStringLiteral("statusSummaryLabel"));
    ASSERT_TRUE(session->setField(
        *findField("hardware.memory_bytes"), Value::number(std::uint64_t{24} << 30)));
    EXPECT_TRUE(summary->text().contains(QLatin1String("fits, 22.08 GiB left")))
        << summary->text().toStdString();
    ASSERT_TRUE(session->setField(
        *findField("hardware.memory_bytes"), Value::number(std::uint64_t{1} << 30)));
    EXPECT_TRUE(summary->text().contains(QLatin1String("does not fit")))
        << summary->text().toStdString();
}

TEST_F(WindowTest, zoomsTheTextWithinItsRange)
{
    const qreal before = window->font().pointSizeF();
    trigger("actionZoomIn");
    EXPECT_GT(window->font().pointSizeF(), before);
    EXPECT_GT(window->results().font().pointSizeF(), before);
    trigger("actionZoomReset");
    EXPECT_EQ(window->font().pointSizeF(), before);
    for (int i = 0; i < 40; ++i)
        window->findChild<QAction*>(QStringLiteral("actionZoomOut"))->trigger();
    EXPECT_EQ(settings->value(app::settings::kZoomPercent), 50);
    EXPECT_FALSE(window->findChild<QAction*>(QStringLiteral("actionZoomOut"))->isEnabled());
}

TEST_F(WindowTest, fillsTheScreenAndComesBack)
{
    trigger("actionFullScreen");
    EXPECT_TRUE(window->isFullScreen());
    EXPECT_TRUE(window->findChild<QAction*>(QStringLiteral("actionFullScreen"))->isChecked());
    trigger("actionFullScreen");
    EXPECT_FALSE(window->isFullScreen());
    EXPECT_FALSE(window->findChild<QAction*>(QStringLiteral("actionFullScreen"))->isChecked());
}

TEST_F(WindowTest, calculateMovesToTheResults)
{
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    trigger("actionCalculate");
    ASSERT_NE(window->focusWidget(), nullptr);
    EXPECT_TRUE(window->results().isAncestorOf(window->focusWidget()));
}

TEST_F(WindowTest, theGuideOpensFromTheHelpMenu)
{
    trigger("actionGuide");
    EXPECT_EQ(window->results().currentTab(), QStringLiteral("guide"));
}

TEST_F(WindowTest, aMessageMovesNothing)
{
    const QRect before = window->results().geometry();
    window->messages().add({QStringLiteral("id"), MessageBars::Message::Severity::Warning,
        QStringLiteral("Text"), QStringLiteral("Details"), {}});
    EXPECT_TRUE(window->messages().isVisible());
    EXPECT_EQ(window->results().geometry(), before);
    window->messages().add({QStringLiteral("id"), MessageBars::Message::Severity::Warning,
        QStringLiteral("Other"), {}, {}});
    EXPECT_EQ(window->messages().text(QStringLiteral("id")), QStringLiteral("Other"));
    auto* close = window->messages().findChild<QToolButton*>(QStringLiteral("messageCloseButton"));
    // The first one is on its way out.
    const QList<QToolButton*> buttons =
        window->messages().findChildren<QToolButton*>(QStringLiteral("messageCloseButton"));
    close = buttons.back();
    QTest::mouseClick(close, Qt::LeftButton);
    EXPECT_FALSE(window->messages().isVisible());
}

TEST_F(WindowTest, theDetailsOfAMessageCanBeCopied)
{
    window->messages().add({QStringLiteral("id"), MessageBars::Message::Severity::Warning,
        QStringLiteral("Text"), QStringLiteral("Details"), {}});
    QTest::mouseClick(
        window->messages().findChild<QPushButton*>(QStringLiteral("messageCopyButton")),
        Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("Text\nDetails"));
}

TEST_F(WindowTest, debugInfoSaysWhereItRuns)
{
    const QString info = AboutDialog::debugInfo(window.get());
    for (const char* line :
        {"Headroom: ", "Qt: ", "Platform: offscreen", "Style: ", "Locale: ", "Scale: "})
        EXPECT_TRUE(info.contains(QLatin1String(line))) << line << " in " << info.toStdString();
    trigger("actionAbout");
    auto* about = window->findChild<AboutDialog*>();
    ASSERT_NE(about, nullptr);
    QTest::mouseClick(about->findChild<QPushButton*>(QStringLiteral("copyButton")), Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), info);
    about->close();
}

} // namespace
} // namespace headroom::gui
