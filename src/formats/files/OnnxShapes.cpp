// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxShapes.h"

#include "formats/files/OnnxRules.h"

#include <algorithm>
#include <array>
#include <utility>

namespace headroom::files {

std::int64_t OnnxNode::integer(std::string_view key, std::int64_t otherwise) const
{
    const std::vector<std::int64_t>* found = list(key);
    return found != nullptr && found->size() == 1 ? found->front() : otherwise;
}

const std::vector<std::int64_t>* OnnxNode::list(std::string_view key) const
{
    const auto found = integers.find(key);
    return found == integers.end() ? nullptr : &found->second;
}

std::string OnnxNode::text(std::string_view key) const
{
    const auto found = texts.find(key);
    return found == texts.end() ? std::string() : found->second;
}

OnnxCall::OnnxCall(const OnnxNode& node, std::vector<const OnnxShape*> inputs)
    : m_node(node)
    , m_inputs(std::move(inputs))
{
}

const OnnxShape* OnnxCall::input(std::size_t index) const
{
    return index < m_inputs.size() ? m_inputs[index] : nullptr;
}

const std::vector<std::int64_t>* OnnxCall::numbers(std::size_t index) const
{
    const OnnxShape* shape = input(index);
    return shape != nullptr && shape->numbers ? &*shape->numbers : nullptr;
}

const std::vector<std::int64_t>* OnnxCall::listOr(
    std::string_view attribute, std::size_t index) const
{
    const std::vector<std::int64_t>* list = m_node.list(attribute);
    return list != nullptr ? list : numbers(index);
}

std::optional<std::size_t> OnnxCall::axis(std::int64_t axis, std::size_t rank)
{
    const auto count = static_cast<std::int64_t>(rank);
    if (axis < 0)
        axis += count;
    return axis >= 0 && axis < count ? std::optional(static_cast<std::size_t>(axis)) : std::nullopt;
}

OnnxRule onnxRule(std::string_view operatorName)
{
    for (const std::span<const OnnxRuleRow> rows :
        {pointwiseRules(), arrangingRules(), networkRules()}) {
        const auto found = std::find_if(rows.begin(), rows.end(),
            [&](const OnnxRuleRow& row) { return row.name == operatorName; });
        if (found != rows.end())
            return found->rule;
    }
    return nullptr;
}

namespace {

/// Dimensions whose product would not fit are not known.
bool isSound(const OnnxShape& shape)
{
    std::uint64_t count = 1;
    for (const std::uint64_t size : shape.dims) {
        if (size != 0 && count > (std::uint64_t{1} << 56U) / size)
            return false;
        count *= size;
    }
    return shape.type != nullptr && shape.dims.size() <= 64;
}

class Inference {
public:
    Inference(
        const OnnxGraph& graph, const std::map<std::string, std::uint64_t, std::less<>>& sizes)
        : m_graph(graph)
        , m_given(sizes)
    {
    }

    OnnxShapes run()
    {
        for (const auto& [name, constant] : m_graph.constants) {
            OnnxShape shape{constant.type, constant.dims, std::nullopt};
            if (!constant.integers.empty())
                shape.numbers = constant.integers;
            m_result.values.emplace(name, std::move(shape));
        }
        for (const OnnxValue& value : m_graph.inputs)
            take(value, true);
        for (const OnnxValue& value : m_graph.values)
            m_said.emplace(value.name, &value);
        for (const OnnxValue& value : m_graph.outputs)
            m_said.emplace(value.name, &value);
        for (const OnnxNode& node : m_graph.nodes)
            visit(node);
        return std::move(m_result);
    }

private:
    /// A shape that the file gives, its open dimensions at the sizes asked for.
    void take(const OnnxValue& value, bool isInput)
    {
        if (!value.hasShape || value.type == nullptr)
            return;
        OnnxShape shape{value.type, {}, std::nullopt};
        for (std::size_t i = 0; i < value.shape.size(); ++i) {
            const OnnxDimension& dimension = value.shape[i];
            if (dimension.isKnown) {
                shape.dims.push_back(dimension.size);
                continue;
            }
            // One without a name is called after its place: "input.0".
            const std::string name =
                !dimension.name.empty() ? dimension.name : value.name + "." + std::to_string(i);
            const auto given = m_given.find(name);
            if (!isInput && given == m_given.end() && m_result.sizes.count(name) == 0)
                return; // made up within the graph
            const std::uint64_t size = given != m_given.end() ? given->second : 1;
            m_result.sizes.emplace(name, size);
            shape.dims.push_back(size);
        }
        if (isSound(shape))
            m_result.values.insert_or_assign(value.name, std::move(shape));
    }

    void visit(const OnnxNode& node)
    {
        std::vector<const OnnxShape*> inputs;
        for (const std::string& name : node.inputs) {
            const auto found = m_result.values.find(name);
            inputs.push_back(found != m_result.values.end() ? &found->second : nullptr);
        }
        std::vector<OnnxShape> outputs;
        if (const OnnxRule rule = onnxRule(node.type))
            outputs = rule(OnnxCall(node, std::move(inputs)));
        bool all = true;
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            const std::string& name = node.outputs[i];
            if (name.empty() || m_result.values.count(name) != 0)
                continue;
            if (i < outputs.size() && isSound(outputs[i]))
                m_result.values.emplace(name, std::move(outputs[i]));
            else if (const auto said = m_said.find(name); said != m_said.end())
                take(*said->second, false);
            all = all && m_result.values.count(name) != 0;
        }
        if (all)
            ++m_result.inferred;
        else
            ++m_result.notInferred[node.type];
    }

    const OnnxGraph& m_graph;
    const std::map<std::string, std::uint64_t, std::less<>>& m_given;
    std::map<std::string, const OnnxValue*, std::less<>> m_said;
    OnnxShapes m_result;
};

} // namespace

OnnxShapes inferShapes(
    const OnnxGraph& graph, const std::map<std::string, std::uint64_t, std::less<>>& sizes)
{
    return Inference(graph, sizes).run();
}

} // namespace headroom::files
