// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/MemoryModel.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

Scenario firstExample()
{
    Scenario scenario;
    ManualModel model;
    model.parameters = 110'000'000;
    model.activationsPerToken = Decimal(37'000);
    scenario.model = model;
    scenario.workload.batchSize = 32;
    scenario.workload.sequenceLength = 128;
    scenario.precision.activations = Dtype::Fp16;
    return scenario;
}

TEST(MemoryModel, computesTheFirstExample)
{
    const Result<Estimate> estimate = MemoryModel().estimate(firstExample());
    ASSERT_TRUE(estimate) << toString(estimate.error());
    EXPECT_EQ(estimate->bytes.parameters, Bytes { 440'000'000 });
    EXPECT_EQ(estimate->bytes.optimizerState, Bytes { 880'000'000 });
    EXPECT_EQ(estimate->bytes.gradients, Bytes { 440'000'000 });
    EXPECT_EQ(estimate->bytes.activations, Bytes { 303'104'000 });
    EXPECT_EQ(estimate->bytes.sum, Bytes { 2'063'104'000 });
    EXPECT_EQ(formatMebibytes(*estimate->bytes.sum), "1,967.53 MiB");
}

TEST(MemoryModel, explainsANumberByTheFormulaThatMadeIt)
{
    const Result<Explanation> explanation = MemoryModel().explain(firstExample(), Role::OptimizerState);
    ASSERT_TRUE(explanation);
    EXPECT_EQ(substitutedWithResult(*explanation), "110,000,000 × 2 × 4 B = 880,000,000 B");
    EXPECT_EQ(explanation->formula->symbolic(), "trainable parameters × states per parameter × bytes per state");
}

} // namespace
} // namespace headroom
