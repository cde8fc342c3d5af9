// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"
#include "formats/TextTable.h"
#include "formats/files/FileFormat.h"
#include "formats/files/InspectReport.h"
#include "headroom/formats/Json.h"

#include <map>

// Two files side by side.

namespace headroom {
namespace {

struct Difference {
    std::string name;
    const FileTensor* a = nullptr;
    const FileTensor* b = nullptr;
};

std::vector<Difference> differencesOf(const ModelFile& a, const ModelFile& b, std::size_t& same)
{
    std::map<std::string_view, Difference> all;
    for (const FileTensor& tensor : a.tensors)
        all[tensor.name].a = &tensor;
    for (const FileTensor& tensor : b.tensors)
        all[tensor.name].b = &tensor;
    std::vector<Difference> differences;
    for (auto& [name, difference] : all) {
        const FileTensor* x = difference.a;
        const FileTensor* y = difference.b;
        if (x != nullptr && y != nullptr && x->shape == y->shape && x->dtype == y->dtype
            && x->bytes == y->bytes) {
            ++same;
            continue;
        }
        difference.name = name;
        differences.push_back(difference);
    }
    return differences;
}

std::string describeTensor(const FileTensor* tensor)
{
    if (tensor == nullptr)
        return "—";
    if (!tensor->hasShape)
        return files::kUnknown;
    return std::string(tensor->dtype) + " [" + files::shapeText(tensor->shape) + "], "
        + grouped(tensor->bytes) + " B";
}

Value tensorValue(const FileTensor* tensor)
{
    if (tensor == nullptr)
        return {};
    Value::List shape;
    for (const std::uint64_t size : tensor->shape)
        shape.push_back(Value::number(size));
    return Value(Value::Object{{"dtype", Value(tensor->dtype)}, {"shape", Value(std::move(shape))},
        {"bytes", Value::number(tensor->bytes)}});
}

} // namespace

std::string writeComparison(const ModelFile& a, const ModelFile& b, const std::string& nameA,
    const std::string& nameB, InspectFormat format)
{
    std::size_t same = 0;
    const std::vector<Difference> differences = differencesOf(a, b, same);
    if (format == InspectFormat::Json) {
        Value::List list;
        for (const Difference& difference : differences)
            list.emplace_back(Value::Object{{"name", Value(difference.name)},
                {"a", tensorValue(difference.a)}, {"b", tensorValue(difference.b)}});
        const auto summary = [](const std::string& name, const ModelFile& file) {
            return Value(Value::Object{{"file", Value(name)}, {"kind", Value(file.kind)},
                {"parameters", file.parameters ? Value::number(*file.parameters) : Value()},
                {"tensors", file.tensorCount ? Value::number(*file.tensorCount) : Value()},
                {"bytes", file.bytes ? Value::number(*file.bytes) : Value()}});
        };
        return writeJson(Value(
            Value::Object{{"headroom", Value::number(kScenarioVersion)}, {"a", summary(nameA, a)},
                {"b", summary(nameB, b)}, {"same", Value::number(std::uint64_t{same})},
                {"differences", Value(std::move(list))}}));
    }
    if (format == InspectFormat::Csv) {
        std::string text = "name,a,b\r\n";
        for (const Difference& difference : differences)
            text += "\"" + plainLine(difference.name) + "\",\"" + describeTensor(difference.a)
                + "\",\"" + describeTensor(difference.b) + "\"\r\n";
        return text;
    }
    using Align = TextTable::Align;
    const bool markdown = format == InspectFormat::Markdown;
    std::vector<std::vector<std::string>> rows{{"", plainLine(nameA), plainLine(nameB)}};
    const std::vector<std::pair<std::string, std::string>> left = files::inspectionRows(a);
    const std::vector<std::pair<std::string, std::string>> right = files::inspectionRows(b);
    std::map<std::string, std::string> ofRight(right.begin(), right.end());
    for (const auto& [label, value] : left)
        rows.push_back({label, value, ofRight[label]});
    for (const Difference& difference : differences)
        rows.push_back({plainLine(difference.name), describeTensor(difference.a),
            describeTensor(difference.b)});
    std::string text;
    if (markdown) {
        for (const std::vector<std::string>& row : rows) {
            text += "| " + row[0] + " | " + row[1] + " | " + row[2] + " |\n";
            if (&row == &rows.front())
                text += "|---|---|---|\n";
        }
    } else {
        TextTable table({Align::Left, Align::Left, Align::Left});
        for (std::vector<std::string>& row : rows)
            table.addRow(row);
        text = table.toString();
    }
    return text + "\n" + grouped(same) + " tensors are the same in dtype, shape and size, "
        + grouped(differences.size()) + " differ.\n";
}

} // namespace headroom
