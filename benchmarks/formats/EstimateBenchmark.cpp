// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Presets.h"
#include "headroom/formats/Report.h"
#include "headroom/formats/ScenarioFile.h"

#include <benchmark/benchmark.h>

namespace headroom {
namespace {

/// The closed form without explanations: at most 2 microseconds.
void estimateClosedForm(benchmark::State& state)
{
    const Scenario scenario = *builtinPreset("example-1");
    const MemoryModel model;
    for (auto _ : state)
        benchmark::DoNotOptimize(model.estimate(scenario));
}
BENCHMARK(estimateClosedForm);

void parseScenarioFile(benchmark::State& state)
{
    const std::string text = writeScenario(*builtinPreset("example-1"));
    for (auto _ : state)
        benchmark::DoNotOptimize(parseScenario(text, "benchmark"));
}
BENCHMARK(parseScenarioFile);

void writeScenarioText(benchmark::State& state)
{
    const Scenario scenario = *builtinPreset("example-1");
    for (auto _ : state)
        benchmark::DoNotOptimize(writeScenario(scenario));
}
BENCHMARK(writeScenarioText);

void writeTextReport(benchmark::State& state)
{
    const Scenario scenario = *builtinPreset("example-1");
    const Estimate estimate = *MemoryModel().estimate(scenario);
    for (auto _ : state)
        benchmark::DoNotOptimize(writeReport(ReportFormat::Text, scenario, estimate));
}
BENCHMARK(writeTextReport);

} // namespace
} // namespace headroom
