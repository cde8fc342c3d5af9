// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/Engines.h"

#include <algorithm>
#include <string>

namespace headroom::serving {
namespace {

/// Of each token in a run: the residual and the normed hidden state, and what the widest part of a
/// block makes beside them. vLLM joins gate and up, and query, key and value.
std::uint64_t blockBytes(const Request& request, std::uint64_t devices, std::uint64_t element)
{
    const ServedModel& model = request.model;
    const std::uint64_t mlp = 3 * dividedUp(model.mlpWidth, devices);
    const std::uint64_t attention =
        dividedUp(2 * (model.heads + model.kvHeads) * model.headDim, devices);
    return held(Wide{request.scenario.serving.maxBatchedTokens}
        * (Wide{2} * model.width + std::max(mlp, attention)) * element);
}

/// Of each sequence and each entry of the vocabulary, `perLogit` bytes: logits in two types, and
/// what the sampler sorts and sums.
std::uint64_t headBytes(const Request& request, std::uint64_t element, std::uint64_t perLogit)
{
    const Serving& serving = request.scenario.serving;
    return held(Wide{std::min(serving.maxSequences, serving.maxBatchedTokens)}
            * request.model.vocabulary * perLogit
        + Wide{serving.maxBatchedTokens} * 2 * request.model.width * element);
}

ServingRow activations(const Request& request, std::uint64_t devices)
{
    constexpr std::uint64_t kGreedy = 6; // the model's type and fp32
    constexpr std::uint64_t kSampling = 37;
    constexpr std::uint64_t kMost = 41;
    const DtypeInfo& dtype = info(request.scenario.precision.weights);
    const std::uint64_t element =
        std::max<std::uint64_t>(dtype.blockBytes / dtype.blockElements, 1);
    const std::uint64_t block = blockBytes(request, devices, element);
    const auto peak = [&](std::uint64_t perLogit) {
        return Bytes{std::max(block, headBytes(request, element, perLogit))};
    };
    return {"activations", HEADROOM_TEXT("core", "Activations"), peak(kSampling), peak(kGreedy),
        peak(kMost),
        Text(HEADROOM_TEXT("core",
                 "The run that vLLM measures itself with: {0} tokens through the widest block, or "
                 "{1} "
                 "sequences times the vocabulary in its sampler at {2} B an entry (6 B without "
                 "sorting), "
                 "as published for Llama-3-8B with vLLM 0.6"),
            request.scenario.serving.maxBatchedTokens, request.scenario.serving.maxSequences,
            kSampling)};
}

std::string vllmCommand(const Request& request, std::uint64_t devices)
{
    const Scenario& scenario = request.scenario;
    const Serving& serving = scenario.serving;
    std::string text = "vllm serve " + request.modelName;
    if (devices > 1)
        text += " --tensor-parallel-size " + std::to_string(devices);
    text += " --gpu-memory-utilization " + serving.gpuMemoryUtilization.toString()
        + " --max-model-len " + std::to_string(request.contextLength) + " --max-num-seqs "
        + std::to_string(serving.maxSequences) + " --max-num-batched-tokens "
        + std::to_string(serving.maxBatchedTokens) + " --block-size "
        + std::to_string(serving.blockSize);
    if (request.cacheDtype == Dtype::Fp8)
        text += " --kv-cache-dtype fp8";
    if (!serving.cudaGraphs)
        text += " --enforce-eager";
    return text;
}

} // namespace

Result<ServingPlan> planVllm(const Request& request)
{
    const Scenario& scenario = request.scenario;
    const Serving& serving = scenario.serving;
    const ServedModel& model = request.model;
    const std::uint64_t devices = std::max<std::uint64_t>(scenario.parallelism.tensor, 1);
    if (model.heads % devices != 0)
        return fail(ErrorCode::OutOfRange, "parallelism.tensor",
            HEADROOM_TEXT("core", "expected a divisor of {0} attention heads, found {1}"),
            model.heads, devices);
    if (request.contextLength > model.positions)
        return fail(ErrorCode::OutOfRange, "workload.context_length",
            HEADROOM_TEXT("core",
                "vLLM takes at most the {0} positions that the model was made for "
                "(max_position_embeddings), found {1}"),
            model.positions, request.contextLength);
    if (request.cacheDtype != scenario.precision.weights && request.cacheDtype != Dtype::Fp8)
        return fail(ErrorCode::Unsupported, "precision.kv_cache",
            HEADROOM_TEXT("core", "vLLM keeps keys and values as the weights or in fp8; found {0}"),
            toString(request.cacheDtype));

    ServingPlan plan;
    plan.engine = Implementation::Vllm;
    plan.devices = devices;
    plan.capacity = request.capacity;
    plan.contextLength = request.contextLength;
    plan.command = vllmCommand(request, devices);
    plan.rows.push_back(
        exactRow("weights", HEADROOM_TEXT("core", "Weights"), dividedUp(model.weights, devices),
            Text(HEADROOM_TEXT(
                "core", "Counted on the ledger of the architecture, tensor by tensor."))));
    if (model.rotary)
        plan.rows.push_back(exactRow("buffers", HEADROOM_TEXT("core", "Rotary table"),
            held(Wide{model.positions} * model.headDim * 2),
            Text(HEADROOM_TEXT("core",
                "Cosines and sines of each position in 16 bits (vllm, rotary_embedding)"))));
    plan.rows.push_back(activations(request, devices));
    plan.rows.push_back(contextRow(request));
    const std::uint64_t taken = sumOf(plan.rows);
    // Heads of keys and values are split; with fewer than devices, each keeps a copy of one.
    const std::uint64_t heads = std::max<std::uint64_t>(dividedUp(model.kvHeads, devices), 1);
    const std::uint64_t elements = held(Wide{model.fullElements + model.windowedElements} * heads
        / std::max<std::uint64_t>(model.kvHeads, 1));
    const Result<std::uint64_t> perToken = storageBytes(elements, request.cacheDtype);
    if (!perToken)
        return tl::unexpected(perToken.error());
    plan.kvBytesPerToken = *perToken;
    const std::uint64_t share = held(Wide{request.capacity.value}
        * serving.gpuMemoryUtilization.digits() / serving.gpuMemoryUtilization.denominator());
    const std::uint64_t pool = share - std::min(share, taken);
    const std::uint64_t block = held(Wide{serving.blockSize} * *perToken);
    const std::uint64_t blocks = block == 0 ? 0 : pool / block;
    plan.rows.push_back(exactRow("kv_cache", HEADROOM_TEXT("core", "KV blocks"),
        held(Wide{blocks} * block),
        Text(HEADROOM_TEXT("core", "What is left of {0} of the device, in blocks of {1} tokens"),
            serving.gpuMemoryUtilization.toString(), serving.blockSize)));
    plan.used = Bytes{sumOf(plan.rows)};
    plan.cachedTokens = held(Wide{blocks} * serving.blockSize);
    plan.requests = blocks / dividedUp(request.contextLength, serving.blockSize);
    plan.longestContext = std::min(plan.cachedTokens, model.positions);
    plan.fits = taken <= share && plan.requests > 0;
    if (plan.requests > serving.maxSequences) {
        plan.requests = serving.maxSequences;
        plan.assumptions.emplace_back(
            HEADROOM_TEXT("core", "More requests than serving.max_sequences ({0}) wait."),
            serving.maxSequences);
    }
    if (taken > share)
        plan.warnings.emplace_back(
            HEADROOM_TEXT("core",
                "Weights, activations and context leave no room for keys and values in {0} of the "
                "device: vLLM would not start."),
            serving.gpuMemoryUtilization.toString());
    else if (plan.requests == 0)
        plan.warnings.emplace_back(HEADROOM_TEXT("core",
                                       "The KV blocks hold {0} tokens, fewer than the context of "
                                       "{1}: vLLM would not start."),
            plan.cachedTokens, request.contextLength);
    plan.assumptions.emplace_back(
        HEADROOM_TEXT("core", "Requests that share a prefix share its blocks: then more fit."));
    if (model.windowedElements > 0)
        plan.assumptions.emplace_back(HEADROOM_TEXT("core",
            "Layers with a sliding window are counted as keeping every token; vLLM's hybrid cache "
            "keeps fewer."));
    if (devices > 1)
        plan.assumptions.emplace_back(HEADROOM_TEXT("core",
                                          "Each of {0} devices holds an equal part of every "
                                          "weight, and the heads of keys and "
                                          "values; what NCCL keeps is not counted."),
            devices);
    if (serving.cudaGraphs)
        plan.warnings.emplace_back(HEADROOM_TEXT("core",
            "CUDA graphs are captured after the pool is made, beyond gpu_memory_utilization: what "
            "they take is not counted."));
    return plan;
}

} // namespace headroom::serving
