// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Optimizer.h"

#include <span>

namespace headroom::engine {

/// The temporaries of one parameter in a for-loop form, by what Python's variables do with them.
enum class LoopTemporaries {
    None,
    Dropped, ///< one, gone with the statement (Adamax: grad.abs())
    Held, ///< one in a variable that the next parameter's replaces (Adagrad, RMSprop: std)
    HeldTwice, ///< two such variables (Adadelta: std, delta)
    QuotientHeld, ///< a root, then its quotient in a variable (Adam: denom)
    ProductDropped, ///< one in a variable, and a product of it that goes with the statement (RAdam)
};

/// An optimizer whose states are as large as the parameter, and whose step works element by
/// element.
struct Recipe {
    std::string_view id;
    std::size_t states = 0; ///< tensors like the parameter
    std::vector<const char*>
        foreachLists{}; ///< lists of temporaries that live to the end of the step, in order
    bool listsEndWithGroup = false; ///< a new group of parameters begins by dropping them
    LoopTemporaries loop = LoopTemporaries::None;
    std::vector<const char*> loopOps{};
    bool fused = false; ///< PyTorch has a fused kernel: no temporaries
    bool stepOnDevice = false; ///< fused: a step count of 4 bytes a parameter on the device
};

/// The one table of them.
[[nodiscard]] std::span<const Recipe> recipes();
[[nodiscard]] const Recipe* findRecipe(std::string_view id);

/// The slots by the dtype of what is updated, as foreach takes them: the dtype that comes last
/// first (torch._C._group_tensors_by_device_and_dtype walks a std::unordered_map).
[[nodiscard]] std::vector<std::vector<Slot*>> groupedByDtype(const std::vector<Slot*>& slots);

/// bitsandbytes' optimizers, or nullptr: adam-8bit, adamw-8bit, lion-8bit, paged-adamw,
/// paged-adamw-8bit.
[[nodiscard]] std::unique_ptr<Optimizer> makeEightBit(std::string_view id);
[[nodiscard]] std::span<const std::string_view> eightBitIds();

[[nodiscard]] std::unique_ptr<Optimizer> makeElementwise(const Recipe& recipe, OptimizerForm form);
[[nodiscard]] std::unique_ptr<Optimizer> makeAdafactor(bool foreach);
[[nodiscard]] std::unique_ptr<Optimizer> makeKept(const KeptStates& states);

} // namespace headroom::engine
