// SPDX-License-Identifier: GPL-3.0-or-later
#include "Scenarios.h"

#include "headroom/core/Fields.h"
#include "headroom/core/Optimizers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace headroom {
namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kMaxCount = std::numeric_limits<std::int64_t>::max();

bool warnsOf(const Estimate& estimate, std::string_view words)
{
    return std::any_of(estimate.warnings.begin(), estimate.warnings.end(),
        [&](const Text& warning) { return warning.english().find(words) != std::string::npos; });
}

TEST(MemoryModel, computesTheFirstExample)
{
    const Estimate estimate = estimateOf(firstExample());
    EXPECT_EQ(estimate.bytes.parameters, Bytes{440'000'000});
    EXPECT_EQ(estimate.bytes.optimizerState, Bytes{880'000'000});
    EXPECT_EQ(estimate.bytes.gradients, Bytes{440'000'000});
    EXPECT_EQ(estimate.bytes.activations, Bytes{303'104'000});
    EXPECT_EQ(estimate.bytes.sum, Bytes{2'063'104'000});
    EXPECT_EQ(formatMebibytes(*estimate.bytes.sum), "1,967.53 MiB");
}

TEST(MemoryModel, computesTheSecondExampleAndItsRefinement)
{
    Scenario scenario;
    ManualModel model;
    model.parameters = 25'000'000;
    model.activationsPerToken = Decimal(1'000);
    scenario.model = model;
    scenario.workload.batchSize = 64;
    scenario.workload.sequenceLength = 1;
    scenario.precision.weights = Dtype::Fp16;
    scenario.precision.optimizerState = Dtype::Fp32;
    scenario.optimizer.id = "adam";
    const Estimate estimate = estimateOf(scenario);
    EXPECT_EQ(estimate.bytes.parameters, Bytes{50'000'000});
    EXPECT_EQ(estimate.bytes.optimizerState, Bytes{200'000'000});
    EXPECT_EQ(estimate.bytes.gradients, Bytes{50'000'000});
    EXPECT_EQ(estimate.bytes.activations, Bytes{128'000});

    manual(scenario).activationsPerToken.reset();
    manual(scenario).activationBytes = Bytes{1024 * kMiB};
    EXPECT_EQ(formatMebibytes(*estimateOf(scenario).bytes.sum), "1,310.10 MiB");
}

TEST(MemoryModel, doesNotInventWhatItDoesNotKnow)
{
    const Estimate estimate = estimateOf(firstExample());
    EXPECT_FALSE(estimate.bytes.buffers);
    EXPECT_FALSE(estimate.bytes.batch);
    EXPECT_FALSE(estimate.bytes.peakForward);
    EXPECT_FALSE(estimate.bytes.peak);
    EXPECT_FALSE(estimate.bytes.used);
    EXPECT_EQ(estimate.bytes.kvCache, Bytes{}) << "training has no cache: 0 is known";
    EXPECT_EQ(estimate.bytes.masterWeights, Bytes{});
    EXPECT_EQ(estimate.headline(), *estimate.bytes.sum);
}

TEST(MemoryModel, saysWhenActivationsAreNotCounted)
{
    Scenario scenario = firstExample();
    manual(scenario).activationsPerToken.reset();
    const Estimate estimate = estimateOf(scenario);
    EXPECT_FALSE(estimate.bytes.activations);
    EXPECT_TRUE(warnsOf(estimate, "Activations are not counted"));
    EXPECT_EQ(estimate.bytes.sum, Bytes{1'760'000'000});
}

TEST(MemoryModel, countsActivationsByFactor)
{
    const Estimate estimate = estimateOf(shapedModel());
    // 32 × 128 × 12 × 768 × 34.5 × 2 B
    EXPECT_EQ(estimate.bytes.activations, Bytes{2'604'662'784});
}

TEST(MemoryModel, keepsOneHiddenStateALayerUnderFullCheckpointing)
{
    Scenario scenario = shapedModel();
    scenario.memorySavers.activationCheckpointing = ActivationCheckpointing::Full;
    // 32 × 128 × 768 × 2 B × (12 + 34.5)
    EXPECT_EQ(estimateOf(scenario).bytes.activations, Bytes{292'552'704});

    manual(scenario).activationFactor.reset();
    manual(scenario).activationsPerToken = Decimal(37'000);
    // 32 × 128 × 2 B × (12 × 768 + 37000 / 12)
    EXPECT_EQ(estimateOf(scenario).bytes.activations, Bytes{75'497'472 + 25'258'667});
}

TEST(MemoryModel, refusesCheckpointingThatItCannotCompute)
{
    Scenario scenario = firstExample();
    scenario.memorySavers.activationCheckpointing = ActivationCheckpointing::Full;
    EXPECT_EQ(errorOf(scenario),
        "memory_savers.activation_checkpointing: full needs model.manual.layers and "
        "model.manual.hidden_size");
    scenario = shapedModel();
    scenario.memorySavers.activationCheckpointing = ActivationCheckpointing::Full;
    manual(scenario).activationFactor.reset();
    manual(scenario).activationBytes = Bytes{5};
    EXPECT_NE(errorOf(scenario).find("measured bytes"), std::string::npos);
    scenario.memorySavers.activationCheckpointing = ActivationCheckpointing::Selective;
    EXPECT_NE(errorOf(scenario).find("selective needs an architecture"), std::string::npos);
    scenario.workload.mode = Mode::Inference;
    EXPECT_EQ(errorOf(scenario), "no error") << "inference recomputes nothing";
}

TEST(MemoryModel, keepsMasterWeightsAndTheirStatesInFp32)
{
    Scenario scenario = firstExample();
    scenario.precision.weights = Dtype::Bf16;
    scenario.precision.masterWeights = MasterWeights::Fp32;
    const Estimate estimate = estimateOf(scenario);
    EXPECT_EQ(estimate.bytes.parameters, Bytes{220'000'000});
    EXPECT_EQ(estimate.bytes.masterWeights, Bytes{440'000'000});
    EXPECT_EQ(estimate.bytes.optimizerState, Bytes{880'000'000});
    EXPECT_EQ(estimate.bytes.gradients, Bytes{220'000'000});
}

TEST(MemoryModel, trainsOnlyWhatTrains)
{
    Scenario scenario = firstExample();
    manual(scenario).trainableParameters = 1'000'000;
    scenario.precision.masterWeights = MasterWeights::Fp32;
    const Estimate estimate = estimateOf(scenario);
    EXPECT_EQ(estimate.parameters, (ParameterCounts{110'000'000, 1'000'000, 110'000'000}));
    EXPECT_EQ(estimate.bytes.parameters, Bytes{440'000'000});
    EXPECT_EQ(estimate.bytes.optimizerState, Bytes{8'000'000});
    EXPECT_EQ(estimate.bytes.gradients, Bytes{4'000'000});
    EXPECT_EQ(estimate.bytes.masterWeights, Bytes{4'000'000});
    manual(scenario).trainableParameters = 0;
    EXPECT_EQ(estimateOf(scenario).bytes.gradients, Bytes{});
    manual(scenario).trainableParameters = 110'000'001;
    EXPECT_EQ(errorOf(scenario),
        "model.manual.trainable_parameters: expected at most the 110,000,000 parameters of the "
        "model; found "
        "110,000,001");
}

TEST(MemoryModel, inferenceKeepsWeightsAndACache)
{
    Scenario scenario = shapedModel();
    scenario.workload.mode = Mode::Inference;
    const Estimate estimate = estimateOf(scenario);
    EXPECT_EQ(estimate.bytes.gradients, Bytes{});
    EXPECT_EQ(estimate.bytes.optimizerState, Bytes{});
    EXPECT_EQ(estimate.parameters.trainable, 0U);
    // 2 × 12 × 768 × 32 × 128 × 4 B
    EXPECT_EQ(estimate.bytes.kvCache, Bytes{301'989'888});
    manual(scenario).kvHeads = 3;
    scenario.workload.contextLength = 1024;
    scenario.precision.kvCache = Dtype::Q8_0;
    // 2 × 12 × 768 × 3/12 × 32 × 1024 × 34/32 B
    EXPECT_EQ(estimateOf(scenario).bytes.kvCache, Bytes{160'432'128});
    manual(scenario).hiddenSize.reset();
    manual(scenario).activationFactor.reset();
    const Estimate unshaped = estimateOf(scenario);
    EXPECT_FALSE(unshaped.bytes.kvCache);
    EXPECT_TRUE(warnsOf(unshaped, "KV cache is not counted"));
}

TEST(MemoryModel, eightBitStatesHaveAScaleForEachBlock)
{
    Scenario scenario = firstExample();
    scenario.optimizer.id = "adamw-8bit";
    scenario.precision.optimizerState = Dtype::Fp64; // has no say in it
    EXPECT_EQ(estimateOf(scenario).bytes.optimizerState, Bytes{220'000'000 + 3'437'500});
    scenario.optimizer.id = "lion-8bit";
    manual(scenario).parameters = 100'001;
    EXPECT_EQ(estimateOf(scenario).bytes.optimizerState, Bytes{100'001 + 1'563});
}

TEST(MemoryModel, optimizersKeepAsManyStatesAsTheTableSays)
{
    for (const OptimizerInfo& optimizer : allOptimizers()) {
        Scenario scenario = firstExample();
        scenario.optimizer.id = optimizer.id;
        scenario.optimizer.stateFactor = Decimal::scaled(15, 1);
        switch (optimizer.kind) {
        case OptimizerInfo::States::Plain:
            EXPECT_EQ(
                estimateOf(scenario).bytes.optimizerState->value, 440'000'000U * optimizer.states)
                << optimizer.id;
            break;
        case OptimizerInfo::States::Custom:
            EXPECT_EQ(estimateOf(scenario).bytes.optimizerState, Bytes{660'000'000});
            scenario.optimizer.stateFactor.reset();
            EXPECT_NE(errorOf(scenario).find("optimizer.state_factor"), std::string::npos);
            break;
        case OptimizerInfo::States::BlockQuantized:
            EXPECT_EQ(estimateOf(scenario).bytes.optimizerState->value,
                110'000'000U * optimizer.states + 110'000'000U / 64 * optimizer.states);
            break;
        case OptimizerInfo::States::NeedsShapes:
            EXPECT_NE(errorOf(scenario).find("shape of each weight"), std::string::npos)
                << optimizer.id;
            break;
        }
        EXPECT_FALSE(optimizer.source.empty()) << optimizer.id;
        EXPECT_EQ(findOptimizer(optimizer.id), &optimizer) << "ids are unique";
    }
}

TEST(MemoryModel, pagedStatesAreFp32WhateverTheWeights)
{
    Scenario scenario = firstExample();
    scenario.precision.weights = Dtype::Bf16;
    scenario.optimizer.id = "paged-adamw";
    EXPECT_EQ(estimateOf(scenario).bytes.optimizerState, Bytes{880'000'000});
}

TEST(MemoryModel, halfBytesRoundUp)
{
    Scenario scenario = firstExample();
    scenario.precision.weights = Dtype::Int4;
    manual(scenario).parameters = 100'001;
    EXPECT_EQ(estimateOf(scenario).bytes.parameters, Bytes{50'001});
}

TEST(MemoryModel, namesTheTermThatOverflows)
{
    Scenario scenario = firstExample();
    manual(scenario).parameters = kMaxCount;
    EXPECT_EQ(errorOf(scenario),
        "Model parameters: 9,223,372,036,854,775,807 × 4 B is more than 2^64 - 1 bytes");
    scenario = firstExample();
    scenario.workload.batchSize = kMaxCount;
    scenario.workload.sequenceLength = kMaxCount;
    EXPECT_NE(errorOf(scenario).find("Activations: "), std::string::npos);
    scenario = firstExample();
    manual(scenario).activationsPerToken.reset();
    manual(scenario).activationBytes = Bytes{kMaxCount};
    manual(scenario).parameters = kMaxCount;
    scenario.precision.weights = Dtype::Fp8;
    scenario.optimizer.id = "sgd";
    EXPECT_EQ(errorOf(scenario), "the sum of the components is more than 2^64 - 1 bytes");
    scenario = firstExample();
    scenario.workload.batchSize = kMaxCount;
    scenario.workload.gradientAccumulationSteps = 3;
    manual(scenario).activationsPerToken.reset();
    EXPECT_NE(errorOf(scenario).find("effective batch size"), std::string::npos);
}

TEST(MemoryModel, aZeroFactorIsZeroHoweverLargeTheRest)
{
    Scenario scenario = firstExample();
    manual(scenario).activationsPerToken = Decimal();
    scenario.workload.batchSize = kMaxCount;
    scenario.workload.sequenceLength = kMaxCount;
    EXPECT_EQ(estimateOf(scenario).bytes.activations, Bytes{});
}

TEST(MemoryModel, showsTheEffectiveBatch)
{
    Scenario scenario = firstExample();
    scenario.workload.gradientAccumulationSteps = 8;
    const Estimate estimate = estimateOf(scenario);
    EXPECT_EQ(estimate.bytes, estimateOf(firstExample()).bytes) << "accumulation takes no memory";
    ASSERT_FALSE(estimate.assumptions.empty());
    EXPECT_EQ(estimate.assumptions.back().english(), "Effective batch size: 32 × 8 = 256.");
}

TEST(MemoryModel, comparesWithTheDevice)
{
    Scenario scenario = firstExample();
    scenario.hardware.memoryBytes = Bytes{2'063'104'000};
    Estimate estimate = estimateOf(scenario);
    ASSERT_EQ(estimate.fits.size(), 1U);
    EXPECT_TRUE(estimate.fits.front().fits);
    EXPECT_EQ(estimate.fits.front().difference(), Bytes{});
    EXPECT_TRUE(warnsOf(estimate, "without temporaries and context"));
    scenario.hardware.memoryBytes = Bytes{1};
    estimate = estimateOf(scenario);
    EXPECT_FALSE(estimate.fits.front().fits);
    EXPECT_EQ(estimate.fits.front().difference(), Bytes{2'063'103'999});
    scenario.hardware.memoryBytes = Bytes{kMax};
    EXPECT_TRUE(estimateOf(scenario).fits.front().fits);
}

TEST(MemoryModel, warnsOfWhatHasNoEffectYet)
{
    Scenario scenario = firstExample();
    EXPECT_TRUE(estimateOf(scenario).warnings.empty());
    scenario.memorySavers.fusedLoss = true;
    scenario.parallelism.tensor = 8;
    scenario.unknown.member("workload").member("batchsize") = Value(true);
    const Estimate estimate = estimateOf(scenario);
    EXPECT_TRUE(warnsOf(estimate, "memory_savers.fused_loss is not counted yet"));
    EXPECT_TRUE(warnsOf(estimate, "parallelism.tensor is for `headroom serve`"));
    EXPECT_TRUE(warnsOf(estimate, "Did you mean workload.batch_size?"));
    EXPECT_EQ(estimate.bytes, estimateOf(firstExample()).bytes);
}

TEST(MemoryModel, everyFieldWithoutEffectWarnsAndChangesNothing)
{
    for (const Field& field : allFields()) {
        if ((field.use != FieldUse::Later && field.use != FieldUse::Served)
            || !fieldApplies(field, firstExample()))
            continue;
        Scenario scenario = firstExample();
        if (field.mode == FieldMode::Inference)
            scenario.workload.mode = Mode::Inference;
        const Estimate before = estimateOf(scenario);
        Value value;
        switch (field.type) {
        case FieldType::Flag:
            value = Value(!*field.get(scenario).asBool());
            break;
        case FieldType::Choice:
            value = Value(field.choices.back());
            break;
        case FieldType::Decimal:
            value = Value::number("0.25");
            break;
        case FieldType::Text:
        case FieldType::TextOrList:
            value = Value("x");
            break;
        case FieldType::TextList:
            value = Value(Value::List{Value("x")});
            break;
        default:
            value = Value::number(std::uint64_t{3});
        }
        ASSERT_TRUE(setField(scenario, field, value)) << field.key;
        const Estimate after = estimateOf(scenario);
        EXPECT_EQ(before.bytes, after.bytes) << field.key;
        const char* const why =
            field.use == FieldUse::Later ? " is not counted yet" : " is for `headroom serve`";
        EXPECT_TRUE(warnsOf(after, std::string(field.key) + why)) << field.key;
    }
}

TEST(MemoryModel, asksBackWhereAParameterCountLooksLikeMillions)
{
    Scenario scenario = firstExample();
    manual(scenario).parameters = 100;
    EXPECT_TRUE(warnsOf(estimateOf(scenario), "Did you mean 100M?"));
    EXPECT_EQ(estimateOf(scenario).bytes.parameters, Bytes{400}) << "never multiplied in silence";
}

TEST(MemoryModel, refusesShapesThatCannotBe)
{
    Scenario scenario = shapedModel();
    manual(scenario).kvHeads = 5;
    EXPECT_EQ(errorOf(scenario),
        "model.manual.kv_heads: expected a number that divides the 12 heads; found 5");
    manual(scenario).heads.reset();
    EXPECT_NE(errorOf(scenario).find("model.manual.heads"), std::string::npos);
    manual(scenario).kvHeads.reset();
    manual(scenario).layers.reset();
    EXPECT_NE(errorOf(scenario).find("model.manual.layers"), std::string::npos);
    manual(scenario).activationsPerToken = Decimal(1);
    EXPECT_NE(errorOf(scenario).find("at most one of"), std::string::npos);
    EXPECT_EQ(errorOf(Scenario()),
        "model.manual.parameters: expected a number of parameters, such as 110000000; found none");
}

TEST(MemoryModel, saysWhichModelsItCannotRun)
{
    Scenario scenario;
    scenario.model = FileModel{"x"};
    EXPECT_EQ(errorOf(scenario).substr(0, 11), "model.file:");
    scenario.model = LayersModel();
    EXPECT_EQ(errorOf(scenario).substr(0, 13), "model.layers:");
    scenario.model = VisionModel{"resnet5"};
    EXPECT_EQ(errorOf(scenario).substr(0, 16), "model.vision.id:");
    scenario.model = CatalogueModel{"x"};
    EXPECT_EQ(errorOf(scenario).substr(0, 16), "model.catalogue:") << "no catalogue was given";
}

} // namespace
} // namespace headroom
