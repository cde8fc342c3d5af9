// SPDX-License-Identifier: GPL-3.0-or-later
// Fit, Advice, What If and Compare by real events.
#include "app/AdviceModel.h"
#include "app/DeviceChoice.h"
#include "app/FitModel.h"
#include "app/Session.h"
#include "gui/ResultsPanel.h"
#include "gui/questions/FitMap.h"
#include "gui/questions/SweepPlot.h"
#include "gui/results/StackedBar.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QUndoStack>

namespace headroom::gui {
namespace {

class QuestionTabs : public ::testing::Test {
protected:
    void SetUp() override
    {
        panel.resize(912, 712);
        panel.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&panel));
    }
    void open(const char* tab)
    {
        ASSERT_TRUE(panel.setCurrentTab(QLatin1String(tab)));
        QCoreApplication::processEvents();
    }
    template <typename T> [[nodiscard]] T* find(const char* name) const
    {
        auto* found = panel.findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    void setBatch(std::uint64_t batch)
    {
        ASSERT_TRUE(session.setField(*findField("workload.batch_size"), Value::number(batch)));
        session.sealEdit();
    }
    [[nodiscard]] bool waitForFits() const
    {
        const QAbstractItemModel& model = *find<QTreeView>("fitTreeView")->model();
        return QTest::qWaitFor(
            [&] {
                for (int row = 0; row < model.rowCount(); ++row) {
                    if (model.index(row, 0).data(app::FitModel::PendingRole).toBool())
                        return false;
                }
                return true;
            },
            20'000);
    }
    [[nodiscard]] bool waitForAdvice() const
    {
        auto* table = find<QTreeView>("adviceTreeView");
        return QTest::qWaitFor(
            [&] { return table->currentIndex().isValid() && applies().isEnabled(); }, 20'000);
    }
    [[nodiscard]] QPushButton& applies() const { return *find<QPushButton>("applyAdviceButton"); }

    app::Session session;
    ResultsPanel panel{session};
};

TEST_F(QuestionTabs, theDevicesAreSortedByWhatFits)
{
    setBatch(512);
    open("fit");
    ASSERT_TRUE(waitForFits());
    const auto* table = find<QTreeView>("fitTreeView");
    const QAbstractItemModel& model = *table->model();
    bool fits = true;
    int changes = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const bool here = model.index(row, 0).data(app::FitModel::FitsRole).toBool();
        changes += here != fits ? 1 : 0;
        fits = here;
    }
    EXPECT_TRUE(model.index(0, 0).data(app::FitModel::FitsRole).toBool());
    EXPECT_LE(changes, 1);
    // The filter and the check box leave less.
    const int all = model.rowCount();
    auto* search = find<QLineEdit>("fitFilterEdit");
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("amd"));
    EXPECT_GT(model.rowCount(), 0);
    EXPECT_LT(model.rowCount(), all);
    search->clear();
    auto* only = find<QCheckBox>("onlyFittingCheckBox");
    only->setFocus();
    QTest::keyClick(only, Qt::Key_Space);
    EXPECT_TRUE(only->isChecked());
    for (int row = 0; row < model.rowCount(); ++row)
        EXPECT_TRUE(model.index(row, 0).data(app::FitModel::FitsRole).toBool());
}

TEST_F(QuestionTabs, enterTakesADevice)
{
    open("fit");
    ASSERT_TRUE(waitForFits());
    auto* table = find<QTreeView>("fitTreeView");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(2, 0));
    const QString id = table->currentIndex().data(app::FitModel::IdRole).toString();
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_EQ(session.scenario().hardware.device, id.toStdString());
    EXPECT_EQ(session.estimate()->fits.front().device, id.toStdString());
    EXPECT_TRUE(table->currentIndex().data(app::FitModel::CurrentRole).toBool());
    // The figures are of the same scenario: nothing is searched anew.
    EXPECT_FALSE(table->currentIndex().data(app::FitModel::PendingRole).toBool());
    session.undoStack()->undo();
    EXPECT_FALSE(session.scenario().hardware.device);
}

TEST_F(QuestionTabs, anEditIsAnsweredAndAHiddenTabRests)
{
    open("fit");
    ASSERT_TRUE(waitForFits());
    const auto* table = find<QTreeView>("fitTreeView");
    const auto used = [&] {
        return table->model()->index(0, app::FitModel::Used).data().toString();
    };
    const QString before = used();
    setBatch(64);
    ASSERT_TRUE(waitForFits());
    EXPECT_NE(used(), before);
    open("guide");
    const QString answered = used();
    setBatch(128);
    QTest::qWait(150);
    EXPECT_EQ(used(), answered);
    open("fit");
    ASSERT_TRUE(waitForFits());
    EXPECT_NE(used(), answered);
}

TEST_F(QuestionTabs, adviceWithoutADeviceSaysWhatToDo)
{
    const QSignalSpy asked(&panel, &ResultsPanel::deviceRequested);
    open("advice");
    QPushButton* visible = nullptr;
    const auto buttons = panel.findChildren<QPushButton*>(QStringLiteral("emptyPageButton"));
    for (QPushButton* button : buttons)
        visible = button->isVisible() ? button : visible;
    ASSERT_NE(visible, nullptr);
    QTest::mouseClick(visible, Qt::LeftButton);
    EXPECT_EQ(asked.count(), 1);
}

TEST_F(QuestionTabs, adviceIsAppliedAsOneStep)
{
    setBatch(256);
    ASSERT_TRUE(session.setField(*findField("hardware.memory_bytes"), Value::number(2 * kGiB)));
    open("advice");
    ASSERT_TRUE(waitForAdvice());
    auto* table = find<QTreeView>("adviceTreeView");
    const QString words = find<QLabel>("adviceStateLabel")->text();
    EXPECT_TRUE(words.contains(QStringLiteral("It does not fit"))) << words.toStdString();
    EXPECT_FALSE(find<QLabel>("adviceTitleLabel")->text().isEmpty());
    // Two bars on one scale: what is taken afterwards is shorter.
    const BarGeometry now = find<StackedBar>("nowBar")->geometryNow();
    const BarGeometry then = find<StackedBar>("thenBar")->geometryNow();
    EXPECT_GT(now.edges.back(), then.edges.back());
    EXPECT_EQ(now.capacity, then.capacity);
    const QString takes =
        table->currentIndex().siblingAtColumn(app::AdviceModel::Takes).data().toString();
    const Scenario before = session.scenario();
    const int steps = session.undoStack()->count();
    QTest::mouseClick(&applies(), Qt::LeftButton);
    EXPECT_EQ(session.undoStack()->count(), steps + 1);
    EXPECT_EQ(app::sizeText(session.estimate()->headline(), session.units()), takes);
    ASSERT_TRUE(waitForAdvice());
    session.undoStack()->undo();
    EXPECT_EQ(session.scenario(), before);
}

TEST_F(QuestionTabs, aPointOfTheCurveIsTaken)
{
    open("what-if");
    auto& plot = *find<SweepPlot>("sweepPlot");
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return !find<QLabel>("whatIfStateLabel")->text().contains(QStringLiteral("working"));
        },
        20'000));
    EXPECT_FALSE(plot.chart().showsCapacity());
    app::chooseDevice(session, QStringLiteral("nvidia-l4"));
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return !find<QLabel>("whatIfStateLabel")->text().contains(QStringLiteral("working"));
        },
        20'000));
    const std::uint64_t batch = session.scenario().workload.batchSize;
    plot.setFocus();
    QTest::keyClick(&plot, Qt::Key_End);
    QTest::keyClick(&plot, Qt::Key_Return);
    EXPECT_GT(session.scenario().workload.batchSize, batch);
    EXPECT_TRUE(plot.accessibleDescription().contains(QStringLiteral("Batch size")))
        << plot.accessibleDescription().toStdString();
    QTest::mouseClick(&plot, Qt::LeftButton, Qt::NoModifier,
        QPoint(static_cast<int>(plot.chart().positionOf(0).x()) + 1, plot.height() / 2));
    EXPECT_EQ(session.scenario().workload.batchSize, batch / 8);
    session.undoStack()->undo();
    EXPECT_GT(session.scenario().workload.batchSize, batch);
}

TEST_F(QuestionTabs, theMapHasAFrontierAndAClickTakesAPoint)
{
    Scenario scenario;
    scenario.model = CatalogueModel{"HuggingFaceTB/SmolLM2-135M"};
    scenario.workload.sequenceLength = 256;
    scenario.hardware.device = "nvidia-l4";
    session.open(scenario, {});
    open("what-if");
    auto* fields = find<QComboBox>("sweepFieldComboBox");
    const int last = fields->count() - 1;
    EXPECT_TRUE(fields->itemText(last).contains(QStringLiteral("map")));
    fields->setCurrentIndex(last);
    Q_EMIT fields->activated(last);
    auto& map = *find<FitMap>("fitMap");
    ASSERT_TRUE(map.isVisible());
    const int batches = static_cast<int>(map.axes().batches.size());
    const int lengths = static_cast<int>(map.axes().lengths.size());
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return !map.textOf(batches - 1, lengths - 1).contains(QStringLiteral("not known")); },
        30'000));
    EXPECT_TRUE(map.textOf(0, 0).contains(QStringLiteral("fits")))
        << map.textOf(0, 0).toStdString();
    const QPoint corner = map.cellRect(1, 2).center();
    QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, corner);
    EXPECT_EQ(session.scenario().workload.batchSize, map.axes().batches[1]);
    EXPECT_EQ(session.scenario().workload.sequenceLength, map.axes().lengths[2]);
    EXPECT_EQ(session.undoStack()->count(), 1);
    map.setFocus();
    QTest::keyClick(&map, Qt::Key_Up);
    EXPECT_EQ(map.selected(), QPoint(2, 2));
}

TEST_F(QuestionTabs, scenariosAreKeptToCompare)
{
    open("compare");
    panel.compareCurrent();
    setBatch(64);
    // The bars of before are gone once the loop turns.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    const auto* table = find<QTreeView>("compareTreeView");
    EXPECT_EQ(table->model()->columnCount(), 3);
    const BarGeometry now = find<StackedBar>("compareBar0")->geometryNow();
    const BarGeometry kept = find<StackedBar>("compareBar1")->geometryNow();
    EXPECT_GT(now.edges.back(), kept.edges.back());
    QTest::mouseClick(find<QPushButton>("takeScenarioButton0"), Qt::LeftButton);
    EXPECT_EQ(session.scenario(), app::Session::defaultScenario());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::mouseClick(find<QPushButton>("removeScenarioButton0"), Qt::LeftButton);
    EXPECT_FALSE(table->isVisible());
}

TEST_F(QuestionTabs, aMeasurementIsPutBesideTheEstimate)
{
    VisionModel vision;
    vision.id = "resnet18";
    Scenario scenario;
    scenario.model = vision;
    session.replaceScenario(scenario, QStringLiteral("Model"));
    ASSERT_TRUE(session.problems().empty()) << toString(session.problems().front());
    open("measured");
    auto* text = find<QPlainTextEdit>("measuredTextEdit");
    const QAbstractItemModel& rows = *find<QTreeView>("measuredTreeView")->model();
    auto* keep = find<QPushButton>("keepContextButton");
    auto* notes = find<QLabel>("measuredNotesLabel");
    EXPECT_EQ(rows.rowCount(), 0);
    text->setPlainText(QStringLiteral("it was a lot"));
    EXPECT_EQ(rows.rowCount(), 0);
    EXPECT_FALSE(notes->text().isEmpty()); // says what is expected
    EXPECT_FALSE(keep->isVisible());
    text->setPlainText(QStringLiteral("allocated 700 MiB, reserved 800 MiB, used 1200 MiB"));
    EXPECT_EQ(rows.rowCount(), 5);
    ASSERT_TRUE(keep->isVisible());
    ASSERT_TRUE(keep->isEnabled());
    QCoreApplication::processEvents();
    QTest::mouseClick(keep, Qt::LeftButton);
    EXPECT_EQ(session.scenario().hardware.contextMib, 400U);
    session.undoStack()->undo();
    EXPECT_FALSE(session.scenario().hardware.contextMib);
}

} // namespace
} // namespace headroom::gui
