// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/JsonMessages.h"

#include "formats/Utf8.h"
#include "headroom/base/Value.h"

#include <algorithm>

namespace headroom::json {
namespace {

constexpr const char* kExpectedFound = HEADROOM_TEXT("formats", "expected {0}; found {1}");
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// nlohmann-json's number of "number overflow".
constexpr int kNumberOverflow = 406;

std::uint64_t lineAt(std::string_view text, std::size_t offset)
{
    return 1
        + static_cast<std::uint64_t>(
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '.' || c == '+' || c == '-' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// A stretch of the text that a message quotes.
struct Excerpt {
    std::size_t start;
    std::size_t end;
};

/// The word or the single character around the last one that was read.
Excerpt excerptAt(std::string_view text, std::size_t offset)
{
    std::size_t start = offset - 1;
    if (!isWordCharacter(text[start]))
        // "nul," is wrong at the comma, but what is wrong with it is the word before.
        return start > 0 && isWordCharacter(text[start - 1]) && text[start] != ':'
            ? excerptAt(text, offset - 1)
            : Excerpt{start, offset};
    while (start > 0 && isWordCharacter(text[start - 1]))
        --start;
    std::size_t end = offset;
    while (end < text.size() && isWordCharacter(text[end]))
        ++end;
    return {start, end};
}

std::string expectation(const Place& place, std::string_view what)
{
    if (place.done)
        return "nothing after the value";
    if (has(what, "parsing object key"))
        return place.inside == Inside::EmptyObject ? "a key in double quotes or \"}\""
                                                   : "a key in double quotes";
    if (has(what, "parsing object separator"))
        return "\":\" after the key";
    if (has(what, "parsing object"))
        return "\",\" or \"}\"";
    if (has(what, "parsing array"))
        return "\",\" or \"]\"";
    return "a value";
}

Problem atEnd(const Place& place, std::string_view what)
{
    const std::string_view text = place.text;
    std::size_t end = text.size();
    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r' || text[end - 1] == ' '))
        --end;
    return {Text(kExpectedFound, expectation(place, what),
                HEADROOM_TEXT("formats", "the end of the text")),
        lineAt(text, end)};
}

Problem inString(const Place& place, std::string_view what)
{
    const std::size_t length = std::min(place.token.size(), place.offset);
    const std::uint64_t line = lineAt(place.text, place.offset - length);
    if (has(what, "missing closing quote"))
        return {Text(HEADROOM_TEXT("formats",
                         "expected a double quote at the end of the text {0}; found the end of the "
                         "file"),
                    quoteText(std::string_view(place.token).substr(1))),
            line};
    if (has(what, "control character"))
        return {Text(HEADROOM_TEXT("formats",
                    "expected a double quote before the end of the line, or \\n; found neither")),
            line};
    return {Text(HEADROOM_TEXT("formats",
                "expected \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX after a backslash; found "
                "another escape")),
        line};
}

} // namespace

Problem describeProblem(const Place& place, int id, std::string_view what)
{
    if (id == kNumberOverflow) {
        const Excerpt excerpt = excerptAt(place.text, place.offset);
        return {Text(HEADROOM_TEXT("formats", "expected a number below 1.8e308; found {0}"),
                    quoteText(place.text.substr(excerpt.start, excerpt.end - excerpt.start))),
            lineAt(place.text, excerpt.start)};
    }
    if (has(what, "invalid string"))
        return inString(place, what);
    if (place.offset == 0 || has(what, "unexpected end of input"))
        return atEnd(place, what);
    const bool stringToken = has(what, "unexpected string literal");
    Excerpt excerpt = excerptAt(place.text, place.offset);
    if (stringToken)
        excerpt = {place.offset - std::min(place.token.size(), place.offset), place.offset};
    const std::string_view found = place.text.substr(excerpt.start, excerpt.end - excerpt.start);
    const std::uint64_t line = lineAt(place.text, excerpt.start);
    const std::string_view rest = place.text.substr(excerpt.start);
    if (found == "/" && (rest.starts_with("//") || rest.starts_with("/*")))
        return {Text(kExpectedFound, expectation(place, what),
                    HEADROOM_TEXT("formats", "a comment, which JSON does not have")),
            line};
    return {Text(kExpectedFound, expectation(place, what),
                stringToken ? std::string(found) : quoteText(found)),
        line};
}

std::optional<Error> findTextProblem(std::string_view text, std::size_t maxBytes)
{
    const auto problem = [&](Text message, std::uint64_t line) {
        return Error{ErrorCode::Syntax, {}, std::move(message), {}, {}, line};
    };
    if (text.size() > maxBytes)
        return problem(Text(HEADROOM_TEXT("formats", "expected at most {0} bytes; found {1}"),
                           std::uint64_t{maxBytes}, std::uint64_t{text.size()}),
            0);
    if (text.find_first_not_of(" \t\r\n") == text.npos)
        return problem(Text(HEADROOM_TEXT("formats", "expected JSON; found an empty text")), 0);
    if (text.starts_with(kByteOrderMark))
        return problem(Text(HEADROOM_TEXT("formats",
                           "expected UTF-8 without a byte order mark; found one at the start")),
            1);
    const std::size_t nul = text.find('\0');
    if (nul != text.npos)
        return problem(Text(HEADROOM_TEXT(
                           "formats", "expected text in UTF-8; found binary data (a zero byte)")),
            lineAt(text, nul));
    const std::size_t invalid = findInvalidUtf8(text);
    if (invalid == text.npos)
        return std::nullopt;
    constexpr std::string_view kHex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(text[invalid]);
    return problem(Text(HEADROOM_TEXT("formats", "expected text in UTF-8; found the byte 0x{0}"),
                       std::string{kHex[byte >> 4U], kHex[byte & 0xFU]}),
        lineAt(text, invalid));
}

} // namespace headroom::json
