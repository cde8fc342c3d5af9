// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Decimal.h"

#include "base/Digits.h"

#include <cstddef>
#include <limits>

namespace headroom {

Decimal::Parsed Decimal::parse(std::string_view text)
{
    constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
    constexpr long kExponentLimit = 1000;
    std::size_t i = 0;
    bool negative = false;
    if (i < text.size() && (text[i] == '+' || text[i] == '-'))
        negative = text[i++] == '-';

    // All digits first, the point's place beside them; zeros at the end are dropped before anything
    // can overflow.
    std::string digits;
    long places = 0;
    bool sawDigit = false;
    bool sawPoint = false;
    for (; i < text.size() && (isDigit(text[i]) || (text[i] == '.' && !sawPoint)); ++i) {
        if (text[i] == '.') {
            sawPoint = true;
            continue;
        }
        sawDigit = true;
        if (sawPoint)
            ++places;
        if (!digits.empty() || text[i] != '0')
            digits += text[i];
    }
    if (!sawDigit)
        return {std::nullopt, ParseError::NotANumber};
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        bool negativeExponent = false;
        if (i < text.size() && (text[i] == '+' || text[i] == '-'))
            negativeExponent = text[i++] == '-';
        if (i == text.size())
            return {std::nullopt, ParseError::NotANumber};
        long exponent = 0;
        for (; i < text.size() && isDigit(text[i]); ++i)
            exponent = exponent > kExponentLimit ? exponent : exponent * 10 + (text[i] - '0');
        places += negativeExponent ? exponent : -exponent;
    }
    if (i != text.size())
        return {std::nullopt, ParseError::NotANumber};

    if (digits.empty())
        return {Decimal(), {}};
    if (negative)
        return {std::nullopt, ParseError::Negative};
    while (places > 0 && digits.back() == '0') {
        digits.pop_back();
        --places;
    }
    if (places > static_cast<long>(kMaxPlaces))
        return {std::nullopt, ParseError::TooManyPlaces};
    if (static_cast<long>(digits.size()) - places > kExponentLimit)
        return {std::nullopt, ParseError::TooLarge};
    for (; places < 0; ++places)
        digits += '0';
    std::uint64_t value = 0;
    for (const char c : digits) {
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (kMax - digit) / 10)
            return {std::nullopt, ParseError::TooLarge};
        value = value * 10 + digit;
    }
    return {scaled(value, static_cast<unsigned>(places)), {}};
}

std::string Decimal::toString() const
{
    std::string text = std::to_string(m_digits);
    if (m_places == 0)
        return text;
    if (text.size() <= m_places)
        text.insert(0, m_places + 1 - text.size(), '0');
    text.insert(text.size() - m_places, 1, '.');
    return text;
}

} // namespace headroom
