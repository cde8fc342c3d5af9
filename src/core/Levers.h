// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Advice.h"

#include <vector>

namespace headroom::advice {

/// Levers of one group exclude each other.
enum class Group : std::uint8_t {
    Allocator,
    Attention,
    Loss,
    OptimizerForm,
    Optimizer,
    Batch,
    Length,
    Precision,
    Checkpointing,
    Adapter,
    Offload,
    KvCache,
};

/// A change that may save memory in this scenario.
struct Lever {
    std::string id;
    Group group = Group::Allocator;
    int price = 0;
    std::vector<Setting> set;
    Text cost;
};

/// Those that change something in this scenario. Whether they can be estimated, and save anything,
/// is found out by estimating.
[[nodiscard]] std::vector<Lever> leversFor(const Scenario& scenario);

} // namespace headroom::advice
