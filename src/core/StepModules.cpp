// SPDX-License-Identifier: GPL-3.0-or-later
#include "StepViewData.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace headroom {
namespace {

using StepData = StepView::Data;

/// A module of a block that ran, or of none.
struct ModuleNode {
    std::string path;
    std::vector<std::size_t> children;
    std::uint64_t parameters = 0;
    std::uint64_t trainable = 0;
    std::uint64_t weights = 0;
    std::uint64_t gradients = 0;
    std::uint64_t optimizerState = 0;
    std::uint64_t activations = 0;
    std::uint64_t peak = 0;
    // Places in the order of parents before children.
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

class ModuleTable {
public:
    explicit ModuleTable(const StepData& data)
        : m_data(data)
        , m_nodes(1)
    {
        m_places.emplace("", 0);
    }

    std::vector<ModuleMemory> make()
    {
        placeStorages();
        std::uint32_t next = 0;
        number(0, next);
        readFigures();
        readPeaks(0);
        add(0, ModuleMemory::kNoParent, {});
        return std::move(m_rows);
    }

private:
    std::size_t nodeAt(std::string_view path)
    {
        const auto found = m_places.find(std::string(path));
        if (found != m_places.end())
            return found->second;
        const std::size_t dot = path.rfind('.');
        const std::size_t parent =
            nodeAt(dot == std::string_view::npos ? std::string_view() : path.substr(0, dot));
        const std::size_t node = m_nodes.size();
        m_nodes.emplace_back();
        m_nodes.back().path = path;
        m_nodes[parent].children.push_back(node);
        m_places.emplace(path, node);
        return node;
    }

    void placeStorages()
    {
        const engine::Ledger& ledger = m_data.ledger;
        for (std::uint32_t i = 0; i < ledger.births().size(); ++i)
            m_nodeOf.push_back(nodeAt(m_data.moduleOf(i)));
        for (std::uint32_t i = 0; i < ledger.events().size(); ++i) {
            if (ledger.events()[i].kind == engine::EventKind::Temporary)
                nodeAt(ledger.moduleName(m_data.moduleBefore(i)));
        }
    }

    void number(std::size_t node, std::uint32_t& next)
    {
        m_nodes[node].first = next++;
        for (const std::size_t child : m_nodes[node].children)
            number(child, next);
        m_nodes[node].last = next;
    }

    /// Which storages are alive after an event, each block's once.
    [[nodiscard]] std::vector<bool> aliveAfter(std::uint32_t end) const
    {
        std::vector<bool> alive(m_data.ledger.births().size());
        for (std::uint32_t i = 0; i < end; ++i) {
            const engine::Event& event = m_data.ledger.events()[i];
            if (event.kind != engine::EventKind::Temporary)
                alive[event.storage] = event.kind == engine::EventKind::Birth;
        }
        return alive;
    }

    [[nodiscard]] static std::uint64_t elementsOf(const engine::Birth& birth)
    {
        std::uint64_t elements = 1;
        for (std::size_t k = 0; k < birth.shape.rank(); ++k)
            elements *= static_cast<std::uint64_t>(birth.shape[k]);
        return elements;
    }

    void readFigures()
    {
        const engine::PhaseReading* forward = nullptr;
        const engine::PhaseReading* backward = nullptr;
        std::uint64_t most = 0;
        for (const engine::PhaseReading& phase : m_data.playback.reading().phases()) {
            const std::uint64_t kept = phase.atFinish[static_cast<std::size_t>(Role::Activation)]
                + phase.atFinish[static_cast<std::size_t>(Role::Temporary)];
            if (phase.phase == engine::Phase::Forward && (forward == nullptr || kept > most)) {
                forward = &phase;
                most = kept;
            }
            if (phase.phase == engine::Phase::Backward)
                backward = &phase;
        }
        const std::vector<bool> kept =
            aliveAfter(forward != nullptr && m_data.training ? forward->end : 0);
        const std::vector<bool> accumulated = aliveAfter(backward != nullptr ? backward->end : 0);
        const auto& births = m_data.ledger.births();
        for (const architectures::NamedStorage& named : m_data.step.names)
            m_nodes[m_nodeOf[named.storage]].parameters += named.parameters;
        for (std::size_t i = 0; i < births.size(); ++i) {
            const engine::Birth& birth = births[i];
            ModuleNode& node = m_nodes[m_nodeOf[i]];
            switch (birth.role) {
            case Role::Parameter:
                node.weights += birth.bytes;
                break;
            case Role::MasterWeight:
            case Role::OptimizerState:
                node.optimizerState += birth.bytes;
                break;
            case Role::Gradient:
                node.gradients += accumulated[i] ? birth.bytes : 0;
                node.trainable += accumulated[i] ? elementsOf(birth) : 0;
                break;
            case Role::Activation:
            case Role::Temporary:
                node.activations += kept[i] ? birth.bytes : 0;
                break;
            default:
                break;
            }
        }
    }

    void readPeaks(std::size_t node)
    {
        if (m_groups.empty()) {
            const engine::Ledger& ledger = m_data.ledger;
            for (std::uint32_t i = 0; i < ledger.events().size(); ++i) {
                const engine::Event& event = ledger.events()[i];
                const std::size_t owner = event.kind == engine::EventKind::Temporary
                    ? m_places.at(ledger.moduleName(m_data.moduleBefore(i)))
                    : m_nodeOf[event.storage];
                m_groups.push_back(m_nodes[owner].first);
            }
        }
        const bool once = !m_data.blockIn(m_nodes[node].path).empty();
        m_nodes[node].peak =
            m_data.playback.mostOf({m_groups, m_nodes[node].first, m_nodes[node].last}, once);
        for (const std::size_t child : m_nodes[node].children)
            readPeaks(child);
    }

    /// The row of a node and those below it; sums go up as rows are complete.
    void add(std::size_t index, std::size_t parent, std::string name)
    {
        const ModuleNode& node = m_nodes[index];
        const std::size_t row = m_rows.size();
        m_rows.push_back({std::move(name), parent, node.parameters, node.trainable,
            Bytes{node.weights}, Bytes{node.gradients}, Bytes{node.optimizerState},
            Bytes{node.activations}, Bytes{node.peak}});
        const auto& lists = m_data.step.blockLists;
        const auto list = std::find_if(lists.begin(), lists.end(),
            [&](const architectures::BlockList& one) { return one.path == node.path; });
        if (list != lists.end())
            addBlocks(node, *list, row);
        else
            for (const std::size_t child : node.children)
                add(child, row, lastWord(m_nodes[child].path));
        if (parent == ModuleMemory::kNoParent)
            return;
        ModuleMemory& above = m_rows[parent];
        const ModuleMemory& own = m_rows[row];
        above.parameters += own.parameters;
        above.trainable += own.trainable;
        above.weights.value += own.weights.value;
        above.gradients.value += own.gradients.value;
        above.optimizerState.value += own.optimizerState.value;
        above.activations.value += own.activations.value;
    }

    /// Every block by its number, those that were not run as the ones that stand for them.
    void addBlocks(
        const ModuleNode& list, const architectures::BlockList& described, std::size_t row)
    {
        std::map<std::uint64_t, std::size_t> blocks;
        for (const std::size_t child : list.children) {
            const std::string_view block = m_data.blockIn(m_nodes[child].path);
            if (block.empty())
                add(child, row, lastWord(m_nodes[child].path));
            else
                blocks.emplace(std::stoull(std::string(block)), child);
        }
        engine::Repeats repeats = described.repeats;
        repeats.first -= described.first;
        repeats.last -= described.first;
        std::uint64_t next = 0;
        for (const auto& [block, node] : blocks) {
            add(node, row, std::to_string(next++));
            if (repeats.copies == 0 || block + 1 != static_cast<std::uint64_t>(repeats.last))
                continue;
            for (std::uint64_t copy = 0; copy < repeats.copies; ++copy) {
                for (std::int32_t again = repeats.first; again < repeats.last; ++again)
                    add(blocks.at(static_cast<std::uint64_t>(again)), row, std::to_string(next++));
            }
        }
    }

    [[nodiscard]] static std::string lastWord(const std::string& path)
    {
        return path.substr(path.rfind('.') + 1);
    }

    const StepData& m_data;
    std::vector<ModuleNode> m_nodes;
    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<std::size_t> m_nodeOf; ///< by storage
    std::vector<std::uint32_t> m_groups; ///< by event: the place of its node
    std::vector<ModuleMemory> m_rows;
};

} // namespace

std::vector<ModuleMemory> makeModuleTable(const StepView::Data& data)
{
    return ModuleTable(data).make();
}

} // namespace headroom
