// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Json.h"

#include <gtest/gtest.h>

#include <clocale>
#include <random>
#include <string>

namespace headroom {
namespace {

/// "line 2, /a: expected …", or "accepted".
std::string problem(std::string_view text)
{
    const Result<JsonDocument> document = parseJson(text);
    if (document)
        return "accepted";
    const Error& error = document.error();
    return "line " + std::to_string(error.line) + (error.where.empty() ? "" : ", " + error.where)
        + ": " + error.message.english();
}

TEST(Json, keepsOrderLinesAndTheTextOfNumbers)
{
    const Result<JsonDocument> document =
        parseJson("{\n  \"b\": [1,\n 2.50],\n  \"a\": {\"x/y~z\": "
                  "123456789012345678901234567890\n}, \"n\": -0}\n");
    ASSERT_TRUE(document) << toString(document.error());
    const Value::Object& members = *document->value.asObject();
    ASSERT_EQ(members.size(), 3U);
    EXPECT_EQ(members[0].first, "b");
    EXPECT_EQ(members[0].second.asList()->at(1).asNumber()->text, "2.50");
    EXPECT_EQ(members[1].second.find("x/y~z")->asNumber()->text, "123456789012345678901234567890");
    EXPECT_EQ(members[2].second.asNumber()->text, "-0");
    EXPECT_EQ(document->lines.at(""), 1U);
    EXPECT_EQ(document->lines.at("/b"), 2U);
    EXPECT_EQ(document->lines.at("/b/0"), 2U);
    EXPECT_EQ(document->lines.at("/b/1"), 3U);
    EXPECT_EQ(document->lines.at("/a/x~1y~0z"), 4U);
    EXPECT_EQ(document->lines.at("/n"), 5U);
}

TEST(Json, saysWhatWasExpectedAndFound)
{
    EXPECT_EQ(problem(""), "line 0: expected JSON; found an empty text");
    EXPECT_EQ(problem(" \n "), "line 0: expected JSON; found an empty text");
    EXPECT_EQ(problem("{"),
        "line 1: expected a key in double quotes or \"}\"; found the end of the text");
    EXPECT_EQ(
        problem("{\"a\""), "line 1, /a: expected \":\" after the key; found the end of the text");
    EXPECT_EQ(problem("{\"a\":\n"), "line 1, /a: expected a value; found the end of the text");
    EXPECT_EQ(problem("{\"a\": tru"), "line 1, /a: expected a value; found \"tru\"");
    EXPECT_EQ(problem("{\"a\": nul,\n\"b\": 1}"), "line 1, /a: expected a value; found \"nul\"");
    EXPECT_EQ(problem("{\"a\": 1,\n}"), "line 2: expected a key in double quotes; found \"}\"");
    EXPECT_EQ(problem("{\"a\": 1\n\"b\": 2}"), "line 2: expected \",\" or \"}\"; found \"b\"");
    EXPECT_EQ(problem("{\"a\": 1 2}"), "line 1: expected \",\" or \"}\"; found \"2\"");
    EXPECT_EQ(problem("[1 2]"), "line 1: expected \",\" or \"]\"; found \"2\"");
    EXPECT_EQ(problem("{a: 1}"), "line 1: expected a key in double quotes or \"}\"; found \"a\"");
    EXPECT_EQ(problem("{\"a\": NaN}"), "line 1, /a: expected a value; found \"NaN\"");
    EXPECT_EQ(problem("{\"a\": -Infinity}"), "line 1, /a: expected a value; found \"-Infinity\"");
    EXPECT_EQ(problem("{\"a\": 01}"), "line 1: expected \",\" or \"}\"; found \"01\"");
    EXPECT_EQ(
        problem("{\"a\": 1e400}"), "line 1, /a: expected a number below 1.8e308; found \"1e400\"");
    EXPECT_EQ(problem("{} {}"), "line 1: expected nothing after the value; found \"{\"");
    EXPECT_EQ(problem("{}\n]"), "line 2: expected nothing after the value; found \"]\"");
    EXPECT_EQ(problem("{\n// why\n}"),
        "line 2: expected a key in double quotes or \"}\"; found a comment, which JSON does not "
        "have");
    EXPECT_EQ(problem("{\"a\": \"x\ny\"}"),
        "line 1, /a: expected a double quote before the end of the line, or \\n; found neither");
    EXPECT_EQ(problem("{\"a\": \"\\q\"}"),
        "line 1, /a: expected \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX after a backslash; "
        "found another "
        "escape");
    EXPECT_EQ(problem("{\"a\": \"abc"),
        "line 1, /a: expected a double quote at the end of the text \"abc\"; found the end of the "
        "file");
    EXPECT_EQ(problem("{\"a\": 1,\n\"a\": 2}"),
        "line 2, /a: expected each key once; found \"a\" again, after line 1");
}

TEST(Json, refusesWhatIsNoText)
{
    using namespace std::string_view_literals;
    EXPECT_EQ(problem("\xEF\xBB\xBF{}"),
        "line 1: expected UTF-8 without a byte order mark; found one at the start");
    EXPECT_EQ(
        problem("{\n\0}"sv), "line 2: expected text in UTF-8; found binary data (a zero byte)");
    EXPECT_EQ(problem("{\"a\":\n\"\xFF\"}"), "line 2: expected text in UTF-8; found the byte 0xff");
    EXPECT_EQ(problem("\"\xED\xA0\x80\""), "line 1: expected text in UTF-8; found the byte 0xed");
    EXPECT_EQ(problem("\"\xC0\xAF\""), "line 1: expected text in UTF-8; found the byte 0xc0");
    EXPECT_EQ(
        problem("\"\xF4\x90\x80\x80\""), "line 1: expected text in UTF-8; found the byte 0xf4");
    JsonLimits limits;
    limits.maxBytes = 4;
    const Result<JsonDocument> document = parseJson("[1,2]", limits);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().message.english(), "expected at most 4 bytes; found 5");
}

TEST(Json, refusesDeepNestingWithoutRecursion)
{
    constexpr std::size_t kBrackets = 100'000;
    EXPECT_EQ(problem(std::string(64, '[') + std::string(64, ']')), "accepted");
    const std::string tooDeep = problem(std::string(kBrackets, '[') + std::string(kBrackets, ']'));
    EXPECT_NE(tooDeep.find("expected at most 64 levels of brackets; found more"), std::string::npos)
        << tooDeep;
    std::string objects;
    for (std::size_t i = 0; i < kBrackets; ++i)
        objects += "{\"a\":";
    EXPECT_NE(problem(objects).find("expected at most 64 levels"), std::string::npos);
}

TEST(Json, readsNumbersAlikeInEveryLocale)
{
    // Not every machine has such a locale; where there is none the test shows the C locale alone.
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"}) {
        if (std::setlocale(LC_NUMERIC, name) == nullptr)
            continue;
        const Result<JsonDocument> document = parseJson("[34.5, 1.25e2]");
        ASSERT_TRUE(document);
        EXPECT_EQ(document->value.asList()->at(0).asNumber()->text, "34.5") << name;
        EXPECT_EQ(document->value.asList()->at(1).asNumber()->text, "1.25e2") << name;
    }
    std::setlocale(LC_NUMERIC, before.c_str());
}

/// A random tree of at most that depth.
Value randomValue(std::mt19937& random, int depth)
{
    const auto below = [&](unsigned bound) { return static_cast<unsigned>(random() % bound); };
    static const char* const kTexts[] = {
        "", "a", "\"\\/\b\n\t\x01", "Größe", "日本", "\xF0\x9F\x98\x80", "~1"};
    static const char* const kNumbers[] = {
        "0", "-1", "18446744073709551616", "1.50", "1e-7", "2E+3"};
    switch (below(depth > 0 ? 7 : 5)) {
    case 0:
        return {};
    case 1:
        return Value(below(2) == 0);
    case 2:
    case 3:
        return Value::number(std::string(kNumbers[below(6)]));
    case 4:
        return Value(kTexts[below(7)]);
    case 5: {
        Value::List list;
        for (unsigned i = below(4); i > 0; --i)
            list.push_back(randomValue(random, depth - 1));
        return Value(std::move(list));
    }
    default: {
        Value object{Value::Object()};
        for (unsigned i = below(4); i > 0; --i)
            object.member(kTexts[below(7)]) = randomValue(random, depth - 1);
        return object;
    }
    }
}

TEST(Json, readsBackWhatItWrites)
{
    constexpr unsigned kSeed = 20'261'125;
    std::mt19937 random(kSeed);
    for (int i = 0; i < 2'000; ++i) {
        const Value value = randomValue(random, 5);
        const std::string text = writeJson(value);
        const Result<JsonDocument> document = parseJson(text);
        ASSERT_TRUE(document) << text << toString(document.error());
        EXPECT_EQ(document->value, value) << text;
        EXPECT_EQ(writeJson(document->value), text);
    }
}

TEST(Json, survivesRandomBytes)
{
    constexpr unsigned kSeed = 7;
    constexpr std::string_view kAlphabet = "{}[]\",:0123.-+eEtrufalsn\\ \n\t\x80\xC3\xFF";
    std::mt19937 random(kSeed);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto length = random() % 24; length > 0; --length)
            text += kAlphabet[random() % kAlphabet.size()];
        const Result<JsonDocument> document = parseJson(text);
        if (document) {
            EXPECT_EQ(parseJson(writeJson(document->value))->value, document->value) << text;
        } else {
            EXPECT_FALSE(document.error().message.isEmpty()) << text;
        }
    }
}

} // namespace
} // namespace headroom
