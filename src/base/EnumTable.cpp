// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/EnumTable.h"

namespace headroom {

std::string joinWords(std::span<const std::string_view> words)
{
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty())
            text += ", ";
        text += word;
    }
    return text;
}

} // namespace headroom
