// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/StepView.h"

#include "StepViewData.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace headroom {
namespace {

StepMoment momentOf(const engine::Playback::Frame& frame)
{
    StepMoment moment;
    moment.position = frame.position;
    moment.live = Bytes{frame.live};
    for (std::size_t i = 0; i < kRoleCount; ++i)
        moment.byRole[i] = Bytes{frame.roles[i]};
    return moment;
}

std::vector<std::uint64_t> sizesOf(const engine::Dims& shape)
{
    std::vector<std::uint64_t> sizes;
    for (std::size_t i = 0; i < shape.rank(); ++i)
        sizes.push_back(static_cast<std::uint64_t>(shape[i]));
    return sizes;
}

std::vector<StepPhase> phasesOf(const engine::Playback& playback, bool training)
{
    std::vector<StepPhase> phases;
    for (const engine::Playback::Span& span : playback.spans()) {
        const bool decoding = !training && !phases.empty();
        const char* name = decoding                 ? "decode"
            : span.phase == engine::Phase::Backward ? "backward"
            : span.phase == engine::Phase::Step     ? "step"
                                                    : "forward";
        // The growth of the cache between prompt and last token belongs to the decoding.
        if (phases.size() > 1 && decoding)
            phases.back().end = span.end;
        else
            phases.push_back({name, span.begin, span.end});
    }
    return phases;
}

std::string_view upToLastDot(std::string_view path)
{
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

std::vector<engine::Repeats> repeatsOf(const architectures::StepLedger& step)
{
    std::vector<engine::Repeats> repeats;
    for (const architectures::BlockList& list : step.blockLists)
        repeats.push_back(list.repeats);
    return repeats;
}

} // namespace

StepView::Data::Data(architectures::StepLedger ledgerOfStep, bool isTraining)
    : step(std::move(ledgerOfStep))
    , ledger(*step.ledger)
    , training(isTraining)
    , playback(ledger, repeatsOf(step))
    , phases(phasesOf(playback, isTraining))
    , names(ledger.births().size())
{
    for (const architectures::NamedStorage& named : step.names)
        names[named.storage] = &named.name;
    const auto fullest = playback.fullest(playback.begin(), playback.end(), 1);
    if (!fullest.empty())
        peak = fullest.front().position;
}

engine::ModuleId StepView::Data::moduleBefore(std::uint32_t event) const
{
    for (std::uint32_t i = event + 1; i-- > 0;) {
        const engine::Event& candidate = ledger.events()[i];
        if (candidate.kind == engine::EventKind::Birth)
            return ledger.births()[candidate.storage].module;
    }
    return 0;
}

const std::string& StepView::Data::pathOf(std::uint32_t storage) const
{
    return names[storage] != nullptr ? *names[storage]
                                     : ledger.moduleName(ledger.births()[storage].module);
}

std::string_view StepView::Data::moduleOf(std::uint32_t storage) const
{
    return names[storage] != nullptr ? upToLastDot(*names[storage])
                                     : std::string_view(pathOf(storage));
}

const architectures::BlockList* StepView::Data::listOf(std::string_view path) const
{
    for (const architectures::BlockList& list : step.blockLists) {
        const std::size_t size = list.path.size();
        if (!path.starts_with(list.path) || path.size() <= size || path[size] != '.')
            continue;
        const std::string_view number =
            path.substr(size + 1, path.find('.', size + 1) - (size + 1));
        if (!number.empty() && std::all_of(number.begin(), number.end(), [](char c) {
                return c >= '0' && c <= '9';
            }))
            return &list;
    }
    return nullptr;
}

std::string_view StepView::Data::blockIn(std::string_view path) const
{
    const architectures::BlockList* list = listOf(path);
    if (list == nullptr)
        return {};
    path.remove_prefix(list->path.size() + 1);
    return path.substr(0, path.find('.'));
}

std::string StepView::Data::withBlock(std::string_view path, std::string_view block) const
{
    const std::string_view number = blockIn(path);
    if (number.empty())
        return std::string(path);
    const std::size_t start = listOf(path)->path.size() + 1;
    return std::string(path.substr(0, start)) + std::string(block)
        + std::string(path.substr(start + number.size()));
}

bool StepView::Data::isAtWork(const architectures::BlockList& list, std::uint64_t position) const
{
    const std::uint32_t event = playback.momentAt(position).event;
    std::int32_t layer = engine::kNoLayer;
    for (const engine::LayerMark& mark : ledger.layers()) {
        if (mark.event > event)
            break;
        layer = mark.layer;
    }
    return layer >= list.repeats.first && layer < list.repeats.last;
}

std::uint64_t StepView::Data::blockNumber(
    const architectures::BlockList& list, std::uint64_t block, std::uint64_t position) const
{
    const engine::Repeats& repeats = list.repeats;
    const auto period = static_cast<std::uint64_t>(repeats.last - repeats.first);
    // While the repeated blocks are at work, their neighbours are those of the copy.
    if (playback.repeatsAt(position) == 1 || !isAtWork(list, position))
        return block < static_cast<std::uint64_t>(repeats.last - list.first)
            ? block
            : block + repeats.copies * period;
    const std::uint64_t copy = playback.momentAt(position).copy;
    engine::Phase phase = engine::Phase::Forward;
    for (const engine::Playback::Span& span : playback.spans()) {
        if (position >= span.begin)
            phase = span.phase;
    }
    // Backward goes through the blocks from the last one.
    return block + period * (phase == engine::Phase::Backward ? repeats.copies - copy : copy);
}

StepView::StepView(architectures::StepLedger step, const Scenario& scenario)
    : m_data(
        std::make_unique<const Data>(std::move(step), scenario.workload.mode == Mode::Training))
{
}

StepView::StepView(StepView&&) noexcept = default;
StepView& StepView::operator=(StepView&&) noexcept = default;
StepView::~StepView() = default;

const std::vector<StepPhase>& StepView::phases() const { return m_data->phases; }
std::uint64_t StepView::begin() const { return m_data->playback.begin(); }
std::uint64_t StepView::end() const { return m_data->playback.end(); }
std::uint64_t StepView::peak() const { return m_data->peak; }

std::vector<StepMoment> StepView::columns(
    std::uint64_t from, std::uint64_t to, std::size_t count) const
{
    std::vector<StepMoment> columns;
    for (const engine::Playback::Frame& frame : m_data->playback.fullest(from, to, count))
        columns.push_back(momentOf(frame));
    return columns;
}

StepEvent StepView::event(std::uint64_t position) const
{
    const Data& data = *m_data;
    const engine::Ledger& ledger = data.ledger;
    const engine::Moment moment = data.playback.momentAt(position);
    const engine::Event& source = ledger.events()[moment.event];
    StepEvent event;
    event.moment = momentOf(data.playback.at(position));
    for (const StepPhase& stretch : data.phases) {
        if (position >= stretch.begin)
            event.phase = stretch.name;
    }
    const auto real = [&](std::string_view path) {
        const architectures::BlockList* list = data.listOf(path);
        if (list == nullptr)
            return std::string(path);
        const std::uint64_t block = std::stoull(std::string(data.blockIn(path)));
        return data.withBlock(path, std::to_string(data.blockNumber(*list, block, position)));
    };
    event.bytes = Bytes{source.bytes};
    if (source.kind == engine::EventKind::Temporary) {
        event.kind = StepEvent::Kind::Temporary;
        event.op = ledger.temporaryName(source);
        event.module = real(ledger.moduleName(data.moduleBefore(moment.event)));
        return event;
    }
    const engine::Birth& birth = ledger.births()[source.storage];
    event.kind =
        source.kind == engine::EventKind::Birth ? StepEvent::Kind::Birth : StepEvent::Kind::Death;
    event.op = birth.op;
    event.module = real(data.moduleOf(source.storage));
    if (data.names[source.storage] != nullptr)
        event.tensor = real(*data.names[source.storage]);
    event.role = birth.role;
    event.shape = sizesOf(birth.shape);
    event.dtype = birth.dtype;
    return event;
}

std::vector<AliveTensors> StepView::alive(std::uint64_t position) const
{
    const Data& data = *m_data;
    const engine::Ledger& ledger = data.ledger;
    const std::vector<std::uint64_t> counts = data.playback.aliveAt(position);
    struct Group {
        AliveTensors tensors;
        std::uint32_t storage = 0; ///< its first
        bool alone = true;
    };
    // What a repeated block frees of the one before it is counted below zero there, and above zero
    // in the repeated one: together they are right.
    std::vector<Group> groups;
    std::unordered_map<std::string, std::size_t> places;
    for (std::uint32_t storage = 0; storage < counts.size(); ++storage) {
        if (counts[storage] == 0)
            continue;
        const engine::Birth& birth = ledger.births()[storage];
        std::string name = data.withBlock(data.pathOf(storage), "*");
        std::string key = name;
        key += '\0';
        key += birth.op;
        key += engine::toString(birth.shape);
        key += static_cast<char>(birth.dtype);
        key += static_cast<char>(birth.role);
        const auto [place, fresh] = places.try_emplace(std::move(key), groups.size());
        if (fresh) {
            AliveTensors tensors;
            tensors.name = std::move(name);
            tensors.module = data.withBlock(data.moduleOf(storage), "*");
            tensors.role = birth.role;
            tensors.op = birth.op;
            tensors.shape = sizesOf(birth.shape);
            tensors.dtype = birth.dtype;
            tensors.each = Bytes{birth.bytes};
            groups.push_back({std::move(tensors), storage, true});
        }
        groups[place->second].alone = fresh;
        AliveTensors& tensors = groups[place->second].tensors;
        tensors.count += counts[storage];
        tensors.allocated.value += counts[storage] * engine::roundedToBlock(birth.bytes);
    }
    const engine::Moment moment = data.playback.momentAt(position);
    const StepEvent now = event(position);
    std::vector<AliveTensors> all;
    for (Group& group : groups) {
        if (group.tensors.count == 0)
            continue;
        // Of one tensor alone its block is told where it is certain.
        const std::string block(data.blockIn(data.pathOf(group.storage)));
        if (group.alone && group.tensors.count == 1 && !block.empty()) {
            const std::uint64_t number = std::stoull(block);
            const architectures::BlockList& list = *data.listOf(data.pathOf(group.storage));
            const std::uint64_t inLedger = number + static_cast<std::uint64_t>(list.first);
            const bool repeated = list.repeats.copies > 0
                && inLedger >= static_cast<std::uint64_t>(list.repeats.first)
                && inLedger < static_cast<std::uint64_t>(list.repeats.last);
            const auto& events = ledger.events();
            const bool here = std::any_of(events.begin() + data.playback.repeatedFrom(position),
                events.begin() + moment.event + 1, [&](const engine::Event& event) {
                    return event.kind == engine::EventKind::Birth && event.storage == group.storage;
                });
            if (!repeated || here) {
                const std::string real = std::to_string(data.blockNumber(list, number, position));
                group.tensors.name = data.withBlock(data.pathOf(group.storage), real);
                group.tensors.module = data.withBlock(data.moduleOf(group.storage), real);
            }
        }
        all.push_back(std::move(group.tensors));
    }
    if (now.kind == StepEvent::Kind::Temporary)
        all.push_back({now.module, now.module, Role::Temporary, now.op, {}, Dtype::Uint8, 1,
            now.bytes, now.bytes});
    std::stable_sort(all.begin(), all.end(),
        [](const AliveTensors& a, const AliveTensors& b) { return a.allocated > b.allocated; });
    return all;
}

std::vector<ModuleMemory> StepView::modules() const { return makeModuleTable(*m_data); }

} // namespace headroom
