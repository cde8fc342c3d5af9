// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"
#include "formats/files/InspectReport.h"
#include "headroom/formats/Json.h"

// JSON and CSV, for programs.

namespace headroom::files {
namespace {

Value numberOrNull(const std::optional<std::uint64_t>& number)
{
    return number ? Value::number(*number) : Value();
}

Value textOrNull(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value shapeValue(const FileTensor& tensor)
{
    if (!tensor.hasShape)
        return {};
    Value::List shape;
    for (const std::uint64_t size : tensor.shape)
        shape.push_back(Value::number(size));
    return Value(std::move(shape));
}

Value tensorsValue(const ModelFile& file, const InspectOptions& options)
{
    Value::List list;
    for (const FileTensor* tensor : chosenTensors(file, options))
        list.emplace_back(Value::Object{{"name", Value(tensor->name)},
            {"dtype", textOrNull(std::string(tensor->dtype))}, {"shape", shapeValue(*tensor)},
            {"elements", tensor->hasShape ? Value::number(tensor->elements) : Value()},
            {"parameters", tensor->hasShape ? Value::number(tensor->parameters) : Value()},
            {"bytes", tensor->hasShape ? Value::number(tensor->bytes) : Value()},
            {"file", textOrNull(fileOf(file, *tensor))}});
    return Value(std::move(list));
}

Value countsValue(const std::map<std::string, std::uint64_t>& counts)
{
    Value::Object object;
    for (const auto& [name, count] : counts)
        object.emplace_back(name, Value::number(count));
    return Value(std::move(object));
}

Value graphValue(const GraphMemory& memory)
{
    Value::List alive;
    for (const auto& [name, bytes] : memory.alive)
        alive.emplace_back(Value::Object{{"name", Value(name)}, {"bytes", Value::number(bytes)}});
    return Value(Value::Object{{"nodes", Value::number(memory.nodes)},
        {"inferred", Value::number(memory.inferred)},
        {"not_inferred", countsValue(memory.notInferred)}, {"sizes", countsValue(memory.sizes)},
        {"inference_peak", Value::number(memory.peak)}, {"at", Value(memory.at)},
        {"alive", Value(std::move(alive))}});
}

Value::Object members(const ModelFile& file, const InspectOptions& options)
{
    Value::Object dtypes;
    for (const auto& [dtype, share] : file.dtypes)
        dtypes.emplace_back(dtype,
            Value(Value::Object{{"tensors", Value::number(share.tensors)},
                {"elements", Value::number(share.elements)},
                {"bytes", Value::number(share.bytes)}}));
    Value::List problems;
    for (const FileProblem& problem : file.problems)
        problems.emplace_back(Value::Object{{"severity", Value(toString(problem.severity))},
            {"where", Value(problem.where)}, {"message", Value(problem.message.english())}});
    Value::Object result{{"kind", Value(file.kind)}, {"name", textOrNull(file.title)},
        {"model_type", textOrNull(file.modelType)}, {"architecture", textOrNull(file.architecture)},
        {"known", Value(file.known)}, {"guess", Value(file.guess)},
        {"parameters",
            Value(Value::Object{{"total", numberOrNull(file.parameters)},
                {"active", numberOrNull(file.active)},
                {"embedding", numberOrNull(file.embedding)}})},
        {"tensors", numberOrNull(file.tensorCount)}, {"bytes", numberOrNull(file.bytes)},
        {"dtypes", Value(std::move(dtypes))},
        {"quantization", file.quantization ? Value(*file.quantization) : Value()},
        {"context_length", numberOrNull(file.contextLength)},
        {"kv_cache_bytes_per_token", numberOrNull(file.kvCacheBytesPerToken)},
        {"problems", Value(std::move(problems))},
        {"read",
            Value(Value::Object{{"files", Value::number(file.filesRead)},
                {"bytes", Value::number(file.bytesRead)}})}};
    if (file.graphMemory)
        result.emplace_back("graph", graphValue(*file.graphMemory));
    if (!file.components.empty()) {
        Value::List components;
        for (const ModelFile& part : file.components) {
            Value::Object component{{"component", Value(part.componentName)}};
            for (Value::Member& member : members(part, options))
                component.push_back(std::move(member));
            components.emplace_back(std::move(component));
        }
        result.emplace_back("components", Value(std::move(components)));
    }
    if (options.tensors)
        result.emplace_back("tensor_list", tensorsValue(file, options));
    return result;
}

std::string csvCell(std::string_view text)
{
    // A spreadsheet would run it as a formula.
    std::string cell(text);
    if (!cell.empty() && std::string_view("=+-@").find(cell[0]) != std::string_view::npos)
        cell.insert(0, 1, '\'');
    if (cell.find_first_of(",\"\r\n") == cell.npos)
        return cell;
    std::string quoted = "\"";
    for (const char c : cell)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

} // namespace

std::string inspectionJson(const ModelFile& file, const InspectOptions& options)
{
    Value::Object tree{{"headroom", Value::number(kScenarioVersion)}};
    for (Value::Member& member : members(file, options))
        tree.push_back(std::move(member));
    return writeJson(Value(std::move(tree)));
}

std::string inspectionCsv(const ModelFile& file, const InspectOptions& options)
{
    std::string text = "name,dtype,shape,elements,parameters,bytes,file\r\n";
    InspectOptions all = options;
    all.tensors = true;
    for (const FileTensor* tensor : chosenTensors(file, all)) {
        text += csvCell(tensor->name) + "," + std::string(tensor->dtype) + ",";
        if (tensor->hasShape)
            text += shapeText(tensor->shape, " ") + "," + std::to_string(tensor->elements) + ","
                + std::to_string(tensor->parameters) + "," + std::to_string(tensor->bytes) + ",";
        else
            text += ",,,,";
        text += csvCell(fileOf(file, *tensor)) + "\r\n";
    }
    return text;
}

} // namespace headroom::files
