// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Ledger.h"
#include "headroom/engine/Reading.h"

#include <cstdint>
#include <vector>

namespace headroom::engine {

/// A ledger as it plays, with what repeats played as often as it happens. A position is one event
/// of that play. Nothing is expanded: what is asked for is computed from the blocks that ran.
class Playback {
public:
    /// The ledger must outlive it, and its repeats must hold (Reading::repeatsHold).
    Playback(const Ledger& ledger, std::vector<Repeats> repeats);

    struct Span {
        Phase phase = Phase::Setup;
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
    };
    /// From the first phase that is no setup to the last event.
    [[nodiscard]] const std::vector<Span>& spans() const { return m_spans; }
    [[nodiscard]] std::uint64_t begin() const { return m_begin; }
    [[nodiscard]] std::uint64_t end() const { return m_end; }

    /// What is alive after the event at a position, rounded, a kernel's own among the temporaries.
    struct Frame {
        std::uint64_t position = 0;
        std::uint64_t live = 0;
        RoleBytes roles{};
    };
    [[nodiscard]] Frame at(std::uint64_t position) const;
    /// The fullest frame of each of `count` equal stretches of [from, to); of every position where
    /// there are fewer. Whole repeats within a stretch are not walked.
    [[nodiscard]] std::vector<Frame> fullest(
        std::uint64_t from, std::uint64_t to, std::size_t count) const;

    /// The event at a position, and in which of its repeats.
    [[nodiscard]] Moment momentAt(std::uint64_t position) const;
    /// How many of each storage are alive after the event at a position.
    [[nodiscard]] std::vector<std::uint64_t> aliveAt(std::uint64_t position) const;
    /// The first event of those that are repeated together with the one at a position.
    [[nodiscard]] std::uint32_t repeatedFrom(std::uint64_t position) const
    {
        return runAt(position).first;
    }

    /// How often they are.
    [[nodiscard]] std::uint64_t repeatsAt(std::uint64_t position) const
    {
        return runAt(position).copies;
    }

    /// Groups of events, by event.
    struct Groups {
        const std::vector<std::uint32_t>& of;
        std::uint32_t first; ///< those in [first, last) count
        std::uint32_t last;
    };
    /// The most that these take at one time from begin() on, rounded; each block once where `once`.
    [[nodiscard]] std::uint64_t mostOf(const Groups& groups, bool once) const;

    [[nodiscard]] const Reading& reading() const { return m_reading; }

private:
    /// Events that are played one after the other, `copies` times in all.
    struct Run {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        std::uint64_t copies = 1;
        std::uint64_t begin = 0; ///< its first position
        RoleBytes before{}; ///< alive when it begins
        RoleBytes balance{}; ///< what a copy adds, modulo 2^64
        [[nodiscard]] std::uint64_t end() const { return begin + count * copies; }
    };
    void addRun(std::uint32_t first, std::uint32_t count, std::uint64_t copies);
    void findSpans();
    [[nodiscard]] const Run& runAt(std::uint64_t position) const;
    [[nodiscard]] std::uint64_t positionOf(std::uint32_t event) const;
    void apply(const Event& event, RoleBytes& roles) const;
    void visit(
        const Event& event, std::uint64_t position, RoleBytes& roles, Frame& best, bool& any) const;

    const Ledger& m_ledger;
    Reading m_reading;
    std::vector<Run> m_runs;
    std::vector<Span> m_spans;
    std::uint64_t m_begin = 0;
    std::uint64_t m_end = 0;
};

} // namespace headroom::engine
