// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Dtype.h"
#include "headroom/base/NearestWord.h"
#include "headroom/base/Role.h"
#include "headroom/base/Text.h"
#include "headroom/base/Value.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <vector>

namespace headroom {
namespace {

TEST(NearestWord, findsTheWordThatWasMeant)
{
    const std::vector<std::string_view> words{"adam", "adamw", "sgd", "sgd-momentum"};
    EXPECT_EQ(nearestWord("adamW", words), "adamw");
    EXPECT_EQ(nearestWord("adma", words), "adam");
    EXPECT_EQ(nearestWord("sgd-momentun", words), "sgd-momentum");
    EXPECT_EQ(nearestWord("zzzzzz", words), "");
    EXPECT_EQ(nearestWord("", words), "");
    EXPECT_EQ(nearestWord(std::string(100'000, 'a'), words), "");
}

TEST(EnumTable, goesFromNameToValueAndBack)
{
    for (const auto& entry : EnumNames<Role>::kTable) {
        EXPECT_EQ(toString(entry.value), entry.name);
        EXPECT_EQ(enumFromString<Role>(entry.name, {}), entry.value);
    }
    const Result<Role> wrong = enumFromString<Role>("gradent", "role");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().suggestion, "gradient");
    EXPECT_EQ(wrong.error().where, "role");
}

TEST(Dtype, namesAreUniqueAndFoundAgain)
{
    std::set<std::string_view> names;
    for (const DtypeInfo& entry : allDtypes()) {
        EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
        EXPECT_GT(entry.blockBytes, 0U);
        EXPECT_GT(entry.blockElements, 0U);
    }
    for (const std::string_view name : cacheDtypeNames())
        EXPECT_EQ(toString(*dtypeFromString(name, cacheDtypeNames(), {})), name);
    EXPECT_FALSE(dtypeFromString("q8_0", computeDtypeNames(), {}));
    EXPECT_EQ(dtypeFromString("float16", computeDtypeNames(), "x").error().where, "x");
}

TEST(Dtype, storesBlocksAndHalfBytesExactly)
{
    EXPECT_EQ(storageBytes(3, Dtype::Int4), 2U);
    EXPECT_EQ(storageBytes(110'000'000, Dtype::Fp32), 440'000'000U);
    EXPECT_EQ(storageBytes(32, Dtype::Q8_0), 34U);
    EXPECT_EQ(storageBytes(256, Dtype::Q4K), 144U);
    EXPECT_FALSE(storageBytes(std::numeric_limits<std::uint64_t>::max(), Dtype::Bf16));
    EXPECT_EQ(storageBytes(std::numeric_limits<std::uint64_t>::max(), Dtype::Fp8),
        std::numeric_limits<std::uint64_t>::max());
}

TEST(Text, fillsItsPattern)
{
    EXPECT_EQ(Text("{0} of {1}", std::uint64_t{1'234'567}, "x").english(), "1,234,567 of x");
    EXPECT_EQ(Text("{1} {0} {2}", "a", "b").english(), "b a {2}");
    EXPECT_EQ(Text("{ {x} {0").english(), "{ {x} {0");
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1'000), "1,000");
}

TEST(Value, keepsTheOrderOfKeysAndTheTextOfNumbers)
{
    Value tree;
    tree.member("b") = Value::number("1.50");
    tree.member("a") = Value(true);
    ASSERT_NE(tree.asObject(), nullptr);
    EXPECT_EQ(tree.asObject()->front().first, "b");
    EXPECT_EQ(tree.find("b")->asNumber()->text, "1.50");
    EXPECT_EQ(tree.find("c"), nullptr);
    EXPECT_EQ(Value().find("c"), nullptr);
}

TEST(Value, isDescribedForMessages)
{
    EXPECT_EQ(describe(Value()), "null");
    EXPECT_EQ(describe(Value(true)), "true");
    EXPECT_EQ(describe(Value::number("1.5")), "1.5");
    EXPECT_EQ(describe(Value("a\"b\n\x01")), "\"a\\\"b\\n\\x01\"");
    EXPECT_EQ(describe(Value(Value::List())), "a list");
    EXPECT_EQ(describe(Value(Value::Object())), "an object");
}

TEST(Value, quotesOfLongTextsAreCutBetweenCharacters)
{
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "ü";
    const std::string quote = quoteText(text);
    EXPECT_LT(quote.size(), 70U);
    EXPECT_NE(quote.find("…"), std::string::npos);
    for (std::size_t i = 0; i < quote.size(); ++i) {
        if (static_cast<unsigned char>(quote[i]) == 0xC3) {
            EXPECT_EQ(static_cast<unsigned char>(quote[i + 1]), 0xBC);
        }
    }
}

TEST(Error, saysWhatWhereExpectedAndFound)
{
    Error error{ErrorCode::UnknownName, "optimizer.id", Text("expected {0}; found {1}", "a", "b"),
        "adamw", "x.json", 7};
    EXPECT_EQ(
        toString(error), "x.json:7: optimizer.id: expected a; found b; did you mean \"adamw\"?");
    error.file.clear();
    error.suggestion.clear();
    EXPECT_EQ(toString(error), "optimizer.id: expected a; found b");
}

} // namespace
} // namespace headroom
