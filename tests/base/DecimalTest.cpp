// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Decimal.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(Decimal, holdsTheWrittenNumberExactly)
{
    const auto parsed = Decimal::parse("34.5");
    ASSERT_TRUE(parsed.value);
    EXPECT_EQ(parsed.value->digits(), 345U);
    EXPECT_EQ(parsed.value->denominator(), 10U);
    EXPECT_EQ(parsed.value->toString(), "34.5");
}

} // namespace
} // namespace headroom
