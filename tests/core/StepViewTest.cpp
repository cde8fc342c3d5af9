// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/StepView.h"

#include "Scenarios.h"

#include "headroom/architectures/Step.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>

namespace headroom {
namespace {

Scenario decoder(const char* type, std::uint64_t layers)
{
    Value config;
    config.member("model_type") = Value(type);
    config.member("num_hidden_layers") = Value::number(layers);
    config.member("hidden_size") = Value::number("128");
    config.member("intermediate_size") = Value::number("256");
    config.member("num_attention_heads") = Value::number("4");
    config.member("num_key_value_heads") = Value::number("2");
    config.member("head_dim") = Value::number("32");
    config.member("vocab_size") = Value::number("1000");
    Scenario scenario;
    scenario.model = TransformersModel{config};
    scenario.workload.batchSize = 2;
    scenario.workload.sequenceLength = 64;
    scenario.precision.weights = Dtype::Bf16;
    return scenario;
}

StepView viewOf(const Scenario& scenario)
{
    Result<StepView> view = MemoryModel().view(scenario);
    EXPECT_TRUE(view) << toString(view.error());
    return std::move(*view);
}

Bytes sumOf(const std::array<Bytes, kRoleCount>& roles)
{
    Bytes sum;
    for (const Bytes bytes : roles)
        sum.value += bytes.value;
    return sum;
}

std::vector<Bytes> liveIn(const StepView& view, std::uint64_t from, std::uint64_t to)
{
    std::vector<Bytes> live;
    for (const StepMoment& moment : view.columns(from, to, to - from)) {
        EXPECT_EQ(sumOf(moment.byRole), moment.live);
        live.push_back(moment.live);
    }
    return live;
}

/// What a run of every block does in that phase, event by event.
std::vector<Bytes> liveInFullRun(const Scenario& scenario, engine::Phase phase)
{
    const Result<architectures::StepLedger> full = MemoryModel().run(scenario);
    EXPECT_TRUE(full);
    const engine::Ledger& ledger = *full->ledger;
    std::vector<Bytes> live;
    engine::Phase current = engine::Phase::Setup;
    std::size_t mark = 0;
    for (std::uint32_t i = 0; i < ledger.events().size(); ++i) {
        for (; mark < ledger.phases().size() && ledger.phases()[mark].event <= i; ++mark)
            current = ledger.phases()[mark].phase;
        const engine::Event& event = ledger.events()[i];
        const bool temporary = event.kind == engine::EventKind::Temporary;
        if (current == phase)
            live.push_back(Bytes{event.live + (temporary ? event.bytes : 0)});
    }
    return live;
}

class StepViewOf : public ::testing::TestWithParam<const char*> { };
INSTANTIATE_TEST_SUITE_P(Families, StepViewOf, ::testing::Values("llama", "gemma2"));

TEST_P(StepViewOf, playsRepeatedBlocksAsAFullRunDoes)
{
    for (const bool checkpointing : {false, true}) {
        Scenario scenario = decoder(GetParam(), 11);
        if (checkpointing)
            scenario.memorySavers.activationCheckpointing = ActivationCheckpointing::Full;
        const StepView view = viewOf(scenario);
        ASSERT_EQ(view.phases().size(), 3U);
        EXPECT_EQ(view.phases()[0].name, "forward");
        EXPECT_EQ(view.phases()[1].name, "backward");
        EXPECT_EQ(view.phases()[2].name, "step");
        const StepPhase& forward = view.phases()[0];
        const StepPhase& backward = view.phases()[1];
        EXPECT_EQ(liveIn(view, forward.begin, forward.end),
            liveInFullRun(scenario, engine::Phase::Forward));
        EXPECT_EQ(liveIn(view, backward.begin, backward.end),
            liveInFullRun(scenario, engine::Phase::Backward));
        EXPECT_EQ(view.phases()[2].end, view.end());
    }
}

TEST_P(StepViewOf, hasThePeakOfTheEstimate)
{
    const Scenario scenario = decoder(GetParam(), 12);
    const Estimate estimate = estimateOf(scenario);
    const StepView view = viewOf(scenario);
    const StepEvent peak = view.event(view.peak());
    EXPECT_EQ(peak.moment.live, estimate.bytes.peak);
    EXPECT_EQ(peak.moment.byRole, estimate.peak->byRole);
    EXPECT_EQ(peak.phase, estimate.peak->phase);
    const std::array<std::optional<Bytes>, 3> peaks{
        estimate.bytes.peakForward, estimate.bytes.peakBackward, estimate.bytes.peakStep};
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        const StepPhase& phase = view.phases()[i];
        EXPECT_EQ(view.columns(phase.begin, phase.end, 1).front().live, peaks[i]) << phase.name;
    }
}

TEST_P(StepViewOf, columnsNeverLoseAPeak)
{
    const StepView view = viewOf(decoder(GetParam(), 40));
    const std::vector<Bytes> all = liveIn(view, view.begin(), view.end());
    for (const std::size_t count : {std::size_t{1}, std::size_t{7}, std::size_t{100}}) {
        const std::vector<StepMoment> columns = view.columns(view.begin(), view.end(), count);
        ASSERT_EQ(columns.size(), count);
        for (std::size_t i = 0; i < count; ++i) {
            const auto from = all.begin() + std::ptrdiff_t(all.size() * i / count);
            const auto to = all.begin() + std::ptrdiff_t(all.size() * (i + 1) / count);
            const auto most = std::max_element(from, to);
            EXPECT_EQ(columns[i].live, *most);
            EXPECT_EQ(columns[i].position, view.begin() + std::uint64_t(most - all.begin()));
        }
    }
}

TEST_P(StepViewOf, whatIsAliveAddsUpAtAnyMoment)
{
    const StepView view = viewOf(decoder(GetParam(), 9));
    for (std::uint64_t position = view.begin(); position < view.end(); position += 37) {
        Bytes sum;
        const std::vector<AliveTensors> alive = view.alive(position);
        for (const AliveTensors& tensors : alive) {
            sum.value += tensors.allocated.value;
            EXPECT_GT(tensors.count, 0U);
            EXPECT_LT(tensors.count, 1000U) << tensors.name;
        }
        EXPECT_EQ(sum, view.event(position).moment.live) << position;
    }
}

TEST_P(StepViewOf, modulesAddUpToTheEstimate)
{
    const Scenario scenario = decoder(GetParam(), 10);
    const Estimate estimate = estimateOf(scenario);
    const std::vector<ModuleMemory> modules = viewOf(scenario).modules();
    const ModuleMemory& whole = modules.front();
    EXPECT_EQ(whole.parent, ModuleMemory::kNoParent);
    EXPECT_EQ(whole.parameters, estimate.parameters.total);
    EXPECT_EQ(whole.weights, estimate.bytes.parameters);
    EXPECT_EQ(whole.gradients, estimate.bytes.gradients);
    EXPECT_EQ(whole.optimizerState, estimate.bytes.optimizerState);
    EXPECT_EQ(whole.activations, estimate.bytes.activations);
    EXPECT_EQ(whole.peak, estimate.bytes.peak);
    std::size_t blocks = 0;
    for (std::size_t i = 1; i < modules.size(); ++i) {
        ASSERT_LT(modules[i].parent, i);
        EXPECT_LE(modules[i].peak, modules[modules[i].parent].peak);
        if (modules[modules[i].parent].name == "layers")
            ++blocks;
    }
    EXPECT_EQ(blocks, 10U);
}

TEST(StepView, tellsWhatHappensAtAPosition)
{
    const StepView view = viewOf(decoder("llama", 20));
    std::string first;
    std::string last;
    for (std::uint64_t position = view.begin(); position < view.end(); ++position) {
        const StepEvent event = view.event(position);
        if (event.phase == "forward" && event.op == "aten.silu.default"
            && event.kind == StepEvent::Kind::Birth) {
            first = first.empty() ? event.module : first;
            last = event.module;
            EXPECT_EQ(event.shape, (std::vector<std::uint64_t>{2, 64, 256}));
        }
    }
    EXPECT_TRUE(first.starts_with("model.layers.0.mlp")) << first;
    EXPECT_TRUE(last.starts_with("model.layers.19.mlp")) << last;
}

TEST(StepView, namesThePromptAndTheDecoding)
{
    Scenario scenario = decoder("llama", 8);
    scenario.workload.mode = Mode::Inference;
    scenario.workload.contextLength = 512;
    const StepView view = viewOf(scenario);
    ASSERT_EQ(view.phases().size(), 2U);
    EXPECT_EQ(view.phases()[0].name, "forward");
    EXPECT_EQ(view.phases()[1].name, "decode");
    EXPECT_EQ(view.phases()[1].end, view.end());
}

TEST(StepView, aParameterCountAloneHasNone)
{
    Scenario scenario;
    ManualModel manual;
    manual.parameters = 1000;
    scenario.model = manual;
    const Result<StepView> view = MemoryModel().view(scenario);
    ASSERT_FALSE(view);
    EXPECT_EQ(view.error().where, "model.manual");
}

/// Blocks that were counted stand in the tree under their adapter's names too, weights unpacked.
TEST(StepView, modulesOfAnAdapterAddUpToTheEstimate)
{
    for (const char* method : {"none", "nf4-double"}) {
        Scenario scenario = decoder("llama", 12);
        scenario.adapter.method = AdapterMethod::Lora;
        scenario.adapter.rank = 4;
        scenario.quantization.method = method;
        const Result<Estimate> estimate = MemoryModel().estimate(scenario);
        ASSERT_TRUE(estimate) << toString(estimate.error());
        const StepView view = viewOf(scenario);
        const std::vector<ModuleMemory> modules = view.modules();
        const ModuleMemory& whole = modules.front();
        EXPECT_EQ(whole.parameters, estimate->parameters.total) << method;
        EXPECT_EQ(whole.trainable, estimate->parameters.trainable) << method;
        EXPECT_EQ(whole.weights, *estimate->bytes.parameters) << method;
        EXPECT_EQ(whole.gradients, *estimate->bytes.gradients) << method;
    }
}

} // namespace
} // namespace headroom
