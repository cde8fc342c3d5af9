// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of every scenario, tried on many that a seeded generator makes.
#include "Scenarios.h"

#include "headroom/core/Optimizers.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>

namespace headroom {
namespace {

class Generator {
public:
    explicit Generator(std::uint32_t seed)
        : m_random(seed)
    {
    }

    std::uint64_t number(std::uint64_t low, std::uint64_t high)
    {
        return std::uniform_int_distribution<std::uint64_t>(low, high)(m_random);
    }
    bool coin() { return number(0, 1) == 1; }
    Dtype dtype()
    {
        const auto names = computeDtypeNames();
        return *dtypeFromString(names[number(0, names.size() - 1)], names, {});
    }

    Scenario scenario()
    {
        Scenario scenario;
        ManualModel model;
        model.parameters = number(1, 2'000'000'000'000);
        if (coin())
            model.trainableParameters = number(0, *model.parameters);
        if (coin()) {
            model.layers = number(1, 200);
            model.heads = number(1, 128);
            model.hiddenSize = *model.heads * number(1, 256);
            if (coin())
                model.kvHeads = model.heads;
            if (coin())
                model.activationFactor =
                    Decimal::scaled(number(0, 100'000), static_cast<unsigned>(number(0, 4)));
            if (coin() && model.activationFactor)
                scenario.memorySavers.activationCheckpointing = ActivationCheckpointing::Full;
        } else if (coin()) {
            model.activationsPerToken =
                Decimal::scaled(number(0, 1'000'000), static_cast<unsigned>(number(0, 3)));
        } else if (coin()) {
            model.activationBytes = Bytes{number(0, 1ULL << 40U)};
        }
        scenario.model = model;
        scenario.workload.mode = coin() ? Mode::Training : Mode::Inference;
        scenario.workload.batchSize = number(1, 1024);
        scenario.workload.sequenceLength = number(1, 8192);
        scenario.precision.weights = dtype();
        if (coin())
            scenario.precision.gradients = dtype();
        if (coin())
            scenario.precision.activations = dtype();
        if (coin())
            scenario.precision.optimizerState = dtype();
        if (coin())
            scenario.precision.masterWeights = MasterWeights::Fp32;
        do {
            scenario.optimizer.id = allOptimizers()[number(0, allOptimizers().size() - 1)].id;
        } while (findOptimizer(scenario.optimizer.id)->kind == OptimizerInfo::States::NeedsShapes);
        scenario.optimizer.stateFactor = Decimal::scaled(number(0, 500), 2);
        return scenario;
    }

private:
    std::mt19937 m_random;
};

constexpr int kTries = 3000;

std::uint64_t bytes(const std::optional<Bytes>& value) { return value.value_or(Bytes()).value; }

TEST(Laws, theSumIsTheSumOfTheComponents)
{
    Generator generator(1);
    for (int i = 0; i < kTries; ++i) {
        const Estimate estimate = estimateOf(generator.scenario());
        std::uint64_t sum = 0;
        for (const ComponentInfo& component : sumComponents())
            sum += bytes(estimate.bytes.*component.member);
        ASSERT_EQ(bytes(estimate.bytes.sum), sum);
    }
}

TEST(Laws, moreIsNeverLess)
{
    Generator generator(2);
    for (int i = 0; i < kTries; ++i) {
        const Scenario scenario = generator.scenario();
        const std::uint64_t before = bytes(estimateOf(scenario).bytes.sum);
        Scenario more = scenario;
        more.workload.batchSize += generator.number(1, 100);
        ASSERT_GE(bytes(estimateOf(more).bytes.sum), before);
        more = scenario;
        more.workload.sequenceLength += generator.number(1, 100);
        ASSERT_GE(bytes(estimateOf(more).bytes.sum), before);
        more = scenario;
        *manual(more).parameters += generator.number(1, 100);
        ASSERT_GE(bytes(estimateOf(more).bytes.sum), before);
    }
}

TEST(Laws, halfThePrecisionIsHalfTheBytes)
{
    Generator generator(3);
    for (int i = 0; i < kTries; ++i) {
        Scenario scenario = generator.scenario();
        scenario.precision = Precision();
        if (scenario.optimizer.id == "paged-adamw")
            continue;
        const Estimate whole = estimateOf(scenario);
        scenario.precision.weights = Dtype::Bf16;
        const Estimate half = estimateOf(scenario);
        ASSERT_EQ(bytes(whole.bytes.parameters), 2 * bytes(half.bytes.parameters));
        ASSERT_EQ(bytes(whole.bytes.gradients), 2 * bytes(half.bytes.gradients));
        ASSERT_EQ(bytes(whole.bytes.kvCache), 2 * bytes(half.bytes.kvCache));
    }
}

TEST(Laws, theModelIsPure)
{
    Generator generator(4);
    for (int i = 0; i < kTries / 10; ++i) {
        const Scenario scenario = generator.scenario();
        ASSERT_EQ(estimateOf(scenario), estimateOf(scenario));
    }
}

TEST(Laws, everyNumberIsTheResultOfItsExplanation)
{
    Generator generator(5);
    for (int i = 0; i < kTries; ++i) {
        const Scenario scenario = generator.scenario();
        const Estimate estimate = estimateOf(scenario);
        for (const ComponentInfo& component : sumComponents()) {
            const Result<Explanation> explanation = MemoryModel().explain(scenario, component.role);
            ASSERT_TRUE(explanation);
            ASSERT_EQ(explanation->result, estimate.bytes.*component.member) << component.key;
            ASSERT_EQ(
                explanation->formula.has_value(), !substitutedWithResult(*explanation).empty());
        }
    }
}

} // namespace
} // namespace headroom
