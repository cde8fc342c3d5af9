// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Count.h"

#include <gtest/gtest.h>

#include <string>

namespace headroom {
namespace {

struct Reading {
    const char* text;
    std::uint64_t count;
};

class CountReading : public ::testing::TestWithParam<Reading> { };

TEST_P(CountReading, isWhatPeopleMean)
{
    const Result<std::uint64_t> count = parseCount(GetParam().text);
    ASSERT_TRUE(count) << toString(count.error());
    EXPECT_EQ(*count, GetParam().count);
}

INSTANTIATE_TEST_SUITE_P(Forms, CountReading,
    ::testing::Values(Reading{"0", 0}, Reading{"110M", 110'000'000}, Reading{"110m", 110'000'000},
        Reading{"7B", 7'000'000'000}, Reading{"7 b", 7'000'000'000},
        Reading{"1.5e9", 1'500'000'000}, Reading{"1.5G", 1'500'000'000}, Reading{"128k", 128'000},
        Reading{"1.1T", 1'100'000'000'000}, Reading{"110 000 000", 110'000'000},
        Reading{"1_000", 1'000}, Reading{"1,000", 1'000}, Reading{"1'000'000", 1'000'000},
        Reading{" 42 ", 42}, Reading{"8030261248", 8'030'261'248},
        Reading{"8.030261248B", 8'030'261'248},
        Reading{"18446744073709551615", 18'446'744'073'709'551'615U}, Reading{"0.5k", 500},
        Reading{"1,234.5k", 1'234'500}, Reading{"2.0", 2}));

class CountRefusal : public ::testing::TestWithParam<const char*> { };

TEST_P(CountRefusal, isAnErrorThatQuotesTheText)
{
    const Result<std::uint64_t> count = parseCount(GetParam());
    ASSERT_FALSE(count) << *count;
    EXPECT_FALSE(count.error().message.isEmpty());
}

INSTANTIATE_TEST_SUITE_P(Texts, CountRefusal,
    ::testing::Values("", " ", "M", "abc", "1.5", "1,5", "1,00", ",100", "100,", "1_", "1__0",
        "7BB", "-1", "-7B", "NaN", "inf", "1e40", "18446744073709551616", "99999999T",
        "1.0000000001", "1.2.3", "12,34,567", "1.5,000", "0x10", "1e-3", "7 000 B B"));

TEST(Count, readsTheLocalesMarks)
{
    const CountSyntax german{',', '.'};
    EXPECT_EQ(parseCount("110.000.000", german), 110'000'000U);
    EXPECT_EQ(parseCount("1,5B", german), 1'500'000'000U);
    EXPECT_FALSE(parseCount("1.5B", german));
}

TEST(Count, namesWhatIsTooLarge)
{
    EXPECT_EQ(toString(parseCount("1e40").error()), "\"1e40\" is larger than 2^64 - 1");
    EXPECT_EQ(
        toString(parseCount("-5").error()), "expected a number that is not negative; found \"-5\"");
    EXPECT_EQ(
        toString(parseCount("1.5").error()), "expected a whole number; \"1.5\" has a fraction");
}

TEST(Count, isShortWhereThreeDigitsSayIt)
{
    EXPECT_EQ(shortCount(0), "0");
    EXPECT_EQ(shortCount(999), "999");
    EXPECT_EQ(shortCount(128'000), "128k");
    EXPECT_EQ(shortCount(110'000'000), "110M");
    EXPECT_EQ(shortCount(8'030'261'248), "8.03B");
    EXPECT_EQ(shortCount(1'100'000'000'000), "1.1T");
}

} // namespace
} // namespace headroom
