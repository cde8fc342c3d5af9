// SPDX-License-Identifier: GPL-3.0-or-later
// Every family against real steps of PyTorch: figures to the byte, and every birth and death in
// order (tests/architectures/data/*.jsonl, made by validation/family_records.py).
#include "architectures/Records.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <set>

namespace headroom::architectures {
namespace {

using engine::Event;
using engine::EventKind;
using engine::Phase;

struct Digest {
    std::size_t count = 0;
    std::uint64_t value = 0xCBF29CE484222325U;

    void add(char sign, std::uint64_t size)
    {
        ++count;
        const auto byte = [this](std::uint8_t b) { value = (value ^ b) * 0x100000001B3U; };
        byte(static_cast<std::uint8_t>(sign));
        for (int i = 0; i < 8; ++i)
            byte(static_cast<std::uint8_t>(size >> (8 * i)));
    }
};

/// All events of a phase's stretches, deaths that follow one another sorted.
Digest digestOf(const engine::Ledger& ledger, Phase phase)
{
    Digest digest;
    std::vector<std::uint64_t> deaths;
    const auto flush = [&] {
        std::sort(deaths.begin(), deaths.end());
        for (std::uint64_t size : deaths)
            digest.add('-', size);
        deaths.clear();
    };
    const auto& marks = ledger.phases();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (marks[i].phase != phase)
            continue;
        const std::size_t end = i + 1 < marks.size() ? marks[i + 1].event : ledger.events().size();
        for (std::size_t k = marks[i].event; k < end; ++k) {
            const Event& event = ledger.events()[k];
            if (event.kind == EventKind::Death) {
                deaths.push_back(event.bytes);
                continue;
            }
            flush();
            digest.add(event.kind == EventKind::Birth ? '+' : '~', event.bytes);
        }
    }
    flush();
    return digest;
}

std::vector<nlohmann::ordered_json> records()
{
    std::vector<nlohmann::ordered_json> result;
    for (const char* name : {"families.jsonl", "adapters.jsonl"}) {
        std::ifstream input(std::string(HEADROOM_SOURCE_DIR "/tests/architectures/data/") + name);
        for (std::string line; std::getline(input, line);)
            result.push_back(nlohmann::ordered_json::parse(line));
    }
    return result;
}

struct Field {
    const char* name;
    std::uint64_t StepLedger::*value;
};

constexpr Field kFields[] = {{"parameter_count", &StepLedger::parametersTotal},
    {"trainable_count", &StepLedger::parametersTrainable}, {"parameters", &StepLedger::parameters},
    {"buffers", &StepLedger::buffers}, {"gradients", &StepLedger::gradients},
    {"optimizer_state", &StepLedger::optimizerState}, {"activations", &StepLedger::activations},
    {"kv_cache", &StepLedger::kvCache}, {"peak_forward", &StepLedger::peakForward},
    {"peak_backward", &StepLedger::peakBackward}, {"peak_step", &StepLedger::peakStep},
    {"peak", &StepLedger::peak}};

void expectFigures(const nlohmann::ordered_json& record, const StepLedger& result, const char* how)
{
    for (const Field& field : kFields) {
        if (!record["measured"].contains(field.name))
            continue;
        EXPECT_EQ(result.*(field.value), record["measured"][field.name].get<std::uint64_t>())
            << record["id"] << ", " << field.name << ", " << how;
    }
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
        for (const auto& [name, phase] : {std::pair{"forward", Phase::Forward},
                 std::pair{"backward", Phase::Backward}, std::pair{"optimizer", Phase::Step}}) {
            if (!record["events"].contains(name))
                continue;
            const Digest digest = digestOf(*result->ledger, phase);
            const auto& expected = record["events"][name];
            EXPECT_EQ(digest.count, expected[0].get<std::size_t>()) << record["id"] << ", " << name;
            EXPECT_EQ(digest.value, std::stoull(expected[1].get<std::string>(), nullptr, 16))
                << record["id"] << ", " << name;
        }
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
