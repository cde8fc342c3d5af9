// SPDX-License-Identifier: GPL-3.0-or-later
#include "WindowFixture.h"

#include "gui/dialogs/PresetManager.h"
#include "gui/window/PresetActions.h"
#include "headroom/formats/Presets.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QUndoStack>

namespace headroom::gui {
namespace {

class WindowPresets : public WindowTest {
protected:
    [[nodiscard]] QComboBox& chooser() const
    {
        return *window->findChild<QComboBox*>(QStringLiteral("presetComboBox"));
    }
    /// As with the keyboard: to the entry of that name, and Return.
    void choose(const QString& name) const
    {
        const int index = chooser().findText(name, Qt::MatchStartsWith);
        ASSERT_GE(index, 0) << name.toStdString();
        chooser().setCurrentIndex(index);
        Q_EMIT chooser().activated(index);
    }
    void click(const QWidget& dialog, const char* button) const
    {
        auto* found = dialog.findChild<QPushButton*>(QLatin1String(button));
        ASSERT_NE(found, nullptr);
        ASSERT_TRUE(found->isEnabled()) << button;
        QTest::mouseClick(found, Qt::LeftButton);
    }
    PresetManager* openManager() const
    {
        trigger("actionManagePresets");
        return window->findChild<PresetManager*>();
    }
    [[nodiscard]] QString note(const PresetManager& manager) const
    {
        return manager.findChild<QLabel*>(QStringLiteral("noteLabel"))->text();
    }
};

TEST_F(WindowPresets, theChooserHasEveryBuiltinPreset)
{
    ASSERT_EQ(std::size_t(chooser().count()), builtinPresets().size());
    for (const Preset& preset : builtinPresets()) {
        const QString name = QString::fromStdString(builtinPreset(preset.id)->name);
        EXPECT_GE(chooser().findText(name), 0) << name.toStdString();
    }
    EXPECT_EQ(
        chooser().currentText(), QString::fromStdString(app::Session::defaultScenario().name));
}

TEST_F(WindowPresets, choosingIsOneStepThatUndoTakesBack)
{
    setBatch(5);
    const Scenario edited = session->scenario();
    for (const app::PresetEntry& preset : library->builtins()) {
        choose(preset.name);
        EXPECT_EQ(session->scenario(), *preset.scenario) << preset.name.toStdString();
        EXPECT_EQ(chooser().currentText(), preset.name);
    }
    while (session->undoStack()->index() > 1)
        trigger("actionUndo");
    EXPECT_EQ(session->scenario(), edited);
    EXPECT_TRUE(chooser().currentText().endsWith(QLatin1String("(modified)")))
        << chooser().currentText().toStdString();
    trigger("actionUndo");
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
    EXPECT_FALSE(chooser().currentText().contains(QLatin1String("(modified)")));
}

TEST_F(WindowPresets, choosingTheShownOneAgainTakesItsEditsBack)
{
    setBatch(5);
    choose(QString::fromStdString(app::Session::defaultScenario().name));
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
}

TEST_F(WindowPresets, theMenuHasThemToo)
{
    auto* menu = window->findChild<QMenu*>(QStringLiteral("menuPresets"));
    Q_EMIT menu->aboutToShow();
    trigger("actionPreset_example-2");
    EXPECT_EQ(session->scenario(), *builtinPreset("example-2"));
}

TEST_F(WindowPresets, savesThePresentScenarioUnderAName)
{
    setBatch(5);
    dialogs.expected = 1;
    dialogs.nextText = QStringLiteral("  Mine: 5/day ");
    trigger("actionSavePreset");
    ASSERT_EQ(library->own().size(), 1U);
    EXPECT_EQ(library->own().front().name, QStringLiteral("Mine: 5/day"));
    EXPECT_EQ(library->own().front().scenario->workload.batchSize, 5U);
    EXPECT_EQ(chooser().currentText(), QStringLiteral("Mine: 5/day"));
    // A second time it asks.
    setBatch(6);
    dialogs.expected = 2;
    dialogs.nextAnswer = Dialogs::Answer::Cancel;
    trigger("actionSavePreset");
    EXPECT_EQ(library->own().front().scenario->workload.batchSize, 5U);
    dialogs.expected = 2;
    dialogs.nextAnswer = Dialogs::Answer::Yes;
    trigger("actionSavePreset");
    ASSERT_EQ(library->own().size(), 1U);
    EXPECT_EQ(library->own().front().scenario->workload.batchSize, 6U);
}

TEST_F(WindowPresets, aPresetNeedsAName)
{
    dialogs.expected = 1;
    dialogs.nextText = QStringLiteral("   ");
    trigger("actionSavePreset");
    EXPECT_TRUE(library->own().empty());
    EXPECT_TRUE(window->messages().contains(QStringLiteral("preset-error")));
}

TEST_F(WindowPresets, namesABrokenOneAndNeverWritesOverIt)
{
    ASSERT_TRUE(QDir().mkpath(library->folder()));
    const QString broken = library->folder() + QStringLiteral("/Mine.headroom.json");
    write(broken, "{\n  \"headroom\": 1,\n  \"model\": {\"manual\": 3}\n}\n");
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            library->reload();
            return window->messages().contains(QStringLiteral("preset-broken"));
        },
        5000));
    const QString message = window->messages().text(QStringLiteral("preset-broken"));
    EXPECT_TRUE(message.contains(QLatin1String("Mine.headroom.json"))) << message.toStdString();
    EXPECT_TRUE(message.contains(QLatin1String("Line 3"))) << message.toStdString();
    const std::string before = read(broken);
    dialogs.expected = 1;
    dialogs.nextText = QStringLiteral("Mine");
    trigger("actionSavePreset");
    EXPECT_EQ(read(broken), before);
    EXPECT_EQ(library->own().size(), 2U);

    PresetManager* manager = openManager();
    ASSERT_NE(manager, nullptr);
    auto* list = manager->findChild<QListWidget*>();
    for (int i = 0; i < list->count(); ++i) {
        list->setCurrentRow(i);
        if (list->item(i)->data(Qt::UserRole).toString() == broken) {
            EXPECT_TRUE(note(*manager).contains(QLatin1String("Line 3")))
                << note(*manager).toStdString();
            EXPECT_FALSE(
                manager->findChild<QPushButton*>(QStringLiteral("useButton"))->isEnabled());
        }
    }
    manager->reject();
}

TEST_F(WindowPresets, renamesDeletesAndBringsBack)
{
    ASSERT_TRUE(library->save(QStringLiteral("One"), sample(1)));
    ASSERT_TRUE(library->save(QStringLiteral("Two"), sample(2)));
    PresetManager* manager = openManager();
    ASSERT_NE(manager, nullptr);
    auto* list = manager->findChild<QListWidget*>();
    list->setCurrentRow(0);
    dialogs.expected = 1;
    dialogs.nextText = QStringLiteral("Two");
    click(*manager, "renameButton");
    EXPECT_TRUE(note(*manager).contains(QLatin1String("already"))) << note(*manager).toStdString();
    dialogs.expected = 1;
    dialogs.nextText = QStringLiteral("Three");
    click(*manager, "renameButton");
    EXPECT_NE(library->find(QStringLiteral("Three")), nullptr);
    EXPECT_EQ(library->find(QStringLiteral("One")), nullptr);

    list->setCurrentRow(0);
    const QString file = list->currentItem()->data(Qt::UserRole).toString();
    const std::string text = read(file);
    click(*manager, "deleteButton");
    EXPECT_EQ(library->own().size(), 1U);
    click(*manager, "undoButton");
    EXPECT_EQ(library->own().size(), 2U);
    EXPECT_EQ(read(file), text);

    list->setCurrentRow(0);
    click(*manager, "useButton");
    EXPECT_EQ(session->scenario().name, "Three");
    trigger("actionUndo");
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
}

} // namespace
} // namespace headroom::gui
