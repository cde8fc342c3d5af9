// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Text.h"

#include <cctype>
#include <cstddef>

namespace headroom {

std::string fillPattern(std::string_view pattern, const std::vector<std::string>& texts)
{
    std::string result;
    result.reserve(pattern.size() + 32);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}'
            && std::isdigit(static_cast<unsigned char>(pattern[i + 1])) != 0) {
            const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
            if (index < texts.size()) {
                result += texts[index];
                i += 2;
                continue;
            }
        }
        result += pattern[i];
    }
    return result;
}

std::string Text::english() const { return TextRenderer().text(*this); }

std::string TextRenderer::text(const Text& text) const
{
    std::vector<std::string> texts;
    texts.reserve(text.arguments().size());
    for (const Text::Argument& argument : text.arguments()) {
        const auto* whole = std::get_if<std::uint64_t>(&argument);
        texts.push_back(
            whole != nullptr ? number(grouped(*whole)) : std::get<std::string>(argument));
    }
    return fillPattern(pattern(text.pattern()), texts);
}

std::string grouped(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t end = digits.size(); end > 3; end -= 3)
        digits.insert(end - 3, 1, ',');
    return digits;
}

} // namespace headroom
