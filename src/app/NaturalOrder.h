// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace headroom::app {

/// Whether a name comes before another where runs of digits count as numbers: "layers.2" before
/// "layers.10".
[[nodiscard]] bool comesBefore(std::string_view a, std::string_view b);

} // namespace headroom::app
