// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/ScenarioFile.h"

#include "headroom/formats/Presets.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

using tests::TemporaryFolder;

constexpr std::string_view kFull = R"({
  "headroom": 1,
  "name": "Größe \"quoted\" \\ 日本",
  "model": {
    "manual": {"parameters": 110000000, "layers": 12, "hidden_size": 768, "activation_factor": 34.5, "colour": "red"}
  },
  "workload": {"mode": "inference", "batch_size": 4, "context_length": 4096, "later": 1e3},
  "precision": {"weights": "bf16", "kv_cache": "q8_0"},
  "quantization": {"method": "nf4"},
  "adapter": {"method": "lora", "targets": ["q_proj", "v_proj"], "dropout": 0.05},
  "frozen": ["embed.*"],
  "serving": {"gpu_layers": 20},
  "hardware": {"memory_bytes": 25769803776},
  "notes": {"kept": [1, 2.50, null], "deep": {"er": true}}
}
)";

TEST(ScenarioFile, keepsEverythingThroughARoundTrip)
{
    const Result<ReadScenario> read = parseScenario(kFull, "full");
    ASSERT_TRUE(read) << toString(read.error());
    const std::string text = writeScenario(read->scenario);
    const Result<ReadScenario> again = parseScenario(text, "again");
    ASSERT_TRUE(again) << toString(again.error()) << text;
    EXPECT_EQ(again->scenario, read->scenario);
    EXPECT_EQ(writeScenario(again->scenario), text);
    EXPECT_NE(text.find("\"kept\": [\n      1,\n      2.50,\n      null\n    ]"), std::string::npos)
        << text;
    EXPECT_NE(text.find("\"colour\": \"red\""), std::string::npos);
    EXPECT_NE(text.find("\"later\": 1e3"), std::string::npos);
    EXPECT_NE(text.find("\"activation_factor\": 34.5"), std::string::npos);
}

TEST(ScenarioFile, namesFileLineAndPlaceOfAMistake)
{
    const Result<ReadScenario> read =
        parseScenario("{\n  \"headroom\": 1,\n  \"model\": {\"manual\": {}},\n  \"workload\": {\n  "
                      "  \"mode\": \"trainign\"\n  }\n}",
            "run.headroom.json");
    ASSERT_FALSE(read);
    EXPECT_EQ(toString(read.error()),
        "run.headroom.json:5: /workload/mode: expected one of training, inference; found "
        "\"trainign\"; did you "
        "mean \"training\"?");
}

TEST(ScenarioFile, everyPrefixOfAGoodFileFailsCleanly)
{
    std::vector<std::string_view> texts{kFull};
    for (const Preset& preset : builtinPresets())
        texts.push_back(preset.text);
    for (const std::string_view text : texts) {
        const std::size_t last = text.find_last_of('}');
        for (std::size_t length = 0; length <= last; ++length) {
            const Result<ReadScenario> read = parseScenario(text.substr(0, length), "cut");
            ASSERT_FALSE(read) << text.substr(0, length);
            EXPECT_EQ(read.error().file, "cut");
            EXPECT_FALSE(read.error().message.isEmpty());
        }
    }
}

TEST(ScenarioFile, opensANewerVersionToLookAt)
{
    const Result<ReadScenario> read = parseScenario(
        R"({"headroom": 99, "model": {"manual": {"parameters": 1}}, "new": {}})", "f");
    ASSERT_TRUE(read) << toString(read.error());
    EXPECT_TRUE(read->isNewer());
    EXPECT_EQ(toString(newerVersionError(*read, "f")),
        "f: /headroom: made by a newer version of Headroom: expected scenario version 1 at most; "
        "found 99");
    const Result<ReadScenario> strange = parseScenario(
        R"({"headroom": 99, "model": {"manual": {}}, "workload": {"mode": "dreaming"}})", "f");
    ASSERT_FALSE(strange);
    EXPECT_NE(
        toString(strange.error()).find("the file is of scenario version 99"), std::string::npos);
}

TEST(ScenarioFile, readsWhatAPersonWritesForAField)
{
    const auto value = [](std::string_view key, std::string_view text) {
        return valueFromText(*findField(key), text);
    };
    EXPECT_EQ(value("model.manual.parameters", "7B"), Value::number(7'000'000'000));
    EXPECT_EQ(value("model.manual.parameters", "1_000"), Value::number(1'000));
    EXPECT_EQ(value("model.manual.parameters", "110 000 000"), Value::number(110'000'000));
    EXPECT_EQ(value("model.manual.parameters", "1.5e9"), Value::number(std::string("1.5e9")));
    EXPECT_EQ(value("model.manual.parameters", "null"), Value());
    EXPECT_EQ(value("model.manual.parameters", "many"), Value("many"));
    EXPECT_EQ(value("hardware.memory_bytes", "24GiB"), Value::number(24 * kGiB));
    EXPECT_EQ(value("hardware.memory_bytes", "1.5 GB"), Value::number(1'500'000'000));
    EXPECT_EQ(value("hardware.memory_bytes", "80G"), Value::number(80'000'000'000));
    EXPECT_EQ(value("hardware.memory_bytes", "0.3 B"), Value("0.3 B"));
    EXPECT_EQ(value("hardware.memory_bytes", "99999999999 TiB"), Value("99999999999 TiB"));
    EXPECT_EQ(value("precision.weights", "bf16"), Value("bf16"));
    EXPECT_EQ(value("precision.weights", "\"bf16\""), Value("bf16"));
    EXPECT_EQ(value("name", "2024"), Value("2024"));
    EXPECT_EQ(value("name", "true"), Value("true"));
    EXPECT_EQ(value("name", "\"true\""), Value("true"));
    EXPECT_EQ(value("frozen", "[\"a\"]"), Value(Value::List{Value("a")}));
}

TEST(ScenarioFile, readsFilesAndSaysWhyNot)
{
    const TemporaryFolder folder;
    const auto message = [&](const std::filesystem::path& path) {
        const Result<ReadScenario> read = readScenarioFile(path);
        return read ? std::string("read") : toString(read.error()).substr(path.string().size());
    };
    tests::writeFile(folder.file("good.headroom.json"), kFull);
    EXPECT_EQ(message(folder.file("good.headroom.json")), "read");
    EXPECT_EQ(message(folder.file("missing.json")), ": there is no such file or folder");
    EXPECT_EQ(message(folder.path()), ": expected a file; found a folder");
    EXPECT_EQ(
        message(folder.file("good.headroom.json") / "x"), ": a part of the path is not a folder");
    tests::writeFile(folder.file("large.json"), std::string(kMaxScenarioBytes + 1, ' '));
    EXPECT_EQ(message(folder.file("large.json")),
        ": expected a scenario of at most 16,777,216 bytes; found more");
}

} // namespace
} // namespace headroom
