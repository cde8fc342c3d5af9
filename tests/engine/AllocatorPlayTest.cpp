// SPDX-License-Identifier: GPL-3.0-or-later
// A step on the caching allocator by hand-worked sequences.
#include "headroom/engine/AllocatorPlay.h"

#include "headroom/base/Bytes.h"
#include "headroom/engine/Impossible.h"

#include <gtest/gtest.h>

namespace headroom::engine {
namespace {

struct Step {
    Ledger ledger;
    std::uint32_t born(std::uint64_t bytes, Role role, const char* op = "aten.empty")
    {
        Birth birth;
        birth.bytes = bytes;
        birth.role = role;
        birth.op = op;
        birth.layer = ledger.layer();
        return ledger.birth(birth);
    }
    [[nodiscard]] AllocatorUse play(
        const AllocatorPlayOptions& options = {}, std::vector<Repeats> repeats = {}) const
    {
        const Reading reading(ledger, std::move(repeats));
        EXPECT_TRUE(reading.repeatsHold());
        return playOnAllocator(ledger, reading, options);
    }
};

TEST(AllocatorPlay, keepsWhatWasFreedInTheSegmentsOfItsSize)
{
    Step step;
    step.ledger.beginPhase(Phase::Setup);
    step.born(4 * kMiB, Role::Parameter); // a segment of 20 MiB
    step.ledger.beginPhase(Phase::Forward);
    const std::uint32_t x = step.born(12 * kMiB, Role::Temporary); // in what it leaves
    step.ledger.death(x);
    step.born(30 * kMiB, Role::Temporary); // a segment of its own: 16 MiB stay free
    const AllocatorUse use = step.play();
    EXPECT_EQ(use.allocated, 34 * kMiB);
    EXPECT_EQ(use.reserved, 50 * kMiB);
    EXPECT_EQ(use.workspaces, 0U);
}

/// One weight of 16 MiB, trained: the first step finds no states, and makes them at its end out of
/// what the activation left.
TEST(AllocatorPlay, makesOptimizerStatesAtTheEndOfTheFirstStep)
{
    Step step;
    step.ledger.beginPhase(Phase::Setup);
    step.born(16 * kMiB, Role::Parameter);
    step.born(16 * kMiB, Role::OptimizerState);
    step.ledger.beginPhase(Phase::Forward);
    const std::uint32_t kept = step.born(24 * kMiB, Role::Activation);
    step.ledger.beginPhase(Phase::Backward);
    step.born(16 * kMiB, Role::Gradient);
    step.ledger.death(kept);
    step.ledger.beginPhase(Phase::Step);
    step.ledger.temporary("aten._foreach_sqrt", 8 * kMiB);
    // First step: 16, 24 and 16 MiB; the state takes 16 of the free 24, the temporary the other 8.
    // Second: the gradient's 16 MiB are free, too few for 24 MiB, and serve the new gradient.
    const AllocatorUse use = step.play();
    EXPECT_EQ(use.allocated, 72 * kMiB);
    EXPECT_EQ(use.reserved, 80 * kMiB);
    // One segment, of pages of 20 MiB: 60 in the first step. In the second the gradient's 16 and
    // the 4 behind them are free at its end, and a page more makes room for 24 and 16.
    AllocatorPlayOptions expandable;
    expandable.segments = CachingAllocator::Segments::Expandable;
    EXPECT_EQ(step.play(expandable).reserved, 80 * kMiB);
}

TEST(AllocatorPlay, givesEachThreadThatMultipliesAWorkspaceOnce)
{
    Step step;
    step.ledger.beginPhase(Phase::Setup);
    step.born(kMiB, Role::Parameter);
    step.ledger.beginPhase(Phase::Forward);
    step.born(kMiB, Role::Activation, "aten.mm.default");
    step.born(kMiB, Role::Activation, "aten.addmm.default");
    step.ledger.beginPhase(Phase::Backward);
    step.born(kMiB, Role::Gradient, "aten.mm.default");
    AllocatorPlayOptions options;
    options.workspace = 8 * kMiB + 100;
    const AllocatorUse use = step.play(options);
    EXPECT_EQ(use.workspaces, 2 * (8 * kMiB + 512));
    EXPECT_EQ(use.allocated, 4 * kMiB + use.workspaces);
    EXPECT_EQ(use.reserved, 24 * kMiB);
}

/// Block 1 stands for five, so there are eight, and each keeps 12 MiB until its turn in the
/// backward pass.
TEST(AllocatorPlay, playsRepeatedBlocksAsOftenAsTheyHappen)
{
    Step step;
    step.ledger.beginPhase(Phase::Setup);
    step.born(2 * kMiB, Role::Parameter);
    step.ledger.beginPhase(Phase::Forward);
    std::vector<std::uint32_t> kept;
    for (std::int32_t layer = 0; layer < 4; ++layer) {
        step.ledger.enterLayer(layer);
        kept.push_back(step.born(12 * kMiB, Role::Activation));
        const std::uint32_t x = step.born(14 * kMiB, Role::Temporary);
        step.ledger.death(x);
        step.ledger.enterLayer(kNoLayer);
    }
    step.ledger.beginPhase(Phase::Backward);
    for (std::int32_t layer = 4; layer-- > 0;) {
        step.ledger.enterLayer(layer);
        step.ledger.death(kept[static_cast<std::size_t>(layer)]);
        step.ledger.enterLayer(kNoLayer);
    }
    // The weight's segment of 20 MiB holds the first 12. What a block keeps takes the 14 that the
    // temporary of the one before left, and so each temporary needs a segment of its own.
    const AllocatorUse use = step.play({}, {{1, 2, 4}});
    EXPECT_EQ(use.allocated, (2 + 8 * 12 + 14) * kMiB);
    EXPECT_EQ(use.reserved, (20 + 8 * 14) * kMiB);
}

TEST(AllocatorPlay, refusesWhatIsMoreThan64Bits)
{
    Step step;
    step.ledger.beginPhase(Phase::Setup);
    step.born(~std::uint64_t{0} - 2 * kMiB, Role::Parameter);
    EXPECT_THROW(static_cast<void>(step.play()), Impossible);
}

} // namespace
} // namespace headroom::engine
