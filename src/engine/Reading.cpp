// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Reading.h"

#include "headroom/base/Wide.h"
#include "headroom/engine/Impossible.h"

#include <utility>

namespace headroom::engine {

namespace {

/// Signed, as a block's balance may be negative; wide, as it's multiplied.
__extension__ using Balance = __int128;

std::uint64_t narrowed(Balance value)
{
    if (value < 0 || value > Balance{~std::uint64_t{0}})
        throw Impossible::overflow("the bytes alive at once");
    return static_cast<std::uint64_t>(value);
}

Balance change(const Event& event)
{
    const Balance bytes{roundedToBlock(event.bytes)};
    switch (event.kind) {
    case EventKind::Birth:
        return bytes;
    case EventKind::Death:
        return -bytes;
    case EventKind::Temporary:
        break;
    }
    return 0;
}

} // namespace

Reading::Reading(const Ledger& ledger, std::vector<Repeats> repeats)
    : m_ledger(ledger)
    , m_repeats(std::move(repeats))
{
    cut();
    for (const Repeats& of : m_repeats)
        m_hold = m_hold && (of.copies == 0 || twinsAgree(of));
    if (m_hold)
        read();
}

/// Stretches of events that belong to [first, last), neighbours joined.
std::vector<std::pair<std::uint32_t, std::uint32_t>> Reading::runsOf(
    std::int32_t first, std::int32_t last) const
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;
    const auto& marks = m_ledger.layers();
    const auto count = static_cast<std::uint32_t>(m_ledger.events().size());
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const std::uint32_t begin = marks[i].event;
        const std::uint32_t end = i + 1 < marks.size() ? marks[i + 1].event : count;
        if (begin == end || marks[i].layer < first || marks[i].layer >= last)
            continue;
        if (!runs.empty() && runs.back().second == begin)
            runs.back().second = end;
        else
            runs.emplace_back(begin, end);
    }
    return runs;
}

const Repeats* Reading::repeatsOf(std::int32_t layer) const
{
    for (const Repeats& repeats : m_repeats) {
        if (repeats.copies > 0 && layer >= repeats.first && layer < repeats.last)
            return &repeats;
    }
    return nullptr;
}

/// How often that block's work is left out.
std::uint64_t Reading::copiesOf(std::int32_t layer) const
{
    const Repeats* repeats = repeatsOf(layer);
    return repeats != nullptr ? repeats->copies : 0;
}

/// Within one phase each segment is of one kind, and of one list's blocks.
void Reading::cut()
{
    std::vector<Segment> starts{{0, 0, Kind::EachOfLayer, 0}};
    for (const LayerMark& mark : m_ledger.layers()) {
        const std::uint64_t copies = copiesOf(mark.layer);
        const Kind kind = mark.layer == kNoLayer ? Kind::EachOfLayer
            : copies > 0                         ? Kind::Block
                                                 : Kind::Once;
        if (starts.back().begin == mark.event)
            starts.back() = {mark.event, 0, kind, copies};
        else
            starts.push_back({mark.event, 0, kind, copies});
    }
    const auto count = static_cast<std::uint32_t>(m_ledger.events().size());
    for (std::size_t i = 0; i < starts.size(); ++i) {
        Segment& start = starts[i];
        start.end = i + 1 < starts.size() ? starts[i + 1].begin : count;
        if (start.begin == start.end)
            continue;
        if (!m_segments.empty() && m_segments.back().kind == start.kind
            && m_segments.back().end == start.begin)
            m_segments.back().end = start.end;
        else
            m_segments.push_back(start);
    }
}

bool Reading::twinsAgree(const Repeats& repeats) const
{
    const std::int32_t period = repeats.last - repeats.first;
    const auto runs = runsOf(repeats.first, repeats.last);
    const auto twins = runsOf(repeats.last, repeats.last + period);
    if (runs.size() != twins.size())
        return false;
    const auto& events = m_ledger.events();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i].second - runs[i].first != twins[i].second - twins[i].first)
            return false;
        for (std::uint32_t k = 0; k < runs[i].second - runs[i].first; ++k) {
            const Event& a = events[runs[i].first + k];
            const Event& b = events[twins[i].first + k];
            if (a.kind != b.kind || a.bytes != b.bytes)
                return false;
        }
    }
    return true;
}

std::uint64_t Reading::times(const Segment& segment, const Event& event) const
{
    if (segment.kind == Kind::Once || event.kind == EventKind::Temporary)
        return 1;
    if (segment.kind == Kind::Block)
        return 1 + segment.copies;
    return 1 + copiesOf(m_ledger.births()[event.storage].layer);
}

/// The last copy of that event.
std::uint64_t Reading::copiesAt(std::uint32_t event) const
{
    for (const Segment& segment : m_segments) {
        if (event >= segment.begin && event < segment.end)
            return segment.copies;
    }
    return 0;
}

void Reading::read()
{
    const auto& events = m_ledger.events();
    const auto& marks = m_ledger.phases();
    Balance live = 0;
    std::array<Balance, 9> roles{};
    PhaseReading phase;
    std::size_t nextMark = 0;
    const auto note = [&phase](Balance value, std::uint32_t event, std::uint64_t copy) {
        if (value > Balance{phase.peak}) {
            phase.peak = narrowed(value);
            phase.peakAt = {event, copy};
        }
    };
    const auto close = [&](std::uint32_t end) {
        phase.end = end;
        phase.finish = narrowed(live);
        for (std::size_t i = 0; i < roles.size(); ++i)
            phase.atFinish[i] = narrowed(roles[i]);
        m_phases.push_back(phase);
    };
    const auto open = [&](std::uint32_t event) {
        while (nextMark < marks.size() && marks[nextMark].event <= event) {
            close(marks[nextMark].event);
            phase = {};
            phase.phase = marks[nextMark].phase;
            phase.begin = marks[nextMark].event;
            phase.start = narrowed(live);
            phase.peak = phase.start;
            const std::uint32_t last = phase.begin > 0 ? phase.begin - 1 : 0;
            phase.peakAt = {last, copiesAt(last)};
            ++nextMark;
        }
    };
    for (const Segment& segment : m_segments) {
        Balance highest = 0;
        std::uint32_t highestAt = segment.begin;
        bool any = false;
        const Balance before = live;
        Balance balance = 0;
        for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
            open(i);
            const Event& event = events[i];
            const Balance once = change(event);
            const Balance many = once * Balance{times(segment, event)};
            if (event.kind != EventKind::Temporary) {
                const auto role = static_cast<std::size_t>(m_ledger.births()[event.storage].role);
                const Balance plain = Balance{event.bytes} * Balance{times(segment, event)};
                roles[role] += event.kind == EventKind::Birth ? plain : -plain;
            }
            const Balance extra =
                event.kind == EventKind::Temporary ? Balance{event.bytes} : Balance{0};
            if (segment.kind != Kind::Block) {
                live += many;
                note(live + extra, i, 0);
                continue;
            }
            balance += once;
            live += many;
            if (!any || balance + extra > highest) {
                highest = balance + extra;
                highestAt = i;
                any = true;
            }
        }
        if (segment.kind == Kind::Block && any) {
            note(before + highest, highestAt, 0);
            note(before + Balance{segment.copies} * balance + highest, highestAt, segment.copies);
        }
    }
    open(~std::uint32_t{0});
    close(static_cast<std::uint32_t>(events.size()));
}

RoleBytes Reading::roundedAt(Moment moment) const
{
    const auto& events = m_ledger.events();
    std::array<Balance, 9> roles{};
    for (const Segment& segment : m_segments) {
        if (segment.begin > moment.event)
            break;
        const bool inside = moment.event < segment.end;
        const bool block = segment.kind == Kind::Block;
        for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
            if (!block && i > moment.event)
                break;
            const Event& event = events[i];
            if (event.kind == EventKind::Temporary) {
                if (i == moment.event)
                    roles[static_cast<std::size_t>(Role::Temporary)] += Balance{event.bytes};
                continue;
            }
            Balance count{times(segment, event)};
            if (block && inside)
                count = Balance{moment.copy} + (i <= moment.event ? 1 : 0);
            const auto role = static_cast<std::size_t>(m_ledger.births()[event.storage].role);
            roles[role] += change(event) * count;
        }
    }
    RoleBytes result{};
    for (std::size_t i = 0; i < roles.size(); ++i)
        result[i] = narrowed(roles[i]);
    return result;
}

} // namespace headroom::engine
