// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for every family, whatever the figures.
#include "architectures/Records.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace headroom::architectures {
namespace {

using engine::EventKind;
using engine::Phase;

Value configOf(std::string_view type, std::uint64_t layers)
{
    Value config{Value::Object{}};
    const auto set = [&config](const char* key, std::uint64_t value) {
        config.member(key) = Value::number(value);
    };
    config.member("model_type") = Value(type);
    set("hidden_size", 96);
    set("intermediate_size", 200);
    set("ffn_dim", 200);
    set("num_attention_heads", 6);
    set("num_key_value_heads", 2);
    set("vocab_size", 1003);
    set("num_hidden_layers", layers);
    set("head_dim", 16);
    set("num_local_experts", 4);
    set("sliding_window", 32);
    set("n_positions", 1024);
    return config;
}

/// The ways to run a step that differ in kind.
std::map<std::string, StepOptions> variants()
{
    StepOptions base;
    base.batchSize = 2;
    base.sequenceLength = 72;
    std::map<std::string, StepOptions> result;
    result["training"] = base;
    result["eager"] = base;
    result["eager"].attention = AttentionChoice::Eager;
    result["full"] = base;
    result["full"].checkpointing = Checkpointing::Full;
    result["selective"] = base;
    result["selective"].checkpointing = Checkpointing::Selective;
    result["accumulation"] = base;
    result["accumulation"].gradientAccumulation = 3;
    result["for-loop"] = base;
    result["for-loop"].optimizerForm = engine::OptimizerForm::ForLoop;
    result["adafactor"] = base;
    result["adafactor"].optimizer = "adafactor";
    result["adafactor for-loop"] = result["adafactor"];
    result["adafactor for-loop"].optimizerForm = engine::OptimizerForm::ForLoop;
    result["states alone"] = base;
    result["states alone"].optimizer = "of unknown step";
    result["states alone"].keptStates = engine::KeptStates{.likeWeight = 1,
        .perElement = Decimal::scaled(5, 1),
        .squareOfEachDimension = true,
        .dtype = std::nullopt};
    result["tiny batch"] = base;
    result["tiny batch"].batchSize = 1;
    result["tiny batch"].sequenceLength = 2;
    result["bf16"] = base;
    result["bf16"].weights = Dtype::Bf16;
    result["master weights"] = result["bf16"];
    result["master weights"].masterWeights = true;
    result["inference"] = base;
    result["inference"].training = false;
    result["decoding"] = result["inference"];
    result["decoding"].contextLength = 100;
    const auto withLora = [&result](const char* name, StepOptions options) -> StepOptions& {
        options.adaptation.lora = engine::Adaptation::Lora{.rank = 4};
        return result[name] = std::move(options);
    };
    withLora("lora", base).adaptation.modulesToSave = {"lm_head", "embed_in"};
    StepOptions& dora = withLora("dora", result["selective"]);
    dora.attentionTargets = true; // peft has no DoRA for experts
    dora.adaptation.lora->dora = true;
    dora.adaptation.lora->dropout = true;
    dora.adaptation.lora->bias = engine::AdapterBias::All;
    withLora("4 bits", result["full"]).adaptation.storage = engine::WeightStorage::FourBitNested;
    withLora("4 bits inference", result["decoding"]).adaptation.storage =
        engine::WeightStorage::FourBit;
    result["frozen"] = result["bf16"];
    result["frozen"].adaptation.frozen = {"*norm*", "*.bias", "*embed*", "*wte*"};
    result["frozen"].optimizer = "adamw-8bit";
    result["4 bits"].adaptation.restInFp32 = true;
    result["autocast"] = base;
    result["autocast"].autocast = Dtype::Bf16;
    result["autocast full"] = result["autocast"];
    result["autocast full"].checkpointing = Checkpointing::Full;
    result["fused loss"] = result["bf16"];
    result["fused loss"].fusedLoss = true;
    result["fused loss autocast"] = result["autocast"];
    result["fused loss autocast"].fusedLoss = true;
    result["autocast inference"] = result["inference"];
    result["autocast inference"].autocast = Dtype::Fp16;
    return result;
}

/// Those that a model offers: what it does not is an error that names it, not a law that is broken.
std::map<std::string, StepOptions> variantsOf(std::string_view type)
{
    std::map<std::string, StepOptions> result = variants();
    std::erase_if(result, [type](const auto& entry) {
        const Result<StepLedger> step = runStep(configOf(type, 2), entry.second);
        return !step && step.error().code == ErrorCode::Conflict;
    });
    return result;
}

StepLedger run(const Value& config, const StepOptions& options)
{
    Result<StepLedger> result = runStep(config, options);
    EXPECT_TRUE(result) << (result ? "" : toString(result.error()));
    return result ? std::move(*result) : StepLedger{};
}

void expectSame(const StepLedger& a, const StepLedger& b, const std::string& what)
{
    EXPECT_EQ(a.parametersTotal, b.parametersTotal) << what;
    EXPECT_EQ(a.parametersTrainable, b.parametersTrainable) << what;
    EXPECT_EQ(a.parametersActive, b.parametersActive) << what;
    EXPECT_EQ(a.parameters, b.parameters) << what;
    EXPECT_EQ(a.buffers, b.buffers) << what;
    EXPECT_EQ(a.batch, b.batch) << what;
    EXPECT_EQ(a.masterWeights, b.masterWeights) << what;
    EXPECT_EQ(a.optimizerState, b.optimizerState) << what;
    EXPECT_EQ(a.gradients, b.gradients) << what;
    EXPECT_EQ(a.activations, b.activations) << what;
    EXPECT_EQ(a.kvCache, b.kvCache) << what;
    EXPECT_EQ(a.peakForward, b.peakForward) << what;
    EXPECT_EQ(a.peakBackward, b.peakBackward) << what;
    EXPECT_EQ(a.peakStep, b.peakStep) << what;
    EXPECT_EQ(a.peak, b.peak) << what;
    EXPECT_EQ(a.peakPhase, b.peakPhase) << what;
    EXPECT_EQ(a.peakByRole, b.peakByRole) << what;
    ASSERT_EQ(a.layers.size(), b.layers.size()) << what;
    for (std::size_t i = 0; i < a.layers.size(); ++i) {
        EXPECT_EQ(a.layers[i].name, b.layers[i].name) << what;
        EXPECT_EQ(a.layers[i].parameters, b.layers[i].parameters) << what << a.layers[i].name;
        EXPECT_EQ(a.layers[i].weights, b.layers[i].weights) << what << a.layers[i].name;
        EXPECT_EQ(a.layers[i].activations, b.layers[i].activations) << what << a.layers[i].name;
    }
}

void expectCountingEqualsRunning(
    std::string_view type, const std::string& name, StepOptions options, std::uint64_t layers)
{
    const Value config = configOf(type, layers);
    options.everyTensor = true;
    const StepLedger full = run(config, options);
    options.everyTensor = false;
    expectSame(run(config, options), full,
        std::string(type) + ", " + name + ", " + std::to_string(layers) + " layers");
}

TEST(Laws, CountingRepeatsEqualsRunningThem)
{
    for (std::string_view type : knownModelTypes()) {
        const std::map<std::string, StepOptions> ways = variantsOf(type);
        for (const auto& [name, options] : ways)
            expectCountingEqualsRunning(type, name, options, 7);
        for (std::uint64_t layers : {1U, 2U, 4U, 5U, 12U}) {
            for (const char* name : {"training", "decoding"})
                expectCountingEqualsRunning(type, name, ways.at(name), layers);
        }
    }
}

TEST(Laws, EveryBirthHasItsDeath)
{
    for (std::string_view type : knownModelTypes()) {
        for (auto& [name, options] : variantsOf(type)) {
            options.everyTensor = true;
            const StepLedger result = run(configOf(type, 3), options);
            ASSERT_TRUE(result.ledger);
            std::vector<int> alive(result.ledger->births().size());
            for (const engine::Event& event : result.ledger->events()) {
                if (event.kind != EventKind::Temporary)
                    alive[event.storage] += event.kind == EventKind::Birth ? 1 : -1;
            }
            for (int count : alive)
                EXPECT_EQ(count, 0) << type << ", " << name;
            EXPECT_EQ(result.ledger->live(), 0U) << type << ", " << name;
        }
    }
}

/// The peak of a phase is its largest prefix sum, and what is alive at the highest one adds up to
/// it.
TEST(Laws, PeaksAreLargestPrefixSums)
{
    for (std::string_view type : knownModelTypes()) {
        for (auto& [name, options] : variantsOf(type)) {
            options.everyTensor = true;
            const StepLedger result = run(configOf(type, 3), options);
            std::map<Phase, std::uint64_t> peaks;
            const auto& marks = result.ledger->phases();
            for (std::size_t i = 0; i < marks.size(); ++i) {
                const std::size_t end =
                    i + 1 < marks.size() ? marks[i + 1].event : result.ledger->events().size();
                for (std::size_t k = marks[i].event; k < end; ++k) {
                    const engine::Event& event = result.ledger->events()[k];
                    const std::uint64_t now =
                        event.live + (event.kind == EventKind::Temporary ? event.bytes : 0);
                    peaks[marks[i].phase] = std::max(peaks[marks[i].phase], now);
                }
            }
            EXPECT_EQ(result.peakForward, peaks[Phase::Forward]) << type << ", " << name;
            EXPECT_EQ(result.peakBackward, peaks[Phase::Backward]) << type << ", " << name;
            std::uint64_t sum = 0;
            for (const AliveTensor& tensor : result.peakTensors)
                sum += engine::roundedToBlock(tensor.bytes);
            EXPECT_EQ(sum, result.peak) << type << ", " << name;
            std::uint64_t roles = 0;
            for (std::uint64_t bytes : result.peakByRole)
                roles += bytes;
            EXPECT_EQ(roles, result.peak) << type << ", " << name;
        }
    }
}

TEST(Laws, LayersAddUp)
{
    for (std::string_view type : knownModelTypes()) {
        for (auto& [name, options] : variantsOf(type)) {
            const StepLedger result = run(configOf(type, 9), options);
            std::uint64_t parameters = 0;
            std::uint64_t weights = 0;
            std::uint64_t activations = 0;
            for (const LayerRow& row : result.layers) {
                parameters += row.parameters;
                weights += row.weights;
                activations += row.activations;
            }
            EXPECT_EQ(parameters, result.parametersTotal) << type << ", " << name;
            EXPECT_EQ(weights, result.parameters) << type << ", " << name;
            EXPECT_EQ(activations, result.activations) << type << ", " << name;
        }
    }
}

TEST(Laws, MoreNeedsMore)
{
    for (std::string_view type : knownModelTypes()) {
        for (const auto& [name, options] : variantsOf(type)) {
            // The others differ from these in what does not grow.
            constexpr auto kWays = std::to_array<std::string_view>({"training", "eager", "full",
                "selective", "inference", "decoding", "lora", "4 bits", "autocast"});
            if (std::find(kWays.begin(), kWays.end(), name) == kWays.end())
                continue;
            const StepLedger base = run(configOf(type, 4), options);
            StepOptions larger = options;
            larger.batchSize = options.batchSize * 2;
            EXPECT_GE(run(configOf(type, 4), larger).peak, base.peak) << type << ", " << name;
            larger = options;
            larger.sequenceLength = options.sequenceLength + 8;
            EXPECT_GE(run(configOf(type, 4), larger).peak, base.peak) << type << ", " << name;
            // Layers that share their weights (ALBERT) need no more where nothing is kept.
            const StepLedger deeper = run(configOf(type, 6), options);
            EXPECT_GE(deeper.peak, base.peak) << type << ", " << name;
            if (deeper.parametersTotal > base.parametersTotal) {
                EXPECT_GT(deeper.peak, base.peak) << type << ", " << name;
            }
        }
    }
}

TEST(Laws, SixteenBitsAreHalf)
{
    for (std::string_view type : knownModelTypes()) {
        StepOptions options = variants()["training"];
        const StepLedger wide = run(configOf(type, 3), options);
        options.weights = Dtype::Bf16;
        const StepLedger narrow = run(configOf(type, 3), options);
        EXPECT_EQ(narrow.parameters * 2, wide.parameters) << type;
        EXPECT_EQ(narrow.gradients * 2, wide.gradients) << type;
        EXPECT_EQ(narrow.optimizerState * 2, wide.optimizerState) << type;
    }
}

/// What forward keeps of the logits is their fp32 log-softmax; a fused loss keeps the two gradients
/// instead.
TEST(Laws, AFusedLossKeepsNoLogits)
{
    for (const char* type : {"llama", "gpt2", "gemma2"}) {
        Value config = configOf(type, 2);
        config.member("vocab_size") = Value::number(std::uint64_t{8000});
        StepOptions options;
        options.batchSize = 8;
        options.sequenceLength = 128;
        const StepLedger plain = run(config, options);
        options.fusedLoss = true;
        const StepLedger fused = run(config, options);
        const std::uint64_t logits = 8 * 128 * 8000 * 4;
        const std::uint64_t gradients = (8 * 128 + 8000) * 96 * 4;
        EXPECT_LE(fused.activations + logits, plain.activations + gradients) << type;
        EXPECT_LT(fused.peakForward, plain.peakForward) << type;
        EXPECT_EQ(fused.gradients, plain.gradients) << type;
    }
}

TEST(Laws, AStepTwiceIsTheSame)
{
    for (std::string_view type : knownModelTypes()) {
        for (const char* name : {"training", "decoding"}) {
            StepOptions options = variants().at(name);
            options.everyTensor = true;
            const StepLedger first = run(configOf(type, 2), options);
            const StepLedger second = run(configOf(type, 2), options);
            EXPECT_EQ(traceText(*first.ledger), traceText(*second.ledger)) << type << ", " << name;
        }
    }
}

} // namespace
} // namespace headroom::architectures
