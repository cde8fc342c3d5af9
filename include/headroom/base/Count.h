// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace headroom {

/// The marks that a locale writes numbers with; digits are ASCII (the window maps other digits
/// first).
struct CountSyntax {
    char decimalPoint = '.';
    char groupSeparator =
        ','; ///< '\0': none. A space, an underscore and an apostrophe always group
};

/// A whole number as people write it: "110M", "7B", "1.5e9", "128k", "110 000 000", "1_000",
/// "1,000". k, M, B (or G), T are powers of 1000. Exact; a fraction that is left, a sign, or a
/// number beyond 2^64 - 1 is an error.
[[nodiscard]] Result<std::uint64_t> parseCount(std::string_view text, CountSyntax syntax = {});

/// The number with the suffix that keeps it short where three digits say it: 110000000 -> "110M",
/// 8030261248 -> "8.03B".
[[nodiscard]] std::string shortCount(std::uint64_t count);

} // namespace headroom
