// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/ScenarioTree.h"

#include "headroom/core/MemoryModel.h"

#include <gtest/gtest.h>

#include <string>

namespace headroom {
namespace {

/// {"headroom": 1, "model": {"manual": {"parameters": 7}}}
Value smallTree()
{
    Value tree;
    tree.member("headroom") = Value::number("1");
    tree.member("model").member("manual").member("parameters") = Value::number("7");
    return tree;
}

std::string errorOf(const Value& tree)
{
    const Result<ReadScenario> read = scenarioFromTree(tree);
    return read ? "no error" : toString(read.error());
}

TEST(ScenarioTree, fillsInTheDefaults)
{
    const Result<ReadScenario> read = scenarioFromTree(smallTree());
    ASSERT_TRUE(read) << toString(read.error());
    Scenario expected;
    ManualModel model;
    model.parameters = 7;
    expected.model = model;
    EXPECT_EQ(read->scenario, expected);
}

TEST(ScenarioTree, keepsWhatItDoesNotKnow)
{
    Value tree = smallTree();
    tree.member("future").member("a") = Value::number("1e400");
    tree.member("workload").member("colour") = Value("blue");
    tree.member("model").member("manual").member("depth") = Value(true);
    tree.member("model").member("note") = Value(Value::List());
    tree.member("empty") = Value(Value::Object());
    const Result<ReadScenario> read = scenarioFromTree(tree);
    ASSERT_TRUE(read);
    const Value written = scenarioToTree(read->scenario);
    EXPECT_EQ(written.find("future")->find("a")->asNumber()->text, "1e400");
    EXPECT_EQ(*written.find("workload")->find("colour"), Value("blue"));
    EXPECT_EQ(*written.find("model")->find("manual")->find("depth"), Value(true));
    EXPECT_EQ(*written.find("model")->find("note"), Value(Value::List()));
    EXPECT_EQ(*written.find("empty"), Value(Value::Object()));
    EXPECT_EQ(scenarioToTree(scenarioFromTree(written)->scenario), written);
    const Result<Estimate> estimate = MemoryModel().estimate(read->scenario);
    ASSERT_TRUE(estimate);
    EXPECT_GE(estimate->warnings.size(), 5U);
}

TEST(ScenarioTree, anUnknownKeyNeverHidesAKnownOne)
{
    Value tree = smallTree();
    tree.member("workload") = Value(Value::Object{{"x", Value(true)}});
    Scenario scenario = scenarioFromTree(tree)->scenario;
    scenario.workload.batchSize = 9;
    const Result<ReadScenario> read = scenarioFromTree(scenarioToTree(scenario));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->scenario, scenario);
}

TEST(ScenarioTree, readsTheModelEvenWhereNothingOfItIsSet)
{
    Value tree;
    tree.member("headroom") = Value::number("1");
    tree.member("model").member("vision") = Value(Value::Object());
    const Result<ReadScenario> read = scenarioFromTree(tree);
    ASSERT_TRUE(read);
    EXPECT_TRUE(std::holds_alternative<VisionModel>(read->scenario.model));
    EXPECT_TRUE(read->scenario.unknown.isNull());
}

TEST(ScenarioTree, knowsANewerVersion)
{
    Value tree = smallTree();
    tree.member("headroom") = Value::number("99");
    const Result<ReadScenario> read = scenarioFromTree(tree);
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->isNewer());
    EXPECT_EQ(read->version, 99U);
}

TEST(ScenarioTree, refusesWhatIsNoScenario)
{
    EXPECT_EQ(errorOf(Value()), "expected a scenario, an object with \"headroom\": 1; found null");
    EXPECT_EQ(errorOf(Value(Value::Object())),
        "/headroom: expected \"headroom\": 1, the version of the scenario; found none");
    Value tree = smallTree();
    tree.member("headroom") = Value("1");
    EXPECT_EQ(errorOf(tree),
        "/headroom: expected the version of the scenario, a whole number from 1; found \"1\"");
    tree.member("headroom") = Value::number("0");
    EXPECT_NE(errorOf(tree), "no error");
    tree = smallTree();
    tree.member("workload") = Value::number("5");
    EXPECT_EQ(errorOf(tree), "/workload: expected an object; found 5");
    tree = smallTree();
    tree.member("model").member("catalogue") = Value("gpt2");
    EXPECT_EQ(errorOf(tree),
        "/model: expected exactly one of manual, transformers, vision, layers, catalogue, file; "
        "found manual, catalogue");
    tree.member("model") = Value(Value::Object());
    EXPECT_EQ(errorOf(tree),
        "/model: expected one of manual, transformers, vision, layers, catalogue, file; found no "
        "model");
    tree.member("model") = Value(Value::Object{{"manuel", Value()}});
    EXPECT_NE(errorOf(tree).find("did you mean \"manual\"?"), std::string::npos);
    tree.member("model") = Value(Value::Object{{"manual", Value::number("1")}});
    EXPECT_EQ(errorOf(tree), "/model/manual: expected an object; found 1");
    Value none;
    none.member("headroom") = Value::number("1");
    EXPECT_NE(errorOf(none).find("found no model"), std::string::npos);
}

TEST(ScenarioTree, saysWhereAFieldIsWrong)
{
    Value tree = smallTree();
    tree.member("precision").member("weights") = Value("fp23");
    EXPECT_EQ(errorOf(tree),
        "/precision/weights: expected one of fp64, fp32, tf32, bf16, fp16, fp8, int8, int4; found "
        "\"fp23\"; did you "
        "mean \"fp32\"?");
}

TEST(ScenarioTree, writesOnlySectionsThatSaySomething)
{
    Scenario scenario;
    EXPECT_EQ(scenarioToTree(scenario).find("adapter"), nullptr);
    EXPECT_NE(scenarioToTree(scenario).find("workload"), nullptr);
    scenario.adapter.rank = 8;
    const Value tree = scenarioToTree(scenario);
    ASSERT_NE(tree.find("adapter"), nullptr);
    EXPECT_NE(tree.find("adapter")->find("method"), nullptr) << "a section is written whole";
}

} // namespace
} // namespace headroom
