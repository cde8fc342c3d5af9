// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Figures.h"

#include "headroom/engine/Impossible.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

namespace headroom::architectures {

using namespace engine;

namespace {

std::uint64_t ofRole(const RoleBytes& bytes, Role role)
{
    return bytes[static_cast<std::size_t>(role)];
}

std::uint64_t plus(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        throw Impossible::overflow("a sum");
    return sum;
}

std::uint64_t times(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product))
        throw Impossible::overflow("a sum");
    return product;
}

std::uint64_t countOf(const std::vector<Repeats>& lists, std::int32_t layer)
{
    for (const Repeats& repeats : lists) {
        if (layer >= repeats.first && layer < repeats.last)
            return 1 + repeats.copies;
    }
    return 1;
}

std::uint64_t bytesOf(const Tensor& tensor) { return tensorBytes(tensor.sizes(), tensor.dtype()); }

/// As stored: a quantized weight with its statistics.
std::uint64_t storedBytes(const Parameter& parameter)
{
    std::uint64_t bytes = bytesOf(parameter.tensor);
    for (const Tensor& tensor : parameter.statistics)
        bytes = plus(bytes, bytesOf(tensor));
    return bytes;
}

void countParameters(const Sources& s, StepLedger& result)
{
    std::uint64_t idle = s.blueprint.idleParameters();
    for (const Parameter& parameter : s.model.parameters()) {
        const auto size = static_cast<std::uint64_t>(parameter.count);
        const std::uint64_t all = times(size, countOf(s.plan.repeats, parameter.leaf.layer));
        result.parametersTotal = plus(result.parametersTotal, all);
        if (parameter.idle)
            idle = plus(idle, all);
        if (parameter.leaf.accumulate)
            result.parametersTrainable = plus(result.parametersTrainable, all);
    }
    result.parametersActive = result.parametersTotal - idle;
}

const PhaseReading* highest(const std::vector<PhaseReading>& phases, Phase phase)
{
    const PhaseReading* found = nullptr;
    for (const PhaseReading& reading : phases) {
        if (reading.phase == phase && (!found || reading.peak > found->peak))
            found = &reading;
    }
    return found;
}

/// A row for each repeated block, and for each other module outside the lists that is on nobody's
/// way to one: "model.embed_tokens", not "model".
class LayerTable {
public:
    explicit LayerTable(const Sources& sources)
        : m_sources(sources)
        , m_lists(sources.blueprint.layerLists())
    {
    }

    std::vector<LayerRow> make(const PhaseReading* forward)
    {
        const Ledger& ledger = m_sources.ledger;
        for (const Parameter& parameter : m_sources.model.parameters()) {
            LayerRow& row = rowOf(parameter.leaf.layer, parameter.module);
            const auto count = static_cast<std::uint64_t>(parameter.count);
            row.parameters += count;
            row.trainable += parameter.leaf.accumulate ? count : 0;
            row.weights += storedBytes(parameter);
        }
        if (m_sources.model.quantizationMap())
            m_others[placeOf("(other)")].weights += bytesOf(m_sources.model.quantizationMap());
        if (forward) {
            std::vector<bool> alive(ledger.births().size());
            for (std::uint32_t i = 0; i < forward->end; ++i) {
                const Event& event = ledger.events()[i];
                if (event.kind != EventKind::Temporary)
                    alive[event.storage] = event.kind == EventKind::Birth;
            }
            for (std::size_t i = 0; i < alive.size(); ++i) {
                const Birth& birth = ledger.births()[i];
                if (alive[i] && (birth.role == Role::Activation || birth.role == Role::Temporary))
                    rowOf(birth.layer, birth.module).activations += birth.bytes;
            }
        }
        std::vector<LayerRow> rows;
        std::int32_t first = 0;
        for (std::size_t list = 0; list < m_lists.size(); ++list)
            addList(list, first, rows);
        rows.insert(rows.end(), m_others.begin(), m_others.end());
        return rows;
    }

private:
    LayerRow& rowOf(std::int32_t layer, ModuleId module)
    {
        if (layer != kNoLayer)
            return m_layers[layer];
        if (module >= m_placeOf.size())
            m_placeOf.resize(module + 1U);
        std::optional<std::size_t>& place = m_placeOf[module];
        if (!place) {
            const std::string_view prefix = m_sources.model.adaptation().prefix();
            std::string bare = m_sources.ledger.moduleName(module);
            bare.erase(0, bare.starts_with(prefix) ? prefix.size() : 0);
            place = placeOf(topName(bare));
        }
        return m_others[*place];
    }

    /// The row of that name among the others, made where it is missing.
    std::size_t placeOf(const std::string& name)
    {
        for (std::size_t i = 0; i < m_others.size(); ++i) {
            if (m_others[i].name == name)
                return i;
        }
        m_others.push_back({name, 0, 0, 0, 0});
        return m_others.size() - 1;
    }

    [[nodiscard]] std::string topName(const std::string& module) const
    {
        for (std::size_t end = module.find('.');; end = module.find('.', end + 1)) {
            const std::string name = module.substr(0, end);
            if (!leadsToList(name))
                return name;
            if (end == std::string::npos)
                return "(other)";
        }
    }

    [[nodiscard]] bool leadsToList(const std::string& module) const
    {
        return module.empty()
            || std::any_of(m_lists.begin(), m_lists.end(), [&module](const LayerList& list) {
                   return list.path == module || list.path.starts_with(module + ".");
               });
    }

    /// `first`: the number of the list's first block; goes on to that of the next.
    void addList(std::size_t list, std::int32_t& first, std::vector<LayerRow>& rows)
    {
        const Repeats& repeats = m_sources.plan.repeats[list];
        const auto end = first + static_cast<std::int32_t>(m_sources.plan.layers[list]);
        std::size_t number = 0;
        const auto add = [&](std::int32_t layer) {
            LayerRow row = m_layers[layer];
            row.name = m_lists[list].path + "." + std::to_string(number++);
            rows.push_back(std::move(row));
        };
        for (; first < end; ++first) {
            add(first);
            if (repeats.copies == 0 || first != repeats.last - 1)
                continue;
            for (std::uint64_t copy = 0; copy < repeats.copies; ++copy) {
                for (std::int32_t layer = repeats.first; layer < repeats.last; ++layer)
                    add(layer);
            }
        }
    }

    const Sources& m_sources;
    std::vector<LayerList> m_lists;
    std::map<std::int32_t, LayerRow> m_layers;
    std::vector<LayerRow> m_others;
    std::vector<std::optional<std::size_t>> m_placeOf; ///< of a module, once it was asked for
};

std::string moduleAt(const Ledger& ledger, const Moment& moment)
{
    if (moment.event >= ledger.events().size())
        return {};
    // A kernel's own stands behind the birth of its result.
    for (std::uint32_t i = moment.event + 1; i-- > 0;) {
        const Event& event = ledger.events()[i];
        if (event.kind == EventKind::Birth)
            return ledger.moduleName(ledger.births()[event.storage].module);
    }
    return {};
}

} // namespace

StepLedger figures(const Sources& s)
{
    StepLedger result;
    countParameters(s, result);
    const std::vector<PhaseReading>& phases = s.reading.phases();
    const PhaseReading* longestForward = nullptr;
    for (const PhaseReading& phase : phases) {
        if (phase.phase != Phase::Forward)
            continue;
        const std::uint64_t kept =
            plus(ofRole(phase.atFinish, Role::Activation), ofRole(phase.atFinish, Role::Temporary));
        if (!longestForward || kept > result.activations) {
            result.activations = kept;
            longestForward = &phase;
        }
        result.parameters = ofRole(phase.atFinish, Role::Parameter);
        result.buffers = ofRole(phase.atFinish, Role::Buffer);
        result.batch = std::max(result.batch, ofRole(phase.atFinish, Role::Batch));
        result.masterWeights = ofRole(phase.atFinish, Role::MasterWeight);
        result.optimizerState = ofRole(phase.atFinish, Role::OptimizerState);
    }
    if (s.options.training) {
        for (const PhaseReading& phase : phases) {
            if (phase.phase == Phase::Backward)
                result.gradients = ofRole(phase.atFinish, Role::Gradient);
        }
    } else {
        result.activations = 0;
        longestForward = nullptr;
    }
    if (s.optimizer) {
        for (const Slot& slot : s.optimizer->slots())
            result.pagedState = plus(result.pagedState,
                times(slot.pagedBytes, countOf(s.plan.repeats, slot.parameter->leaf.layer)));
        result.optimizerState = plus(result.optimizerState, result.pagedState);
    }
    if (s.cache) {
        const std::vector<std::uint64_t> layers = s.cache->bytesOfLayers();
        for (std::size_t i = 0; i < layers.size(); ++i)
            result.kvCache = plus(result.kvCache,
                times(layers[i],
                    countOf(s.plan.repeats, s.cache->firstLayer() + static_cast<std::int32_t>(i))));
    }
    result.stepIsKnown = !s.optimizer || s.optimizer->stepIsKnown();
    const PhaseReading* top = nullptr;
    for (Phase phase : {Phase::Forward, Phase::Backward, Phase::Step}) {
        const PhaseReading* reading = highest(phases, phase);
        if (!reading)
            continue;
        (phase == Phase::Forward           ? result.peakForward
                : phase == Phase::Backward ? result.peakBackward
                                           : result.peakStep) = reading->peak;
        if (!top || reading->peak > top->peak)
            top = reading;
    }
    if (top) {
        result.peak = top->peak;
        result.peakPhase = top->phase;
        result.peakAt = moduleAt(s.ledger, top->peakAt);
        result.peakByRole = s.reading.roundedAt(top->peakAt);
    }
    result.layers = LayerTable(s).make(longestForward);
    return result;
}

std::vector<NamedStorage> namesOf(Model& model, const Optimizer* optimizer)
{
    std::vector<NamedStorage> names;
    std::unordered_map<std::uint32_t, std::size_t> placeOf;
    const auto add = [&](const Tensor& tensor, const std::string& name, std::int64_t count = 0) {
        if (!tensor || tensor.storage()->number == Storage::kUntracked)
            return;
        const auto [place, fresh] = placeOf.emplace(tensor.storage()->number, names.size());
        if (fresh)
            names.push_back({tensor.storage()->number, name, 0});
        else // several parameters in one storage: all of their module
            names[place->second].name = name.substr(0, name.rfind('.') + 1) + '*';
        names[place->second].parameters += static_cast<std::uint64_t>(count);
    };
    for (const Parameter& parameter : model.parameters()) {
        add(parameter.tensor, parameter.name, parameter.count);
        add(parameter.leaf.gradient, parameter.name);
        for (const Tensor& tensor : parameter.statistics)
            add(tensor, parameter.name);
    }
    for (const Buffer& buffer : model.buffers())
        add(buffer.tensor, buffer.name);
    if (optimizer) {
        for (const Slot& slot : optimizer->slots()) {
            add(slot.master, slot.parameter->name);
            for (const Tensor& state : slot.states)
                add(state, slot.parameter->name);
        }
    }
    return names;
}

std::vector<AliveTensor> peakTensors(
    const Ledger& ledger, const Reading& reading, const std::vector<NamedStorage>& names)
{
    const PhaseReading* top = nullptr;
    for (const PhaseReading& phase : reading.phases()) {
        if (phase.phase != Phase::Setup && (!top || phase.peak > top->peak))
            top = &phase;
    }
    std::vector<AliveTensor> tensors;
    if (!top || ledger.events().empty())
        return tensors;
    std::vector<const std::string*> nameOf(ledger.births().size());
    for (const NamedStorage& entry : names)
        nameOf[entry.storage] = &entry.name;
    std::vector<bool> alive(ledger.births().size());
    for (std::uint32_t i = 0; i <= top->peakAt.event; ++i) {
        const Event& event = ledger.events()[i];
        if (event.kind != EventKind::Temporary)
            alive[event.storage] = event.kind == EventKind::Birth;
    }
    // Numbers are sorted in place of tensors with their names.
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < alive.size(); ++i) {
        if (alive[i])
            order.push_back(i);
    }
    const std::vector<Birth>& births = ledger.births();
    std::stable_sort(order.begin(), order.end(),
        [&births](std::uint32_t a, std::uint32_t b) { return births[a].bytes > births[b].bytes; });
    tensors.reserve(order.size() + 1);
    for (const std::uint32_t number : order) {
        const Birth& birth = births[number];
        tensors.push_back({nameOf[number] ? *nameOf[number] : ledger.moduleName(birth.module),
            birth.role, birth.bytes, birth.op, birth.shape, birth.dtype});
    }
    const Event& event = ledger.events()[top->peakAt.event];
    if (event.kind == EventKind::Temporary) {
        const auto place = std::find_if(tensors.begin(), tensors.end(),
            [&event](const AliveTensor& tensor) { return tensor.bytes < event.bytes; });
        tensors.insert(place,
            {moduleAt(ledger, top->peakAt), Role::Temporary, event.bytes,
                ledger.temporaryName(event), {}, Dtype::Uint8});
    }
    return tensors;
}

} // namespace headroom::architectures
