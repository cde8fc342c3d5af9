// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// Layers whose key and value caches are alike, as llama.cpp keeps them (llama-kv-cache.cpp).
struct CacheLayers {
    std::uint64_t layers = 0;
    std::uint64_t keys = 0; ///< elements of one token's keys
    std::uint64_t values = 0; ///< of its values; 0: keys alone are kept (latent attention)
    std::optional<std::uint64_t> window; ///< tokens that are attended to; none: all of the context
    friend bool operator==(const CacheLayers&, const CacheLayers&) = default;
};

/// What llama.cpp keeps of past tokens.
struct CacheShape {
    std::vector<CacheLayers> layers;
    std::uint64_t stateBytes = 0; ///< of recurrent layers, for each sequence, in fp32
    friend bool operator==(const CacheShape&, const CacheShape&) = default;
};

/// A model file whose weights are used as it stores them (model.file): a quantized one, or
/// llama.cpp's.
struct FileFacts {
    std::uint64_t parameters = 0; ///< logical
    std::uint64_t active = 0; ///< that one token uses
    std::uint64_t weightBytes = 0; ///< as stored, with scales and zeros
    std::string quantization; ///< "gptq, 4 bit, groups of 128"; of a plain one its type
    bool isQuantized = true;
    /// The quantization.method that stands for what the file holds; "none" where the scenario has
    /// no word for it.
    std::string method = "none";
    Value config; ///< a config.json object that the engine runs, or null
    bool isGguf = false; ///< run by llama.cpp
    std::optional<CacheShape> cache; ///< GGUF
    std::optional<std::uint64_t> cacheElementsPerToken; ///< of all layers, where it is not GGUF
};

} // namespace headroom
