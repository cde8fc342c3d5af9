// SPDX-License-Identifier: GPL-3.0-or-later
#include "Scenarios.h"

#include "headroom/core/Fields.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace headroom {
namespace {

Scenario loraTraining()
{
    Value config;
    config.member("model_type") = Value("llama");
    for (const auto& [key, value] :
        {std::pair{"num_hidden_layers", 2}, std::pair{"hidden_size", 256},
            std::pair{"intermediate_size", 512}, std::pair{"num_attention_heads", 4},
            std::pair{"num_key_value_heads", 2}, std::pair{"vocab_size", 1000}})
        config.member(key) = Value::number(static_cast<std::uint64_t>(value));
    Scenario scenario;
    scenario.model = TransformersModel{config};
    scenario.workload.sequenceLength = 64;
    scenario.precision.weights = Dtype::Bf16;
    scenario.adapter.method = AdapterMethod::Lora;
    return scenario;
}

bool says(const std::vector<Text>& texts, std::string_view words)
{
    return std::any_of(texts.begin(), texts.end(),
        [&](const Text& text) { return text.english().find(words) != std::string::npos; });
}

TEST(LedgerAdaptation, countsAdaptersBesideTheirBase)
{
    const Estimate estimate = estimateOf(loraTraining());
    constexpr std::uint64_t kBase = 1'692'928;
    // Rank 16 beside q, k, v, o, gate, up and down of two layers.
    constexpr std::uint64_t kAdapters =
        2 * 16 * (2 * (256 + 256) + 2 * (256 + 128) + 2 * (256 + 512) + (512 + 256));
    EXPECT_EQ(
        estimate.parameters, (ParameterCounts{kBase + kAdapters, kAdapters, kBase + kAdapters}));
    EXPECT_EQ(estimate.bytes.parameters, Bytes{2 * kBase + 4 * kAdapters});
    EXPECT_EQ(estimate.bytes.gradients, Bytes{4 * kAdapters});
    EXPECT_EQ(estimate.bytes.optimizerState, Bytes{8 * kAdapters});
    const Result<Explanation> parameters = MemoryModel().explain(loraTraining(), Role::Parameter);
    ASSERT_TRUE(parameters);
    EXPECT_EQ(substitutedWithResult(*parameters), "1,692,928 × 2 B + 131,072 × 4 B = 3,910,144 B");
    std::uint64_t trainable = 0;
    for (const LayerMemory& layer : estimate.layers)
        trainable += layer.trainable;
    EXPECT_EQ(trainable, kAdapters);
}

TEST(LedgerAdaptation, takesTargetsAsWordsOrNames)
{
    Scenario scenario = loraTraining();
    scenario.adapter.targets = Value("attention");
    const std::uint64_t attention = estimateOf(scenario).parameters.trainable;
    scenario.adapter.targets =
        Value(Value::List{Value("q_proj"), Value("k_proj"), Value("v_proj"), Value("o_proj")});
    EXPECT_EQ(estimateOf(scenario).parameters.trainable, attention);
    scenario.adapter.targets = Value("al-linear");
    EXPECT_EQ(errorOf(scenario).substr(0, 16), "adapter.targets:");
    EXPECT_NE(errorOf(scenario).find("did you mean \"all-linear\"?"), std::string::npos);
    scenario.adapter.targets = Value(Value::List());
    EXPECT_EQ(errorOf(scenario).substr(0, 16), "adapter.targets:");
    scenario.adapter.targets = Value(Value::List{Value("query")});
    EXPECT_NE(errorOf(scenario).find("there are down_proj, embed_tokens"), std::string::npos);
}

TEST(LedgerAdaptation, refusesWhatCannotBe)
{
    const auto refused = [](const auto& change) {
        Scenario scenario = loraTraining();
        change(scenario);
        const std::string error = errorOf(scenario);
        return error.substr(0, error.find(':'));
    };
    EXPECT_EQ(refused([](Scenario& s) { s.adapter.dropout = Decimal(1); }), "adapter.dropout");
    EXPECT_EQ(refused([](Scenario& s) { s.quantization.prepareKbit = true; }),
        "quantization.prepare_kbit");
    EXPECT_EQ(refused([](Scenario& s) {
        s.adapter.method = AdapterMethod::None;
        s.quantization.method = "nf4";
    }),
        "adapter.method");
    for (const char* method : {"gptq", "awq", "fp8", "mxfp4", "nvfp4", "q4_k"}) {
        EXPECT_EQ(
            refused([&](Scenario& s) { s.quantization.method = method; }), "quantization.method")
            << method;
    }
    EXPECT_EQ(refused([](Scenario& s) { s.model = VisionModel{"resnet50"}; }), "adapter.method");
    EXPECT_EQ(refused([](Scenario& s) { s.model = firstExample().model; }), "adapter.method");
    Scenario manual = firstExample();
    manual.quantization.method = "nf4";
    EXPECT_EQ(errorOf(manual).substr(0, 20), "quantization.method:");
    manual = firstExample();
    manual.frozen = {"*.bias"};
    EXPECT_EQ(errorOf(manual).substr(0, 7), "frozen:");
    EXPECT_FALSE(setField(manual, *findField("adapter.rank"), Value::number("0")));
}

TEST(LedgerAdaptation, runsInInferenceWhatIsStoredPacked)
{
    Scenario scenario = loraTraining();
    scenario.adapter.method = AdapterMethod::None;
    scenario.workload.mode = Mode::Inference;
    const Bytes plain = *estimateOf(scenario).bytes.parameters;
    for (const char* method : {"int8", "gptq", "awq", "fp8", "nf4", "nf4-double", "fp4"}) {
        scenario.quantization.method = method;
        const Estimate estimate = estimateOf(scenario);
        EXPECT_LT(*estimate.bytes.parameters, plain) << method;
        EXPECT_EQ(estimate.parameters.total, 1'692'928U) << method;
        const bool measured =
            std::string_view(method).substr(1, 2) == "f4" || std::string_view(method) == "fp4";
        EXPECT_NE(says(estimate.warnings, "no measured run confirms it"), measured) << method;
    }
}

TEST(LedgerAdaptation, saysThatPagedStatesAreNotInThePeaks)
{
    Scenario scenario = loraTraining();
    scenario.adapter.method = AdapterMethod::None;
    scenario.optimizer.id = "paged-adamw-8bit";
    EXPECT_TRUE(says(estimateOf(scenario).assumptions, "unified memory"));
    scenario.optimizer.id = "adamw-8bit";
    EXPECT_FALSE(says(estimateOf(scenario).assumptions, "unified memory"));
}

} // namespace
} // namespace headroom
