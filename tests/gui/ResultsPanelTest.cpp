// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ResultsPanel.h"

#include "app/BreakdownModel.h"
#include "app/ResultsClipboard.h"
#include "app/Session.h"
#include "gui/guide/GuideTab.h"
#include "gui/results/BreakdownChart.h"
#include "gui/results/ElidedLabel.h"
#include "headroom/formats/Presets.h"
#include "support/FakeDialogs.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

namespace headroom::gui {
namespace {

class NoClipboard : public app::Clipboard {
public:
    bool put(std::unique_ptr<QMimeData> /*data*/) override { return false; }
};

class ResultsPanelTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        QGuiApplication::clipboard()->clear();
        panel.setDialogs(dialogs);
        panel.resize(912, 712);
        panel.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&panel));
    }

    template <typename T> [[nodiscard]] T* find(const char* name) const
    {
        auto* found = panel.findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    [[nodiscard]] QString label(const char* name) const { return find<QLabel>(name)->text(); }
    void set(const char* key, const Value& value)
    {
        ASSERT_TRUE(session.setField(*findField(key), value)) << key;
    }
    void trigger(const QString& name)
    {
        auto* action = panel.findChild<QAction*>(name);
        ASSERT_NE(action, nullptr) << name.toStdString();
        ASSERT_TRUE(action->isEnabled());
        action->trigger();
    }
    [[nodiscard]] static const QMimeData* clipboard()
    {
        return QGuiApplication::clipboard()->mimeData();
    }

    app::Session session;
    ResultsPanel panel{session};
    FakeDialogs dialogs;
    QTemporaryDir folder;
};

TEST_F(ResultsPanelTest, showsTheTotalInBothUnitsAndTheVerdictInWords)
{
    EXPECT_EQ(label("totalLabel"), QStringLiteral("1.92 GiB"));
    EXPECT_EQ(label("detailLabel"), QStringLiteral("1,967.53 MiB in total, closed form"));
    EXPECT_EQ(label("statusLabel"), QStringLiteral("2,063,104,000 B"));
    EXPECT_EQ(label("capacityLabel"), QStringLiteral("Choose a device to see."));
    set("hardware.memory_bytes", Value::number(24 * kGiB));
    EXPECT_EQ(label("verdictLabel"), QStringLiteral("✓ fits, 22.08 GiB left"));
    EXPECT_EQ(label("capacityLabel"), QStringLiteral("of 24.00 GiB device memory"));
    set("hardware.memory_bytes", Value::number(kGiB));
    EXPECT_EQ(label("verdictLabel"), QStringLiteral("✗ does not fit, 943.53 MiB over"));
}

TEST_F(ResultsPanelTest, followsTheUnits)
{
    session.setUnits(UnitSystem::Decimal);
    EXPECT_EQ(label("totalLabel"), QStringLiteral("2.06 GB"));
    EXPECT_EQ(label("detailLabel"), QStringLiteral("2,063.10 MB in total, closed form"));
}

TEST_F(ResultsPanelTest, hasAHeadlineTwiceTheBodysSize)
{
    const QFont headline = find<QLabel>("totalLabel")->font();
    EXPECT_DOUBLE_EQ(headline.pointSizeF(), 2 * panel.font().pointSizeF());
    EXPECT_TRUE(headline.bold());
}

TEST_F(ResultsPanelTest, keepsTheLastResultAndNamesTheFieldThatIsWrong)
{
    const QRect before = find<QLabel>("statusLabel")->geometry();
    const int bar = find<QWidget>("stackedBar")->y();
    session.setInputError(*findField("workload.batch_size"),
        Error{
            ErrorCode::Syntax, "workload.batch_size", Text("expected a whole number"), {}, {}, 0});
    EXPECT_EQ(label("totalLabel"), QStringLiteral("1.92 GiB"));
    EXPECT_EQ(label("statusLabel"),
        QStringLiteral("Not up to date: Batch size: expected a whole number"));
    QCoreApplication::sendPostedEvents();
    EXPECT_EQ(find<QLabel>("statusLabel")->geometry().topLeft(), before.topLeft());
    EXPECT_EQ(find<QWidget>("stackedBar")->y(), bar);
    session.setInputError(*findField("workload.batch_size"), std::nullopt);
    EXPECT_EQ(label("statusLabel"), QStringLiteral("2,063,104,000 B"));
}

TEST_F(ResultsPanelTest, showsWarningsInWords)
{
    EXPECT_FALSE(find<QTextBrowser>("notesView")->isVisible());
    set("hardware.memory_bytes", Value::number(24 * kGiB));
    EXPECT_TRUE(find<QTextBrowser>("notesView")->isVisible());
    EXPECT_TRUE(find<QTextBrowser>("notesView")
                    ->toPlainText()
                    .contains(QStringLiteral("leave some memory free")));
}

TEST_F(ResultsPanelTest, unfoldsARowByKeyAndKeepsItOverEdits)
{
    panel.focusResults();
    auto* view = find<QTreeView>("breakdownTreeView");
    EXPECT_TRUE(view->hasFocus());
    QTest::keyClick(view, Qt::Key_Down);
    const QModelIndex optimizer = view->currentIndex().siblingAtColumn(0);
    EXPECT_EQ(view->model()->rowCount(optimizer), 0);
    QTest::keyClick(view, Qt::Key_Right);
    ASSERT_TRUE(view->isExpanded(optimizer));
    EXPECT_GT(view->model()->rowCount(optimizer), 2);
    set("optimizer.id", Value("sgd-momentum"));
    EXPECT_TRUE(view->isExpanded(optimizer));
    EXPECT_EQ(view->currentIndex().row(), 1);
    EXPECT_TRUE(view->isFirstColumnSpanned(0, optimizer));
}

TEST_F(ResultsPanelTest, opensTheGuideFromARowAndFromItsLink)
{
    auto* view = find<QTreeView>("breakdownTreeView");
    const QModelIndex activations = view->model()->index(3, 0);
    // A view takes a double click only where it was pressed before.
    const QPoint row = view->visualRect(activations).center();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, row);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, row);
    EXPECT_EQ(panel.currentTab(), QStringLiteral("guide"));
    EXPECT_EQ(panel.findChild<GuideTab*>()->place().toString(),
        QStringLiteral("03-formulas#activations"));

    panel.focusResults();
    const QModelIndex gradients = view->model()->index(2, 0);
    view->expand(gradients);
    const QModelIndex link =
        view->model()->index(view->model()->rowCount(gradients) - 1, 0, gradients);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(link).center());
    EXPECT_EQ(
        panel.findChild<GuideTab*>()->place().toString(), QStringLiteral("03-formulas#gradients"));
}

TEST_F(ResultsPanelTest, namesItsTabs)
{
    EXPECT_EQ(panel.tabNames().join(u' '),
        QStringLiteral("network breakdown timeline layers file fit advice what-if compare "
                       "measured guide"));
    EXPECT_EQ(panel.currentTab(), QStringLiteral("breakdown"));
    EXPECT_TRUE(panel.setCurrentTab(QStringLiteral("guide")));
    EXPECT_FALSE(panel.setCurrentTab(QStringLiteral("no-such-tab")));
    EXPECT_EQ(panel.currentTab(), QStringLiteral("guide"));
}

TEST_F(ResultsPanelTest, copiesTheFirstExampleInEveryForm)
{
    const QSignalSpy notices(&panel, &ResultsPanel::notice);
    panel.copyResultsAction()->trigger();
    ASSERT_NE(clipboard(), nullptr);
    for (const char* figure : {"419.62", "839.23", "289.06", "1,967.53"}) {
        EXPECT_TRUE(clipboard()->text().contains(QLatin1String(figure))) << figure;
        EXPECT_TRUE(clipboard()->html().contains(QLatin1String(figure))) << figure;
    }
    const QByteArray csv = clipboard()->data(QStringLiteral("text/csv"));
    for (const char* figure : {"440000000", "880000000", "303104000", "2063104000"})
        EXPECT_TRUE(csv.contains(figure)) << figure;
    ASSERT_EQ(panel.copyAsActions().size(), 3);
    for (QAction* action : panel.copyAsActions()) {
        QGuiApplication::clipboard()->clear();
        action->trigger();
        ASSERT_NE(clipboard(), nullptr);
        EXPECT_TRUE(clipboard()->text().contains(QStringLiteral("1,967.53"))
            || clipboard()->text().contains(QStringLiteral("2063104000")))
            << action->text().toStdString();
    }
    EXPECT_EQ(notices.count(), 4);
}

TEST_F(ResultsPanelTest, saysWhenTheClipboardRefuses)
{
    NoClipboard none;
    panel.setClipboard(none);
    QSignalSpy notices(&panel, &ResultsPanel::notice);
    panel.copyResultsAction()->trigger();
    trigger(QStringLiteral("actionCopyChart"));
    ASSERT_EQ(notices.count(), 2);
    for (const QList<QVariant>& arguments : notices)
        EXPECT_TRUE(arguments.front().toString().contains(QStringLiteral("refused")));
}

TEST_F(ResultsPanelTest, copiesTheChartAtTwiceItsSize)
{
    trigger(QStringLiteral("actionCopyChart"));
    ASSERT_NE(clipboard(), nullptr);
    ASSERT_TRUE(clipboard()->hasImage());
    EXPECT_EQ(clipboard()->imageData().value<QImage>().size(), QSize(1600, 960));
}

TEST_F(ResultsPanelTest, exportsTheChart)
{
    const std::pair<const char*, QByteArray> formats[] = {
        {"Png", "\x89PNG"}, {"Svg", "<?xml"}, {"Pdf", "%PDF-"}};
    for (const char* kind : {"actionPieChart", "actionBarChart"}) {
        trigger(QLatin1String(kind));
        for (const auto& [name, magic] : formats) {
            dialogs.expected = 1;
            dialogs.nextSave = folder.filePath(QLatin1String(name).toString().toLower());
            trigger(QStringLiteral("actionExportChart") + QLatin1String(name));
            const QString suffix = QLatin1String(name).toString().toLower();
            QFile file(dialogs.nextSave + u'.' + suffix); // the ending was added
            ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << name;
            const QByteArray bytes = file.readAll();
            EXPECT_TRUE(bytes.startsWith(magic)) << name;
            EXPECT_GT(bytes.size(), 2000) << name;
            if (suffix == QStringLiteral("png")) {
                EXPECT_EQ(QImage::fromData(bytes).size(), QSize(1600, 960));
            }
            if (suffix == QStringLiteral("svg")) {
                EXPECT_TRUE(bytes.contains("<text"));
                EXPECT_TRUE(bytes.contains("Optimizer state"));
            }
        }
    }
}

TEST_F(ResultsPanelTest, saysWhenAPictureCannotBeWritten)
{
    QSignalSpy notices(&panel, &ResultsPanel::notice);
    dialogs.expected = 2;
    dialogs.nextSave = folder.filePath(QStringLiteral("missing/chart.png"));
    trigger(QStringLiteral("actionExportChartPng"));
    ASSERT_EQ(notices.count(), 1);
    EXPECT_TRUE(notices[0][0].toString().contains(QStringLiteral("was not written")));
    dialogs.nextSave.clear();
    trigger(QStringLiteral("actionExportChartPng"));
    EXPECT_EQ(notices.count(), 1);
}

TEST_F(ResultsPanelTest, choosesTheChartByComboAndByAction)
{
    auto* chart = find<BreakdownChart>("breakdownChart");
    auto* combo = find<QComboBox>("chartKindComboBox");
    combo->setCurrentIndex(1);
    EXPECT_EQ(chart->kind(), BreakdownChart::Kind::Bars);
    EXPECT_TRUE(panel.findChild<QAction*>(QStringLiteral("actionBarChart"))->isChecked());
    trigger(QStringLiteral("actionPieChart"));
    EXPECT_EQ(chart->kind(), BreakdownChart::Kind::Pie);
    EXPECT_EQ(combo->currentIndex(), 0);
}

TEST_F(ResultsPanelTest, hasNamedActionsWithTextsOfTheirOwn)
{
    QStringList shortcuts;
    for (const QAction* action : panel.findChildren<QAction*>()) {
        if (action->isSeparator() || action->parent() != &panel)
            continue;
        EXPECT_FALSE(action->objectName().isEmpty()) << action->text().toStdString();
        EXPECT_FALSE(action->text().isEmpty());
        if (!action->shortcut().isEmpty())
            shortcuts += action->shortcut().toString();
    }
    EXPECT_EQ(shortcuts.removeDuplicates(), 0);
}

TEST_F(ResultsPanelTest, showsEveryPresetSmallAndLarge)
{
    for (const Preset& preset : builtinPresets()) {
        session.open(*builtinPreset(preset.id), {});
        for (const QSize size : {QSize(912, 712), QSize(600, 480)}) {
            panel.resize(size);
            QCoreApplication::sendPostedEvents();
            EXPECT_EQ(panel.size(), size) << preset.id;
            EXPECT_FALSE(panel.grab().isNull());
            for (const ElidedLabel* label : panel.findChildren<ElidedLabel*>())
                EXPECT_LE(label->geometry().right(), panel.width());
        }
    }
}

} // namespace
} // namespace headroom::gui
