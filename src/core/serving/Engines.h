// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/serving/ServedModel.h"
#include "headroom/base/Result.h"
#include "headroom/base/Wide.h"
#include "headroom/core/Serving.h"

#include <limits>

namespace headroom::serving {

/// All that a plan is made of. Of each device: `capacity`.
struct Request {
    const Scenario& scenario;
    const ServedModel& model;
    const Device* device; ///< nullptr: a capacity typed in
    Bytes capacity;
    std::uint64_t contextLength;
    Dtype cacheDtype;
    std::string modelName; ///< for the command line
};

/// vLLM: a share of each device is taken whole; what weights and activations leave of it is the
/// pool of KV blocks (vllm/v1/worker/gpu_worker.py, determine_available_memory).
[[nodiscard]] Result<ServingPlan> planVllm(const Request& request);

/// llama.cpp: weights, one cache for all sequences, one compute buffer (src/llama-context.cpp,
/// src/llama-kv-cache.cpp).
[[nodiscard]] Result<ServingPlan> planLlamaCpp(const Request& request);

/// A row without a range.
[[nodiscard]] ServingRow exactRow(
    const char* id, const char* label, std::uint64_t bytes, Text source);
[[nodiscard]] ServingRow contextRow(const Request& request);
[[nodiscard]] std::uint64_t sumOf(const std::vector<ServingRow>& rows);

/// A number that may pass 64 bits, held at the largest, which planServing() refuses.
[[nodiscard]] constexpr std::uint64_t held(Wide value)
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    return value > Wide{kMost} ? kMost : static_cast<std::uint64_t>(value);
}

} // namespace headroom::serving
