// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Bytes.h"

#include <gtest/gtest.h>

#include <limits>

namespace headroom {
namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

TEST(Bytes, addsWithACheck)
{
    EXPECT_EQ(checkedAdd(Bytes{kMax - 1}, Bytes{1}, "sum"), Bytes{kMax});
    const Result<Bytes> overflow = checkedAdd(Bytes{kMax}, Bytes{1}, "sum");
    ASSERT_FALSE(overflow);
    EXPECT_EQ(overflow.error().code, ErrorCode::Overflow);
    EXPECT_EQ(toString(overflow.error()), "sum is more than 2^64 - 1 bytes");
}

TEST(Bytes, areWrittenInTheUnitThatSuitsThem)
{
    EXPECT_EQ(formatBytes(Bytes{0}), "0 B");
    EXPECT_EQ(formatBytes(Bytes{1023}), "1,023 B");
    EXPECT_EQ(formatBytes(Bytes{1024}), "1.00 KiB");
    EXPECT_EQ(formatBytes(Bytes{kMiB}), "1.00 MiB");
    EXPECT_EQ(formatBytes(Bytes{2'063'104'000}), "1.92 GiB");
    EXPECT_EQ(formatBytes(Bytes{kMax}), "16.00 EiB");
    EXPECT_EQ(formatBytes(Bytes{999}, UnitSystem::Decimal), "999 B");
    EXPECT_EQ(formatBytes(Bytes{2'063'104'000}, UnitSystem::Decimal), "2.06 GB");
}

TEST(Bytes, inMebibytesKeepThatUnit)
{
    EXPECT_EQ(formatMebibytes(Bytes{2'063'104'000}), "1,967.53 MiB");
    EXPECT_EQ(formatMebibytes(Bytes{128'000}), "0.12 MiB");
    EXPECT_EQ(formatMebibytes(Bytes{128'000}, UnitSystem::Decimal), "0.13 MB");
}

TEST(Bytes, ratiosRoundHalfUpWithoutFloatingPoint)
{
    EXPECT_EQ(formatRatio(1, 8, 2), "0.13");
    EXPECT_EQ(formatRatio(124, 1000, 2), "0.12");
    EXPECT_EQ(formatRatio(125, 1000, 2), "0.13");
    EXPECT_EQ(formatRatio(1999, 1000, 2), "2.00");
    EXPECT_EQ(formatRatio(5, 2, 0), "3");
    EXPECT_EQ(formatRatio(kMax, 1, 2), "18,446,744,073,709,551,615.00");
    EXPECT_EQ(formatRatio(kMax, kMax, 2), "1.00");
}

} // namespace
} // namespace headroom
