// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::engine {

/// How a linear layer's weight is stored (sources at engine/QuantizedWeight.h).
enum class WeightStorage {
    Plain, ///< as the model's dtype
    FourBit, ///< bitsandbytes' NF4 and FP4
    FourBitNested, ///< the same, with its statistics quantized once more (double quantization)
    Int8, ///< bitsandbytes' LLM.int8
    Gptq, ///< 4 bits, a scale and a zero in each group of 128 inputs, act-order's index
    Awq, ///< the same without the index
    Fp8, ///< e4m3 with a scale in each 128 x 128 block
};

enum class AdapterBias { None, All, LoraOnly };

/// peft's LoraConfig, as far as memory depends on it.
struct LoraOptions {
    std::int64_t rank = 16;
    bool allLinear = true; ///< else `targets`
    std::vector<std::string> targets{};
    bool dropout = false;
    AdapterBias bias = AdapterBias::None;
    bool dora = false;
    bool rslora = false;

    /// What an adapter's product is multiplied by is other than one: alpha 16 over the rank, or
    /// over its root; both doubled where peft fuses two adapters.
    [[nodiscard]] bool scales(std::int64_t fused = 1) const
    {
        return rslora ? 16 * 16 * fused != rank : rank != 16;
    }
};

/// What peft and bitsandbytes make of a model that PyTorch builds: adapters beside frozen weights,
/// quantized linear layers, modules and parameters that train or do not. Names are those of the
/// bare model.
struct Adaptation {
    using Lora = LoraOptions;

    std::optional<Lora> lora;
    std::vector<std::string> modulesToSave;
    WeightStorage storage = WeightStorage::Plain;
    bool restInFp32 = false; ///< peft's prepare_model_for_kbit_training
    bool inputsRequireGrad = false; ///< enable_input_require_grads: of the input embedding's output
    std::vector<std::string> frozen;

    /// Whether the list of targets names that module: itself or what its name ends with, from a dot
    /// on (peft/tuners/tuners_utils.py, check_target_module_exists).
    [[nodiscard]] bool targets(std::string_view module) const;
    /// Whether that module is kept twice, the copy to train: what its name ends with
    /// (peft/utils/other.py, _set_trainable).
    [[nodiscard]] bool saves(std::string_view module) const;
    /// Whether that parameter is kept from training: by its name, or a module's that it is in.
    [[nodiscard]] bool freezes(std::string_view parameter) const;

    /// Whether the targets name a linear layer that older versions of transformers had in the place
    /// of a bare parameter (peft/utils/transformers_weight_conversion.py).
    [[nodiscard]] bool targetsFormer(std::string_view layer) const;

    /// Whether blocks that repeat may be treated differently: a name says which of them it means.
    [[nodiscard]] bool tellsBlocksApart() const;

    /// Before every name where peft wraps the model.
    [[nodiscard]] std::string_view prefix() const { return lora ? "base_model.model." : ""; }
};

/// Whether an entry of a list names a target: see Adaptation::targets. `*` stands for any text.
[[nodiscard]] bool namesTarget(std::string_view entry, std::string_view module);
[[nodiscard]] bool namesSaved(std::string_view entry, std::string_view module);
[[nodiscard]] bool namesFrozen(std::string_view entry, std::string_view parameter);

} // namespace headroom::engine
