// SPDX-License-Identifier: GPL-3.0-or-later
#include "Scenarios.h"

#include <gtest/gtest.h>

#include <string>

namespace headroom {
namespace {

Explanation explain(const Scenario& scenario, Role role)
{
    const Result<Explanation> explanation = MemoryModel().explain(scenario, role);
    EXPECT_TRUE(explanation);
    return explanation ? *explanation : Explanation();
}

TEST(Explanation, showsTheFormulaThatMadeTheNumber)
{
    const Explanation explanation = explain(firstExample(), Role::OptimizerState);
    EXPECT_EQ(substitutedWithResult(explanation), "110,000,000 × 2 × 4 B = 880,000,000 B");
    EXPECT_EQ(explanation.formula->symbolic(),
        "trainable parameters × states per parameter × bytes per state");
    EXPECT_EQ(explanation.source.english(), "torch/optim/adamw.py");
}

TEST(Explanation, writesRatiosAsPeopleGaveThem)
{
    Scenario scenario = shapedModel();
    EXPECT_EQ(substitutedWithResult(explain(scenario, Role::Activation)),
        "32 × 128 × 12 × 768 × 34.5 × 2 B = 2,604,662,784 B");
    scenario.workload.mode = Mode::Inference;
    manual(scenario).kvHeads = 4;
    scenario.precision.kvCache = Dtype::Q8_0;
    EXPECT_EQ(substitutedWithResult(explain(scenario, Role::KvCache)),
        "2 × 12 × 768 × 4/12 × 32 × 128 × 34/32 B = 26,738,688 B");
    scenario.precision.weights = Dtype::Int4;
    EXPECT_EQ(substitutedWithResult(explain(scenario, Role::Parameter)),
        "110,000,000 × 0.5 B = 55,000,000 B");
}

TEST(Explanation, addsProductsWhereThereAreTwo)
{
    Scenario scenario = shapedModel();
    scenario.memorySavers.activationCheckpointing = ActivationCheckpointing::Full;
    EXPECT_EQ(substitutedWithResult(explain(scenario, Role::Activation)),
        "32 × 128 × 12 × 768 × 2 B + 32 × 128 × 768 × 34.5 × 2 B = 292,552,704 B");
    scenario.optimizer.id = "adamw-8bit";
    EXPECT_EQ(substitutedWithResult(explain(scenario, Role::OptimizerState)),
        "110,000,000 × 2 × 1 B + 110,000,000 × 2 × 1/256 × 4 B = 223,437,500 B");
}

TEST(Explanation, saysWhyThereIsNoFormula)
{
    Scenario scenario = firstExample();
    scenario.workload.mode = Mode::Inference;
    const Explanation gradients = explain(scenario, Role::Gradient);
    EXPECT_EQ(gradients.result, Bytes{});
    EXPECT_EQ(gradients.notes.front().english(), "Inference keeps none.");
    const Explanation cache = explain(scenario, Role::KvCache);
    EXPECT_FALSE(cache.result);
    EXPECT_EQ(cache.notes.front().english(), "Not known from what is given, and so not counted.");
    EXPECT_FALSE(MemoryModel().explain(Scenario(), Role::Parameter));
}

TEST(Explanation, givesTheAssumptionsOfItsNumber)
{
    Scenario scenario = shapedModel();
    scenario.workload.mode = Mode::Inference;
    EXPECT_EQ(explain(scenario, Role::KvCache).notes.front().english(),
        "KV heads are not given: as many as heads are assumed.");
    EXPECT_NE(explain(scenario, Role::Activation).notes.front().english().find("upper bound"),
        std::string::npos);
}

} // namespace
} // namespace headroom
