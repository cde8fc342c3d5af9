// SPDX-License-Identifier: GPL-3.0-or-later
// Timeline and layers by real events.
#include "app/AliveModel.h"
#include "app/ModulesModel.h"
#include "app/ResultsClipboard.h"
#include "app/Session.h"
#include "gui/ResultsPanel.h"
#include "gui/results/ElidedLabel.h"
#include "gui/results/TimelineChart.h"
#include "headroom/core/StepView.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

namespace headroom::gui {
namespace {

class KeptClipboard : public app::Clipboard {
public:
    bool put(std::unique_ptr<QMimeData> data) override
    {
        last = std::move(data);
        return true;
    }
    std::unique_ptr<QMimeData> last;
};

class StepTabs : public ::testing::Test {
protected:
    void SetUp() override
    {
        Scenario scenario;
        scenario.model = CatalogueModel{"meta-llama/Llama-3.1-8B"};
        scenario.precision.weights = Dtype::Bf16;
        session.open(scenario, {});
        panel.setClipboard(clipboard);
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
    [[nodiscard]] TimelineChart& chart() const { return *find<TimelineChart>("timelineChart"); }
    [[nodiscard]] QString place() const { return find<ElidedLabel>("timelinePlaceLabel")->text(); }
    [[nodiscard]] qulonglong bytesInTable() const
    {
        const QAbstractItemModel& model = *find<QTreeView>("tensorTreeView")->model();
        qulonglong sum = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            sum += model.index(row, app::AliveModel::Size)
                       .data(app::AliveModel::SortRole)
                       .toULongLong();
        return sum;
    }

    app::Session session;
    ResultsPanel panel{session};
    KeptClipboard clipboard;
};

TEST_F(StepTabs, theTimelineStartsAtThePeak)
{
    open("timeline");
    const StepView& view = *session.view();
    EXPECT_EQ(chart().position(), view.peak());
    EXPECT_TRUE(place().contains(QStringLiteral("alive at the peak"))) << place().toStdString();
    EXPECT_FALSE(find<QPushButton>("timelinePeakButton")->isEnabled());
    EXPECT_EQ(bytesInTable(), session.estimate()->bytes.peak->value);
    EXPECT_FALSE(chart().accessibleDescription().isEmpty());
}

TEST_F(StepTabs, keysMoveAlongIt)
{
    open("timeline");
    chart().setFocus();
    const StepView& view = *session.view();
    QTest::keyClick(&chart(), Qt::Key_Home);
    EXPECT_EQ(chart().position(), view.begin());
    QTest::keyClick(&chart(), Qt::Key_Right);
    EXPECT_EQ(chart().position(), view.begin() + 1);
    EXPECT_EQ(bytesInTable(), view.event(view.begin() + 1).moment.live.value);
    QTest::keyClick(&chart(), Qt::Key_PageDown);
    EXPECT_GT(chart().position(), view.begin() + 1);
    QTest::keyClick(&chart(), Qt::Key_End);
    EXPECT_EQ(chart().position(), view.end() - 1);
    QTest::keyClick(&chart(), Qt::Key_Right);
    EXPECT_EQ(chart().position(), view.end() - 1);
    QTest::mouseClick(find<QPushButton>("timelinePeakButton"), Qt::LeftButton);
    EXPECT_EQ(chart().position(), view.peak());
}

TEST_F(StepTabs, aClickGoesThereAndHoverSaysBytesAndOperator)
{
    open("timeline");
    const QPoint middle(chart().width() / 2, chart().height() / 2);
    QTest::mouseClick(&chart(), Qt::LeftButton, Qt::NoModifier, middle);
    const StepView& view = *session.view();
    EXPECT_NE(chart().position(), view.peak());
    EXPECT_NEAR(chart().xOf(chart().position()), middle.x(), 1);
    EXPECT_EQ(bytesInTable(), view.event(chart().position()).moment.live.value);
    const QString tip = chart().toolTipAt(middle);
    EXPECT_TRUE(tip.contains(QStringLiteral("alive"))) << tip.toStdString();
    EXPECT_TRUE(tip.contains(QStringLiteral("Optimizer state"))) << tip.toStdString();
    EXPECT_TRUE(tip.contains(QStringLiteral("event"))) << tip.toStdString();
    EXPECT_TRUE(chart().toolTipAt({0, 0}).isEmpty());
    // The moment stays where it is when the scenario changes; at the peak it follows the peak.
    const std::uint64_t position = chart().position();
    ASSERT_TRUE(
        session.setField(*findField("workload.batch_size"), Value::number(std::uint64_t{2})));
    EXPECT_EQ(chart().position(), position);
}

TEST_F(StepTabs, tensorsAreFilteredAndGrouped)
{
    open("timeline");
    auto* table = find<QTreeView>("tensorTreeView");
    const int all = table->model()->rowCount();
    auto* filter = find<QLineEdit>("tensorFilterEdit");
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("embed_tokens"));
    EXPECT_GT(table->model()->rowCount(), 0);
    EXPECT_LT(table->model()->rowCount(), all);
    filter->clear();
    EXPECT_EQ(table->model()->rowCount(), all);
    auto* grouping = find<QComboBox>("tensorGroupingComboBox");
    grouping->setFocus();
    QTest::keyClick(grouping, Qt::Key_Down);
    const QModelIndex group = table->model()->index(0, 0);
    EXPECT_GT(table->model()->rowCount(group), 0);
    EXPECT_EQ(bytesInTable(), session.estimate()->bytes.peak->value);
    // What is unfolded stays so over an edit.
    table->expand(group);
    const QString name = group.data(app::AliveModel::GroupRole).toString();
    ASSERT_TRUE(
        session.setField(*findField("workload.batch_size"), Value::number(std::uint64_t{2})));
    bool unfolded = false;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex again = table->model()->index(row, 0);
        unfolded = unfolded
            || (table->isExpanded(again)
                && again.data(app::AliveModel::GroupRole).toString() == name);
    }
    EXPECT_TRUE(unfolded);
}

TEST_F(StepTabs, aColumnSortsThem)
{
    open("timeline");
    auto* table = find<QTreeView>("tensorTreeView");
    const QAbstractItemModel& model = *table->model();
    table->sortByColumn(app::AliveModel::Size, Qt::AscendingOrder);
    const auto bytes = [&](int row) {
        return model.index(row, app::AliveModel::Size)
            .data(app::AliveModel::SortRole)
            .toULongLong();
    };
    for (int row = 1; row < model.rowCount(); ++row)
        EXPECT_LE(bytes(row - 1), bytes(row));
}

TEST_F(StepTabs, theLayersAreAModuleTreeThatCopies)
{
    open("layers");
    auto* table = find<QTreeView>("modulesTreeView");
    const QModelIndex whole = table->model()->index(0, 0);
    EXPECT_EQ(whole.siblingAtColumn(app::ModulesModel::Parameters).data().toString(),
        QStringLiteral("8,030,261,248"));
    ASSERT_TRUE(table->isExpanded(whole));
    table->sortByColumn(app::ModulesModel::Weights, Qt::DescendingOrder);
    table->sortByColumn(app::ModulesModel::Module, Qt::AscendingOrder);
    table->setFocus();
    auto* copy = find<QAction>("actionCopyModules");
    copy->trigger();
    ASSERT_TRUE(clipboard.last);
    EXPECT_TRUE(clipboard.last->text().contains(QStringLiteral("embed_tokens\t525,336,576\t")))
        << clipboard.last->text().toStdString();
}

TEST_F(StepTabs, aParameterCountHasNeitherAndTheTabsSayWhatToDo)
{
    session.open(app::Session::defaultScenario(), {});
    const QSignalSpy asked(&panel, &ResultsPanel::modelRequested);
    for (const char* tab : {"timeline", "layers"}) {
        open(tab);
        QPushButton* visible = nullptr;
        const auto buttons = panel.findChildren<QPushButton*>(QStringLiteral("emptyPageButton"));
        for (QPushButton* button : buttons)
            visible = button->isVisible() ? button : visible;
        ASSERT_NE(visible, nullptr) << tab;
        QTest::mouseClick(visible, Qt::LeftButton);
    }
    EXPECT_EQ(asked.count(), 2);
}

TEST_F(StepTabs, theTimelineIsReadableOnBothGrounds)
{
    open("timeline");
    for (const bool dark : {false, true}) {
        QPalette palette = panel.palette();
        palette.setColor(QPalette::Window, dark ? QColor(0x23, 0x26, 0x29) : QColor(Qt::white));
        palette.setColor(QPalette::WindowText, dark ? QColor(Qt::white) : QColor(Qt::black));
        panel.setPalette(palette);
        const QImage image = chart().grab().toImage();
        // The lowest kind stands at the bottom, in its own colour.
        const int x = chart().xOf(session.view()->begin() + 10);
        bool found = false;
        for (int y = 0; y < chart().height(); ++y)
            found = found
                || image.pixelColor(x, y)
                    == (dark ? QColor(0x4B, 0xA3, 0xDB) : QColor(0x00, 0x72, 0xB2));
        EXPECT_TRUE(found) << dark;
    }
}

} // namespace
} // namespace headroom::gui
