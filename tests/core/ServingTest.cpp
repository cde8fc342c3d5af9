// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Serving.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace headroom {
namespace {

struct Shape {
    std::uint64_t layers;
    std::uint64_t width;
    std::uint64_t heads;
    std::uint64_t kvHeads;
    std::uint64_t mlp;
    std::uint64_t vocabulary;
    std::uint64_t positions = 8192;
    bool tied = false;
};

Scenario serving(const char* type, const Shape& shape, Implementation engine, std::uint64_t memory)
{
    Value config{Value::Object{}};
    config.member("model_type") = Value(type);
    const auto set = [&config](const char* key, std::uint64_t value) {
        config.member(key) = Value::number(value);
    };
    set("num_hidden_layers", shape.layers);
    set("hidden_size", shape.width);
    set("num_attention_heads", shape.heads);
    set("num_key_value_heads", shape.kvHeads);
    set("intermediate_size", shape.mlp);
    set("vocab_size", shape.vocabulary);
    set("max_position_embeddings", shape.positions);
    config.member("tie_word_embeddings") = Value(shape.tied);
    Scenario scenario;
    scenario.model = TransformersModel{std::move(config)};
    scenario.workload.mode = Mode::Inference;
    scenario.precision.weights = engine == Implementation::Vllm ? Dtype::Bf16 : Dtype::Fp16;
    scenario.software.implementation = engine;
    scenario.hardware.memoryBytes = Bytes{memory};
    return scenario;
}

const Shape kLlama3{32, 4096, 32, 8, 14336, 128256};
const Shape kSmall{4, 256, 8, 2, 512, 1000, 4096};

ServingPlan planOf(const Scenario& scenario)
{
    const MemoryModel model;
    const Result<ServingPlan> plan = planServing(model, scenario);
    EXPECT_TRUE(plan) << (plan ? "" : toString(plan.error()));
    return plan ? *plan : ServingPlan();
}

std::string refusal(const Scenario& scenario)
{
    const MemoryModel model;
    const Result<ServingPlan> plan = planServing(model, scenario);
    return plan ? "no error" : toString(plan.error());
}

std::map<std::string, std::uint64_t> rowsOf(const ServingPlan& plan)
{
    std::map<std::string, std::uint64_t> rows;
    std::uint64_t sum = 0;
    for (const ServingRow& row : plan.rows) {
        EXPECT_LE(row.low, row.bytes) << row.id;
        EXPECT_GE(row.high, row.bytes) << row.id;
        rows[row.id] = row.bytes.value;
        sum += row.bytes.value;
    }
    EXPECT_EQ(sum, plan.used.value);
    return rows;
}

// The figures that vLLM 0.6 printed for Llama-3-8B on an 80 GB device
// (github.com/vllm-project/vllm, pull request 10511): weights 14.96 GiB, 7.48 of two; activations
// 1.26 GiB, also of two. What the sampler takes is reckoned from that last figure: that it is met
// says nothing, that two devices do not halve it does.
TEST(Serving, vllmTakesWhatItPrinted)
{
    Scenario scenario = serving("llama", kLlama3, Implementation::Vllm, 80 * kGiB);
    scenario.workload.contextLength = 8192;
    const ServingPlan plan = planOf(scenario);
    auto rows = rowsOf(plan);
    EXPECT_EQ(rows["weights"], 16'060'522'496U);
    EXPECT_NEAR(double(rows["activations"]) / double(kGiB), 1.26, 0.01);
    EXPECT_EQ(plan.kvBytesPerToken, 2U * 32 * 8 * 128 * 2);
    EXPECT_TRUE(plan.fits);
    EXPECT_EQ(rows["kv_cache"], plan.cachedTokens * plan.kvBytesPerToken);
    EXPECT_LE(plan.used.value, 72 * kGiB);
    EXPECT_GT(plan.used.value, 72 * kGiB - 16 * plan.kvBytesPerToken);
    EXPECT_EQ(plan.requests, plan.cachedTokens / 8192);
    EXPECT_EQ(plan.longestContext, 8192U) << "what it was made for";

    scenario.parallelism.tensor = 2;
    const ServingPlan two = planOf(scenario);
    auto half = rowsOf(two);
    EXPECT_EQ(half["weights"], 8'030'261'248U);
    EXPECT_EQ(half["activations"], rows["activations"]) << "the sampler's are not split";
    EXPECT_EQ(two.kvBytesPerToken, plan.kvBytesPerToken / 2);
    EXPECT_GT(two.cachedTokens, 2 * plan.cachedTokens);
    EXPECT_NE(two.command.find("--tensor-parallel-size 2"), std::string::npos) << two.command;
}

TEST(Serving, fewerHeadsThanDevicesAreCopied)
{
    Scenario scenario = serving("llama", kSmall, Implementation::Vllm, kGiB);
    scenario.workload.contextLength = 512;
    const std::uint64_t one = planOf(scenario).kvBytesPerToken;
    scenario.parallelism.tensor = 4;
    EXPECT_EQ(planOf(scenario).kvBytesPerToken, one / 2) << "two heads for four devices";
    scenario.parallelism.tensor = 3;
    EXPECT_EQ(
        refusal(scenario), "parallelism.tensor: expected a divisor of 8 attention heads, found 3");
}

TEST(Serving, vllmWithoutRoomSaysSo)
{
    Scenario scenario = serving("llama", kLlama3, Implementation::Vllm, 16 * kGiB);
    scenario.workload.contextLength = 4096;
    const ServingPlan plan = planOf(scenario);
    EXPECT_FALSE(plan.fits);
    EXPECT_EQ(plan.requests, 0U);
    EXPECT_EQ(plan.cachedTokens, 0U);
    ASSERT_FALSE(plan.warnings.empty());
    EXPECT_NE(plan.warnings.front().english().find("would not start"), std::string::npos);
}

// Lines of llama.cpp's log ("KV self size", "compute buffer size") in published reports.
TEST(Serving, llamaCppsCacheAndBufferAreThoseItPrinted)
{
    struct Printed {
        const char* what;
        Shape shape;
        std::uint64_t context;
        Dtype cache;
        double cacheMebibytes;
        double bufferMebibytes; ///< 0: not printed
    };
    const Printed printed[] = {
        {"Qwen2.5-3B", {36, 2048, 16, 2, 11008, 151936, 32768, true}, 4096, Dtype::Fp16, 144,
            300.75},
        {"Qwen2.5-7B", {28, 3584, 28, 4, 18944, 152064, 32768}, 2048, Dtype::Fp16, 112, 0},
        {"TriLM 3.9B", {30, 3072, 24, 24, 9216, 50688, 2048}, 512, Dtype::Fp16, 180, 0},
        {"LLaMA-30B", {60, 6656, 52, 52, 17920, 32000, 2048}, 512, Dtype::Fp32, 1560, 0},
    };
    for (const Printed& entry : printed) {
        Scenario scenario = serving("llama", entry.shape, Implementation::LlamaCpp, 200 * kGiB);
        scenario.workload.contextLength = entry.context;
        scenario.precision.kvCache = entry.cache;
        auto rows = rowsOf(planOf(scenario));
        EXPECT_EQ(double(rows["kv_cache"]) / double(kMiB), entry.cacheMebibytes) << entry.what;
        if (entry.bufferMebibytes > 0) {
            EXPECT_DOUBLE_EQ(double(rows["compute"]) / double(kMiB), entry.bufferMebibytes)
                << entry.what;
        }
    }
}

TEST(Serving, layersAreOnOneSide)
{
    for (const bool tied : {false, true}) {
        Shape shape = kSmall;
        shape.tied = tied;
        Scenario scenario = serving("llama", shape, Implementation::LlamaCpp, kGiB);
        scenario.workload.contextLength = 1024;
        const std::uint64_t embedding = 1000 * 256 * 2;
        scenario.serving.gpuLayers = 0;
        const ServingPlan none = planOf(scenario);
        const std::uint64_t all = none.onHost.value;
        EXPECT_EQ(rowsOf(none)["weights"], 0U);
        EXPECT_EQ(rowsOf(none)["compute"], 0U);
        std::uint64_t previous = 0;
        for (std::uint64_t layers = 1; layers <= 5; ++layers) {
            scenario.serving.gpuLayers = layers;
            const ServingPlan plan = planOf(scenario);
            auto rows = rowsOf(plan);
            EXPECT_GT(rows["weights"], previous) << layers;
            previous = rows["weights"];
            // Of a tied embedding the head is a copy, wherever it is.
            EXPECT_EQ(rows["weights"] + rows["kv_cache"] + plan.onHost.value, all) << layers;
        }
        EXPECT_EQ(planOf(scenario).onHost.value, embedding) << "the table of the input stays";
    }
}

TEST(Serving, longestContextFitsAndOneStepMoreDoesNot)
{
    Shape shape = kSmall;
    shape.positions = 1 << 20;
    Scenario scenario = serving("llama", shape, Implementation::LlamaCpp, kGiB);
    scenario.hardware.contextMib = 400;
    scenario.workload.contextLength = 512;
    const std::uint64_t longest = planOf(scenario).longestContext;
    ASSERT_GT(longest, 512U);
    ASSERT_LT(longest, std::uint64_t{1} << 20);
    scenario.workload.contextLength = longest;
    EXPECT_TRUE(planOf(scenario).fits);
    scenario.workload.contextLength = longest + 256;
    EXPECT_FALSE(planOf(scenario).fits);
}

TEST(Serving, blockTypesOfTheCacheAreExact)
{
    Scenario scenario = serving("llama", kSmall, Implementation::LlamaCpp, kGiB);
    scenario.workload.contextLength = 1024;
    const std::uint64_t half = rowsOf(planOf(scenario))["kv_cache"];
    scenario.precision.kvCache = Dtype::Q8_0;
    EXPECT_EQ(rowsOf(planOf(scenario))["kv_cache"], half / 2 / 32 * 34);
}

TEST(Serving, windowsKeepWhatTheySee)
{
    Scenario scenario = serving("mistral", kSmall, Implementation::LlamaCpp, kGiB);
    std::get<TransformersModel>(scenario.model).config.member("sliding_window") =
        Value::number(std::uint64_t{1024});
    scenario.workload.contextLength = 4096;
    scenario.serving.microBatch = 256;
    // 1024 + 256 cells in place of 4096.
    EXPECT_EQ(rowsOf(planOf(scenario))["kv_cache"], 1280U * 2 * 2 * 32 * 2 * 4);
}

TEST(Serving, refusesWhatCannotBeServed)
{
    Scenario scenario = serving("llama", kSmall, Implementation::Vllm, kGiB);
    scenario.workload.contextLength = 4097;
    EXPECT_NE(refusal(scenario).find("workload.context_length: vLLM takes at most the 4,096"),
        std::string::npos)
        << refusal(scenario);
    scenario.workload.contextLength = std::uint64_t{1} << 62;
    EXPECT_NE(refusal(scenario).find("workload.context_length: expected a whole number"),
        std::string::npos);
    scenario.workload.contextLength = 64;
    scenario.precision.kvCache = Dtype::Q8_0;
    EXPECT_NE(refusal(scenario).find("precision.kv_cache"), std::string::npos);
    scenario.precision.kvCache.reset();
    scenario.software.implementation = Implementation::Transformers;
    EXPECT_NE(refusal(scenario).find("software.implementation"), std::string::npos);
    scenario.software.implementation = Implementation::Vllm;
    scenario.hardware.memoryBytes.reset();
    EXPECT_NE(refusal(scenario).find("hardware.device: expected a device"), std::string::npos);
    Scenario encoder = serving("bert", kSmall, Implementation::Vllm, kGiB);
    encoder.workload.contextLength = 64;
    EXPECT_NE(refusal(encoder).find("keys and values"), std::string::npos) << refusal(encoder);
}

} // namespace
} // namespace headroom
