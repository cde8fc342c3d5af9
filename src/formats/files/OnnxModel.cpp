// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxModel.h"

#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/Wire.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <set>

namespace headroom::files {
namespace {

constexpr std::array<OnnxType, 27> kOnnxTypes{{
    {"", 0},
    {"F32", 32},
    {"U8", 8},
    {"I8", 8},
    {"U16", 16},
    {"I16", 16},
    {"I32", 32},
    {"I64", 64},
    {"STRING", 0},
    {"BOOL", 8},
    {"F16", 16},
    {"F64", 64},
    {"U32", 32},
    {"U64", 64},
    {"C64", 64},
    {"C128", 128},
    {"BF16", 16},
    {"F8_E4M3", 8},
    {"F8_E4M3FNUZ", 8},
    {"F8_E5M2", 8},
    {"F8_E5M2FNUZ", 8},
    {"U4", 4},
    {"I4", 4},
    {"F4", 4},
    {"F8_E8M0", 8},
    {"U2", 2},
    {"I2", 2},
}};

constexpr int kDeepest = 100;
constexpr std::size_t kMostOnnxDimensions = 1024;
constexpr std::size_t kKeptIntegers = 64;
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
        checkDomains();
        checkRecursion();
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
        auto entry = keyValue(outer);
        m_model->metadata.push_back(std::move(entry));
    }
    std::pair<std::string, std::string> keyValue(const Field& outer)
    {
        m_wire.requireBytes(outer);
        std::pair<std::string, std::string> entry;
        Field field;
        while (m_wire.next(outer.end, field)) {
            if (field.number == 1)
                entry.first = m_wire.text(field);
            else if (field.number == 2)
                entry.second = m_wire.text(field);
            else
                m_wire.skip(field);
        }
        return entry;
    }

    struct Node {
        std::string type;
        std::string domain;
        std::vector<std::string> inputs;
        std::vector<std::string> outputs;
        std::string name;
        std::optional<OnnxTensor> value;
        std::uint64_t start = 0;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> graphs; ///< where subgraphs stand
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
                OnnxTensor tensor = readTensor(field);
                if (tensor.name.empty())
                    fault("An initializer has no name.");
                else if (!initializers.insert(tensor.name).second)
                    fault("The initializer " + quoteText(tensor.name) + " is there twice.");
                names.here.insert(tensor.name);
                if (!tensor.integers.empty())
                    shapes[tensor.name] = tensor.integers;
                addWeight(std::move(tensor));
                break;
            }
            case 11:
                inputs.push_back(readValue(field));
                names.here.insert(inputs.back().name);
                break;
            case 12:
                if (depth == 0)
                    m_model->outputs.push_back(readValue(field));
                else
                    m_wire.skip(field);
                break;
            case 15: {
                OnnxTensor tensor = readSparse(field);
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
            if (node.type == "ConstantOfShape" && !node.inputs.empty()) {
                const auto shape = shapes.find(node.inputs[0]);
                if (shape != shapes.end())
                    addFilled(node, shape->second);
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

    /// Weights that were replaced by their shape and a fill value.
    void addFilled(const Node& node, const std::vector<std::int64_t>& shape)
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
        finish(tensor, tensor.name);
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
        node.start = outer.start;
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
        const std::string full = node.domain.empty() || node.domain == "ai.onnx"
            ? node.type
            : node.domain + "." + node.type;
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
            case 5:
            case 10: {
                OnnxTensor tensor = readTensor(field);
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
                OnnxTensor tensor = readSparse(field);
                if (!node.value)
                    node.value = std::move(tensor);
                break;
            }
            default:
                m_wire.skip(field);
            }
        }
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
        finish(tensor, atByte(outer.start));
        if (name == "value_floats" && !node.value)
            node.value = std::move(tensor);
        else if (!node.domain.empty() || name.find("weights") != name.npos
            || name.find("coefficients") != name.npos || name.starts_with("nodes_"))
            addWeight(std::move(tensor));
    }

    void finish(OnnxTensor& tensor, const std::string& where)
    {
        if (tensor.type == nullptr || tensor.type->name.empty())
            malformed(where,
                HEADROOM_TEXT(
                    "formats", "tensor {0}: expected a data type from 1 to 26; found none"),
                quoteText(tensor.name));
        tensor.elements = elementsOf(tensor.dims, where);
        tensor.bytes = multiply(tensor.elements, tensor.type->bits, where);
        tensor.bytes = tensor.bytes / 8 + (tensor.bytes % 8 != 0 ? 1 : 0);
    }

    OnnxTensor readTensor(const Field& outer)
    {
        m_wire.requireBytes(outer);
        OnnxTensor tensor;
        std::vector<std::int64_t> dims;
        std::uint64_t type = 0;
        std::uint64_t rawStart = 0;
        std::uint64_t rawBytes = 0;
        bool hasRaw = false;
        std::vector<std::pair<std::string, std::string>> external;
        Field field;
        while (m_wire.next(outer.end, field)) {
            switch (field.number) {
            case 1:
                m_wire.integers(field, dims, kMostOnnxDimensions);
                break;
            case 2:
                type = field.value;
                break;
            case 7:
                tensor.hasData = true;
                if (field.type == Wire::Type::Varint || field.end - field.start <= kKeptIntegers)
                    m_wire.integers(field, tensor.integers, kKeptIntegers);
                else
                    m_wire.skip(field);
                break;
            case 4:
            case 5:
            case 6:
            case 10:
            case 11:
                tensor.hasData = true;
                m_wire.skip(field);
                break;
            case 8:
                tensor.name = m_wire.text(field);
                break;
            case 9:
                m_wire.requireBytes(field);
                hasRaw = true;
                rawStart = field.start;
                rawBytes = field.end - field.start;
                m_wire.skip(field);
                break;
            case 13:
                external.push_back(keyValue(field));
                break;
            case 14:
                tensor.isExternal = field.value == 1;
                break;
            default:
                m_wire.skip(field);
            }
        }
        const std::string where = atByte(outer.start);
        for (const std::int64_t size : dims) {
            if (size < 0)
                malformed(where,
                    HEADROOM_TEXT("formats", "tensor {0}: expected sizes from 0; found {1}"),
                    quoteText(tensor.name), std::to_string(size));
            tensor.dims.push_back(static_cast<std::uint64_t>(size));
        }
        tensor.type = onnxType(type);
        if (tensor.type == nullptr || type == 0)
            malformed(where,
                HEADROOM_TEXT(
                    "formats", "tensor {0}: expected a data type from 1 to 26; found {1}"),
                quoteText(tensor.name), type);
        finish(tensor, where);
        if (tensor.isExternal || !external.empty()) {
            tensor.isExternal = true;
            checkExternal(tensor, external, where);
        }
        if (hasRaw && rawBytes > 0) {
            tensor.hasData = true;
            if (tensor.type->bits != 0 && rawBytes != tensor.bytes)
                malformed(atByte(rawStart),
                    HEADROOM_TEXT("formats",
                        "tensor {0}: expected {1} bytes of data, as its shape says; found {2}"),
                    quoteText(tensor.name), tensor.bytes, rawBytes);
            if (tensor.type->name == "I64" && tensor.elements <= kKeptIntegers)
                readShape(tensor, rawStart, outer.end);
        }
        if (tensor.type->name != "I64")
            tensor.integers.clear();
        return tensor;
    }

    /// The values of a small INT64 tensor: it may be the shape of a weight.
    void readShape(OnnxTensor& tensor, std::uint64_t start, std::uint64_t end)
    {
        m_wire.skip({0, Wire::Type::Bytes, 0, start, start});
        for (std::uint64_t i = 0; i < tensor.elements; ++i)
            tensor.integers.push_back(m_wire.fixed64());
        m_wire.skip({0, Wire::Type::Bytes, 0, end, end});
    }

    /// Where the data of a tensor is said to lie. It is not opened; a place outside is refused all
    /// the same, for others would follow it.
    void checkExternal(const OnnxTensor& tensor,
        const std::vector<std::pair<std::string, std::string>>& entries, const std::string& where)
    {
        std::string location;
        std::uint64_t offset = 0;
        std::optional<std::uint64_t> length;
        const auto number = [&](const std::string& key, const std::string& text) {
            std::uint64_t value = 0;
            const char* const end = text.data() + text.size();
            const auto [stop, problem] = std::from_chars(text.data(), end, value);
            if (problem != std::errc() || stop != end
                || value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                malformed(where,
                    HEADROOM_TEXT("formats",
                        "tensor {0}: expected a whole number below 2^63 as {1}; found {2}"),
                    quoteText(tensor.name), key, quoteText(text));
            return value;
        };
        for (const auto& [key, value] : entries) {
            if (key == "location")
                location = value;
            else if (key == "offset")
                offset = number(key, value);
            else if (key == "length")
                length = number(key, value);
        }
        if (!staysInFolder(location))
            malformed(where,
                HEADROOM_TEXT("formats",
                    "tensor {0}: expected external data in the file's folder; found {1}, which is "
                    "refused"),
                quoteText(tensor.name), quoteText(location));
        if (length && tensor.type->bits != 0 && *length != tensor.bytes)
            malformed(where,
                HEADROOM_TEXT("formats",
                    "tensor {0}: expected {1} bytes of external data, as its shape says; found a "
                    "length of {2}"),
                quoteText(tensor.name), tensor.bytes, *length);
        (void)sum(offset, length.value_or(tensor.bytes), where);
        if (m_model->externals++ == 0)
            m_model->firstExternal = location;
    }

    OnnxTensor readSparse(const Field& outer)
    {
        m_wire.requireBytes(outer);
        OnnxTensor tensor;
        std::vector<std::int64_t> dims;
        std::uint64_t indexBytes = 0;
        Field field;
        while (m_wire.next(outer.end, field)) {
            if (field.number == 1)
                tensor = readTensor(field);
            else if (field.number == 2)
                indexBytes = readTensor(field).bytes;
            else if (field.number == 3)
                m_wire.integers(field, dims, kMostOnnxDimensions);
            else
                m_wire.skip(field);
        }
        if (tensor.type == nullptr)
            malformed(atByte(outer.start),
                HEADROOM_TEXT("formats", "expected the values of a sparse tensor; found none"));
        tensor.bytes = sum(tensor.bytes, indexBytes, atByte(outer.start));
        return tensor;
    }

    OnnxValue readValue(const Field& outer)
    {
        m_wire.requireBytes(outer);
        OnnxValue value;
        Field field;
        while (m_wire.next(outer.end, field)) {
            if (field.number == 1)
                value.name = m_wire.text(field);
            else if (field.number == 2)
                readType(field, value);
            else
                m_wire.skip(field);
        }
        return value;
    }
    void readType(const Field& outer, OnnxValue& value)
    {
        m_wire.requireBytes(outer);
        Field field;
        while (m_wire.next(outer.end, field)) {
            if (field.number != 1) {
                m_wire.skip(field);
                continue;
            }
            m_wire.requireBytes(field);
            Field inner;
            while (m_wire.next(field.end, inner)) {
                if (inner.number == 1)
                    value.type = onnxType(inner.value);
                else if (inner.number == 2)
                    readValueShape(inner, value);
                else
                    m_wire.skip(inner);
            }
        }
    }
    void readValueShape(const Field& outer, OnnxValue& value)
    {
        m_wire.requireBytes(outer);
        value.hasShape = true;
        Field field;
        while (m_wire.next(outer.end, field)) {
            if (field.number != 1) {
                m_wire.skip(field);
                continue;
            }
            m_wire.requireBytes(field);
            OnnxDimension dimension;
            Field inner;
            while (m_wire.next(field.end, inner)) {
                if (inner.number == 1 && inner.type == Wire::Type::Varint) {
                    // -1 is illegal, and shipped: it stands for "not known".
                    const auto size = static_cast<std::int64_t>(inner.value);
                    dimension.isKnown = size >= 0;
                    dimension.size = size >= 0 ? inner.value : 0;
                } else if (inner.number == 2) {
                    dimension.name = m_wire.text(inner);
                } else {
                    m_wire.skip(inner);
                }
            }
            if (value.shape.size() == kMostOnnxDimensions)
                malformed(atByte(outer.start),
                    HEADROOM_TEXT("formats", "expected at most {0} numbers; found more"),
                    std::uint64_t{kMostOnnxDimensions});
            value.shape.push_back(std::move(dimension));
        }
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

    void checkDomains()
    {
        std::map<std::string, std::uint64_t> known;
        for (const auto& [domain, version] : m_model->opsets) {
            const std::string plain = domain == "ai.onnx" ? "" : domain;
            const auto [place, isNew] = known.emplace(plain, version);
            if (!isNew && place->second != version)
                fault("The opset of the domain " + quoteText(plain) + " is named twice, as "
                    + std::to_string(place->second) + " and " + std::to_string(version) + ".");
        }
        for (const std::string& domain : m_domains) {
            if (known.count(domain) == 0 && m_functionDomains.count(domain) == 0)
                fault("No opset is named for the domain "
                    + quoteText(domain.empty() ? "ai.onnx" : domain) + ".");
        }
    }

    /// A function that calls itself, by whatever way, has no end.
    void checkRecursion()
    {
        std::map<std::string, int> state; // 1: being looked at, 2: done
        for (const auto& [name, calls] : m_calls) {
            std::vector<std::pair<std::string, bool>> stack{{name, false}};
            while (!stack.empty()) {
                const auto [at, leaving] = stack.back();
                stack.pop_back();
                if (leaving) {
                    state[at] = 2;
                    continue;
                }
                if (state[at] == 1) {
                    fault("The function " + quoteText(at) + " calls itself.");
                    return;
                }
                if (state[at] == 2 || m_calls.count(at) == 0)
                    continue;
                state[at] = 1;
                stack.emplace_back(at, true);
                for (const std::string& called : m_calls[at]) {
                    if (m_calls.count(called) != 0) {
                        if (state[called] == 1) {
                            fault("The function " + quoteText(called) + " calls itself.");
                            return;
                        }
                        stack.emplace_back(called, false);
                    }
                }
            }
        }
    }

    Wire m_wire;
    OnnxModel* m_model;
    std::uint64_t m_end;
    std::set<std::string> m_domains;
    std::set<std::string> m_functionDomains;
    std::optional<std::string> m_function;
    std::map<std::string, std::set<std::string>> m_calls; ///< function -> operators in it
};

} // namespace

const OnnxType* onnxType(std::uint64_t number)
{
    return number < kOnnxTypes.size() ? &kOnnxTypes[static_cast<std::size_t>(number)] : nullptr;
}

OnnxModel readOnnxModel(ByteSource& source)
{
    OnnxModel model;
    ModelReader(source, model).read();
    return model;
}

} // namespace headroom::files
