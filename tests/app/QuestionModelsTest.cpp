// SPDX-License-Identifier: GPL-3.0-or-later
// What the tabs show that answer "does it fit, and what to change".
#include "app/AdviceModel.h"
#include "app/Background.h"
#include "app/Breakdown.h"
#include "app/CompareModel.h"
#include "app/Comparison.h"
#include "app/DeviceChoice.h"
#include "app/DeviceListModel.h"
#include "app/DeviceText.h"
#include "app/FieldText.h"
#include "app/FitModel.h"
#include "app/Session.h"
#include "app/WhatIf.h"
#include "app/WordFilter.h"
#include "headroom/formats/Devices.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include <thread>

namespace headroom::app {
namespace {

using Reporting = QAbstractItemModelTester::FailureReportingMode;

void setBatch(Session& session, std::uint64_t batch)
{
    ASSERT_TRUE(session.setField(*findField("workload.batch_size"), Value::number(batch)));
}

TEST(Background, bringsWhatItFindsInOrder)
{
    Background background;
    const QSignalSpy finished(&background, &Background::finished);
    std::vector<int> found;
    background.start([&found](const Background::Job& job) {
        for (int i = 0; i < 5; ++i)
            job.post([&found, i] { found.push_back(i); });
    });
    EXPECT_TRUE(background.isBusy());
    ASSERT_TRUE(QTest::qWaitFor([&] { return finished.count() == 1; }));
    EXPECT_EQ(found, (std::vector<int>{0, 1, 2, 3, 4}));
    EXPECT_FALSE(background.isBusy());
}

TEST(Background, dropsWhatNobodyWaitsFor)
{
    Background background;
    const QSignalSpy finished(&background, &Background::finished);
    std::vector<int> found;
    for (int round = 0; round < 4; ++round) {
        background.start([&found, round](const Background::Job& job) {
            job.post([&found, round] { found.push_back(round); });
            while (round < 3 && !job.isStopped())
                std::this_thread::yield();
        });
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return finished.count() == 1; }));
    EXPECT_EQ(found, std::vector<int>{3});
    background.start([](const Background::Job& job) {
        while (!job.isStopped())
            std::this_thread::yield();
    });
    background.stop();
    EXPECT_FALSE(background.isBusy());
}

TEST(DeviceList, isFoundByAnyOfItsWords)
{
    DeviceListModel devices;
    const QAbstractItemModelTester tester(&devices, Reporting::Fatal);
    WordFilter found(DeviceListModel::SortRole, DeviceListModel::SearchRole);
    found.setSourceModel(&devices);
    EXPECT_GE(found.rowCount(), static_cast<int>(catalogueDevices().size()));
    found.search(QStringLiteral("15.99 nvidia 4090"));
    EXPECT_EQ(found.rowCount(), 0); // what is sold is searched, not what is left of it
    found.search(QStringLiteral("16gb nvidia 4090"));
    ASSERT_EQ(found.rowCount(), 1);
    EXPECT_EQ(found.index(0, 0).data(DeviceListModel::IdRole).toString(),
        QStringLiteral("nvidia-rtx-4090-laptop"));
    found.search(QStringLiteral("no such device"));
    EXPECT_EQ(found.rowCount(), 0);
}

TEST(DeviceChoice, isOneStepThatWinsOverOwnMemory)
{
    Session session;
    ASSERT_TRUE(session.setField(
        *findField("hardware.memory_bytes"), Value::number(std::uint64_t{8} * kGiB)));
    EXPECT_EQ(hardwareText(session.scenario(), session.units()), QStringLiteral("8.00 GiB"));
    const Scenario before = session.scenario();
    EXPECT_FALSE(chooseDevice(session, QStringLiteral("nvidia-rtx-4090")).isEmpty());
    EXPECT_FALSE(session.scenario().hardware.memoryBytes);
    ASSERT_EQ(session.estimate()->fits.size(), 1U);
    EXPECT_EQ(session.estimate()->fits.front().capacity, deviceOf(session.scenario())->capacity);
    EXPECT_TRUE(hardwareText(session.scenario(), session.units()).contains(QStringLiteral("4090")));
    session.undoStack()->undo();
    EXPECT_EQ(session.scenario(), before);
    EXPECT_TRUE(chooseDevice(session, QStringLiteral("no-such-device")).isEmpty());
    EXPECT_EQ(session.scenario(), before);
    chooseNoDevice(session);
    EXPECT_TRUE(session.estimate()->fits.empty());
    EXPECT_TRUE(hardwareText(session.scenario(), session.units()).isEmpty());
}

TEST(FitModel, sortsWhatFitsFirstAndTheTightestOfThat)
{
    FitModel fits;
    const QAbstractItemModelTester tester(&fits, Reporting::Fatal);
    const auto key = [&](int row, int column) {
        return fits.index(row, column).data(FitModel::SortRole).toULongLong();
    };
    EXPECT_EQ(fits.pending(), fits.rowCount());
    EXPECT_EQ(fits.index(0, FitModel::Used).data().toString(), QStringLiteral("…"));
    const auto fitOf = [&](int row, std::uint64_t used, std::uint64_t capacity) {
        DeviceFit fit;
        fit.device = devicesToFit()[static_cast<std::size_t>(row)];
        fit.capacity = Bytes{capacity};
        fit.used = Bytes{used};
        fit.fits = used <= capacity;
        fit.largestBatch = 0;
        return fit;
    };
    fits.setFit(0, fitOf(0, 10 * kGiB, 80 * kGiB));
    fits.setFit(1, fitOf(1, 10 * kGiB, 12 * kGiB));
    fits.setFit(2, fitOf(2, 10 * kGiB, 9 * kGiB));
    fits.setFit(3, fitOf(3, 10 * kGiB, 4 * kGiB));
    EXPECT_LT(key(1, FitModel::Verdict), key(0, FitModel::Verdict));
    EXPECT_LT(key(0, FitModel::Verdict), key(2, FitModel::Verdict));
    EXPECT_LT(key(2, FitModel::Verdict), key(3, FitModel::Verdict));
    EXPECT_LT(key(3, FitModel::Verdict), key(4, FitModel::Verdict)); // not known yet
    EXPECT_LT(key(3, FitModel::Headroom), key(2, FitModel::Headroom));
    EXPECT_LT(key(2, FitModel::Headroom), key(1, FitModel::Headroom));
    EXPECT_EQ(fits.fitting(), 2);
    EXPECT_EQ(fits.index(3, FitModel::Headroom).data().toString(), QStringLiteral("−6.00 GiB"));
    EXPECT_EQ(fits.index(3, FitModel::LargestBatch).data().toString(), QStringLiteral("none"));
    EXPECT_EQ(fits.index(3, FitModel::LargestSequence).data().toString(), QStringLiteral("any"));
    fits.expectFits(true);
    EXPECT_EQ(fits.index(3, FitModel::Headroom).data().toString(), QStringLiteral("−6.00 GiB"));
    EXPECT_TRUE(fits.index(3, 0).data(FitModel::PendingRole).toBool());
    EXPECT_EQ(fits.headerData(FitModel::LargestSequence, Qt::Horizontal).toString(),
        QStringLiteral("Longest context"));
}

TEST(AdviceModel, saysWhatToChangeInWords)
{
    Session session;
    setBatch(session, 64);
    ASSERT_TRUE(session.setField(*findField("hardware.memory_bytes"), Value::number(kGiB)));
    Result<Advice> advice = advise(session.model(), session.scenario());
    ASSERT_TRUE(advice);
    AdviceModel model;
    const QAbstractItemModelTester tester(&model, Reporting::Fatal);
    model.setAdvice(*advice, UnitSystem::Binary);
    ASSERT_GT(model.rowCount(), 0);
    EXPECT_FALSE(model.index(0, AdviceModel::Words).data().toString().isEmpty());
    EXPECT_EQ(model.index(0, AdviceModel::Saves).data().toString(),
        sizeText(advice->changes.front().saved, UnitSystem::Binary));
    EXPECT_EQ(model.change(-1), nullptr);
    EXPECT_EQ(model.change(model.rowCount()), nullptr);
    // The words of the whole.
    Advice none;
    none.capacity = Bytes{kGiB};
    none.used = Bytes{3 * kGiB};
    EXPECT_TRUE(adviceText(none, UnitSystem::Binary).contains(QStringLiteral("2.00 GiB over")));
    Change near;
    near.used = Bytes{2 * kGiB};
    none.changes.push_back(near);
    EXPECT_TRUE(adviceText(none, UnitSystem::Binary)
                    .contains(QStringLiteral("Nothing fits: the nearest is 1.00 GiB over")));
}

TEST(WhatIf, sweepsBothEndsAndTheOwnValue)
{
    EXPECT_EQ(sweepValues({1, 8}, 25, 3), (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8}));
    const auto wide = sweepValues({1, std::uint64_t{1} << 60U}, 25, 4096);
    EXPECT_EQ(wide.front(), 1U);
    EXPECT_EQ(wide.back(), std::uint64_t{1} << 60U);
    EXPECT_LE(wide.size(), 26U);
    EXPECT_TRUE(std::find(wide.begin(), wide.end(), 4096U) != wide.end());
    EXPECT_TRUE(std::is_sorted(wide.begin(), wide.end()));
    EXPECT_EQ(sweepValues({5, 5}, 25, 1), std::vector<std::uint64_t>{5});
    const auto full = sweepValues({1, std::numeric_limits<std::uint64_t>::max()}, 4, std::nullopt);
    EXPECT_EQ(full.back(), std::numeric_limits<std::uint64_t>::max());
}

TEST(WhatIf, offersWhatTheEstimateDependsOn)
{
    const Session session;
    const auto fields = sweepFields(session.scenario());
    const auto has = [&](std::string_view key) {
        return std::any_of(
            fields.begin(), fields.end(), [&](const Field* field) { return field->key == key; });
    };
    EXPECT_TRUE(has("workload.batch_size"));
    EXPECT_TRUE(has("model.manual.parameters"));
    EXPECT_FALSE(has("hardware.memory_bytes"));
    EXPECT_FALSE(has("serving.block_size"));
    for (const Field* field : fields) {
        const SweepRange range = usualRange(*field, session.scenario());
        EXPECT_LE(range.from, range.to) << field->key;
        EXPECT_LE(range.to, field->maximum) << field->key;
    }
}

TEST(Comparison, keepsThreeAndNamesThemApart)
{
    Session session;
    Comparison comparison;
    const QSignalSpy changed(&comparison, &Comparison::changed);
    EXPECT_TRUE(comparison.add(session));
    EXPECT_FALSE(comparison.add(session)); // it is there
    for (std::uint64_t batch = 5; batch < 9; ++batch) {
        setBatch(session, batch);
        EXPECT_TRUE(comparison.add(session));
    }
    ASSERT_EQ(comparison.entries().size(), Comparison::kMost);
    EXPECT_EQ(comparison.entries().back().scenario.workload.batchSize, 8U);
    EXPECT_NE(comparison.entries()[0].name, comparison.entries()[1].name);
    comparison.remove(0);
    comparison.remove(7);
    EXPECT_EQ(comparison.entries().size(), 2U);
    EXPECT_EQ(changed.count(), 6);
}

TEST(CompareModel, hasWhatDiffersAndWhereTheBytesGo)
{
    Session session;
    Comparison comparison;
    ASSERT_TRUE(comparison.add(session));
    setBatch(session, 48);
    std::vector<Comparison::Entry> all{Comparison::current(session), comparison.entries()[0]};
    CompareModel model;
    const QAbstractItemModelTester tester(&model, Reporting::Fatal);
    model.setScenarios(all, UnitSystem::Binary);
    EXPECT_EQ(model.columnCount(), 3);
    const auto rowOf = [&](const QString& label) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == label)
                return row;
        }
        return -1;
    };
    const int batch = rowOf(QStringLiteral("Batch size"));
    ASSERT_GE(batch, 0);
    EXPECT_EQ(model.index(batch, 1).data().toString(), QStringLiteral("48"));
    EXPECT_LT(rowOf(QStringLiteral("Sequence length")), 0);
    const int total = rowOf(QStringLiteral("Total"));
    ASSERT_GE(total, 0);
    EXPECT_EQ(model.index(total, 2).data().toString(),
        sizeText(all[1].estimate.headline(), UnitSystem::Binary));
}

TEST(FieldText, saysEveryValueOfEveryField)
{
    const Session session;
    for (const Field& field : allFields()) {
        const QString text =
            fieldValueText(field, fieldValue(session.scenario(), field), UnitSystem::Binary);
        EXPECT_FALSE(text.isEmpty()) << field.key;
    }
    const Field& memory = *findField("hardware.memory_bytes");
    EXPECT_EQ(fieldValueText(memory, Value::number(24 * kGiB), UnitSystem::Binary),
        QStringLiteral("24.00 GiB"));
    EXPECT_EQ(fieldValueText(*findField("hardware.device"), Value("nvidia-h200"), {}),
        QStringLiteral("NVIDIA H200"));
}

} // namespace
} // namespace headroom::app
