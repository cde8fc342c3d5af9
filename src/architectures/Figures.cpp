// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Figures.h"

#include "headroom/engine/Impossible.h"

#include <algorithm>
#include <limits>
#include <map>

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

bool repeated(const Repeats& repeats, std::int32_t layer)
{
    return layer >= repeats.first && layer < repeats.last;
}

std::uint64_t countOf(const Repeats& repeats, std::int32_t layer)
{
    return repeated(repeats, layer) ? 1 + repeats.copies : 1;
}

void countParameters(const Sources& s, StepLedger& result)
{
    for (const Parameter& parameter : s.model.parameters()) {
        const auto size = static_cast<std::uint64_t>(elements(parameter.tensor.sizes()));
        const std::uint64_t all = times(size, countOf(s.repeats, parameter.leaf.layer));
        result.parametersTotal = plus(result.parametersTotal, all);
        if (parameter.leaf.accumulate)
            result.parametersTrainable = plus(result.parametersTrainable, all);
    }
    result.parametersActive = result.parametersTotal - s.blueprint.idleParameters();
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

/// The name under which a module appears in the table: its own top, below "model." or the like.
std::string topName(const std::string& module, const std::string& layersPath)
{
    const std::size_t dot = layersPath.rfind('.');
    const std::string prefix = dot == std::string::npos ? "" : layersPath.substr(0, dot + 1);
    if (!prefix.empty() && module.compare(0, prefix.size(), prefix) == 0) {
        const std::size_t end = module.find('.', prefix.size());
        return module.substr(0, end);
    }
    return module.substr(0, module.find('.'));
}

class LayerTable {
public:
    explicit LayerTable(const Sources& sources)
        : m_sources(sources)
        , m_path(sources.blueprint.layersPath())
    {
    }

    std::vector<LayerRow> make(const PhaseReading* forward)
    {
        const Ledger& ledger = m_sources.ledger;
        for (const Parameter& parameter : m_sources.model.parameters()) {
            LayerRow& row = rowOf(parameter.leaf.layer, parameter.module);
            row.parameters += static_cast<std::uint64_t>(elements(parameter.tensor.sizes()));
            row.weights += tensorBytes(parameter.tensor.sizes(), parameter.tensor.dtype());
        }
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
        return expanded();
    }

private:
    LayerRow& rowOf(std::int32_t layer, ModuleId module)
    {
        if (layer != kNoLayer)
            return m_layers[layer];
        std::string name = topName(m_sources.ledger.moduleName(module), m_path);
        if (name.empty() || name + ".layers" == m_path || name + ".h" == m_path)
            name = "(other)";
        for (LayerRow& row : m_others) {
            if (row.name == name)
                return row;
        }
        m_others.push_back({std::move(name), 0, 0, 0});
        return m_others.back();
    }

    std::vector<LayerRow> expanded() const
    {
        std::vector<LayerRow> rows;
        const Repeats& repeats = m_sources.repeats;
        std::size_t number = 0;
        const auto add = [&](LayerRow row) {
            row.name = m_path + "." + std::to_string(number++);
            rows.push_back(std::move(row));
        };
        for (auto entry = m_layers.begin(); entry != m_layers.end(); ++entry) {
            add(entry->second);
            if (repeats.copies == 0 || entry->first != repeats.last - 1)
                continue;
            for (std::uint64_t copy = 0; copy < repeats.copies; ++copy) {
                for (std::int32_t layer = repeats.first; layer < repeats.last; ++layer)
                    add(m_layers.at(layer));
            }
        }
        rows.insert(rows.end(), m_others.begin(), m_others.end());
        return rows;
    }

    const Sources& m_sources;
    std::string m_path;
    std::map<std::int32_t, LayerRow> m_layers;
    std::vector<LayerRow> m_others;
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
    if (s.cache) {
        const std::vector<std::uint64_t> layers = s.cache->bytesOfLayers();
        for (std::size_t i = 0; i < layers.size(); ++i)
            result.kvCache = plus(
                result.kvCache, times(layers[i], countOf(s.repeats, static_cast<std::int32_t>(i))));
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
    const auto add = [&names](const Tensor& tensor, const std::string& name) {
        if (tensor && tensor.storage()->number != Storage::kUntracked)
            names.push_back({tensor.storage()->number, name});
    };
    for (const Parameter& parameter : model.parameters()) {
        add(parameter.tensor, parameter.name);
        add(parameter.leaf.gradient, parameter.name);
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
