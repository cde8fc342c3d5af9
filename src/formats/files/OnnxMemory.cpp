// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxShapes.h"
#include "headroom/formats/ModelFile.h"

#include <algorithm>
#include <array>
#include <limits>

// What is alive when a graph is run once, node by node.

namespace headroom {
namespace {

using files::OnnxGraph;
using files::OnnxNode;
using files::OnnxShape;
using files::OnnxShapes;

/// These give their first input another shape, and no bytes of their own.
bool isView(const OnnxNode& node)
{
    constexpr auto kViews =
        std::to_array<std::string_view>({"Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity"});
    return std::find(kViews.begin(), kViews.end(), node.type) != kViews.end();
}

std::uint64_t bytesOf(const OnnxShape& shape)
{
    // Shapes are sound: products fit.
    std::uint64_t count = 1;
    for (const std::uint64_t size : shape.dims)
        count *= size;
    return (count * shape.type->bits + 7) / 8;
}

class Run {
public:
    Run(const OnnxGraph& graph, const OnnxShapes& shapes)
        : m_graph(graph)
        , m_shapes(shapes)
    {
        constexpr std::size_t kEnd = std::numeric_limits<std::size_t>::max();
        for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
            const OnnxNode& node = graph.nodes[i];
            if (isView(node) && !node.inputs.empty() && !node.outputs.empty())
                m_same[node.outputs[0]] = rootOf(node.inputs[0]);
            for (const std::string& name : node.inputs)
                m_lastUse[rootOf(name)] = i;
        }
        for (const files::OnnxValue& value : graph.inputs)
            m_lastUse[value.name] = kEnd;
        for (const files::OnnxValue& value : graph.outputs)
            m_lastUse[rootOf(value.name)] = kEnd;
    }

    void measure(GraphMemory& memory)
    {
        std::optional<std::size_t> peak;
        walk([&](std::size_t node) {
            if (m_live <= memory.peak)
                return true;
            memory.peak = m_live;
            peak = node;
            return true;
        });
        if (!peak)
            return;
        const OnnxNode& node = m_graph.nodes[*peak];
        memory.at = node.name.empty() ? node.type : node.name;
        walk([&](std::size_t index) { return index != *peak; });
        memory.alive.assign(m_alive.begin(), m_alive.end());
        std::stable_sort(memory.alive.begin(), memory.alive.end(),
            [](const auto& a, const auto& b) { return a.second > b.second; });
    }

private:
    /// Runs all nodes; `visit` sees what is alive when a node has made its outputs, and stops it.
    template <typename Visit> void walk(Visit visit)
    {
        m_alive.clear();
        m_live = 0;
        for (const files::OnnxValue& value : m_graph.inputs)
            bear(value.name);
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            const OnnxNode& node = m_graph.nodes[i];
            for (const std::string& name : node.outputs)
                bear(name);
            if (!visit(i))
                return;
            for (const std::string& name : node.inputs)
                dieAfter(name, i);
            // What nothing uses is gone at once.
            for (const std::string& name : node.outputs)
                dieAfter(name, i);
        }
    }

    [[nodiscard]] std::string rootOf(const std::string& name) const
    {
        const auto found = m_same.find(name);
        return found == m_same.end() ? name : found->second;
    }
    void bear(const std::string& name)
    {
        const auto shape = m_shapes.values.find(name);
        if (name.empty() || shape == m_shapes.values.end() || m_same.count(name) != 0
            || m_graph.constants.count(name) != 0)
            return;
        const std::uint64_t bytes = bytesOf(shape->second);
        if (m_alive.emplace(name, bytes).second)
            m_live = m_live > std::numeric_limits<std::uint64_t>::max() - bytes
                ? std::numeric_limits<std::uint64_t>::max()
                : m_live + bytes;
    }
    void dieAfter(const std::string& name, std::size_t node)
    {
        const std::string root = rootOf(name);
        const auto alive = m_alive.find(root);
        const auto last = m_lastUse.find(root);
        if (alive == m_alive.end() || (last != m_lastUse.end() && last->second > node))
            return;
        m_live -= std::min(m_live, alive->second);
        m_alive.erase(alive);
    }

    const OnnxGraph& m_graph;
    const OnnxShapes& m_shapes;
    std::map<std::string, std::string, std::less<>> m_same; ///< view -> what it looks at
    std::map<std::string, std::size_t, std::less<>> m_lastUse; ///< the node; the end for outputs
    std::map<std::string, std::uint64_t, std::less<>> m_alive;
    std::uint64_t m_live = 0;
};

} // namespace

std::optional<GraphMemory> graphMemory(
    const ModelFile& file, const std::map<std::string, std::uint64_t, std::less<>>& sizes)
{
    if (!file.graph)
        return std::nullopt;
    const OnnxShapes shapes = files::inferShapes(*file.graph, sizes);
    GraphMemory memory;
    memory.nodes = file.graph->nodes.size();
    memory.inferred = shapes.inferred;
    memory.notInferred = shapes.notInferred;
    memory.sizes = shapes.sizes;
    Run(*file.graph, shapes).measure(memory);
    return memory;
}

} // namespace headroom
