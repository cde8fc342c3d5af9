// SPDX-License-Identifier: GPL-3.0-or-later
// One whole training step (build, forward, backward, optimizer, figures) of the published sizes of
// Llama 3.1, and of the largest of torchvision's models.
#include "headroom/architectures/Step.h"
#include "headroom/architectures/Vision.h"

#include <benchmark/benchmark.h>

namespace headroom::architectures {
namespace {

Value llama(std::uint64_t layers, std::uint64_t width, std::uint64_t inner, std::uint64_t heads)
{
    Value config{Value::Object{}};
    config.member("model_type") = Value("llama");
    config.member("num_hidden_layers") = Value::number(layers);
    config.member("hidden_size") = Value::number(width);
    config.member("intermediate_size") = Value::number(inner);
    config.member("num_attention_heads") = Value::number(heads);
    config.member("num_key_value_heads") = Value::number(std::uint64_t{8});
    config.member("vocab_size") = Value::number(std::uint64_t{128256});
    config.member("max_position_embeddings") = Value::number(std::uint64_t{131072});
    return config;
}

Value llama8B() { return llama(32, 4096, 14336, 32); }
Value llama405B() { return llama(126, 16384, 53248, 128); }

void run(benchmark::State& state, const Value& config, bool everyTensor, bool allocator = false)
{
    StepOptions options;
    options.weights = Dtype::Bf16;
    options.sequenceLength = 8192;
    options.everyTensor = everyTensor;
    if (allocator)
        options.allocator.emplace();
    for (auto _ : state) {
        Result<StepLedger> result = runStep(config, options);
        benchmark::DoNotOptimize(result);
    }
}

void repeatsCounted8B(benchmark::State& state) { run(state, llama8B(), false); }
void repeatsCounted405B(benchmark::State& state) { run(state, llama405B(), false); }
void onTheAllocator8B(benchmark::State& state) { run(state, llama8B(), false, true); }
void onTheAllocator405B(benchmark::State& state) { run(state, llama405B(), false, true); }
void everyBlock8B(benchmark::State& state) { run(state, llama8B(), true); }
void everyBlock405B(benchmark::State& state) { run(state, llama405B(), true); }

/// The largest of torchvision's families: nothing of them repeats.
void vision(benchmark::State& state, const char* id, std::int64_t imageSize)
{
    const ImageModel model{id, imageSize};
    StepOptions options;
    options.batchSize = 32;
    for (auto _ : state) {
        Result<StepLedger> result = runVisionStep(model, options);
        benchmark::DoNotOptimize(result);
    }
}

BENCHMARK_CAPTURE(vision, regnet_y_128gf, "regnet_y_128gf", 224)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(vision, maxvit_t, "maxvit_t", 224)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(vision, efficientnet_v2_l, "efficientnet_v2_l", 480)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(vision, swin_v2_b, "swin_v2_b", 256)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(vision, densenet201, "densenet201", 224)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(vision, resnet50, "resnet50", 224)->Unit(benchmark::kMillisecond);
BENCHMARK(repeatsCounted8B)->Unit(benchmark::kMicrosecond);
BENCHMARK(repeatsCounted405B)->Unit(benchmark::kMicrosecond);
BENCHMARK(onTheAllocator8B)->Unit(benchmark::kMillisecond);
BENCHMARK(onTheAllocator405B)->Unit(benchmark::kMillisecond);
BENCHMARK(everyBlock8B)->Unit(benchmark::kMillisecond);
BENCHMARK(everyBlock405B)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace headroom::architectures

BENCHMARK_MAIN();
