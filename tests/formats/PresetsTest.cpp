// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Presets.h"

#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/ScenarioFile.h"

#include <gtest/gtest.h>

#include <map>

namespace headroom {
namespace {

TEST(Presets, areOfferedInTheirOrder)
{
    std::vector<std::string_view> ids;
    for (const Preset& preset : builtinPresets())
        ids.push_back(preset.id);
    EXPECT_EQ(ids,
        (std::vector<std::string_view>{"example-1", "example-2", "example-2-refined",
            "example-2-ledger", "gpt2", "bert-large", "resnet50", "llama-3.1-8b-finetune",
            "llama-3.1-8b-lora", "llama-3.1-8b-qlora", "llama-3.1-70b-int8", "mistral-7b",
            "own-mlp", "own-cnn", "own-lstm"}));
}

TEST(Presets, havePublishedSizes)
{
    const std::map<std::string_view, std::uint64_t> published = {
        {"gpt2", 124'439'808},
        {"bert-large", 335'141'888},
        {"resnet50", 25'557'032},
        {"llama-3.1-8b-finetune", 8'030'261'248},
        {"llama-3.1-70b-int8", 70'553'706'496},
        {"mistral-7b", 7'241'732'096},
    };
    for (const auto& [id, count] : published) {
        const Result<Scenario> scenario = builtinPreset(id);
        ASSERT_TRUE(scenario) << id;
        EXPECT_EQ(std::get<ManualModel>(scenario->model).parameters, count) << id;
    }
}

TEST(Presets, giveThePagesFigures)
{
    const auto sum = [](std::string_view id) {
        return *MemoryModel(&builtinCatalogue(), &builtinDevices())
                    .estimate(*builtinPreset(id))
                    ->bytes.sum;
    };
    EXPECT_EQ(sum("example-1"), Bytes{2'063'104'000});
    EXPECT_EQ(sum("example-2"), Bytes{300'128'000});
    EXPECT_EQ(formatMebibytes(sum("example-2-refined")), "1,310.10 MiB");
}

TEST(Presets, sayWhatTheExampleOfAnImageModelReallyKeeps)
{
    // The page: 64 x 1,000 x 2 B. PyTorch 2.13, measured: 2,781,557,252 B.
    const auto activations = [](std::string_view id) {
        return *MemoryModel(&builtinCatalogue(), &builtinDevices())
                    .estimate(*builtinPreset(id))
                    ->bytes.activations;
    };
    EXPECT_EQ(activations("example-2"), Bytes{128'000});
    EXPECT_EQ(activations("example-2-ledger"), Bytes{2'781'557'252});
    const Result<Estimate> page =
        MemoryModel(&builtinCatalogue(), &builtinDevices()).estimate(*builtinPreset("example-2"));
    EXPECT_NE(page->assumptions.front().english().find("21.7 million"), std::string::npos);
}

TEST(Presets, areWrittenBackAsTheyWereRead)
{
    for (const Preset& preset : builtinPresets()) {
        const Result<ReadScenario> read = parseScenario(preset.text, std::string(preset.id));
        ASSERT_TRUE(read) << toString(read.error());
        EXPECT_TRUE(read->scenario.unknown.isNull()) << preset.id;
        const Result<ReadScenario> again = parseScenario(writeScenario(read->scenario), "again");
        ASSERT_TRUE(again) << preset.id;
        EXPECT_EQ(again->scenario, read->scenario) << preset.id;
        const Result<Estimate> estimate =
            MemoryModel(&builtinCatalogue(), &builtinDevices()).estimate(read->scenario);
        ASSERT_TRUE(estimate) << preset.id;
        EXPECT_TRUE(estimate->warnings.empty())
            << preset.id << ": " << estimate->warnings.front().english();
    }
}

TEST(Presets, areFoundByNameAndNearWord)
{
    EXPECT_TRUE(builtinPreset("Example 1: BERT-base, AdamW"));
    const Result<Scenario> wrong = builtinPreset("exampel-1");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().suggestion, "example-1");
}

} // namespace
} // namespace headroom
