// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/AllocatorPlay.h"

#include "headroom/base/Wide.h"
#include "headroom/engine/Impossible.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom::engine {

namespace {

using Block = CachingAllocator::Block;

/// The blocks that a storage and its copies have, the newest on top.
struct Stack {
    Block top = CachingAllocator::kNothing;
    std::uint32_t count = 0;
};

class Player {
public:
    /// Of a block that repeats more often, `mostCopies` repeats are played.
    Player(const Ledger& ledger, const Reading& reading, const AllocatorPlayOptions& options,
        std::uint64_t mostCopies)
        : m_ledger(ledger)
        , m_reading(reading)
        , m_options(options)
        , m_mostCopies(mostCopies)
        , m_allocator(options.segments)
        , m_live(ledger.births().size())
    {
    }

    struct Outcome {
        std::uint64_t reserved = 0;
        std::uint64_t taken = 0; ///< the most that tensors and workspaces took
        std::uint64_t workspaces = 0;
        [[nodiscard]] std::uint64_t kept() const { return reserved - taken; }
    };
    Outcome play()
    {
        const std::uint32_t begin = firstWork();
        const auto end = static_cast<std::uint32_t>(m_ledger.events().size());
        const bool training = std::any_of(m_ledger.phases().begin(), m_ledger.phases().end(),
            [](const PhaseMark& mark) { return mark.phase == Phase::Step; });
        m_statesExist = !training;
        range(0, begin);
        const std::vector<Stack> resident = m_live;
        range(begin, end);
        if (training) {
            // What the step left behind, gradients above all, goes before the next.
            for (std::uint32_t i = 0; i < m_live.size(); ++i) {
                while (!isState(i) && m_live[i].count > resident[i].count)
                    pop(i);
            }
            range(begin, end);
        }
        return {m_allocator.reserved(), m_peak, m_workspaces};
    }

private:
    [[nodiscard]] bool isState(std::uint32_t storage) const
    {
        return m_ledger.births()[storage].role == Role::OptimizerState;
    }

    /// The first event of the first phase that is no setup.
    [[nodiscard]] std::uint32_t firstWork() const
    {
        for (const PhaseMark& mark : m_ledger.phases()) {
            if (mark.phase != Phase::Setup)
                return mark.event;
        }
        return static_cast<std::uint32_t>(m_ledger.events().size());
    }

    /// Of a storage of a block that stands for others; else nullptr.
    [[nodiscard]] const Repeats* repeatsOf(std::uint32_t storage) const
    {
        return m_reading.repeatsOf(m_ledger.births()[storage].layer);
    }

    [[nodiscard]] std::uint64_t timesOf(const Repeats* repeats) const
    {
        return repeats != nullptr ? 1 + std::min(repeats->copies, m_mostCopies) : 1;
    }

    /// Events [begin, end), which cut no repeated block.
    void range(std::uint32_t begin, std::uint32_t end)
    {
        m_nextMark = 0;
        for (const Reading::Segment& segment : m_reading.segments()) {
            std::uint32_t from = std::max(segment.begin, begin);
            const std::uint32_t to = std::min(segment.end, end);
            if (segment.kind == Reading::Kind::Block) {
                m_atWork = m_reading.repeatsOf(layerAt(segment.begin));
                several(from, to, timesOf(m_atWork));
                m_atWork = nullptr;
                continue;
            }
            while (from < to) {
                const bool each = segment.kind == Reading::Kind::EachOfLayer;
                const std::uint32_t next = each ? groupEnd(from, to) : to;
                several(from, next, each ? timesOf(repeatsAt(from)) : 1);
                from = next;
            }
        }
        // An optimizer without temporaries has a step without events.
        if (end == m_ledger.events().size())
            passMarks(end);
    }

    void passMarks(std::uint32_t event)
    {
        const std::vector<PhaseMark>& marks = m_ledger.phases();
        for (; m_nextMark < marks.size() && marks[m_nextMark].event <= event; ++m_nextMark)
            enter(marks[m_nextMark].phase);
    }

    [[nodiscard]] std::int32_t layerAt(std::uint32_t event) const
    {
        const auto after = std::upper_bound(m_ledger.layers().begin(), m_ledger.layers().end(),
            event, [](std::uint32_t at, const LayerMark& mark) { return at < mark.event; });
        return after == m_ledger.layers().begin() ? kNoLayer : (after - 1)->layer;
    }

    /// What happens to repeated blocks while none is at work happens to one after the other: the
    /// end of the events from `from` on that are of the same repeats.
    [[nodiscard]] std::uint32_t groupEnd(std::uint32_t from, std::uint32_t to) const
    {
        const Repeats* first = repeatsAt(from);
        std::uint32_t end = from + 1;
        while (end < to && repeatsAt(end) == first)
            ++end;
        return end;
    }

    [[nodiscard]] const Repeats* repeatsAt(std::uint32_t index) const
    {
        const Event& event = m_ledger.events()[index];
        return event.kind == EventKind::Temporary ? nullptr : repeatsOf(event.storage);
    }

    void several(std::uint32_t from, std::uint32_t to, std::uint64_t times)
    {
        for (std::uint64_t i = 0; i < times && from < to; ++i) {
            m_isLast = i + 1 == times;
            for (std::uint32_t index = from; index < to; ++index) {
                passMarks(index);
                event(m_ledger.events()[index]);
            }
        }
    }

    void enter(Phase phase)
    {
        m_phase = phase;
        note(0);
        if (phase == Phase::Step && !m_statesExist)
            makeStates();
    }

    void makeStates()
    {
        m_statesExist = true;
        std::uint32_t from = 0;
        while (from < m_live.size()) {
            const Repeats* repeats = repeatsOf(from);
            std::uint32_t to = from + 1;
            while (to < m_live.size() && repeatsOf(to) == repeats)
                ++to;
            for (std::uint64_t i = 0; i < timesOf(repeats); ++i) {
                for (std::uint32_t storage = from; storage < to; ++storage) {
                    if (isState(storage))
                        push(storage);
                }
            }
            from = to;
        }
    }

    void event(const Event& event)
    {
        if (event.kind == EventKind::Temporary) {
            m_allocator.free(m_allocator.allocate(event.bytes));
            note(roundedToBlock(event.bytes));
            return;
        }
        const std::uint32_t storage = event.storage;
        if (event.kind == EventKind::Death) {
            die(storage);
            return;
        }
        if (isState(storage) && !m_statesExist)
            return;
        if (wantsWorkspace() && usesLibrary(m_ledger.births()[storage].op))
            takeWorkspace();
        push(storage);
    }

    void push(std::uint32_t storage)
    {
        const Block block = m_allocator.allocate(m_ledger.births()[storage].bytes);
        if (block == CachingAllocator::kNothing)
            return;
        if (block >= m_below.size())
            m_below.resize(block + std::size_t{1});
        Stack& live = m_live[storage];
        m_below[block] = live.top;
        live.top = block;
        ++live.count;
        m_taken += roundedToBlock(m_ledger.births()[storage].bytes);
        note(0);
    }

    /// The newest of its blocks.
    void pop(std::uint32_t storage)
    {
        const Block block = m_live[storage].top;
        m_live[storage].top = m_below[block];
        release(storage, block);
    }

    void popOldest(std::uint32_t storage)
    {
        Block* link = &m_live[storage].top;
        while (m_below[*link] != CachingAllocator::kNothing)
            link = &m_below[*link];
        const Block block = *link;
        *link = CachingAllocator::kNothing;
        release(storage, block);
    }

    void release(std::uint32_t storage, Block block)
    {
        --m_live[storage].count;
        m_allocator.free(block);
        m_taken -= roundedToBlock(m_ledger.births()[storage].bytes);
    }

    void note(std::uint64_t temporary)
    {
        if (m_phase != Phase::Setup)
            m_peak = std::max(m_peak, m_taken + temporary);
    }

    /// In a copy of a block, what dies of the block before it is not that one's, which stands for
    /// itself, but the twin of the copy before.
    void die(std::uint32_t storage)
    {
        if (m_atWork != nullptr) {
            const bool isBefore = m_ledger.births()[storage].layer != kNoLayer
                && m_ledger.births()[storage].layer < m_atWork->first;
            // Backward comes to it with the last of the copies.
            if (m_phase == Phase::Backward && isBefore && !m_isLast) {
                if (const std::optional<std::uint32_t> twin = twinOf(storage)) {
                    pop(*twin);
                    return;
                }
            }
        }
        if (m_live[storage].count > 0)
            pop(storage);
        else if (const std::optional<std::uint32_t> twin = twinOf(storage))
            popOldest(*twin);
    }

    /// Of the storages of repeated blocks that the same operator made as large, that of which most
    /// are alive.
    std::optional<std::uint32_t> twinOf(std::uint32_t storage)
    {
        const Birth& birth = m_ledger.births()[storage];
        const auto [place, isNew] = m_twins.try_emplace({birth.op, roundedToBlock(birth.bytes)});
        std::vector<std::uint32_t>& twins = place->second;
        for (std::uint32_t i = 0; isNew && i < m_live.size(); ++i) {
            const Birth& other = m_ledger.births()[i];
            if (repeatsOf(i) != nullptr && roundedToBlock(other.bytes) == place->first.second
                && std::string_view(other.op) == birth.op)
                twins.push_back(i);
        }
        const auto found = std::max_element(twins.begin(), twins.end(),
            [this](std::uint32_t a, std::uint32_t b) { return m_live[a].count < m_live[b].count; });
        return found != twins.end() && m_live[*found].count > 0 ? std::optional(*found)
                                                                : std::nullopt;
    }

    /// Matrix products go through cuBLAS or cuBLASLt, which share a workspace.
    static bool usesLibrary(std::string_view op)
    {
        return op == "aten.mm.default" || op == "aten.addmm.default" || op == "aten.bmm.default"
            || op == "aten.baddbmm.default";
    }

    /// The thread that works in this phase, where it has none yet: autograd has a thread of its
    /// own.
    [[nodiscard]] bool wantsWorkspace() const
    {
        return m_options.workspace > 0
            && !(m_phase == Phase::Backward ? m_backwardTook : m_forwardTook);
    }

    void takeWorkspace()
    {
        (m_phase == Phase::Backward ? m_backwardTook : m_forwardTook) = true;
        static_cast<void>(m_allocator.allocate(m_options.workspace));
        m_workspaces += roundedToBlock(m_options.workspace);
        m_taken += roundedToBlock(m_options.workspace);
    }

    const Ledger& m_ledger;
    const Reading& m_reading;
    const AllocatorPlayOptions& m_options;
    std::uint64_t m_mostCopies;
    CachingAllocator m_allocator;
    std::vector<Stack> m_live; ///< by storage
    std::vector<Block> m_below; ///< by block: the one under it
    std::map<std::pair<std::string_view, std::uint64_t>, std::vector<std::uint32_t>> m_twins;
    const Repeats* m_atWork = nullptr; ///< whose blocks are at work
    bool m_isLast = true; ///< of the copies
    std::size_t m_nextMark = 0; ///< the phase mark that the play has not passed
    Phase m_phase = Phase::Setup;
    bool m_statesExist = false;
    bool m_forwardTook = false;
    bool m_backwardTook = false;
    std::uint64_t m_workspaces = 0;
    std::uint64_t m_taken = 0; ///< by tensors and workspaces, rounded
    std::uint64_t m_peak = 0; ///< the most of it
};

struct Copies {
    std::uint64_t all = 0; ///< of the block that repeats most often
    std::uint64_t played = 0;
};

/// As many as a play of that many events has, but a few.
Copies copiesWithin(const Ledger& ledger, const Reading& reading, std::uint64_t mostEvents)
{
    constexpr std::uint64_t kFewest = 8;
    std::uint64_t once = 0;
    std::uint64_t perCopy = 0;
    Copies copies;
    for (const Reading::Segment& segment : reading.segments()) {
        once += segment.end - segment.begin;
        for (std::uint32_t i = segment.begin; i < segment.end; ++i)
            perCopy += std::uint64_t{reading.times(segment, ledger.events()[i]) > 1};
        copies.all = std::max(copies.all, segment.copies);
    }
    const std::uint64_t room = mostEvents - std::min(once, mostEvents);
    copies.played = perCopy == 0 ? copies.all : std::min(copies.all, room / perCopy);
    // Two plays share the room.
    if (copies.played < copies.all)
        copies.played = std::min(copies.all, std::max(kFewest, copies.played * 2 / 3));
    return copies;
}

std::uint64_t peakOf(const Reading& reading)
{
    std::uint64_t peak = 0;
    for (const PhaseReading& phase : reading.phases())
        peak = std::max(peak, phase.phase == Phase::Setup ? 0 : phase.peak);
    return peak;
}

} // namespace

AllocatorUse playOnAllocator(
    const Ledger& ledger, const Reading& reading, const AllocatorPlayOptions& options)
{
    const auto playWith = [&](std::uint64_t copies) {
        return Player(ledger, reading, options, copies).play();
    };
    const auto [all, played] = copiesWithin(ledger, reading, options.mostEvents);
    const Player::Outcome result = playWith(played);
    const std::uint64_t allocated = peakOf(reading) + result.workspaces;
    Wide reserved = result.reserved;
    if (played < all) {
        const std::uint64_t fewer = playWith(played / 2).kept();
        reserved = Wide{allocated} + result.kept();
        if (result.kept() > fewer)
            reserved += Wide{result.kept() - fewer} * (all - played) / (played - played / 2);
    }
    if (allocated < result.workspaces || reserved > ~std::uint64_t{0})
        throw Impossible::overflow("the bytes that the allocator holds");
    return {allocated, static_cast<std::uint64_t>(reserved), result.workspaces};
}

} // namespace headroom::engine
