// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline and the layers show of a step.
#include "app/AliveModel.h"
#include "app/Breakdown.h"
#include "app/BreakdownModel.h"
#include "app/ModulesModel.h"
#include "app/Session.h"
#include "app/StepText.h"
#include "app/TableText.h"
#include "headroom/core/StepView.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace headroom::app {
namespace {

class StepModels : public ::testing::Test {
protected:
    void SetUp() override
    {
        Scenario scenario;
        scenario.model = CatalogueModel{"HuggingFaceTB/SmolLM2-135M"};
        scenario.workload.sequenceLength = 256;
        session.open(scenario, {});
        ASSERT_TRUE(session.estimate());
        ASSERT_NE(session.view(), nullptr);
    }
    [[nodiscard]] static QString text(const QModelIndex& row, int column)
    {
        return row.siblingAtColumn(column).data().toString();
    }

    Session session;
};

TEST_F(StepModels, tensorsAreSoundAndAddUpHoweverTheyAreGrouped)
{
    AliveModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const StepView& view = *session.view();
    for (const auto grouping :
        {AliveModel::Grouping::None, AliveModel::Grouping::Module, AliveModel::Grouping::Kind}) {
        model.setGrouping(grouping);
        model.setTensors(view.alive(view.peak()), UnitSystem::Binary);
        EXPECT_EQ(model.total(), *session.estimate()->bytes.peak);
        qulonglong sum = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex top = model.index(row, AliveModel::Size);
            sum += top.data(AliveModel::SortRole).toULongLong();
            qulonglong below = 0;
            const QModelIndex group = top.siblingAtColumn(0);
            for (int child = 0; child < model.rowCount(group); ++child)
                below += model.index(child, AliveModel::Size, group)
                             .data(AliveModel::SortRole)
                             .toULongLong();
            if (grouping != AliveModel::Grouping::None) {
                EXPECT_EQ(below, top.data(AliveModel::SortRole).toULongLong());
            }
        }
        EXPECT_EQ(sum, session.estimate()->bytes.peak->value);
    }
}

TEST_F(StepModels, tensorsSayWhatTheyAre)
{
    AliveModel model;
    const StepView& view = *session.view();
    model.setTensors(view.alive(view.peak()), UnitSystem::Binary);
    bool found = false;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        if (text(index, AliveModel::Tensor) != QStringLiteral("model.embed_tokens.weight")
            || text(index, AliveModel::Kind) != QStringLiteral("Model parameters"))
            continue;
        found = true;
        EXPECT_EQ(text(index, AliveModel::Shape), QStringLiteral("49,152 × 576"));
        EXPECT_EQ(text(index, AliveModel::Type), QStringLiteral("fp32"));
        EXPECT_EQ(text(index, AliveModel::Size), QStringLiteral("108.00 MiB"));
        EXPECT_EQ(text(index, AliveModel::Count), QStringLiteral("1"));
    }
    EXPECT_TRUE(found);
}

TEST_F(StepModels, modulesAreATreeThatKeepsItsRowsOverEdits)
{
    ModulesModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setModules(session.view()->modules(), UnitSystem::Binary);
    ASSERT_EQ(model.rowCount(), 1);
    const QModelIndex whole = model.index(0, 0);
    EXPECT_EQ(text(whole, ModulesModel::Parameters), QStringLiteral("134,515,008"));
    EXPECT_EQ(text(whole, ModulesModel::Peak),
        sizeText(*session.estimate()->bytes.peak, UnitSystem::Binary));
    const QModelIndex body = model.index(0, 0, whole);
    EXPECT_EQ(text(body, ModulesModel::Module), QStringLiteral("model"));

    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    ASSERT_TRUE(
        session.setField(*findField("workload.batch_size"), Value::number(std::uint64_t{4})));
    model.setModules(session.view()->modules(), UnitSystem::Binary);
    EXPECT_EQ(reset.count(), 0);
    EXPECT_GT(changed.count(), 0);
}

TEST_F(StepModels, rowsCopyAsTextAndAsATable)
{
    ModulesModel model;
    model.setModules(session.view()->modules(), UnitSystem::Binary);
    const QModelIndex whole = model.index(0, 0);
    const auto data = tableMimeData({whole, model.index(0, 0, whole)});
    const QStringList lines = data->text().split(u'\n');
    ASSERT_GE(lines.size(), 3);
    EXPECT_TRUE(lines[0].startsWith(QStringLiteral("Module\tParameters\tTrainable\tWeights")));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("Whole model\t134,515,008\t")));
    EXPECT_TRUE(lines[2].startsWith(QStringLiteral("  model\t134,515,008\t")));
    EXPECT_TRUE(data->html().contains(QStringLiteral("<td align=\"right\">134,515,008</td>")));
}

TEST_F(StepModels, theBreakdownHasThePeakAboveTheTerms)
{
    BreakdownModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tester.setUseFetchMore(false);
    const auto show = [&] {
        model.setResult(session.model(), session.estimatedScenario(), *session.estimate(),
            session.units(), session.view());
    };
    show();
    EXPECT_EQ(text(model.index(0, 0), 0), QStringLiteral("Alive at the peak"));
    EXPECT_TRUE(model.index(0, 0).data(BreakdownModel::HeadingRole).toBool());
    double atPeak = 0;
    double inSum = 0;
    bool second = false;
    bool reason = false;
    for (int row = 1; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        second = second || index.data(BreakdownModel::HeadingRole).toBool();
        reason = reason || index.data(BreakdownModel::NoteRole).toBool();
        if (index.data(BreakdownModel::MemoryRole).isValid()) {
            (second ? inSum : atPeak) += index.data(BreakdownModel::ShareRole).toDouble();
            model.fetchMore(index);
            EXPECT_GT(model.rowCount(index), 0) << text(index, 0).toStdString();
        }
    }
    EXPECT_NEAR(atPeak, 1, 1e-9);
    EXPECT_NEAR(inSum, 1, 1e-9);
    EXPECT_TRUE(reason);
    // An edit, and the closed form: rows come and go, and the model stays sound.
    ASSERT_TRUE(session.setField(*findField("workload.mode"), Value("inference")));
    show();
    session.open(Session::defaultScenario(), {});
    show();
    EXPECT_EQ(model.rowCount(), 5);
    EXPECT_EQ(text(model.index(4, 0), 0), QStringLiteral("Total"));
}

TEST_F(StepModels, theReasonLeadsFromTheSumToThePeak)
{
    const Estimate& estimate = *session.estimate();
    std::uint64_t peak = estimate.bytes.sum->value;
    const Estimate::Differences differences = estimate.differences();
    for (const Estimate::Difference& difference : differences.roles)
        peak += difference.atPeak.value - difference.inSum.value;
    peak += differences.rounding.value;
    EXPECT_EQ(Bytes{peak}, estimate.bytes.peak);
}

TEST(StepText, shortensWhatATensorWasMadeBy)
{
    EXPECT_EQ(operatorText("aten.mm.default"), QStringLiteral("mm"));
    EXPECT_EQ(operatorText("aten.add_.Tensor"), QStringLiteral("add_.Tensor"));
    EXPECT_EQ(shapeText({}), QStringLiteral("scalar"));
    EXPECT_EQ(shapeText({2, 1024}), QStringLiteral("2 × 1,024"));
}

} // namespace
} // namespace headroom::app
