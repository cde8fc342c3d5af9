// SPDX-License-Identifier: GPL-3.0-or-later
// Whole steps on the caching allocator.
#include "architectures/Records.h"
#include "headroom/base/Bytes.h"

#include <gtest/gtest.h>

namespace headroom::architectures {
namespace {

using Segments = engine::CachingAllocator::Segments;

Value llama(std::uint64_t layers)
{
    Value config{Value::Object{}};
    config.member("model_type") = Value("llama");
    const auto set = [&config](const char* key, std::uint64_t value) {
        config.member(key) = Value::number(value);
    };
    set("num_hidden_layers", layers);
    set("hidden_size", 2048);
    set("intermediate_size", 5632);
    set("num_attention_heads", 32);
    set("num_key_value_heads", 8);
    set("vocab_size", 32003);
    return config;
}

StepLedger played(const Value& config, StepOptions options, engine::AllocatorPlayOptions allocator)
{
    options.allocator = allocator;
    const Result<StepLedger> step = runStep(config, options);
    EXPECT_TRUE(step) << (step ? "" : toString(step.error()));
    return step ? *step : StepLedger{};
}

struct Way {
    const char* name;
    void (*set)(StepOptions&);
};

const std::vector<Way>& ways()
{
    static const std::vector<Way> kWays{
        {"training", [](StepOptions&) {}},
        {"eager", [](StepOptions& o) { o.attention = AttentionChoice::Eager; }},
        {"full", [](StepOptions& o) { o.checkpointing = Checkpointing::Full; }},
        {"accumulation", [](StepOptions& o) { o.gradientAccumulation = 4; }},
        {"autocast", [](StepOptions& o) { o.autocast = Dtype::Bf16; }},
        {"for-loop", [](StepOptions& o) { o.optimizerForm = engine::OptimizerForm::ForLoop; }},
        {"lora", [](StepOptions& o) { o.adaptation.lora = engine::Adaptation::Lora{}; }},
        {"inference", [](StepOptions& o) { o.training = false; }},
        {"decoding",
            [](StepOptions& o) {
                o.training = false;
                o.contextLength = 700;
            }},
    };
    return kWays;
}

TEST(AllocatorPlay, holdsTheTensorsAndWholeSegments)
{
    for (const Way& way : ways()) {
        for (const Segments segments : {Segments::Fixed, Segments::Expandable}) {
            StepOptions options;
            options.batchSize = 2;
            options.sequenceLength = 520;
            options.weights = Dtype::Bf16;
            way.set(options);
            engine::AllocatorPlayOptions allocator;
            allocator.segments = segments;
            allocator.workspace = 8 * kMiB;
            const StepLedger step = played(llama(9), options, allocator);
            ASSERT_TRUE(step.allocator);
            EXPECT_EQ(step.allocator->workspaces, (options.training ? 2 : 1) * 8 * kMiB)
                << way.name;
            EXPECT_EQ(step.allocator->allocated, step.peak + step.allocator->workspaces)
                << way.name;
            EXPECT_GE(step.allocator->reserved, step.allocator->allocated) << way.name;
            EXPECT_EQ(step.allocator->reserved % (2 * kMiB), 0U) << way.name;
            // Where every block is run, tensors of the same size may lie at other places.
            options.everyTensor = true;
            const StepLedger full = played(llama(9), options, allocator);
            ASSERT_TRUE(full.allocator);
            EXPECT_EQ(full.allocator->allocated, step.allocator->allocated) << way.name;
            constexpr double kPlaces = 0.015;
            const auto reserved = static_cast<double>(full.allocator->reserved);
            EXPECT_NEAR(static_cast<double>(step.allocator->reserved), reserved, kPlaces * reserved)
                << way.name;
        }
    }
}

/// A step of very many events is played in part: what is reserved goes on in a line.
TEST(AllocatorPlay, GoesOnInALineWhereAStepIsLong)
{
    for (const Way& way : ways()) {
        StepOptions options;
        options.weights = Dtype::Bf16;
        options.sequenceLength = 520;
        way.set(options);
        engine::AllocatorPlayOptions allocator;
        allocator.mostEvents = ~std::uint64_t{0};
        const StepLedger whole = played(llama(120), options, allocator);
        allocator.mostEvents = 20'000;
        const StepLedger part = played(llama(120), options, allocator);
        ASSERT_TRUE(whole.allocator && part.allocator);
        EXPECT_EQ(part.allocator->allocated, whole.allocator->allocated) << way.name;
        constexpr double kFarther = 0.025;
        const auto reserved = static_cast<double>(whole.allocator->reserved);
        EXPECT_NEAR(static_cast<double>(part.allocator->reserved), reserved, kFarther * reserved)
            << way.name;
    }
    // However many layers there may be.
    StepOptions options;
    options.allocator.emplace();
    EXPECT_TRUE(runStep(llama(2'000), options));
}

} // namespace
} // namespace headroom::architectures
