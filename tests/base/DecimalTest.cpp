// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Decimal.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace headroom {
namespace {

std::string roundTrip(const std::string& text)
{
    const Decimal::Parsed parsed = Decimal::parse(text);
    return parsed.value ? parsed.value->toString() : "error";
}

TEST(Decimal, holdsTheWrittenNumberExactly)
{
    const Decimal::Parsed parsed = Decimal::parse("34.5");
    ASSERT_TRUE(parsed.value);
    EXPECT_EQ(parsed.value->digits(), 345U);
    EXPECT_EQ(parsed.value->denominator(), 10U);
}

TEST(Decimal, writesTheShortestForm)
{
    EXPECT_EQ(roundTrip("34.500"), "34.5");
    EXPECT_EQ(roundTrip("2.0"), "2");
    EXPECT_EQ(roundTrip("0.000000001"), "0.000000001");
    EXPECT_EQ(roundTrip("1e3"), "1000");
    EXPECT_EQ(roundTrip("2.5E-1"), "0.25");
    EXPECT_EQ(roundTrip("+7"), "7");
    EXPECT_EQ(roundTrip("-0"), "0");
    EXPECT_EQ(roundTrip("000"), "0");
    EXPECT_EQ(roundTrip("18446744073709551615"), "18446744073709551615");
    EXPECT_EQ(roundTrip("100e-2"), "1");
    EXPECT_EQ(roundTrip("0e999999999999"), "0");
    EXPECT_EQ(roundTrip("00000000000000000000000000000000000001.5"), "1.5");
}

TEST(Decimal, saysWhyATextIsNone)
{
    const auto error = [](const std::string& text) {
        const Decimal::Parsed parsed = Decimal::parse(text);
        EXPECT_FALSE(parsed.value) << text;
        return parsed.error;
    };
    using Why = Decimal::ParseError;
    for (const char* text :
        {"", "-", ".", "e5", "1e", "1e+", "1,5", "abc", "1 ", "0x10", "NaN", "Infinity", "1.2.3"})
        EXPECT_EQ(error(text), Why::NotANumber) << text;
    EXPECT_EQ(error("-1"), Why::Negative);
    EXPECT_EQ(error("0.0000000001"), Why::TooManyPlaces);
    EXPECT_EQ(error("1e-10"), Why::TooManyPlaces);
    EXPECT_EQ(error("18446744073709551616"), Why::TooLarge);
    EXPECT_EQ(error("1e40"), Why::TooLarge);
    EXPECT_EQ(error("1e999999999999999999999"), Why::TooLarge);
}

TEST(Decimal, comparesByValue)
{
    EXPECT_EQ(*Decimal::parse("1.50").value, *Decimal::parse("15e-1").value);
    EXPECT_EQ(Decimal::scaled(90, 2), Decimal::scaled(9, 1));
}

} // namespace
} // namespace headroom
