// SPDX-License-Identifier: GPL-3.0-or-later
#include "Scenarios.h"

#include "headroom/architectures/Step.h"

#include <gtest/gtest.h>

#include <numeric>

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
    EXPECT_EQ(estimate.headline(), Bytes{147'738'112});
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
