// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Playback.h"

#include "headroom/base/Wide.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

namespace headroom::engine {

// Sums are taken modulo 2^64: every state that is shown is one that Reading has found to fit.

namespace {

std::uint64_t sumOf(const RoleBytes& roles)
{
    return std::accumulate(roles.begin(), roles.end(), std::uint64_t{0});
}

/// a + times × b.
RoleBytes sum(RoleBytes a, const RoleBytes& b, std::uint64_t times)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += times * b[i];
    return a;
}

} // namespace

Playback::Playback(const Ledger& ledger, std::vector<Repeats> repeats)
    : m_ledger(ledger)
    , m_reading(ledger, std::move(repeats))
{
    assert(m_reading.repeatsHold());
    std::vector<std::uint32_t> cuts;
    for (const PhaseMark& mark : ledger.phases())
        cuts.push_back(mark.event);
    for (const Reading::Segment& segment : m_reading.segments()) {
        std::uint32_t event = segment.begin;
        while (event < segment.end) {
            // A phase begins with a run of its own.
            const auto cut = std::upper_bound(cuts.begin(), cuts.end(), event);
            const std::uint32_t end = cut == cuts.end() ? segment.end : std::min(*cut, segment.end);
            if (segment.kind == Reading::Kind::Block) {
                addRun(event, end - event, 1 + segment.copies);
                event = end;
                continue;
            }
            const std::uint64_t times = m_reading.times(segment, ledger.events()[event]);
            std::uint32_t next = event + 1;
            while (times == 1 && next < end && m_reading.times(segment, ledger.events()[next]) == 1)
                ++next;
            addRun(event, next - event, times);
            event = next;
        }
    }
    findSpans();
}

void Playback::addRun(std::uint32_t first, std::uint32_t count, std::uint64_t copies)
{
    Run run;
    run.first = first;
    run.count = count;
    run.copies = copies;
    run.begin = m_end;
    if (!m_runs.empty())
        run.before = sum(m_runs.back().before, m_runs.back().balance, m_runs.back().copies);
    for (std::uint32_t i = first; i < first + count; ++i)
        apply(m_ledger.events()[i], run.balance);
    m_end = run.end();
    m_runs.push_back(run);
}

void Playback::apply(const Event& event, RoleBytes& roles) const
{
    if (event.kind == EventKind::Temporary)
        return;
    std::uint64_t& bytes = roles[static_cast<std::size_t>(m_ledger.births()[event.storage].role)];
    const std::uint64_t size = roundedToBlock(event.bytes);
    bytes += event.kind == EventKind::Birth ? size : -size;
}

std::uint64_t Playback::positionOf(std::uint32_t event) const
{
    for (const Run& run : m_runs) {
        if (event < run.first + run.count)
            return run.begin + (event - run.first);
    }
    return m_end;
}

void Playback::findSpans()
{
    m_begin = m_end;
    for (const PhaseReading& phase : m_reading.phases()) {
        if (phase.phase == Phase::Setup && m_spans.empty())
            continue;
        const Span span{phase.phase, positionOf(phase.begin), positionOf(phase.end)};
        if (span.begin == span.end)
            continue;
        if (m_spans.empty())
            m_begin = span.begin;
        m_spans.push_back(span);
    }
}

const Playback::Run& Playback::runAt(std::uint64_t position) const
{
    assert(position < m_end);
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), position,
        [](std::uint64_t wanted, const Run& run) { return wanted < run.begin; });
    return *(after - 1);
}

Moment Playback::momentAt(std::uint64_t position) const
{
    const Run& run = runAt(position);
    const std::uint64_t offset = position - run.begin;
    return {run.first + static_cast<std::uint32_t>(offset % run.count), offset / run.count};
}

Playback::Frame Playback::at(std::uint64_t position) const
{
    const Run& run = runAt(position);
    const Moment moment = momentAt(position);
    Frame frame{position, 0, sum(run.before, run.balance, moment.copy)};
    for (std::uint32_t i = run.first; i <= moment.event; ++i)
        apply(m_ledger.events()[i], frame.roles);
    const Event& event = m_ledger.events()[moment.event];
    if (event.kind == EventKind::Temporary)
        frame.roles[static_cast<std::size_t>(Role::Temporary)] += event.bytes;
    frame.live = sumOf(frame.roles);
    return frame;
}

void Playback::visit(
    const Event& event, std::uint64_t position, RoleBytes& roles, Frame& best, bool& any) const
{
    apply(event, roles);
    const std::uint64_t extra = event.kind == EventKind::Temporary ? event.bytes : 0;
    const std::uint64_t live = sumOf(roles) + extra;
    if (any && live <= best.live)
        return;
    any = true;
    best = {position, live, roles};
    best.roles[static_cast<std::size_t>(Role::Temporary)] += extra;
}

std::vector<Playback::Frame> Playback::fullest(
    std::uint64_t from, std::uint64_t to, std::size_t count) const
{
    std::vector<Frame> frames;
    if (from >= to || to > m_end || count == 0)
        return frames;
    const std::uint64_t length = to - from;
    count = static_cast<std::size_t>(std::min<std::uint64_t>(count, length));
    frames.reserve(count);
    const auto boundary = [&](std::size_t i) {
        return from + static_cast<std::uint64_t>(Wide{length} * i / count);
    };
    const auto& events = m_ledger.events();
    std::uint64_t position = from;
    RoleBytes roles{};
    const Run* run = nullptr;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t end = boundary(i + 1);
        Frame best;
        bool any = false;
        while (position < end) {
            if (run == nullptr || position == run->end()) {
                run = run == nullptr ? &runAt(position) : run + 1;
                roles = run->before;
                // Of the first run, what lies before `from`.
                const Moment start = momentAt(position);
                roles = sum(roles, run->balance, start.copy);
                for (std::uint32_t k = run->first; k < start.event; ++k)
                    apply(events[k], roles);
            }
            const std::uint64_t offset = position - run->begin;
            const std::uint64_t whole = (std::min(end, run->end()) - position) / run->count;
            if (offset % run->count == 0 && whole > 2) {
                // A copy adds the same each time, so the fullest is the first or the last.
                for (std::uint32_t k = 0; k < run->count; ++k)
                    visit(events[run->first + k], position + k, roles, best, any);
                roles = sum(roles, run->balance, whole - 2);
                position += run->count * (whole - 1);
                continue;
            }
            visit(events[run->first + static_cast<std::uint32_t>(offset % run->count)], position,
                roles, best, any);
            ++position;
        }
        frames.push_back(best);
    }
    return frames;
}

std::vector<std::uint64_t> Playback::aliveAt(std::uint64_t position) const
{
    std::vector<std::uint64_t> alive(m_ledger.births().size());
    const Moment moment = momentAt(position);
    for (const Run& run : m_runs) {
        if (run.begin > position)
            break;
        const bool inside = position < run.end();
        for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
            const Event& event = m_ledger.events()[i];
            if (event.kind == EventKind::Temporary)
                continue;
            const std::uint64_t times =
                inside ? moment.copy + (i <= moment.event ? 1 : 0) : run.copies;
            alive[event.storage] += event.kind == EventKind::Birth ? times : -times;
        }
    }
    return alive;
}

std::uint64_t Playback::mostOf(const Groups& groups, bool once) const
{
    std::uint64_t live = 0;
    std::uint64_t most = 0;
    const auto play = [&](const Run& run) {
        for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
            if (groups.of[i] < groups.first || groups.of[i] >= groups.last)
                continue;
            const Event& event = m_ledger.events()[i];
            const std::uint64_t size =
                event.kind == EventKind::Temporary ? event.bytes : roundedToBlock(event.bytes);
            if (event.kind == EventKind::Death)
                live -= size;
            else if (run.begin >= m_begin)
                most = std::max(most, live + size);
            if (event.kind == EventKind::Birth)
                live += size;
        }
    };
    for (const Run& run : m_runs) {
        if (run.begin == m_begin)
            most = std::max(most, live);
        const std::uint64_t before = live;
        play(run);
        if (once || run.copies < 2)
            continue;
        const std::uint64_t balance = live - before;
        live += balance * (run.copies - 2);
        play(run);
    }
    return most;
}

} // namespace headroom::engine
