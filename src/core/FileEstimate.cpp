// SPDX-License-Identifier: GPL-3.0-or-later
#include "FileEstimate.h"

#include "LlamaCppCells.h"

#include "headroom/base/Wide.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace headroom::storedfile {
namespace {

constexpr const char* kFileLayers = HEADROOM_TEXT("formula", "layers");
constexpr const char* kFileBatch = HEADROOM_TEXT("formula", "batch size");
constexpr const char* kStored = HEADROOM_TEXT("formula", "bytes of all tensors in the file");
constexpr const char* kCells = HEADROOM_TEXT("formula", "cells of the cache");
constexpr const char* kWindowCells = HEADROOM_TEXT("formula", "cells of a sliding window");
constexpr const char* kBytesPerCell = HEADROOM_TEXT("formula", "bytes of a cell in one layer");
constexpr const char* kStateBytes = HEADROOM_TEXT("formula", "bytes of recurrent state");
constexpr const char* kValuesPerToken = HEADROOM_TEXT("formula", "cached values per token");
constexpr const char* kBytesPerValue = HEADROOM_TEXT("formula", "bytes per cached value");
constexpr const char* kTokens = HEADROOM_TEXT("formula", "context length");

std::uint64_t contextOf(const Scenario& scenario)
{
    return scenario.workload.contextLength.value_or(scenario.workload.sequenceLength);
}

/// fp16 unless something else is chosen: llama.cpp's default, whatever the weights are.
Dtype cacheDtype(const FileFacts& facts, const Scenario& scenario)
{
    return scenario.precision.kvCache.value_or(
        facts.isGguf ? Dtype::Fp16 : scenario.precision.weights);
}

/// Bytes of a row of that many elements; a row is whole blocks (findProblems() has looked).
std::uint64_t rowBytes(std::uint64_t elements, Dtype dtype)
{
    return storageBytes(elements, dtype).value_or(std::numeric_limits<std::uint64_t>::max());
}

std::uint64_t cellsOf(const CacheLayers& group, const Scenario& scenario)
{
    const std::uint64_t context = contextOf(scenario);
    return group.window ? llamacpp::windowCells(context, *group.window, scenario.serving.microBatch)
                        : llamacpp::wholeCells(context);
}

std::optional<Formula> cacheFormula(const FileFacts& facts, const Scenario& scenario)
{
    const Factor batch = Factor::count(kFileBatch, scenario.workload.batchSize);
    const Dtype dtype = cacheDtype(facts, scenario);
    Formula formula;
    if (!facts.cache) {
        if (facts.isGguf || !facts.cacheElementsPerToken)
            return std::nullopt;
        formula.addProduct(batch, Factor::count(kTokens, contextOf(scenario)),
            Factor::count(kValuesPerToken, *facts.cacheElementsPerToken),
            Factor::bytesOf(kBytesPerValue, dtype));
        return formula;
    }
    for (const CacheLayers& group : facts.cache->layers) {
        const Wide bytes = Wide{rowBytes(group.keys, dtype)} + rowBytes(group.values, dtype);
        const std::uint64_t cell = static_cast<std::uint64_t>(
            std::min<Wide>(bytes, std::numeric_limits<std::uint64_t>::max()));
        formula.addProduct(Factor::count(kFileLayers, group.layers),
            Factor{kBytesPerCell, cell, 1, Factor::Unit::Bytes},
            Factor::count(group.window ? kWindowCells : kCells, cellsOf(group, scenario)), batch);
    }
    if (facts.cache->stateBytes > 0)
        formula.addProduct(
            Factor{kStateBytes, facts.cache->stateBytes, 1, Factor::Unit::Bytes}, batch);
    return formula;
}

void findCacheProblems(
    const FileFacts& facts, const Scenario& scenario, std::vector<Error>& problems)
{
    if (!facts.cache)
        return;
    const DtypeInfo& dtype = info(cacheDtype(facts, scenario));
    for (const CacheLayers& group : facts.cache->layers) {
        const std::uint64_t odd = group.keys % dtype.blockElements != 0 ? group.keys : group.values;
        if (odd % dtype.blockElements == 0)
            continue;
        problems.push_back({ErrorCode::Conflict, "precision.kv_cache",
            Text(HEADROOM_TEXT("core",
                     "expected a type whose blocks divide the {0} values of a row; those of {1} "
                     "have {2}"),
                odd, dtype.name, std::uint64_t{dtype.blockElements}),
            {}, {}, 0});
        return;
    }
}

} // namespace

bool keepsQuantization(const FileFacts& facts, const Scenario& scenario)
{
    return scenario.quantization.method == facts.method || scenario.quantization.method == "none";
}

Scenario withOwnMethod(Scenario scenario, const FileFacts* facts)
{
    if (facts != nullptr && scenario.quantization.method == "none")
        scenario.quantization.method = facts->method;
    return scenario;
}

bool isWhole(const FileFacts& facts, const Scenario& scenario)
{
    // Weights that are not quantized may train.
    const bool isUsed = facts.isQuantized || scenario.workload.mode == Mode::Inference;
    return keepsQuantization(facts, scenario)
        && (facts.config.isNull() || (isUsed && (facts.isGguf || facts.method == "none")));
}

void findProblems(const FileFacts& facts, const Scenario& scenario, std::vector<Error>& problems)
{
    if (!isWhole(facts, scenario)) {
        if (facts.config.isNull())
            problems.push_back({ErrorCode::Unsupported, "quantization.method",
                Text(HEADROOM_TEXT("core",
                         "expected {0}, as the file has it: its architecture is not one that is "
                         "run, so only its own weights are known"),
                    facts.method),
                {}, {}, 0});
        return;
    }
    if (scenario.workload.mode == Mode::Training) {
        const char* pattern = facts.config.isNull()
            ? HEADROOM_TEXT("core",
                "expected inference: weights that are stored as {0} do not train. Open the "
                "model's original weights")
            : HEADROOM_TEXT("core",
                "expected inference: weights that are stored as {0} do not train. For QLoRA on the "
                "original weights take quantization.method nf4 and adapter.method lora");
        problems.push_back({ErrorCode::Unsupported, "workload.mode",
            Text(pattern, facts.quantization), {}, {}, 0});
    }
    if (scenario.adapter.method != AdapterMethod::None)
        problems.push_back({ErrorCode::Unsupported, "adapter.method",
            Text(HEADROOM_TEXT("core",
                "an adapter beside weights that are taken as the file stores them is not counted "
                "by this version")),
            {}, {}, 0});
    findCacheProblems(facts, scenario, problems);
}

closedform::Term term(const FileFacts& facts, const Scenario& scenario, Role role)
{
    switch (role) {
    case Role::Parameter: {
        Formula formula;
        formula.addProduct(Factor{kStored, facts.weightBytes, 1, Factor::Unit::Bytes});
        return {formula, false,
            HEADROOM_TEXT("core", "The file's header: the bytes of each tensor as it is stored.")};
    }
    case Role::KvCache:
        return {cacheFormula(facts, scenario), false,
            facts.isGguf
                ? HEADROOM_TEXT("core",
                    "llama.cpp's rules (llama-kv-cache.cpp): cells in whole 256, sliding windows "
                    "with room for one micro-batch.")
                : HEADROOM_TEXT("core", "Each layer keeps the keys and values of every token.")};
    case Role::MasterWeight:
    case Role::OptimizerState:
    case Role::Gradient:
        return {{}, true, ""};
    default:
        return {{}, false, ""};
    }
}

void note(const FileFacts& facts, const Scenario& scenario, std::vector<Text>& assumptions,
    std::vector<Text>& warnings)
{
    assumptions.emplace_back(
        HEADROOM_TEXT("core", "The weights are kept as the file stores them: {0}."),
        facts.quantization);
    if (facts.cache && !scenario.precision.kvCache)
        assumptions.emplace_back(
            HEADROOM_TEXT("core", "The KV cache is in fp16, llama.cpp's default."));
    warnings.emplace_back(HEADROOM_TEXT("core",
        "Activations and workspaces are not counted: what a program takes for a while beside "
        "weights in this storage is not known."));
    if (!facts.cache && !facts.cacheElementsPerToken)
        warnings.emplace_back(HEADROOM_TEXT(
            "core", "The KV cache is not counted: the file does not say what it follows from."));
}

} // namespace headroom::storedfile
