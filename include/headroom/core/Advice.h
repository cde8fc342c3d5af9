// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Result.h"
#include "headroom/base/Text.h"
#include "headroom/base/Value.h"
#include "headroom/core/Device.h"
#include "headroom/core/Fields.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// A field and what to set it to: `--set key=value`.
struct Setting {
    const Field* field = nullptr;
    Value value;
};

/// A change of the scenario that takes less memory, verified by estimating the changed scenario.
struct Change {
    std::string id; ///< "checkpointing-full"; of two changes "a+b"
    std::vector<Setting> set;
    Bytes used;
    Bytes saved;
    bool fits = false;
    int price = 0; ///< what it costs, from 0 (nothing) up; of two changes the sum
    std::vector<Text> costs; ///< in words, one for each change
};

struct Advice {
    Bytes capacity;
    Bytes used;
    bool fits = false;
    /// Best first: those that fit before those that do not, by price, then by what they take. A
    /// change is left out where another costs no more and takes no more.
    std::vector<Change> changes;
};

/// What to change so that the scenario fits the device, single changes and pairs.
[[nodiscard]] Result<Advice> adviseOn(
    const MemoryModel& model, const Scenario& scenario, const Device& device);

/// The same for the scenario's own device or memory; an error where it has neither. Where
/// `stopped` says so between two changes, the advice is what was found until then.
[[nodiscard]] Result<Advice> advise(
    const MemoryModel& model, const Scenario& scenario, const std::function<bool()>& stopped = {});

/// The scenario so changed; an error where a value does not go with another.
[[nodiscard]] Result<Scenario> withSettings(
    Scenario scenario, const std::vector<Setting>& settings);

} // namespace headroom
