// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Count.h"

#include "base/Digits.h"
#include "headroom/base/Bytes.h"
#include "headroom/base/Decimal.h"
#include "headroom/base/Value.h"
#include "headroom/base/Wide.h"

#include <array>
#include <cctype>
#include <cstddef>
#include <limits>

namespace headroom {
namespace {

struct Suffix {
    char letter;
    std::uint64_t factor;
};
constexpr std::array<Suffix, 5> kSuffixes = {{
    {'K', 1'000},
    {'M', 1'000'000},
    {'B', 1'000'000'000},
    {'G', 1'000'000'000},
    {'T', 1'000'000'000'000},
}};

/// Digits, point and exponent in C form with the groups' marks gone; empty where a mark stands
/// where it groups nothing.
std::string plainNumber(std::string_view text, CountSyntax syntax)
{
    std::string plain;
    std::size_t sinceGroup = 0;
    bool grouped = false;
    bool afterPoint = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool mark =
            c == ' ' || c == '_' || c == '\'' || (c == syntax.groupSeparator && c != '\0');
        if (mark) {
            const bool between =
                i > 0 && i + 1 < text.size() && isDigit(text[i - 1]) && isDigit(text[i + 1]);
            if (!between || afterPoint
                || (c == syntax.groupSeparator && grouped && sinceGroup != 3))
                return {};
            grouped = grouped || c == syntax.groupSeparator;
            sinceGroup = 0;
            continue;
        }
        if (c == syntax.decimalPoint || c == 'e' || c == 'E') {
            if (grouped && !afterPoint && sinceGroup != 3)
                return {};
            afterPoint = true;
            plain += c == syntax.decimalPoint ? '.' : c;
            continue;
        }
        if (!isDigit(c) && c != '+' && c != '-')
            return {};
        plain += c;
        ++sinceGroup;
    }
    // "1,5" is no group of three: in this locale it can only be a mistake.
    if (grouped && !afterPoint && sinceGroup != 3)
        return {};
    return plain;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
        text.remove_suffix(1);
    return text;
}

} // namespace

Result<std::uint64_t> parseCount(std::string_view text, CountSyntax syntax)
{
    const std::string_view whole = trimmed(text);
    std::string_view body = whole;
    std::uint64_t factor = 1;
    if (!body.empty()) {
        const char last = static_cast<char>(std::toupper(static_cast<unsigned char>(body.back())));
        for (const Suffix& suffix : kSuffixes) {
            if (suffix.letter == last) {
                factor = suffix.factor;
                body = trimmed(body.substr(0, body.size() - 1));
                break;
            }
        }
    }
    const std::string plain = plainNumber(body, syntax);
    const Decimal::Parsed parsed = Decimal::parse(plain);
    if (!parsed.value) {
        if (parsed.error == Decimal::ParseError::TooLarge)
            return fail(ErrorCode::OutOfRange, {},
                HEADROOM_TEXT("base", "{0} is larger than 2^64 - 1"), quoteText(whole));
        if (parsed.error == Decimal::ParseError::Negative)
            return fail(ErrorCode::OutOfRange, {},
                HEADROOM_TEXT("base", "expected a number that is not negative; found {0}"),
                quoteText(whole));
        return fail(ErrorCode::Syntax, {},
            HEADROOM_TEXT(
                "base", "expected a whole number such as 110M, 7B, 128k or 1,000; found {0}"),
            quoteText(whole));
    }
    const Wide product = Wide{parsed.value->digits()} * factor;
    const std::uint64_t denominator = parsed.value->denominator();
    if (product % denominator != 0)
        return fail(ErrorCode::Syntax, {},
            HEADROOM_TEXT("base", "expected a whole number; {0} has a fraction"), quoteText(whole));
    const Wide count = product / denominator;
    if (count > std::numeric_limits<std::uint64_t>::max())
        return fail(ErrorCode::OutOfRange, {}, HEADROOM_TEXT("base", "{0} is larger than 2^64 - 1"),
            quoteText(whole));
    return static_cast<std::uint64_t>(count);
}

std::string shortCount(std::uint64_t count)
{
    for (std::size_t i = kSuffixes.size(); i-- > 0;) {
        const Suffix& suffix = kSuffixes[i];
        if (suffix.letter == 'G' || count < suffix.factor)
            continue;
        std::string text = formatRatio(count, suffix.factor, 2);
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
        return text + (suffix.letter == 'K' ? 'k' : suffix.letter);
    }
    return std::to_string(count);
}

} // namespace headroom
