// SPDX-License-Identifier: GPL-3.0-or-later
// The caching allocator by hand-worked sequences and by its properties.
#include "headroom/engine/CachingAllocator.h"

#include "headroom/base/Bytes.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace headroom::engine {
namespace {

using Segments = CachingAllocator::Segments;

TEST(CachingAllocator, RoundsToBlocksOf512Bytes)
{
    CachingAllocator allocator;
    EXPECT_EQ(allocator.sizeOf(allocator.allocate(1)), 512U);
    EXPECT_EQ(allocator.sizeOf(allocator.allocate(513)), 1024U);
    EXPECT_EQ(allocator.allocated(), 1536U);
    EXPECT_EQ(allocator.allocate(0), CachingAllocator::kNothing);
    allocator.free(CachingAllocator::kNothing);
    EXPECT_EQ(allocator.allocated(), 1536U);
}

TEST(CachingAllocator, TakesASegmentForTheSizeOfTheRequest)
{
    CachingAllocator small;
    static_cast<void>(small.allocate(kMiB));
    EXPECT_EQ(small.reserved(), 2 * kMiB);
    CachingAllocator middle;
    static_cast<void>(middle.allocate(kMiB + 1));
    EXPECT_EQ(middle.reserved(), 20 * kMiB);
    CachingAllocator large;
    static_cast<void>(large.allocate(10 * kMiB));
    EXPECT_EQ(large.reserved(), 10 * kMiB);
    static_cast<void>(large.allocate(11 * kMiB + 1));
    EXPECT_EQ(large.reserved(), 22 * kMiB);
}

TEST(CachingAllocator, SplitsWhatIsLeftWhereItIsWorthIt)
{
    // A middle request leaves 18 MiB, of which another takes 10, and 8 are too few for a third.
    CachingAllocator allocator;
    static_cast<void>(allocator.allocate(2 * kMiB));
    static_cast<void>(allocator.allocate(10 * kMiB));
    EXPECT_EQ(allocator.reserved(), 20 * kMiB);
    static_cast<void>(allocator.allocate(9 * kMiB));
    EXPECT_EQ(allocator.reserved(), 40 * kMiB);

    // Not more than 1 MiB is left: the block keeps it.
    CachingAllocator whole;
    const auto block = whole.allocate(11 * kMiB);
    EXPECT_EQ(whole.reserved(), 12 * kMiB);
    EXPECT_EQ(whole.sizeOf(block), 12 * kMiB);
    // A little more than 1 MiB: it is split.
    CachingAllocator parted;
    EXPECT_EQ(parted.sizeOf(parted.allocate(11 * kMiB - 512)), 11 * kMiB - 512);
    EXPECT_EQ(parted.reserved(), 12 * kMiB);
}

TEST(CachingAllocator, TakesTheSmallestFreeBlockThatIsLargeEnough)
{
    CachingAllocator allocator;
    const auto large = allocator.allocate(64 * kMiB);
    const auto fitting = allocator.allocate(32 * kMiB);
    allocator.free(large);
    allocator.free(fitting);
    const auto again = allocator.allocate(30 * kMiB);
    EXPECT_EQ(again, fitting);
    EXPECT_EQ(allocator.reserved(), 96 * kMiB);
}

TEST(CachingAllocator, JoinsFreeNeighbours)
{
    CachingAllocator allocator;
    const auto a = allocator.allocate(4 * kMiB);
    const auto b = allocator.allocate(8 * kMiB);
    const auto c = allocator.allocate(8 * kMiB);
    ASSERT_EQ(allocator.reserved(), 20 * kMiB);
    allocator.free(a);
    allocator.free(c);
    // 4 and 8 MiB are free, but apart.
    const auto elsewhere = allocator.allocate(9 * kMiB);
    EXPECT_EQ(allocator.reserved(), 40 * kMiB);
    allocator.free(elsewhere);
    allocator.free(b);
    static_cast<void>(allocator.allocate(20 * kMiB));
    EXPECT_EQ(allocator.reserved(), 40 * kMiB);
}

TEST(CachingAllocator, GrowsAnExpandableSegmentByPages)
{
    CachingAllocator allocator(Segments::Expandable);
    const auto a = allocator.allocate(15 * kMiB);
    EXPECT_EQ(allocator.reserved(), 20 * kMiB);
    static_cast<void>(allocator.allocate(30 * kMiB)); // 5 MiB are there already
    EXPECT_EQ(allocator.reserved(), 60 * kMiB);
    allocator.free(a);
    static_cast<void>(allocator.allocate(16 * kMiB)); // 15 MiB are too few, 15 at the end as well
    EXPECT_EQ(allocator.reserved(), 80 * kMiB);
}

class AnySegments : public testing::TestWithParam<Segments> { };

TEST_P(AnySegments, HoldsWhatIsInUseAndNeverLosesAByte)
{
    CachingAllocator allocator(GetParam());
    std::mt19937 random(20260101);
    struct Held {
        CachingAllocator::Block block;
        std::uint64_t bytes;
    };
    std::vector<Held> held;
    std::uint64_t most = 0;
    for (int i = 0; i < 20'000; ++i) {
        if (held.empty() || random() % 5 < 3) {
            const std::uint64_t bytes = 1 + random() % (random() % 3 == 0 ? kMiB : 40 * kMiB);
            held.push_back({allocator.allocate(bytes), bytes});
        } else {
            std::swap(held[random() % held.size()], held.back());
            allocator.free(held.back().block);
            held.pop_back();
        }
        std::uint64_t inUse = 0;
        if (i % 500 == 0) {
            for (const Held& one : held) {
                ASSERT_GE(allocator.sizeOf(one.block), one.bytes);
                inUse += allocator.sizeOf(one.block);
            }
            ASSERT_EQ(allocator.allocated(), inUse);
        }
        ASSERT_GE(allocator.reserved(), allocator.allocated());
        ASSERT_EQ(allocator.reserved() % (2 * kMiB), 0U);
        ASSERT_GE(allocator.reserved(), most); // nothing is given back
        most = allocator.reserved();
    }
    for (const Held& one : held)
        allocator.free(one.block);
    EXPECT_EQ(allocator.allocated(), 0U);
    // All of it is free again: what fills the largest segment comes out of what is there.
    EXPECT_EQ(allocator.reserved(), most);
}

INSTANTIATE_TEST_SUITE_P(Both, AnySegments, testing::Values(Segments::Fixed, Segments::Expandable));

} // namespace
} // namespace headroom::engine
