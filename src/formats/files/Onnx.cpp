// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/OnnxModel.h"

#include <algorithm>
#include <set>

namespace headroom::files {
namespace {

/// Without a magic: the version of the format in field 1, and a field that a model has behind it.
bool isOnnx(const Input& input)
{
    if (input.head.size() < 4 || input.head[0] != '\x08')
        return false;
    const auto version = static_cast<unsigned char>(input.head[1]);
    constexpr std::string_view kNext = "\x12\x1a\x22\x28\x32\x3a\x42\x72";
    return version >= 1 && version < 64 && kNext.find(input.head[2]) != kNext.npos;
}

/// Shapes, indices and flags are no parameters; all else that is stored is.
bool isParameter(const OnnxTensor& tensor)
{
    return tensor.type->name != "I64" && tensor.type->name != "BOOL"
        && tensor.type->name != "STRING";
}

std::string describeInput(const OnnxValue& value)
{
    std::string text =
        value.name + ": " + std::string(value.type != nullptr ? value.type->name : "?");
    if (!value.hasShape)
        return text;
    text += " [";
    for (std::size_t i = 0; i < value.shape.size(); ++i) {
        const OnnxDimension& dimension = value.shape[i];
        text += i == 0 ? "" : ", ";
        text += dimension.isKnown    ? std::to_string(dimension.size)
            : dimension.name.empty() ? "?"
                                     : dimension.name;
    }
    return text + "]";
}

ModelFile readOnnx(const Input& input)
{
    OnnxModel model = readOnnxModel(input.source);
    ModelFile file;
    file.kind = "onnx";
    file.title = model.graphName;
    file.files.push_back(input.name);
    std::uint64_t loose = 0;
    for (OnnxTensor& weight : model.weights) {
        FileTensor tensor;
        tensor.name = weight.name.empty() ? "#" + std::to_string(loose++) : std::move(weight.name);
        tensor.dtype = weight.type->name;
        tensor.elements = weight.elements;
        tensor.bytes = weight.bytes;
        tensor.parameters = isParameter(weight) ? weight.elements : 0;
        tensor.shape = std::move(weight.dims);
        file.tensors.push_back(std::move(tensor));
    }
    addUp(file);
    file.metadata.emplace_back("IR version", std::to_string(model.irVersion));
    if (!model.producer.empty())
        file.metadata.emplace_back("producer", model.producer);
    for (const auto& [domain, version] : model.opsets)
        file.metadata.emplace_back(
            "opset " + (domain.empty() ? std::string("ai.onnx") : domain), std::to_string(version));
    file.metadata.emplace_back("nodes", std::to_string(model.nodes));
    for (const OnnxValue& value : model.inputs)
        file.metadata.emplace_back("input", describeInput(value));
    for (const OnnxValue& value : model.outputs)
        file.metadata.emplace_back("output", describeInput(value));
    file.metadata.insert(file.metadata.end(), model.metadata.begin(), model.metadata.end());
    for (std::string& fault : model.faults)
        addProblem(file, ProblemSeverity::Error, "graph",
            Text(HEADROOM_TEXT("formats", "the graph is not sound: {0}"), std::move(fault)));
    if (model.externals > 0)
        addProblem(file, ProblemSeverity::Note, model.firstExternal,
            Text(HEADROOM_TEXT("formats",
                     "{0} tensors lie in files beside this one; their sizes are those of their "
                     "shapes, the files are not opened"),
                model.externals));
    if (model.withoutData > 0)
        addProblem(file, ProblemSeverity::Warning, {},
            Text(HEADROOM_TEXT("formats",
                     "{0} tensors have a shape and no data; they are counted by their shapes"),
                model.withoutData));
    std::set<std::string> symbols;
    for (const OnnxValue& value : model.inputs) {
        for (const OnnxDimension& dimension : value.shape) {
            if (!dimension.isKnown)
                symbols.insert(dimension.name.empty() ? "?" : dimension.name);
        }
    }
    if (!symbols.empty()) {
        std::string names;
        for (const std::string& name : symbols)
            names += (names.empty() ? "" : ", ") + name;
        addProblem(file, ProblemSeverity::Note, "inputs",
            Text(HEADROOM_TEXT("formats", "these sizes of inputs are left open by the file: {0}"),
                names));
    }
    file.graph = std::move(model.graph);
    file.graphMemory = graphMemory(file, {});
    return file;
}

} // namespace

FileFormat onnxFormat();
FileFormat onnxFormat()
{
    return {"onnx", "ONNX", "*.onnx",
        HEADROOM_TEXT("formats", "a graph of operators with its weights, which are skipped"),
        isOnnx, readOnnx};
}

} // namespace headroom::files
