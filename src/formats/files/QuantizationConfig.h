// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::files {

/// How a checkpoint's weights are stored, as its config says (quantization_config of config.json,
/// quantize_config.json, hf_quant_config.json).
struct QuantizationConfig {
    enum class Method {
        None,
        Gptq,
        Awq,
        BitsAndBytes4,
        BitsAndBytes8,
        Fp8,
        Mxfp4,
        Nvfp4,
        CompressedTensors, ///< packed integers
        Hqq,
        Mlx,
        Unknown,
    };
    Method method = Method::None;
    std::string name; ///< as the config has it: "gptq"
    std::uint64_t bits = 0; ///< of a weight; 0: not said
    std::uint64_t groupSize = 0; ///< weights that share a scale; 0: a row (or not said)
    std::uint64_t blockRows = 0; ///< FP8 in blocks
    std::uint64_t blockColumns = 0;
    bool doubleQuant = false;
    bool symmetric = true;
    bool actOrder = false;
    std::string variant; ///< "nf4", "fp4"
    std::optional<std::vector<std::string>> notConverted; ///< modules, as the config lists them

    /// "gptq, 4 bit, groups of 128", for people.
    [[nodiscard]] std::string describe() const;
};

/// `config`: the whole config.json, or one of the other files. Method::None where it says nothing.
[[nodiscard]] QuantizationConfig quantizationOf(const Value& config);

} // namespace headroom::files
