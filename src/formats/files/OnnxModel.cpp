// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxModel.h"

#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/OnnxChecks.h"
#include "formats/files/OnnxGraph.h"
#include "formats/files/OnnxPieces.h"

#include <optional>
#include <set>

namespace headroom::files {
namespace {

constexpr int kDeepest = 100;
constexpr std::size_t kMostFaults = 20;

using Field = Wire::Field;

/// The names that a graph's nodes may use, with those of the graphs around it.
struct ScopeNames {
    const ScopeNames* outer = nullptr;
    std::set<std::string, std::less<>> here;

    [[nodiscard]] bool has(std::string_view name) const
    {
        for (const ScopeNames* scope = this; scope != nullptr; scope = scope->outer) {
            if (scope->here.count(std::string(name)) != 0)
                return true;
        }
        return false;
    }
};

class ModelReader {
public:
    ModelReader(ByteSource& source, OnnxModel& model)
        : m_wire(source)
        , m_pieces(m_wire, model)
        , m_model(&model)
        , m_end(source.size())
    {
    }

    void read()
    {
        bool hasGraph = false;
        Field field;
        while (m_wire.next(m_end, field)) {
            switch (field.number) {
            case 1:
                m_model->irVersion = field.value;
                break;
            case 2:
                m_model->producer = m_wire.text(field);
                break;
            case 7:
                m_wire.requireBytes(field);
                readGraph(field.end, nullptr, 0);
                hasGraph = true;
                break;
            case 8:
                readOpset(field);
                break;
            case 14:
                readMetadata(field);
                break;
            case 25:
                readFunction(field);
                break;
            default:
                m_wire.skip(field);
            }
        }
        if (!hasGraph)
            malformed({}, HEADROOM_TEXT("formats", "expected a graph of ONNX; found none"));
        for (std::string& text : domainFaults(*m_model, m_domains, m_functionDomains))
            fault(std::move(text));
        if (const std::optional<std::string> name = recursiveFunction(m_calls))
            fault("The function " + quoteText(*name) + " calls itself.");
    }

private:
    void fault(std::string text)
    {
        if (m_model->faults.size() < kMostFaults)
            m_model->faults.push_back(std::move(text));
    }

    void readOpset(const Field& outer)
    {
        m_wire.requireBytes(outer);
        std::pair<std::string, std::uint64_t> opset;
        Field field;
        while (m_wire.next(outer.end, field)) {
            if (field.number == 1)
                opset.first = m_wire.text(field);
            else if (field.number == 2)
                opset.second = field.value;
            else
                m_wire.skip(field);
        }
        constexpr std::uint64_t kLargestOpset = 1000;
        if (opset.second == 0 || opset.second > kLargestOpset)
            malformed(atByte(outer.start),
                HEADROOM_TEXT("formats", "expected the opset of {0} from 1 to {1}; found {2}"),
                quoteText(opset.first.empty() ? "ai.onnx" : opset.first), kLargestOpset,
                opset.second);
        m_model->opsets.push_back(std::move(opset));
    }

    void readMetadata(const Field& outer)
    {
        auto entry = m_pieces.keyValue(outer);
        m_model->metadata.push_back(std::move(entry));
    }

    struct Node {
        std::string type;
        std::string domain;
        std::vector<std::string> inputs;
        std::vector<std::string> outputs;
        std::string name;
        std::optional<OnnxTensor> value;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> graphs; ///< where subgraphs stand
        std::map<std::string, std::vector<std::int64_t>, std::less<>> integers; ///< attributes
        std::map<std::string, std::string, std::less<>> texts;
    };

    void readGraph(std::uint64_t end, const ScopeNames* outer, int depth)
    {
        if (depth > kDeepest)
            malformed(atByte(m_wire.offset()),
                HEADROOM_TEXT("formats", "expected graphs at most {0} deep; found more"),
                std::uint64_t{kDeepest});
        ScopeNames names{outer, {}};
        std::vector<OnnxValue> inputs;
        std::set<std::string> initializers;
        std::map<std::string, std::vector<std::int64_t>> shapes;
        std::vector<Node> nodes;
        Field field;
        while (m_wire.next(end, field)) {
            switch (field.number) {
            case 1:
                m_wire.requireBytes(field);
                nodes.push_back(readNode(field, depth));
                break;
            case 2:
                if (depth == 0)
                    m_model->graphName = m_wire.text(field);
                else
                    m_wire.skip(field);
                break;
            case 5: {
                OnnxTensor tensor = m_pieces.readTensor(field);
                if (tensor.name.empty())
                    fault("An initializer has no name.");
                else if (!initializers.insert(tensor.name).second)
                    fault("The initializer " + quoteText(tensor.name) + " is there twice.");
                names.here.insert(tensor.name);
                if (!tensor.integers.empty())
                    shapes[tensor.name] = tensor.integers;
                if (depth == 0)
                    addConstant(tensor.name, tensor);
                addWeight(std::move(tensor));
                break;
            }
            case 11:
                inputs.push_back(m_pieces.readValue(field));
                names.here.insert(inputs.back().name);
                break;
            case 12:
                if (depth == 0)
                    m_model->outputs.push_back(m_pieces.readValue(field));
                else
                    m_wire.skip(field);
                break;
            case 13:
                if (depth == 0)
                    m_model->graph->values.push_back(m_pieces.readValue(field));
                else
                    m_wire.skip(field);
                break;
            case 15: {
                OnnxTensor tensor = m_pieces.readSparse(field);
                initializers.insert(tensor.name);
                names.here.insert(tensor.name);
                addWeight(std::move(tensor));
                break;
            }
            default:
                m_wire.skip(field);
            }
        }
        if (depth == 0) {
            for (OnnxValue& input : inputs) {
                if (initializers.count(input.name) == 0)
                    m_model->inputs.push_back(std::move(input));
            }
            m_model->graph->inputs = m_model->inputs;
            m_model->graph->outputs = m_model->outputs;
        }
        walkNodes(nodes, names, shapes, depth);
    }

    /// Nodes stand in the order in which they run: each may use what came before it.
    void walkNodes(std::vector<Node>& nodes, ScopeNames& names,
        const std::map<std::string, std::vector<std::int64_t>>& shapes, int depth)
    {
        for (Node& node : nodes) {
            const std::string what =
                (node.name.empty() ? node.type : node.type + " " + quoteText(node.name));
            for (const std::string& input : node.inputs) {
                if (!input.empty() && !names.has(input))
                    fault("The node " + what + " uses " + quoteText(input)
                        + ", which nothing before it makes.");
            }
            const auto shape = node.type == "ConstantOfShape" && !node.inputs.empty()
                ? shapes.find(node.inputs[0])
                : shapes.end();
            if (depth == 0 && shape == shapes.end())
                keepNode(node);
            if (node.type == "ConstantOfShape" && !node.inputs.empty()) {
                if (shape != shapes.end())
                    addFilled(node, shape->second, depth);
            } else if (node.value) {
                if (node.value->name.empty() && !node.outputs.empty())
                    node.value->name = node.outputs[0];
                addWeight(std::move(*node.value));
            }
            const std::uint64_t after = m_wire.offset();
            for (const auto& [start, end] : node.graphs) {
                m_wire.skip({0, Wire::Type::Bytes, 0, start, start});
                readGraph(end, &names, depth + 1);
            }
            m_wire.skip({0, Wire::Type::Bytes, 0, after, after});
            for (const std::string& output : node.outputs) {
                if (!output.empty() && !names.here.insert(output).second)
                    fault("The node " + what + " makes " + quoteText(output)
                        + ", which is there already.");
            }
        }
    }

    void addConstant(const std::string& name, const OnnxTensor& tensor)
    {
        m_model->graph->constants.insert_or_assign(
            name, OnnxConstant{tensor.type, tensor.dims, tensor.integers});
    }

    /// A node as far as shapes follow from it; one that is a constant is one of those.
    void keepNode(const Node& node)
    {
        const bool isConstant =
            node.type == "Constant" && node.domain.empty() && node.outputs.size() == 1;
        if (isConstant && node.value) {
            addConstant(node.outputs[0], *node.value);
            return;
        }
        for (const char* key : {"value_int", "value_ints"}) {
            const auto found = node.integers.find(key);
            if (!isConstant || found == node.integers.end())
                continue;
            OnnxConstant constant{onnxType(7), {}, found->second};
            if (std::string_view(key) == "value_ints")
                constant.dims.push_back(found->second.size());
            m_model->graph->constants.insert_or_assign(node.outputs[0], std::move(constant));
            return;
        }
        OnnxNode kept{
            fullName(node), node.name, node.inputs, node.outputs, node.integers, node.texts};
        if (node.type == "ConstantOfShape" && node.value)
            kept.integers["value_type"] = {
                static_cast<std::int64_t>(onnxTypeNumber(*node.value->type))};
        m_model->graph->nodes.push_back(std::move(kept));
    }

    static std::string fullName(const Node& node)
    {
        return node.domain.empty() || node.domain == "ai.onnx" ? node.type
                                                               : node.domain + "." + node.type;
    }

    /// Weights that were replaced by their shape and a fill value.
    void addFilled(const Node& node, const std::vector<std::int64_t>& shape, int depth)
    {
        OnnxTensor tensor;
        tensor.name = node.outputs.empty() ? node.name : node.outputs[0];
        tensor.type = node.value ? node.value->type : onnxType(1);
        tensor.hasData = true;
        for (const std::int64_t size : shape) {
            if (size < 0)
                return;
            tensor.dims.push_back(static_cast<std::uint64_t>(size));
        }
        m_pieces.finish(tensor, tensor.name);
        if (depth == 0)
            addConstant(tensor.name, tensor);
        addWeight(std::move(tensor));
    }

    void addWeight(OnnxTensor tensor)
    {
        if (m_model->weights.size() == kMostTensors)
            malformed(atByte(m_wire.offset()),
                HEADROOM_TEXT("formats", "expected at most {0} tensors; found more"), kMostTensors);
        if (!tensor.hasData && !tensor.isExternal && tensor.elements > 0)
            ++m_model->withoutData;
        m_model->weights.push_back(std::move(tensor));
    }

    Node readNode(const Field& outer, int depth)
    {
        Node node;
        Field field;
        while (m_wire.next(outer.end, field)) {
            switch (field.number) {
            case 1:
                node.inputs.push_back(m_wire.text(field));
                break;
            case 2:
                node.outputs.push_back(m_wire.text(field));
                break;
            case 3:
                node.name = m_wire.text(field);
                break;
            case 4:
                node.type = m_wire.text(field);
                break;
            case 5:
                readAttribute(field, node, depth);
                break;
            case 7:
                node.domain = m_wire.text(field);
                break;
            default:
                m_wire.skip(field);
            }
        }
        ++m_model->nodes;
        const std::string full = fullName(node);
        ++m_model->operators[full];
        m_domains.insert(node.domain == "ai.onnx" ? "" : node.domain);
        if (m_function)
            m_calls[*m_function].insert(full);
        return node;
    }

    void readAttribute(const Field& outer, Node& node, int depth)
    {
        m_wire.requireBytes(outer);
        std::string name;
        Field field;
        while (m_wire.next(outer.end, field)) {
            switch (field.number) {
            case 1:
                name = m_wire.text(field);
                break;
            case 3:
                if (field.type == Wire::Type::Varint)
                    node.integers[name] = {static_cast<std::int64_t>(field.value)};
                else
                    m_wire.skip(field);
                break;
            case 4:
                if (field.type == Wire::Type::Bytes && field.end - field.start <= kKeptIntegers)
                    node.texts[name] = m_wire.text(field);
                else
                    m_wire.skip(field);
                break;
            case 8:
                readIntegers(field, node.integers[name]);
                break;
            case 5:
            case 10: {
                OnnxTensor tensor = m_pieces.readTensor(field);
                const bool isValue =
                    node.type == "Constant" || node.type == "ConstantOfShape" || node.type.empty();
                if (isValue && !node.value)
                    node.value = std::move(tensor);
                else if (node.type != "ConstantOfShape")
                    addWeight(std::move(tensor));
                break;
            }
            case 6:
            case 11:
                m_wire.requireBytes(field);
                if (depth >= kDeepest)
                    malformed(atByte(field.start),
                        HEADROOM_TEXT("formats", "expected graphs at most {0} deep; found more"),
                        std::uint64_t{kDeepest});
                node.graphs.emplace_back(field.start, field.end);
                m_wire.skip(field);
                break;
            case 7:
                readNumbers(field, outer, name, node);
                break;
            case 22: {
                OnnxTensor tensor = m_pieces.readSparse(field);
                if (!node.value)
                    node.value = std::move(tensor);
                break;
            }
            default:
                m_wire.skip(field);
            }
        }
    }

    /// A list of whole numbers, packed or one by one; a long one is no attribute of a shape.
    void readIntegers(const Field& field, std::vector<std::int64_t>& into)
    {
        const bool isShort =
            field.type == Wire::Type::Varint || field.end - field.start <= kKeptIntegers * 10;
        if (isShort && into.size() < kMostOnnxDimensions)
            m_wire.integers(field, into, kMostOnnxDimensions);
        else
            m_wire.skip(field);
    }

    /// Lists of floats: a Constant's value, and the trees of ai.onnx.ml.
    void readNumbers(const Field& field, const Field& outer, const std::string& name, Node& node)
    {
        if (field.type != Wire::Type::Bytes)
            return;
        m_wire.skip(field);
        constexpr std::uint64_t kLeast = 1;
        const std::uint64_t count = (field.end - field.start) / 4;
        if (count < kLeast)
            return;
        OnnxTensor tensor;
        tensor.name = name;
        tensor.type = onnxType(1);
        tensor.dims = {count};
        tensor.hasData = true;
        m_pieces.finish(tensor, atByte(outer.start));
        if (name == "value_floats" && !node.value)
            node.value = std::move(tensor);
        else if (!node.domain.empty() || name.find("weights") != name.npos
            || name.find("coefficients") != name.npos || name.starts_with("nodes_"))
            addWeight(std::move(tensor));
    }

    void readFunction(const Field& outer)
    {
        m_wire.requireBytes(outer);
        // Its name and domain may stand behind its nodes.
        std::string name;
        std::string domain;
        const std::uint64_t start = m_wire.offset();
        Field field;
        while (m_wire.next(outer.end, field)) {
            if (field.number == 1)
                name = m_wire.text(field);
            else if (field.number == 10)
                domain = m_wire.text(field);
            else
                m_wire.skip(field);
        }
        m_function = domain.empty() ? name : domain + "." + name;
        m_functionDomains.insert(domain);
        ++m_model->functions;
        m_wire.skip({0, Wire::Type::Bytes, 0, start, start});
        while (m_wire.next(outer.end, field)) {
            if (field.number != 7) {
                m_wire.skip(field);
                continue;
            }
            m_wire.requireBytes(field);
            Node node = readNode(field, 0);
            // A scalar of a formula is no weight.
            if (node.value && node.type == "Constant" && node.value->elements > 1)
                addWeight(std::move(*node.value));
        }
        m_function.reset();
    }

    Wire m_wire;
    OnnxPieces m_pieces;
    OnnxModel* m_model;
    std::uint64_t m_end;
    std::set<std::string> m_domains;
    std::set<std::string> m_functionDomains;
    std::optional<std::string> m_function;
    std::map<std::string, std::set<std::string>> m_calls; ///< function -> operators in it
};

} // namespace

OnnxModel readOnnxModel(ByteSource& source)
{
    OnnxModel model;
    model.graph = std::make_shared<OnnxGraph>();
    ModelReader(source, model).read();
    return model;
}

} // namespace headroom::files
