// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/NumberText.h"

#include "app/LocaleText.h"
#include "headroom/base/Count.h"
#include "headroom/base/Value.h"

#include <QChar>
#include <QList>

#include <cstddef>
#include <string_view>

namespace headroom::gui {
namespace {

constexpr CountSyntax kEnglish{};

/// The ASCII character that stands for a mark of the locale, as plainDigits() writes it.
char asciiMark(const QString& mark)
{
    const std::string plain = plainDigits(mark);
    return plain.size() == 1 ? plain.front() : '\0';
}

CountSyntax syntaxOf(const QLocale& locale)
{
    CountSyntax syntax{asciiMark(locale.decimalPoint()), asciiMark(locale.groupSeparator())};
    if (syntax.groupSeparator == ' ' || syntax.groupSeparator == '\'')
        syntax.groupSeparator = '\0'; // these group in every locale
    return syntax;
}

bool isSame(const CountSyntax& a, const CountSyntax& b)
{
    return a.decimalPoint == b.decimalPoint && a.groupSeparator == b.groupSeparator;
}

/// Without marks between groups of the whole part and with '.' before the decimals; the text itself
/// where a mark stands where it groups nothing.
std::string withoutGroups(const std::string& text, const CountSyntax& syntax)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    std::string plain;
    std::size_t sinceMark = 0;
    bool grouped = false;
    bool afterPoint = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool strict = c == syntax.groupSeparator && c != '\0';
        if (strict || c == ' ' || c == '_' || c == '\'') {
            const bool between =
                i > 0 && i + 1 < text.size() && isDigit(text[i - 1]) && isDigit(text[i + 1]);
            if (!between || afterPoint || (strict && grouped && sinceMark != 3))
                return text;
            grouped = grouped || strict;
            sinceMark = 0;
            continue;
        }
        if (c == syntax.decimalPoint && !afterPoint) {
            if (grouped && sinceMark != 3)
                return text;
            afterPoint = true;
            plain += '.';
            continue;
        }
        // Another mark than the locale's is no number in it.
        if (c == '.' || c == ',')
            return "?";
        plain += c;
        ++sinceMark;
    }
    return grouped && !afterPoint && sinceMark != 3 ? text : plain;
}

std::string trimmed(std::string text)
{
    while (!text.empty() && text.front() == ' ')
        text.erase(0, 1);
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

Result<Decimal> decimalError(Decimal::ParseError error, const std::string& text)
{
    switch (error) {
    case Decimal::ParseError::Negative:
        return fail(ErrorCode::OutOfRange, {},
            HEADROOM_TEXT("form", "expected a number that is not negative; found {0}"),
            quoteText(text));
    case Decimal::ParseError::TooManyPlaces:
        return fail(ErrorCode::OutOfRange, {},
            HEADROOM_TEXT("form", "expected at most {0} decimal places"),
            std::uint64_t{Decimal::kMaxPlaces});
    case Decimal::ParseError::TooLarge:
        return fail(
            ErrorCode::OutOfRange, {}, HEADROOM_TEXT("form", "{0} is too large"), quoteText(text));
    case Decimal::ParseError::NotANumber:
        break;
    }
    return fail(ErrorCode::Syntax, {}, HEADROOM_TEXT("form", "expected a number; found {0}"),
        quoteText(text));
}

Result<Decimal> readDecimal(const std::string& text, const CountSyntax& syntax)
{
    const std::string body = trimmed(text);
    const Decimal::Parsed parsed = Decimal::parse(withoutGroups(body, syntax));
    if (parsed.value)
        return *parsed.value;
    // Whole numbers may have a suffix: "37k".
    if (const Result<std::uint64_t> count = parseCount(body, syntax))
        return Decimal(*count);
    return decimalError(parsed.error, body);
}

} // namespace

std::string plainDigits(const QString& text)
{
    std::string plain;
    const QList<uint> characters = text.toUcs4();
    plain.reserve(static_cast<std::size_t>(characters.size()));
    for (const char32_t c : characters) {
        const QChar::Category category = QChar::category(c);
        if (category == QChar::Number_DecimalDigit)
            plain += static_cast<char>('0' + QChar::digitValue(c));
        else if (category == QChar::Separator_Space || c == U'\t')
            plain += ' ';
        else if (category == QChar::Other_Format)
            continue;
        else if (c == U'\u066B') // Arabic decimal separator
            plain += '.';
        else if (c == U'\u066C') // Arabic thousands separator
            plain += ',';
        else if (c == U'\u2019') // the Swiss apostrophe
            plain += '\'';
        else if (c == U'\u2212') // minus
            plain += '-';
        else
            plain += QString::fromUcs4(&c, 1).toStdString();
    }
    return plain;
}

Result<std::uint64_t> readCount(const QString& text, const QLocale& locale)
{
    const std::string plain = plainDigits(text);
    const CountSyntax syntax = syntaxOf(locale);
    Result<std::uint64_t> count = parseCount(plain, syntax);
    if (!count && count.error().code == ErrorCode::Syntax && !isSame(syntax, kEnglish)) {
        if (Result<std::uint64_t> english = parseCount(plain, {'.', '\0'}))
            return english;
    }
    return count;
}

Result<Decimal> readDecimal(const QString& text, const QLocale& locale)
{
    const std::string plain = plainDigits(text);
    const CountSyntax syntax = syntaxOf(locale);
    Result<Decimal> number = readDecimal(plain, syntax);
    if (!number && !isSame(syntax, kEnglish)) {
        if (Result<Decimal> english = readDecimal(plain, CountSyntax{'.', '\0'}))
            return english;
    }
    return number;
}

QString writeCount(std::uint64_t number, const QLocale& locale)
{
    return QString::fromStdString(app::LocaleText(locale).number(grouped(number)));
}

QString writeDecimal(const Decimal& number, const QLocale& locale)
{
    const std::string text = number.toString();
    const std::size_t point = text.find('.');
    const std::string decimals = point == std::string::npos ? std::string() : text.substr(point);
    const std::uint64_t whole = number.digits() / number.denominator();
    return QString::fromStdString(app::LocaleText(locale).number(grouped(whole) + decimals));
}

} // namespace headroom::gui
