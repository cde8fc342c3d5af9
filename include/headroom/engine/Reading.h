// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Ledger.h"

#include <array>
#include <cstdint>
#include <vector>

namespace headroom::engine {

/// Repeated blocks of a list that a run left out: what blocks [first, last) did is done `copies`
/// times more, right after itself.
struct Repeats {
    std::int32_t first = 0;
    std::int32_t last = 0;
    std::uint64_t copies = 0;
};

/// Plain bytes by role, in the order of Role.
using RoleBytes = std::array<std::uint64_t, 9>;

/// A moment: after an event, in that copy of the repeated blocks (0 outside them).
struct Moment {
    std::uint32_t event = 0;
    std::uint64_t copy = 0;
};

struct PhaseReading {
    Phase phase = Phase::Setup;
    std::uint32_t begin = 0; ///< its first event
    std::uint32_t end = 0; ///< one past its last
    std::uint64_t start = 0; ///< rounded bytes alive before it
    std::uint64_t finish = 0; ///< and after it
    std::uint64_t peak = 0; ///< the most alive at once, a kernel's temporaries included
    Moment peakAt; ///< the event before `begin` where the peak is the start
    RoleBytes atFinish{}; ///< plain bytes alive after it
};

/// A ledger's figures, with what repeats counted as often as it happens: the cost is that of the
/// blocks that ran.
class Reading {
public:
    Reading(const Ledger& ledger, std::vector<Repeats> repeats);

    /// False where blocks [first, last) and those after them did not do the same: then the run has
    /// to be done in full.
    [[nodiscard]] bool repeatsHold() const { return m_hold; }
    [[nodiscard]] const std::vector<PhaseReading>& phases() const { return m_phases; }
    /// Rounded bytes alive at that moment, by role; a kernel's own among the temporaries.
    [[nodiscard]] RoleBytes roundedAt(Moment moment) const;

    enum class Kind : std::uint8_t {
        Once, ///< blocks that stand for themselves
        Block, ///< repeated blocks at work: the whole is done 1 + copies times
        EachOfLayer, ///< no block at work: what happens to a repeated block's happens to each
    };
    /// A stretch of events.
    struct Segment {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        Kind kind = Kind::Once;
        std::uint64_t copies = 0; ///< of a block
    };
    /// The whole ledger, in order.
    [[nodiscard]] const std::vector<Segment>& segments() const { return m_segments; }
    /// The repeats that a block stands for; nullptr where it stands for itself alone.
    [[nodiscard]] const Repeats* repeatsOf(std::int32_t layer) const;
    /// How often an event of that segment happens.
    [[nodiscard]] std::uint64_t times(const Segment& segment, const Event& event) const;

private:
    void cut();
    void read();
    [[nodiscard]] bool twinsAgree(const Repeats& repeats) const;
    [[nodiscard]] std::uint64_t copiesOf(std::int32_t layer) const;
    [[nodiscard]] std::uint64_t copiesAt(std::uint32_t event) const;
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> runsOf(
        std::int32_t first, std::int32_t last) const;

    const Ledger& m_ledger;
    std::vector<Repeats> m_repeats;
    std::vector<Segment> m_segments;
    std::vector<PhaseReading> m_phases;
    bool m_hold = true;
};

} // namespace headroom::engine
