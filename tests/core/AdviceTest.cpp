// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Advice.h"

#include "headroom/core/Differences.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

Scenario example(std::uint64_t memory)
{
    Scenario scenario;
    ManualModel model;
    model.parameters = 110'000'000;
    model.layers = 12;
    model.hiddenSize = 768;
    scenario.model = model;
    scenario.workload.batchSize = 8;
    scenario.hardware.memoryBytes = Bytes{memory};
    return scenario;
}

TEST(Advice, isOfTheScenariosOwnMemory)
{
    const MemoryModel model;
    const Scenario scenario = example(kGiB);
    const Result<Advice> advice = advise(model, scenario);
    ASSERT_TRUE(advice) << toString(advice.error());
    EXPECT_EQ(advice->capacity.value, kGiB);
    EXPECT_FALSE(advice->fits);
    ASSERT_FALSE(advice->changes.empty());
    // What is said of each change is what the changed scenario's estimate says.
    for (const Change& change : advice->changes) {
        const Result<Scenario> changed = withSettings(scenario, change.set);
        ASSERT_TRUE(changed) << change.id;
        const Result<Estimate> estimate = model.estimate(*changed);
        ASSERT_TRUE(estimate) << change.id;
        EXPECT_EQ(estimate->headline(), change.used) << change.id;
        EXPECT_EQ(estimate->fits.front().fits, change.fits) << change.id;
    }
}

TEST(Advice, needsSomethingToFit)
{
    Scenario scenario = example(kGiB);
    scenario.hardware.memoryBytes.reset();
    const Result<Advice> advice = advise(MemoryModel(), scenario);
    ASSERT_FALSE(advice);
    EXPECT_EQ(advice.error().code, ErrorCode::Missing);
    EXPECT_EQ(advice.error().where, "hardware.device");
}

TEST(Advice, stopsWhenNobodyWaits)
{
    int asked = 0;
    const Result<Advice> advice = advise(MemoryModel(), example(kGiB), [&] { return ++asked > 1; });
    ASSERT_TRUE(advice);
    EXPECT_LE(advice->changes.size(), 1U);
}

TEST(Differences, areTheFieldsThatAreNotTheSame)
{
    const Scenario one = example(kGiB);
    Scenario other = one;
    EXPECT_TRUE(fieldDifferences({&one, &other}).empty());
    other.workload.batchSize = 4;
    VisionModel vision;
    vision.id = "resnet50";
    other.model = vision;
    bool batch = false;
    for (const FieldDifference& difference : fieldDifferences({&one, &other})) {
        ASSERT_EQ(difference.values.size(), 2U);
        batch = batch || difference.field->key == "workload.batch_size";
        // A field of the other's kind of model is null there.
        if (difference.field->key == "model.manual.layers") {
            EXPECT_TRUE(difference.values.back().isNull());
        }
    }
    EXPECT_TRUE(batch);
}

} // namespace
} // namespace headroom
