// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace headroom {

/// The word most like `word` (fewest edits, case aside), or empty where none is near.
[[nodiscard]] std::string nearestWord(
    std::string_view word, std::span<const std::string_view> words);

} // namespace headroom
