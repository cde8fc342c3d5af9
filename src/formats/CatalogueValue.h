// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Decimal.h"
#include "headroom/base/Value.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>
#include <string_view>

namespace headroom::catalogue {

// Members of an entry of a catalogue. The files are ours, and tests read every entry.

/// Empty where it is not there.
inline std::string text(const Value& entry, std::string_view key)
{
    const Value* value = entry.find(key);
    const std::string* found = value != nullptr ? value->asString() : nullptr;
    return found != nullptr ? *found : std::string();
}

/// As it is written; empty where it is not there.
inline std::string numberText(const Value& entry, std::string_view key)
{
    const Value* value = entry.find(key);
    const Value::Number* number = value != nullptr ? value->asNumber() : nullptr;
    return number != nullptr ? number->text : std::string();
}

/// 0 where it is not there.
inline std::uint64_t count(const Value& entry, std::string_view key)
{
    return Decimal::parse(numberText(entry, key)).value.value_or(Decimal()).digits();
}

/// The same word, case aside.
inline bool sameWord(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x))
            == std::tolower(static_cast<unsigned char>(y));
    });
}

} // namespace headroom::catalogue
