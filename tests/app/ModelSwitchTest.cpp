// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ModelSwitch.h"

#include "app/ModelListModel.h"
#include "app/Session.h"
#include "app/WordFilter.h"
#include "headroom/formats/Models.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QUndoStack>

namespace headroom::app {
namespace {

const CatalogueEntry& smallModel() { return **catalogueModel("SmolLM2-135M"); }

TEST(ModelSwitch, aCatalogueModelComesInItsTypeAndKeepsTheRest)
{
    Scenario scenario = Session::defaultScenario();
    scenario.workload.batchSize = 3;
    scenario.workload.sequenceLength = 1'000'000;
    const Scenario changed = withCatalogueModel(scenario, smallModel());
    EXPECT_EQ(changed.name, "SmolLM2 135M");
    EXPECT_EQ(changed.precision.weights, Dtype::Bf16);
    EXPECT_FALSE(changed.precision.activations) << "an architecture decides that";
    EXPECT_EQ(changed.workload.batchSize, 3U);
    EXPECT_EQ(changed.workload.sequenceLength, 8192U);
    EXPECT_EQ(changed.optimizer, scenario.optimizer);
    EXPECT_TRUE(MemoryModel(&builtinCatalogue()).estimate(changed));
}

TEST(ModelSwitch, anOwnConfigRemembersWhereItComesFrom)
{
    const Scenario catalogue = withCatalogueModel({}, smallModel());
    const Value own = ownConfig(catalogue);
    EXPECT_EQ(originOf(own), "HuggingFaceTB/SmolLM2-135M");
    const Scenario changed = withConfig(catalogue, own);
    const MemoryModel model(&builtinCatalogue());
    EXPECT_EQ(model.estimate(changed)->bytes, model.estimate(catalogue)->bytes);
    EXPECT_TRUE(model.estimate(changed)->warnings.empty()) << "the origin is no unused key";
}

TEST(ModelSwitch, theClosedFormStartsFromTheArchitecture)
{
    const Scenario catalogue = withCatalogueModel({}, smallModel());
    const MemoryModel model(&builtinCatalogue());
    const Estimate ledger = *model.estimate(catalogue);
    const Scenario manual = withManualModel(catalogue, &ledger);
    const auto& numbers = std::get<ManualModel>(manual.model);
    EXPECT_EQ(numbers.parameters, 134'515'008U);
    EXPECT_EQ(numbers.layers, 30U);
    EXPECT_EQ(numbers.hiddenSize, 576U);
    EXPECT_EQ(numbers.kvHeads, 3U);
    const Estimate closed = *model.estimate(manual);
    EXPECT_EQ(closed.bytes.parameters, ledger.bytes.parameters);
    EXPECT_GE(closed.bytes.activations, ledger.bytes.activations);
}

TEST(ModelSwitch, theListIsSearchedByNameFamilyAndSize)
{
    ModelListModel all;
    const QAbstractItemModelTester tester(
        &all, QAbstractItemModelTester::FailureReportingMode::Fatal);
    WordFilter found(ModelListModel::SortRole, ModelListModel::SearchRole);
    found.setSourceModel(&all);
    EXPECT_EQ(found.rowCount(), all.rowCount());
    found.search(QStringLiteral("  LLAMA 405b "));
    ASSERT_EQ(found.rowCount(), 1);
    EXPECT_EQ(found.index(0, 0).data(ModelListModel::IdRole).toString(),
        QStringLiteral("meta-llama/Llama-3.1-405B"));
    found.search(QStringLiteral("gpt_neox"));
    EXPECT_EQ(found.rowCount(), 10);
    found.search(QStringLiteral("no such model"));
    EXPECT_EQ(found.rowCount(), 0);
    EXPECT_EQ(shortCount(8'030'261'248), QStringLiteral("8.03B"));
    EXPECT_EQ(shortCount(999), QStringLiteral("999"));
}

TEST(SessionDocument, aPresetIsANewDocumentAndUndoBringsTheOldOneBackWithItsFile)
{
    Session session;
    Scenario old = Session::defaultScenario();
    old.name = "Old";
    session.open(old, QStringLiteral("/tmp/old.headroom.json"));
    session.startDocument(Session::defaultScenario(), QStringLiteral("Choose"));
    EXPECT_TRUE(session.filePath().isEmpty());
    EXPECT_TRUE(session.isModified());
    session.undoStack()->undo();
    EXPECT_EQ(session.filePath(), QStringLiteral("/tmp/old.headroom.json"));
    EXPECT_EQ(session.scenario(), old);
    EXPECT_FALSE(session.isModified());
    session.undoStack()->redo();
    EXPECT_TRUE(session.filePath().isEmpty());
    session.markSaved(QStringLiteral("/tmp/new.headroom.json"));
    session.undoStack()->undo();
    session.undoStack()->redo();
    EXPECT_EQ(session.filePath(), QStringLiteral("/tmp/new.headroom.json"));
}

} // namespace
} // namespace headroom::app
