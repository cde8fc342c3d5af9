// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/NearestWord.h"
#include "headroom/base/Result.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace headroom {

template <typename Enum> struct EnumName {
    Enum value;
    std::string_view name;
};

/// The one list of an enumeration's values and the names they have in files, options and messages.
/// Specialise `template <> struct EnumNames<E> { static constexpr auto kTable =
/// std::to_array<EnumName<E>>({…}); };` beside the enumeration.
template <typename Enum> struct EnumNames;

template <typename Enum>
[[nodiscard]] constexpr std::string_view toString(Enum value) requires requires
{
    EnumNames<Enum>::kTable;
}
{
    for (const EnumName<Enum>& entry : EnumNames<Enum>::kTable) {
        if (entry.value == value)
            return entry.name;
    }
    return {};
}

/// All names, in the table's order.
template <typename Enum> [[nodiscard]] constexpr auto enumNames()
{
    constexpr auto& kTable = EnumNames<Enum>::kTable;
    std::array<std::string_view, kTable.size()> names{};
    for (std::size_t i = 0; i < kTable.size(); ++i)
        names[i] = kTable[i].name;
    return names;
}

/// "fp64, fp32, …", for messages.
[[nodiscard]] std::string joinWords(std::span<const std::string_view> words);

template <typename Enum>
[[nodiscard]] Result<Enum> enumFromString(std::string_view name, std::string where)
{
    for (const EnumName<Enum>& entry : EnumNames<Enum>::kTable) {
        if (entry.name == name)
            return entry.value;
    }
    static constexpr auto kNames = enumNames<Enum>();
    auto failure = fail(ErrorCode::UnknownName, std::move(where),
        HEADROOM_TEXT("base", "expected one of {0}; found \"{1}\""), joinWords(kNames), name);
    failure.value().suggestion = nearestWord(name, kNames);
    return failure;
}

} // namespace headroom
