// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <cstdint>
#include <vector>

namespace headroom::serving {

/// What a server needs to know of a decoder. Bytes are of the whole model.
struct ServedModel {
    std::uint64_t vocabulary = 0;
    std::uint64_t width = 0; ///< of the hidden state
    std::uint64_t mlpWidth = 0;
    std::uint64_t heads = 0;
    std::uint64_t kvHeads = 0;
    std::uint64_t headDim = 0;
    std::uint64_t positions = 0; ///< that it was made for
    bool rotary = false;

    std::uint64_t weights = 0;
    std::uint64_t inputEmbedding = 0; ///< bytes
    bool tied = false; ///< the head's weight is the embedding's
    std::vector<std::uint64_t> layers; ///< bytes of each one's weights
    bool shared = false; ///< those are parts of a file's bytes, not counted tensor by tensor

    /// Elements of keys and values of one token: of layers that keep every token, and of those that
    /// keep a window of them.
    std::uint64_t fullElements = 0;
    std::uint64_t windowedElements = 0;
    std::uint64_t window = 0; ///< 0: there are none of the latter
};

/// Of the scenario's model, by its config and by estimates of it at single tokens. Errors name the
/// key that is missing, or say that the model has no KV cache.
[[nodiscard]] Result<ServedModel> servedModel(const MemoryModel& model, const Scenario& scenario);

[[nodiscard]] constexpr std::uint64_t dividedUp(std::uint64_t value, std::uint64_t parts)
{
    return (value + parts - 1) / parts;
}

} // namespace headroom::serving
