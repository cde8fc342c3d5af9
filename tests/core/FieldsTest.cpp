// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Fields.h"

#include "headroom/core/ScenarioTree.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace headroom {
namespace {

std::string refusal(std::string_view key, const Value& value)
{
    Scenario scenario;
    const Scenario before = scenario;
    const Result<void> stored = setField(scenario, *findField(key), value);
    EXPECT_EQ(scenario, before) << "an error changes nothing";
    return stored ? "no error" : toString(stored.error());
}

/// Values that the field takes, other than its default.
std::vector<Value> goodValues(const Field& field)
{
    std::vector<Value> values;
    switch (field.type) {
    case FieldType::Count:
    case FieldType::Bytes:
        values = {Value::number(field.minimum), Value::number(field.maximum),
            Value::number(field.minimum + 1)};
        break;
    case FieldType::Decimal:
        values = {Value::number("0.123456789"), Value::number(field.maximum)};
        break;
    case FieldType::Flag:
        values = {Value(true), Value(false)};
        break;
    case FieldType::Choice:
        for (const std::string_view choice : field.choices)
            values.emplace_back(choice);
        break;
    case FieldType::Text:
        values = {Value("x"), Value("ü/\"")};
        break;
    case FieldType::TextList:
        values = {Value(Value::List()), Value(Value::List{Value("a"), Value("b")})};
        break;
    case FieldType::TextOrList:
        values = {Value("attention"), Value(Value::List{Value("a")})};
        break;
    case FieldType::Tree: {
        Value tree = defaultValue(field);
        if (tree.asObject() != nullptr)
            tree.member("n") = Value::number("1.50");
        else
            tree.asList()->emplace_back(true);
        values = {tree};
        break;
    }
    }
    if (field.nullable)
        values.push_back(field.nullWord.empty() ? Value() : Value(field.nullWord));
    return values;
}

TEST(Fields, haveUniqueKeysLabelsAndHelp)
{
    std::set<std::string_view> keys;
    for (const Field& field : allFields()) {
        EXPECT_TRUE(keys.insert(field.key).second) << field.key;
        EXPECT_STRNE(field.label, "") << field.key;
        EXPECT_STRNE(field.help, "") << field.key;
        EXPECT_EQ(findField(field.key), &field);
        EXPECT_EQ(field.type == FieldType::Choice, !field.choices.empty()) << field.key;
    }
}

TEST(Fields, takeTheirDefaultAndEveryGoodValueAndGiveItBack)
{
    for (const Field& field : allFields()) {
        Scenario scenario;
        std::vector<Value> values = goodValues(field);
        if (!field.key.starts_with("model."))
            values.push_back(defaultValue(field));
        for (const Value& value : values) {
            const Result<void> stored = setField(scenario, field, value);
            ASSERT_TRUE(stored) << field.key << ": " << toString(stored.error());
            EXPECT_EQ(fieldValue(scenario, field), value) << field.key;
        }
    }
}

TEST(Fields, goThroughTheTreeOfAFileUnchanged)
{
    for (const Field& field : allFields()) {
        for (const Value& value : goodValues(field)) {
            Scenario scenario;
            ASSERT_TRUE(setField(scenario, field, value));
            const Result<ReadScenario> read = scenarioFromTree(scenarioToTree(scenario));
            ASSERT_TRUE(read) << field.key << ": " << toString(read.error());
            EXPECT_EQ(read->scenario, scenario) << field.key;
            EXPECT_FALSE(read->isNewer());
        }
    }
}

TEST(Fields, refuseWhatIsOfAnotherKind)
{
    for (const Field& field : allFields()) {
        const std::vector<Value> wrong = {Value::number("-1"), Value::number("1.0000000001"),
            Value::number("1e40"), Value(Value::Object{{"a", Value()}}),
            Value(Value::List{Value()}), Value("no such word")};
        for (const Value& value : wrong) {
            Scenario scenario;
            if (setField(scenario, field, value)) {
                // Only what may hold anything of that kind takes it.
                EXPECT_TRUE(field.type == FieldType::Text || field.type == FieldType::TextOrList
                    || field.type == FieldType::Tree)
                    << field.key << " took " << describe(value);
            }
        }
        if (!field.nullable) {
            EXPECT_NE(refusal(field.key, Value()), "no error") << field.key;
        }
    }
}

TEST(Fields, sayWhatTheyExpectAndWhatTheyFound)
{
    EXPECT_EQ(refusal("workload.batch_size", Value("x")),
        "workload.batch_size: expected a whole number; found \"x\"");
    EXPECT_EQ(refusal("workload.batch_size", Value::number("1.5")),
        "workload.batch_size: expected a whole number; found 1.5");
    EXPECT_EQ(refusal("workload.batch_size", Value::number("0")),
        "workload.batch_size: expected a number from 1 to 9,223,372,036,854,775,807; found 0");
    EXPECT_EQ(refusal("workload.batch_size", Value::number("9223372036854775808")),
        "workload.batch_size: expected a number from 1 to 9,223,372,036,854,775,807; found "
        "9223372036854775808");
    EXPECT_EQ(refusal("workload.batch_size", Value()),
        "workload.batch_size: expected a whole number; found null");
    EXPECT_EQ(refusal("adapter.dropout", Value::number("1.1")),
        "adapter.dropout: expected a number from 0 to 1; found 1.1");
    EXPECT_EQ(refusal("adapter.dropout", Value::number("0.0000000001")),
        "adapter.dropout: expected at most 9 decimal places; found 0.0000000001");
    EXPECT_EQ(refusal("workload.mode", Value("trainig")),
        "workload.mode: expected one of training, inference; found \"trainig\"; did you mean "
        "\"training\"?");
    EXPECT_EQ(refusal("memory_savers.fused_loss", Value::number("1")),
        "memory_savers.fused_loss: expected true or false; found 1");
    EXPECT_EQ(refusal("frozen", Value(Value::List{Value(true)})),
        "frozen: expected a list of texts; found a list");
    EXPECT_EQ(refusal("model.transformers", Value::number("1")),
        "model.transformers: expected an object; found 1");
    EXPECT_EQ(refusal("model.layers", Value("x")), "model.layers: expected a list; found \"x\"");
    EXPECT_EQ(refusal("adapter.targets", Value::number("1")),
        "adapter.targets: expected text or a list of texts; found 1");
}

TEST(Fields, offerTheNearestKey)
{
    EXPECT_EQ(requireField("workload.batchsize").error().suggestion, "workload.batch_size");
    EXPECT_EQ(requireField("batch_size").error().suggestion, "workload.batch_size");
    EXPECT_EQ(requireField("precision.weight").error().suggestion, "precision.weights");
    EXPECT_EQ(requireField("zzzzzzzzzz").error().suggestion, "");
    EXPECT_TRUE(requireField("frozen"));
}

TEST(Fields, ofAnotherModelChangeItsKind)
{
    Scenario scenario;
    ASSERT_TRUE(setField(scenario, *findField("model.catalogue"), Value("gpt2")));
    EXPECT_EQ(modelKindName(scenario.model), "catalogue");
    EXPECT_EQ(fieldValue(scenario, *findField("model.manual.layers")), Value());
    ASSERT_TRUE(setField(scenario, *findField("model.vision.id"), Value("resnet50")));
    EXPECT_EQ(modelKindName(scenario.model), "vision");
    EXPECT_EQ(modelKind("model.vision.id"), "model.vision");
    EXPECT_EQ(modelKind("model.file"), "model.file");
    EXPECT_EQ(modelKind("workload.mode"), "");
}

TEST(Fields, applyByModeModelAndOptimizer)
{
    Scenario scenario;
    const auto applies = [&](const char* key) { return fieldApplies(*findField(key), scenario); };
    EXPECT_TRUE(applies("optimizer.id"));
    EXPECT_FALSE(applies("optimizer.state_factor"));
    EXPECT_FALSE(applies("precision.kv_cache"));
    EXPECT_TRUE(applies("model.manual.layers"));
    EXPECT_FALSE(applies("model.vision.id"));
    scenario.optimizer.id = "custom";
    EXPECT_TRUE(applies("optimizer.state_factor"));
    scenario.workload.mode = Mode::Inference;
    EXPECT_FALSE(applies("optimizer.id"));
    EXPECT_TRUE(applies("precision.kv_cache"));
}

} // namespace
} // namespace headroom
