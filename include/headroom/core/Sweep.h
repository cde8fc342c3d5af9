// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// A field and the values that it is to take, as texts that `--set` would take.
struct Sweep {
    std::string key;
    std::vector<std::string> values;
};

inline constexpr std::size_t kMostSweepPoints = 10'000;

/// "workload.batch_size=1:256:x2" (1, 2, 4 … 256), "…=512:4096:512" (steps of 512), "…=1:8" (steps
/// of 1), "precision.weights=fp32,bf16" (a list). Errors say what is wrong with the text; values
/// are checked by whoever sets them.
[[nodiscard]] Result<Sweep> parseSweep(std::string_view text);

} // namespace headroom
