// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace headroom::gui {

// What arrow keys, PageUp/PageDown and the wheel do to a number. Results stay within [0, 2^64 - 1];
// nothing wraps.

/// The next multiple of the second digit's place in that direction: 7 -> 8, 128 -> 130, 110,000,000
/// -> 120,000,000. `pages` takes the first digit's place: 110,000,000 -> 200,000,000.
[[nodiscard]] std::uint64_t stepMagnitude(std::uint64_t number, int direction, bool pages);

/// number + steps.
[[nodiscard]] std::uint64_t stepBy(std::uint64_t number, std::int64_t steps);

/// The next power of two in that direction: 1,000 -> 1,024 or 512. Down from 1 is 0.
[[nodiscard]] std::uint64_t stepPowerOfTwo(std::uint64_t number, int direction);

} // namespace headroom::gui
