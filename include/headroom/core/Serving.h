// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Result.h"
#include "headroom/base/Text.h"
#include "headroom/core/Device.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// One thing that a server keeps on each device.
struct ServingRow {
    std::string id; ///< "weights", the key in JSON
    const char* label = ""; ///< marked for translation
    Bytes bytes;
    Bytes low; ///< the least and the most that is reckoned with
    Bytes high;
    Text source;
};

/// What an inference server takes on each of its devices, and what it can serve there.
struct ServingPlan {
    Implementation engine = Implementation::Vllm;
    std::uint64_t devices = 1;
    Bytes capacity; ///< of one device
    std::vector<ServingRow> rows; ///< of one device; they add up to `used`
    Bytes used;
    bool fits = false; ///< and there is room in the cache for a request of that context
    Bytes onHost; ///< weights and cache that stay with the CPU

    std::uint64_t kvBytesPerToken = 0; ///< of all layers, on one device
    std::uint64_t contextLength = 0; ///< of a request, prompt and answer together
    std::uint64_t cachedTokens = 0; ///< that the cache has room for
    std::uint64_t requests = 0; ///< of that context that fit at once
    std::uint64_t longestContext = 0; ///< of a single request; at most what the model was made for
    std::string command; ///< that starts the server

    std::vector<Text> assumptions;
    std::vector<Text> warnings;
};

/// How the scenario's engine (software.implementation: vllm or llama.cpp) would serve its model on
/// its device, or on hardware.memory_bytes. Devices: parallelism.tensor of them for vLLM, which
/// gives each a part of every layer; hardware.count of them for llama.cpp, which gives each some
/// layers. Errors: training, a model without a KV cache, an engine that serves nothing, no device.
[[nodiscard]] Result<ServingPlan> planServing(const MemoryModel& model, const Scenario& scenario);

} // namespace headroom
