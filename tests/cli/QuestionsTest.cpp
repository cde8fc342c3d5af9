// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that ask back: fit, advise, sweep and compare. What they say is checked by
// `estimate`.
#include "Cli.h"

#include "headroom/base/Decimal.h"
#include "headroom/formats/Json.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

using tests::CliRun;
using tests::runCli;

Value parsedOutput(std::vector<std::string> arguments)
{
    arguments.insert(arguments.end(), {"--format", "json"});
    const CliRun run = runCli(arguments);
    EXPECT_EQ(run.code, 0) << run.err;
    const Result<JsonDocument> document = parseJson(run.out);
    EXPECT_TRUE(document) << run.out;
    return document ? document->value : Value();
}

std::int64_t number(const Value& tree, std::string_view key)
{
    const Value* value = tree.find(key);
    return value != nullptr && value->asNumber() != nullptr ? std::stoll(value->asNumber()->text)
                                                            : -1;
}

/// What must fit, as `estimate` says it of the scenario with these settings on that device.
std::int64_t usedOf(const std::string& scenario, const std::string& device,
    const std::vector<std::string>& settings)
{
    std::vector<std::string> arguments{"estimate", scenario, "--set", "hardware.device=" + device};
    for (const std::string& setting : settings)
        arguments.insert(arguments.end(), {"--set", setting});
    const Value estimate = parsedOutput(arguments);
    const Value* fits = estimate.find("fits");
    if (fits == nullptr || fits->asList() == nullptr || fits->asList()->size() != 1)
        return -1;
    return number(fits->asList()->front(), "used");
}

const std::string kSmall = R"({"headroom": 1, "model": {"transformers": {"model_type": "gpt2",
    "n_layer": 3, "n_embd": 192, "n_head": 3, "vocab_size": 5003, "n_positions": 512}},
    "workload": {"batch_size": 8, "sequence_length": 256}})";

TEST(Fit, findsTheLargestBatchAndSequence)
{
    for (const std::string scenario : {"example-1", "gpt2"}) {
        const Value tree = parsedOutput({"fit", scenario, "--device", "nvidia-t4"});
        const Value& fit = tree.find("devices")->asList()->front();
        const std::int64_t capacity = number(fit, "capacity");
        EXPECT_EQ(capacity, std::int64_t{15360} << 20);
        EXPECT_EQ(number(fit, "used"), usedOf(scenario, "nvidia-t4", {}));
        EXPECT_EQ(number(fit, "headroom"), capacity - number(fit, "used"));
        const std::int64_t batch = number(fit, "largest_batch");
        ASSERT_GT(batch, 1);
        const auto usedAt = [&](std::int64_t size) {
            return usedOf(scenario, "nvidia-t4", {"workload.batch_size=" + std::to_string(size)});
        };
        EXPECT_LE(usedAt(batch), capacity);
        EXPECT_GT(usedAt(batch + 1), capacity);
        const std::int64_t length = number(fit, "largest_sequence");
        ASSERT_GT(length, 1);
        EXPECT_LE(
            usedOf(scenario, "nvidia-t4", {"workload.sequence_length=" + std::to_string(length)}),
            capacity);
    }
}

TEST(Fit, doesNotGrowBeyondWhatTheModelTakes)
{
    const CliRun run = runCli({"fit", "-", "--device", "nvidia-h200", "--format", "json"}, kSmall);
    ASSERT_EQ(run.code, 0) << run.err;
    const Value tree = parseJson(run.out)->value;
    EXPECT_EQ(number(tree.find("devices")->asList()->front(), "largest_sequence"), 512);
}

TEST(Fit, listsEveryDeviceTheFittingOnesFirst)
{
    const Value tree = parsedOutput({"fit", "llama-3.1-8b-finetune"});
    bool before = true;
    std::size_t fitting = 0;
    ASSERT_GT(tree.find("devices")->asList()->size(), 300U);
    for (const Value& device : *tree.find("devices")->asList()) {
        const bool fits = *device.find("fits")->asBool();
        EXPECT_TRUE(before || !fits);
        before = fits;
        fitting += fits ? 1 : 0;
        EXPECT_EQ(fits, number(device, "largest_batch") > 0);
    }
    EXPECT_GT(fitting, 0U);
}

TEST(Advise, everyChangeIsWhatEstimateSays)
{
    const Value tree = parsedOutput(
        {"advise", "gpt2", "--set", "workload.batch_size=64", "--device", "nvidia-jetson-nano"});
    EXPECT_FALSE(*tree.find("fits")->asBool());
    const auto& changes = *tree.find("changes")->asList();
    ASSERT_FALSE(changes.empty());
    for (const Value& change : changes) {
        std::vector<std::string> settings{"workload.batch_size=64"};
        for (const auto& [key, value] : *change.find("set")->asObject()) {
            std::string text = value.asString() != nullptr ? *value.asString() : writeJson(value);
            while (text.ends_with('\n'))
                text.pop_back();
            settings.push_back(key + "=" + text);
        }
        EXPECT_EQ(number(change, "used"), usedOf("gpt2", "nvidia-jetson-nano", settings))
            << *change.find("id")->asString();
        EXPECT_EQ(number(change, "saved"), number(tree, "used") - number(change, "used"));
        EXPECT_EQ(
            *change.find("fits")->asBool(), number(change, "used") <= number(tree, "capacity"));
        EXPECT_FALSE(change.find("cost")->asString()->empty());
    }
}

TEST(Advise, needsADevice)
{
    const CliRun run = runCli({"advise", "gpt2"});
    EXPECT_EQ(run.code, 1);
    EXPECT_NE(run.err.find("expected a device to fit"), std::string::npos) << run.err;
}

TEST(Serve, theRowsAddUpToWhatIsUsed)
{
    for (const std::string engine : {"vllm", "llama.cpp"}) {
        const Value tree = parsedOutput({"serve", "openai-community/gpt2", "--engine", engine,
            "--device", "nvidia-t4", "--set", "workload.context_length=1024"});
        EXPECT_EQ(*tree.find("engine")->asString(), engine);
        std::int64_t sum = 0;
        for (const Value& row : *tree.find("rows")->asList())
            sum += number(row, "bytes");
        EXPECT_EQ(sum, number(tree, "used"));
        EXPECT_LE(number(tree, "used"), number(tree, "capacity"));
        EXPECT_TRUE(*tree.find("fits")->asBool());
        EXPECT_FALSE(tree.find("command")->asString()->empty());
    }
}

TEST(Sweep, givesTheBytesOfEachValue)
{
    const Value tree = parsedOutput({"sweep", "example-1", "--over", "workload.batch_size=1:8:x2"});
    const auto& points = *tree.find("points")->asList();
    ASSERT_EQ(points.size(), 4U);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::string value = std::to_string(std::size_t{1} << i);
        EXPECT_EQ(*points[i].find("value")->asString(), value);
        const Value estimate =
            parsedOutput({"estimate", "example-1", "--set", "workload.batch_size=" + value});
        EXPECT_EQ(number(*points[i].find("bytes"), "sum"), number(*estimate.find("bytes"), "sum"));
    }
    const CliRun csv =
        runCli({"sweep", "gpt2", "--over", "precision.weights=fp32,bf16", "--format", "csv"});
    EXPECT_EQ(csv.code, 0);
    EXPECT_TRUE(csv.out.starts_with("precision.weights,parameters,")) << csv.out;
    EXPECT_NE(csv.out.find("\nbf16,"), std::string::npos);
}

TEST(Sweep, refusesWhatHasNoEnd)
{
    for (const std::string over :
        {"workload.batch_size=1:1000000000", "workload.batch_size=8:1", "workload.batch_size=1:8:0",
            "workload.batch_size=1:8:x1", "workload.batch_size=0:8:x2",
            "workload.batch_size=", "workload.batch_size", "workload.batch_size=1:2:3:4",
            "workload.batch_size=1:8:x", "workload.batch_size=1,,2"}) {
        const CliRun run = runCli({"sweep", "example-1", "--over", over});
        EXPECT_EQ(run.code, 2) << over;
        EXPECT_EQ(run.out, "") << over;
    }
    EXPECT_EQ(runCli({"sweep", "example-1", "--over", "workload.batch=1:8"}).code, 1);
    EXPECT_EQ(runCli({"sweep", "example-1", "--over", "workload.batch_size=0:2"}).code, 1);
}

TEST(Compare, saysWhatDiffers)
{
    const Value tree = parsedOutput({"compare", "example-2", "example-2-refined"});
    EXPECT_EQ(tree.find("scenarios")->asList()->size(), 2U);
    bool found = false;
    for (const Value& difference : *tree.find("differences")->asList()) {
        EXPECT_EQ(difference.find("values")->asList()->size(), 2U);
        found = found || *difference.find("field")->asString() == "model.manual.activation_bytes";
    }
    EXPECT_TRUE(found);
    EXPECT_TRUE(parsedOutput({"compare", "gpt2", "gpt2"}).find("differences")->asList()->empty());
    EXPECT_EQ(runCli({"compare", "gpt2"}).code, 2);
    EXPECT_EQ(runCli({"compare", "gpt2", "gpt2", "gpt2", "gpt2", "gpt2"}).code, 2);
}

TEST(Devices, areListed)
{
    const Value tree = parsedOutput({"devices"});
    bool found = false;
    for (const Value& device : *tree.find("devices")->asList())
        found = found
            || (*device.find("id")->asString() == "nvidia-rtx-4090"
                && *device.find("name")->asString() == "NVIDIA GeForce RTX 4090"
                && number(device, "capacity") == std::int64_t{24564} << 20);
    EXPECT_TRUE(found);
}

} // namespace
} // namespace headroom
