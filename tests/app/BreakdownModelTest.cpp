// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/BreakdownModel.h"

#include "app/Breakdown.h"
#include "app/Session.h"
#include "headroom/formats/Presets.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace headroom::app {
namespace {

using Model = BreakdownModel;

class BreakdownModelTest : public ::testing::Test {
protected:
    void show()
    {
        model.setResult(
            session.model(), session.estimatedScenario(), *session.estimate(), session.units());
    }
    void set(const char* key, const Value& value)
    {
        ASSERT_TRUE(session.setField(*findField(key), value)) << key;
        show();
    }
    [[nodiscard]] QString text(int row, int column, const QModelIndex& parent = {}) const
    {
        return model.index(row, column, parent).data().toString();
    }
    [[nodiscard]] QStringList labels() const
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all += text(row, Model::Component);
        return all;
    }

    Session session;
    Model model;
};

TEST_F(BreakdownModelTest, isThePagesTable)
{
    show();
    QStringList headers;
    for (int column = 0; column < model.columnCount(); ++column)
        headers += model.headerData(column, Qt::Horizontal).toString();
    EXPECT_EQ(headers.join(u'|'), QStringLiteral("Component|Size (MiB)|Percentage|How"));
    EXPECT_EQ(labels().join(u'|'),
        QStringLiteral("Model parameters|Optimizer state|Gradients|Activations|Total"));
    EXPECT_EQ(text(0, Model::Size), QStringLiteral("419.62"));
    EXPECT_EQ(text(1, Model::Size), QStringLiteral("839.23"));
    EXPECT_EQ(text(4, Model::Size), QStringLiteral("1,967.53"));
    EXPECT_EQ(text(4, Model::Percentage), QStringLiteral("100.00%"));
    EXPECT_EQ(model.index(1, Model::Size).data(Qt::ToolTipRole).toString(),
        QStringLiteral("Optimizer state: 880,000,000 B"));
}

TEST_F(BreakdownModelTest, isSound)
{
    QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Warning);
    // Its own fetching would come in the midst of the insertion that it checks.
    tester.setUseFetchMore(false);
    for (const Preset& preset : builtinPresets()) {
        session.open(*builtinPreset(preset.id), {});
        show();
        for (int row = 0; row < model.rowCount(); ++row)
            model.fetchMore(model.index(row, 0));
        set("workload.batch_size", Value::number(std::uint64_t{3}));
        set("workload.mode", Value("inference"));
        set("workload.mode", Value("training"));
    }
}

TEST_F(BreakdownModelTest, rowsAddUpToTheTotal)
{
    for (const Preset& preset : builtinPresets()) {
        session.open(*builtinPreset(preset.id), {});
        show();
        if (session.estimate()->peak)
            continue; // two blocks: of the peak, and of the step
        double shares = 0;
        for (int row = 0; row + 1 < model.rowCount(); ++row)
            shares += model.index(row, Model::Percentage).data(Model::ShareRole).toDouble();
        EXPECT_NEAR(shares, 1, 1e-12) << preset.id;
        std::uint64_t sum = 0;
        for (const BreakdownItem& item :
            makeBreakdown(*session.estimate(), UnitSystem::Binary).items)
            sum += item.bytes.value;
        EXPECT_EQ(sum, session.estimate()->bytes.sum->value) << preset.id;
    }
}

TEST_F(BreakdownModelTest, explainsARowOnlyWhenItUnfolds)
{
    show();
    const QModelIndex optimizer = model.index(1, 0);
    EXPECT_TRUE(model.hasChildren(optimizer));
    EXPECT_TRUE(model.canFetchMore(optimizer));
    EXPECT_EQ(model.rowCount(optimizer), 0);
    model.fetchMore(optimizer);
    EXPECT_FALSE(model.canFetchMore(optimizer));
    QString details;
    for (int row = 0; row < model.rowCount(optimizer); ++row)
        details += text(row, 0, optimizer) + u'\n';
    EXPECT_TRUE(details.contains(QStringLiteral("110,000,000 × 2 × 4 B = 880,000,000 B")))
        << details.toStdString();
    EXPECT_TRUE(details.contains(QStringLiteral("Guide: Formulas › Optimizer state")))
        << details.toStdString();
    const QModelIndex total = model.index(4, 0);
    EXPECT_FALSE(model.hasChildren(total));
    EXPECT_FALSE(model.canFetchMore(total));
}

TEST_F(BreakdownModelTest, changesRowsInPlace)
{
    show();
    const QModelIndex activations = model.index(3, 0);
    model.fetchMore(activations);
    const QPersistentModelIndex kept(activations);
    const QPersistentModelIndex detail(model.index(1, 0, activations));
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    set("workload.batch_size", Value::number(std::uint64_t{64}));
    EXPECT_TRUE(reset.isEmpty());
    EXPECT_TRUE(inserted.isEmpty());
    EXPECT_TRUE(removed.isEmpty());
    EXPECT_FALSE(changed.isEmpty());
    ASSERT_TRUE(kept.isValid());
    EXPECT_EQ(kept.sibling(kept.row(), Model::Size).data().toString(), QStringLiteral("578.13"));
    EXPECT_TRUE(detail.data().toString().contains(QStringLiteral("64 × ")))
        << detail.data().toString().toStdString();
}

TEST_F(BreakdownModelTest, tradesOnlyTheRowsThatAnotherModeHas)
{
    show();
    const QPersistentModelIndex parameters(model.index(0, 0));
    const QPersistentModelIndex gradients(model.index(2, 0));
    set("workload.mode", Value("inference"));
    EXPECT_TRUE(parameters.isValid());
    EXPECT_FALSE(gradients.isValid());
    EXPECT_FALSE(labels().contains(QStringLiteral("Gradients")));
    set("workload.mode", Value("training"));
    EXPECT_EQ(labels().indexOf(QStringLiteral("Gradients")), 2);
}

TEST_F(BreakdownModelTest, saysWhatIsNotCounted)
{
    set("model.manual.activations_per_token", Value());
    const auto row = static_cast<int>(labels().indexOf(QStringLiteral("Activations")));
    ASSERT_GE(row, 0);
    EXPECT_EQ(text(row, Model::Size), QStringLiteral("not counted"));
    EXPECT_FALSE(model.index(row, Model::Percentage).data(Model::ShareRole).isValid());
}

TEST_F(BreakdownModelTest, followsTheUnits)
{
    session.setUnits(UnitSystem::Decimal);
    show();
    EXPECT_EQ(
        model.headerData(Model::Size, Qt::Horizontal).toString(), QStringLiteral("Size (MB)"));
    EXPECT_EQ(text(0, Model::Size), QStringLiteral("440.00"));
}

} // namespace
} // namespace headroom::app
