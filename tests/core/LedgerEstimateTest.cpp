// SPDX-License-Identifier: GPL-3.0-or-later
#include "Scenarios.h"

#include "headroom/architectures/Step.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace headroom {
namespace {

Value smallLlama()
{
    Value config;
    config.member("model_type") = Value("llama");
    config.member("num_hidden_layers") = Value::number("2");
    config.member("hidden_size") = Value::number("256");
    config.member("intermediate_size") = Value::number("512");
    config.member("num_attention_heads") = Value::number("4");
    config.member("num_key_value_heads") = Value::number("2");
    config.member("vocab_size") = Value::number("1000");
    config.member("max_position_embeddings") = Value::number("8192");
    return config;
}

Scenario llamaTraining()
{
    Scenario scenario;
    scenario.model = TransformersModel{smallLlama()};
    scenario.workload.batchSize = 16;
    scenario.workload.sequenceLength = 256;
    scenario.precision.weights = Dtype::Bf16;
    return scenario;
}

/// What PyTorch 2.13 with transformers 5.24 allocates for that step (validation/README.md says how
/// it is measured).
TEST(LedgerEstimate, isWhatPyTorchAllocates)
{
    const Estimate estimate = estimateOf(llamaTraining());
    EXPECT_EQ(estimate.parameters, (ParameterCounts{1'692'928, 1'692'928, 1'692'928}));
    EXPECT_EQ(estimate.bytes.parameters, Bytes{3'385'856});
    EXPECT_EQ(estimate.bytes.buffers, Bytes{256});
    EXPECT_EQ(estimate.bytes.gradients, Bytes{3'385'856});
    EXPECT_EQ(estimate.bytes.optimizerState, Bytes{6'771'712});
    EXPECT_EQ(estimate.bytes.activations, Bytes{104'775'736});
    EXPECT_EQ(estimate.bytes.peakForward, Bytes{139'612'160});
    EXPECT_EQ(estimate.bytes.peakBackward, Bytes{147'738'112});
    EXPECT_EQ(estimate.bytes.peakStep, Bytes{16'995'840});
    EXPECT_EQ(estimate.bytes.peak, Bytes{147'738'112});
    EXPECT_EQ(estimate.bytes.peakAllocated, Bytes{147'738'112 + 2 * 8'519'680});
    EXPECT_EQ(estimate.headline(), estimate.bytes.used);
}

TEST(LedgerEstimate, whatIsAliveAtThePeakAddsUpToIt)
{
    const Estimate estimate = estimateOf(llamaTraining());
    ASSERT_TRUE(estimate.peak);
    std::uint64_t sum = 0;
    for (const Bytes bytes : estimate.peak->byRole)
        sum += bytes.value;
    EXPECT_EQ(Bytes{sum}, estimate.bytes.peak);
    EXPECT_EQ(estimate.peak->phase, "backward");
    EXPECT_TRUE(estimate.peak->tensors.empty()) << "only where asked for";
    const Result<Estimate> detailed =
        MemoryModel().estimate(llamaTraining(), EstimateDetail::Tensors);
    ASSERT_TRUE(detailed);
    EXPECT_FALSE(detailed->peak->tensors.empty());
    EXPECT_EQ(detailed->bytes, estimate.bytes);
}

TEST(LedgerEstimate, theLayersAddUp)
{
    const Estimate estimate = estimateOf(llamaTraining());
    std::uint64_t parameters = 0;
    std::uint64_t activations = 0;
    for (const LayerMemory& layer : estimate.layers) {
        parameters += layer.parameters;
        activations += layer.activations.value;
    }
    EXPECT_EQ(parameters, estimate.parameters.total);
    EXPECT_EQ(Bytes{activations}, estimate.bytes.activations);
}

TEST(LedgerEstimate, namesTheKeyOfTheConfigThatIsWrong)
{
    Scenario scenario = llamaTraining();
    Value config = smallLlama();
    config.member("num_attention_heads") = Value("4");
    scenario.model = TransformersModel{config};
    EXPECT_EQ(errorOf(scenario).substr(0, 39), "model.transformers.num_attention_heads:");
    config.member("model_type") = Value("lama");
    scenario.model = TransformersModel{config};
    EXPECT_NE(errorOf(scenario).find("did you mean \"llama\"?"), std::string::npos);
    scenario = llamaTraining();
    scenario.workload.sequenceLength = std::uint64_t{1} << 62;
    EXPECT_EQ(errorOf(scenario).substr(0, 25), "workload.sequence_length:");
}

TEST(LedgerEstimate, aProductBeyond64BitsNamesItsLargestNumber)
{
    Scenario scenario = llamaTraining();
    Value config = smallLlama();
    config.member("hidden_size") = Value::number("2147483648");
    config.member("vocab_size") = Value::number("2000000000");
    config.member("intermediate_size") = Value::number("2000000000");
    scenario.model = TransformersModel{config};
    EXPECT_EQ(errorOf(scenario).substr(0, 31), "model.transformers.hidden_size:");
    scenario = llamaTraining();
    scenario.memorySavers.attention = Attention::Eager;
    scenario.workload.batchSize = std::uint64_t{1} << 24;
    scenario.workload.sequenceLength = std::uint64_t{1} << 26;
    EXPECT_EQ(errorOf(scenario).substr(0, 25), "workload.sequence_length:");
}

TEST(LedgerEstimate, leavesToPyTorchWhatPyTorchDecides)
{
    Scenario scenario = llamaTraining();
    scenario.precision.gradients = Dtype::Bf16;
    EXPECT_EQ(errorOf(scenario), "no error") << "the same as the weights";
    scenario.precision.gradients = Dtype::Fp32;
    EXPECT_EQ(errorOf(scenario).substr(0, 20), "precision.gradients:");
    scenario.precision.gradients.reset();
    scenario.precision.activations = Dtype::Fp32;
    EXPECT_EQ(errorOf(scenario).substr(0, 22), "precision.activations:");
    scenario.precision.activations.reset();
    scenario.precision.optimizerState = Dtype::Fp32;
    EXPECT_EQ(errorOf(scenario).substr(0, 26), "precision.optimizer_state:");
    scenario.precision.masterWeights = MasterWeights::Fp32;
    EXPECT_EQ(errorOf(scenario), "no error") << "states are of the master weights";
}

TEST(LedgerEstimate, countsTheStatesOfOptimizersWhoseStepIsNotKnown)
{
    const auto states = [](const char* id, std::optional<Decimal> factor = {}) {
        Scenario scenario = llamaTraining();
        scenario.optimizer.id = id;
        scenario.optimizer.stateFactor = factor;
        const Estimate estimate = estimateOf(scenario);
        EXPECT_FALSE(estimate.bytes.peakStep) << id;
        EXPECT_EQ(estimate.bytes.peak,
            std::max(*estimate.bytes.peakForward, *estimate.bytes.peakBackward))
            << id;
        EXPECT_TRUE(std::any_of(estimate.warnings.begin(), estimate.warnings.end(),
            [](const Text& warning) { return warning.english().starts_with("What a step of"); }))
            << id;
        return estimate.bytes.optimizerState.value_or(Bytes{}).value;
    };
    constexpr std::uint64_t kWeights = 3'385'856;
    EXPECT_EQ(states("lion"), kWeights);
    EXPECT_EQ(states("nesterov"), kWeights);
    EXPECT_EQ(states("muon"), kWeights);
    EXPECT_EQ(states("lamb"), 2 * kWeights);
    EXPECT_EQ(states("amsgrad"), 3 * kWeights);
    EXPECT_EQ(states("custom", Decimal::scaled(15, 1)), kWeights + kWeights / 2);
    // Of a matrix m x n: m x m and n x n; of a vector n: n x n.
    const std::uint64_t wide = 256 * 256;
    const std::uint64_t attention = 2 * (wide + wide) + 2 * (wide + 128 * 128);
    const std::uint64_t mlp = 3 * (wide + 512 * 512);
    const std::uint64_t ends = 2 * (wide + 1000 * 1000) + wide;
    EXPECT_EQ(states("shampoo"), 2 * (2 * (attention + mlp + 2 * wide) + ends));
}

TEST(LedgerEstimate, fusedIsForThoseThatHaveIt)
{
    Scenario scenario = llamaTraining();
    scenario.optimizer.implementation = OptimizerImplementation::Fused;
    for (const char* id : {"sgd", "sgd-momentum", "adam", "adamw"}) {
        scenario.optimizer.id = id;
        EXPECT_EQ(errorOf(scenario), "no error") << id;
    }
    for (const char* id : {"rmsprop", "adafactor", "lion", "nesterov"}) {
        scenario.optimizer.id = id;
        EXPECT_EQ(errorOf(scenario).substr(0, 25), "optimizer.implementation:") << id;
    }
}

TEST(LedgerEstimate, aCustomOptimizerNeedsItsNumberOfStates)
{
    Scenario scenario = llamaTraining();
    scenario.optimizer.id = "custom";
    EXPECT_EQ(errorOf(scenario).substr(0, 23), "optimizer.state_factor:");
}

TEST(LedgerEstimate, explainsANumberByAFormulaOnlyWhereThatIsTheWholeTruth)
{
    const Result<Explanation> states = MemoryModel().explain(llamaTraining(), Role::OptimizerState);
    ASSERT_TRUE(states);
    EXPECT_EQ(substitutedWithResult(*states), "1,692,928 × 2 × 2 B = 6,771,712 B");
    const Result<Explanation> activations =
        MemoryModel().explain(llamaTraining(), Role::Activation);
    ASSERT_TRUE(activations);
    EXPECT_FALSE(activations->formula);
    EXPECT_EQ(activations->result, Bytes{104'775'736});
}

TEST(LedgerEstimate, theTensorsAreThereForTraces)
{
    const Result<architectures::StepLedger> step = MemoryModel().run(llamaTraining());
    ASSERT_TRUE(step);
    EXPECT_TRUE(step->ledger);
    EXPECT_FALSE(MemoryModel().run(firstExample()));
}

} // namespace
} // namespace headroom
