// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace headroom {

/// The place of the first byte that is not UTF-8 (RFC 3629: no surrogates, no overlong forms); npos
/// where all is.
[[nodiscard]] std::size_t findInvalidUtf8(std::string_view text);

/// How many columns the text takes in a terminal: one for each code point, none for a colour's
/// sequence.
[[nodiscard]] std::size_t displayWidth(std::string_view text);

} // namespace headroom
