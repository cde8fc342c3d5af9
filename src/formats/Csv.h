// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// A cell as RFC 4180 writes it: in quotes where it needs them.
[[nodiscard]] std::string csvCell(std::string_view text);

/// Cells and the end of the line.
[[nodiscard]] std::string csvLine(const std::vector<std::string>& cells);

} // namespace headroom
