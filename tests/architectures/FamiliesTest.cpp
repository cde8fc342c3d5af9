// SPDX-License-Identifier: GPL-3.0-or-later
// Every family against real steps of PyTorch: figures to the byte, and every birth and death in
// order (tests/architectures/data/*.jsonl, made by validation/family_records.py).
#include "architectures/Digest.h"
#include "architectures/Records.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <set>

namespace headroom::architectures {
namespace {

std::vector<nlohmann::ordered_json> records()
{
    std::vector<nlohmann::ordered_json> result;
    for (const char* name : {"families.jsonl", "encoders.jsonl", "adapters.jsonl"}) {
        std::ifstream input(std::string(HEADROOM_SOURCE_DIR "/tests/architectures/data/") + name);
        for (std::string line; std::getline(input, line);)
            result.push_back(nlohmann::ordered_json::parse(line));
    }
    return result;
}

TEST(Families, EveryBirthAndDeathIsPyTorchs)
{
    const auto all = records();
    ASSERT_FALSE(all.empty());
    for (const auto& record : all) {
        StepOptions options = optionsOf(record["scenario"]);
        options.everyTensor = true;
        const Result<StepLedger> result =
            runStep(valueOf(record["scenario"]["model"]["transformers"]), options);
        ASSERT_TRUE(result) << record["id"] << ": " << toString(result.error());
        expectFigures(record, *result, "in full");
        expectEvents(record, *result->ledger);
    }
}

TEST(Families, EveryFamilyHasRecords)
{
    std::set<std::string> seen;
    for (const auto& record : records())
        seen.insert(record["scenario"]["model"]["transformers"]["model_type"].get<std::string>());
    for (std::string_view type : knownModelTypes())
        EXPECT_TRUE(seen.contains(std::string(type))) << type;
}

/// The records to develop against, where they lie beside the checkout.
TEST(Families, MeasuredRecordsAreExact)
{
    std::size_t count = 0;
    for (const char* name :
        {"calibration.jsonl", "calibration-selective.jsonl", "calibration-qlora.jsonl"}) {
        std::ifstream input(std::string(HEADROOM_SOURCE_DIR "/../shared/measured/") + name);
        for (std::string line; std::getline(input, line);) {
            const auto record = nlohmann::ordered_json::parse(line);
            const auto& scenario = record["scenario"];
            if (!scenario["model"].contains("transformers"))
                continue;
            const auto known = knownModelTypes();
            const std::string type = scenario["model"]["transformers"]["model_type"];
            StepOptions options = optionsOf(scenario);
            if (std::find(known.begin(), known.end(), type) == known.end())
                continue;
            for (bool every : {true, false}) {
                options.everyTensor = every;
                const Result<StepLedger> result =
                    runStep(valueOf(scenario["model"]["transformers"]), options);
                ASSERT_TRUE(result) << record["id"] << ": " << toString(result.error());
                expectFigures(record, *result, every ? "in full" : "with repeats");
            }
            ++count;
        }
    }
    if (count == 0)
        GTEST_SKIP() << "no measured records beside the checkout";
}

} // namespace
} // namespace headroom::architectures
