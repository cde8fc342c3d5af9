// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

// Looking into a tree of values that need not have what one looks for.

namespace headroom::files {

/// Empty where the value is absent or no text.
[[nodiscard]] std::string textOf(const Value* value);
[[nodiscard]] inline std::string textAt(const Value& tree, std::string_view key)
{
    return textOf(tree.find(key));
}

/// A whole number from 0; none where it is absent, another kind, or null.
[[nodiscard]] std::optional<std::uint64_t> wholeOf(const Value* value);
[[nodiscard]] inline std::optional<std::uint64_t> wholeAt(const Value& tree, std::string_view key)
{
    return wholeOf(tree.find(key));
}
/// The first of these keys that is one.
[[nodiscard]] std::optional<std::uint64_t> wholeAt(
    const Value& tree, std::initializer_list<std::string_view> keys);

[[nodiscard]] std::optional<bool> flagAt(const Value& tree, std::string_view key);
/// The object of that key, or an empty one.
[[nodiscard]] const Value& objectAt(const Value& tree, std::string_view key);
[[nodiscard]] bool hasKey(const Value& tree, std::string_view key);

} // namespace headroom::files
