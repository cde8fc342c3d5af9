// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Serving.h"

#include "core/serving/Engines.h"

#include <limits>
#include <string>
#include <tuple>

namespace headroom {
namespace {

constexpr std::uint64_t kLongestContext = std::uint64_t{1} << 32;
constexpr std::uint64_t kMostSequences = std::uint64_t{1} << 24;

Result<void> check(const Scenario& scenario, const Device* device)
{
    const Implementation engine = scenario.software.implementation;
    if (engine != Implementation::Vllm && engine != Implementation::LlamaCpp)
        return fail(ErrorCode::Unsupported, "software.implementation",
            HEADROOM_TEXT("core", "expected an engine that serves, vllm or llama.cpp; found {0}"),
            toString(engine));
    if (scenario.workload.mode == Mode::Training)
        return fail(ErrorCode::Conflict, "workload.mode",
            HEADROOM_TEXT("core", "expected inference, which is what {0} does; found training"),
            toString(engine));
    if (std::holds_alternative<ManualModel>(scenario.model))
        return fail(ErrorCode::Unsupported, "model.manual",
            HEADROOM_TEXT("core",
                "expected a model with an architecture, whose layers and heads are known; found a "
                "count of parameters"));
    if (device == nullptr && !scenario.hardware.memoryBytes)
        return fail(ErrorCode::Missing, "hardware.device",
            HEADROOM_TEXT("core", "expected a device (or hardware.memory_bytes) to serve on"));
    const auto within = [](const char* key, std::uint64_t value,
                            std::uint64_t most) -> Result<void> {
        if (value >= 1 && value <= most)
            return {};
        return fail(ErrorCode::OutOfRange, key,
            HEADROOM_TEXT("core", "expected a whole number from 1 to {0}, found {1}"), most, value);
    };
    const Workload& workload = scenario.workload;
    const Serving& serving = scenario.serving;
    for (const auto& [key, value, most] :
        {std::tuple{"workload.context_length",
             workload.contextLength.value_or(workload.sequenceLength), kLongestContext},
            std::tuple{"workload.batch_size", workload.batchSize, kMostSequences},
            std::tuple{"serving.max_sequences", serving.maxSequences, kMostSequences},
            std::tuple{"serving.max_batched_tokens", serving.maxBatchedTokens, kLongestContext},
            std::tuple{"serving.block_size", serving.blockSize, kMostSequences},
            std::tuple{"serving.micro_batch", serving.microBatch, kMostSequences},
            std::tuple{"parallelism.tensor", scenario.parallelism.tensor, kMostSequences},
            std::tuple{"hardware.count", scenario.hardware.count, kMostSequences}}) {
        if (Result<void> ok = within(key, value, most); !ok)
            return ok;
    }
    return {};
}

/// What the engine calls the model; a place to fill in where the scenario has no name for it.
std::string nameOf(const Scenario& scenario)
{
    const bool gguf = scenario.software.implementation == Implementation::LlamaCpp;
    if (const auto* model = std::get_if<CatalogueModel>(&scenario.model))
        return gguf ? model->id.substr(model->id.rfind('/') + 1) + ".gguf" : model->id;
    if (const auto* model = std::get_if<FileModel>(&scenario.model))
        return model->path;
    return gguf ? "MODEL.gguf" : "MODEL";
}

} // namespace

Result<ServingPlan> planServing(const MemoryModel& model, const Scenario& scenario)
{
    const Result<const Device*> found = model.device(scenario);
    if (!found)
        return tl::unexpected(found.error());
    const Device* device = *found;
    if (Result<void> ok = check(scenario, device); !ok)
        return tl::unexpected(ok.error());
    const Result<serving::ServedModel> served = serving::servedModel(model, scenario);
    if (!served)
        return tl::unexpected(served.error());
    const bool llamaCpp = scenario.software.implementation == Implementation::LlamaCpp;
    const serving::Request request{
        .scenario = scenario,
        .model = *served,
        .device = device,
        .capacity =
            scenario.hardware.memoryBytes ? *scenario.hardware.memoryBytes : device->capacity,
        .contextLength = scenario.workload.contextLength.value_or(scenario.workload.sequenceLength),
        .cacheDtype = scenario.precision.kvCache.value_or(
            llamaCpp ? Dtype::Fp16 : scenario.precision.weights),
        .modelName = nameOf(scenario),
    };
    Result<ServingPlan> plan =
        llamaCpp ? serving::planLlamaCpp(request) : serving::planVllm(request);
    if (plan && plan->used.value == std::numeric_limits<std::uint64_t>::max())
        return fail(ErrorCode::Overflow, "serving",
            HEADROOM_TEXT("core", "what the server takes passes 64 bits"));
    return plan;
}

} // namespace headroom
