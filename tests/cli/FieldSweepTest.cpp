// SPDX-License-Identifier: GPL-3.0-or-later
#include "Cli.h"

#include "headroom/core/Fields.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"
#include "headroom/formats/ScenarioFile.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace headroom {
namespace {

/// Values of the field that are not its default, from the table alone.
std::vector<Value> someValues(const Field& field)
{
    switch (field.type) {
    case FieldType::Count:
    case FieldType::Bytes: {
        std::vector<Value> values{Value::number(field.minimum),
            Value::number(std::max<std::uint64_t>(field.minimum, 1) + (field.maximum > 3 ? 1 : 0)),
            Value::number(field.maximum)};
        if (field.nullable)
            values.push_back(field.nullWord.empty() ? Value() : Value(field.nullWord));
        return values;
    }
    case FieldType::Decimal:
        return {Value::number(field.minimum), Value::number(std::string("0.123456789")),
            Value::number(field.maximum)};
    case FieldType::Flag:
        return {Value(true), Value(false)};
    case FieldType::Choice: {
        std::vector<Value> values;
        for (const std::string_view choice : field.choices)
            values.emplace_back(choice);
        return values;
    }
    case FieldType::Text:
        return {Value("plain"), Value("7"), Value("null"), Value("Größe = \"x\" \\ [1]")};
    case FieldType::TextList:
        return {Value(Value::List{Value("a.*"), Value("b,\"c\"")}), Value(Value::List())};
    case FieldType::TextOrList:
        return {Value("attention"), Value(Value::List{Value("q_proj"), Value("v_proj")})};
    case FieldType::Tree:
        return {defaultValue(field)};
    }
    return {};
}

/// What one writes behind `--set key=`: texts in quotes where they would be read as something else.
std::string written(const Value& value)
{
    std::string text = writeJson(value);
    text.pop_back();
    return text;
}

std::vector<Scenario> startingPoints()
{
    return {*builtinPreset("example-1"), *builtinPreset("mistral-7b")};
}

/// Each field set in the core, by an assignment and by a file gives the same scenario; where the
/// scenario can be estimated the three give the same bytes, on the command line too.
TEST(FieldSweep, fileAssignmentAndCoreAgree)
{
    const tests::TemporaryFolder folder;
    const std::filesystem::path path = folder.file("field.headroom.json");
    std::size_t estimated = 0;
    std::size_t refused = 0;
    for (const Scenario& start : startingPoints()) {
        const std::filesystem::path startPath = folder.file("start.headroom.json");
        ASSERT_TRUE(writeScenarioFile(startPath, start));
        for (const Field& field : allFields()) {
            for (const Value& value : someValues(field)) {
                const std::string assignment = std::string(field.key) + "=" + written(value);
                SCOPED_TRACE(assignment);
                Scenario core = start;
                ASSERT_TRUE(setField(core, field, value));

                Scenario assigned = start;
                const Result<void> applied = applyAssignment(assigned, assignment);
                ASSERT_TRUE(applied) << toString(applied.error());
                EXPECT_EQ(assigned, core);

                tests::writeFile(path, writeScenario(core));
                const Result<ReadScenario> read = readScenarioFile(path);
                ASSERT_TRUE(read) << toString(read.error());
                EXPECT_EQ(read->scenario, core);
                EXPECT_EQ(fieldValue(read->scenario, field), fieldValue(core, field));

                const tests::CliRun bySet = tests::runCli(
                    {"estimate", startPath.string(), "--set", assignment, "--format", "json"});
                const tests::CliRun byFile =
                    tests::runCli({"estimate", path.string(), "--format", "json"});
                const Result<Estimate> estimate =
                    MemoryModel(&builtinCatalogue(), &builtinDevices()).estimate(core);
                EXPECT_EQ(bySet.code, estimate ? 0 : 1) << bySet.err;
                EXPECT_EQ(byFile.code, bySet.code);
                EXPECT_EQ(byFile.out, bySet.out);
                if (estimate) {
                    ++estimated;
                    EXPECT_EQ(byFile.err, bySet.err);
                    EXPECT_NE(bySet.out.find(
                                  "\"sum\": " + std::to_string(estimate->bytes.sum->value) + ","),
                        std::string::npos);
                } else {
                    ++refused;
                    EXPECT_EQ(bySet.out, "");
                }
            }
        }
    }
    EXPECT_GT(estimated, 300U);
    EXPECT_GT(refused, 10U);
}

} // namespace
} // namespace headroom
