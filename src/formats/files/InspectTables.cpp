// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"
#include "formats/TextTable.h"
#include "formats/files/FileFormat.h"
#include "formats/files/InspectReport.h"

namespace headroom::files {
namespace {

using Cells = std::vector<std::string>;

/// A heading, column titles and rows: text and Markdown write the same tables.
struct Table {
    std::string heading;
    std::vector<TextTable::Align> columns;
    std::vector<Cells> rows; ///< the titles first
};

std::string dtypeText(std::string_view dtype)
{
    return dtype.empty() ? kUnknown : std::string(dtype);
}

std::vector<Table> tablesOf(const ModelFile& file, const InspectOptions& options)
{
    using Align = TextTable::Align;
    std::vector<Table> tables;
    if (!file.dtypes.empty()) {
        Table& table = tables.emplace_back(
            Table{"By dtype", {Align::Left, Align::Right, Align::Right, Align::Right}, {}});
        table.rows.push_back({"Dtype", "Tensors", "Elements", "Bytes"});
        for (const auto& [dtype, share] : file.dtypes)
            table.rows.push_back({dtypeText(dtype), grouped(share.tensors), grouped(share.elements),
                grouped(share.bytes)});
    }
    if (file.graphMemory && !file.graphMemory->alive.empty()) {
        constexpr std::size_t kLargest = 5;
        Table& table = tables.emplace_back(
            Table{"Largest values alive at the peak", {Align::Left, Align::Right}, {}});
        table.rows.push_back({"Value", "Bytes"});
        for (const auto& [name, bytes] : file.graphMemory->alive) {
            if (table.rows.size() <= kLargest)
                table.rows.push_back({plainLine(name), grouped(bytes)});
        }
    }
    if (file.graphMemory && !file.graphMemory->notInferred.empty()) {
        Table& table = tables.emplace_back(
            Table{"Operators whose shapes are not known", {Align::Left, Align::Right}, {}});
        table.rows.push_back({"Operator", "Nodes"});
        for (const auto& [name, count] : file.graphMemory->notInferred)
            table.rows.push_back({plainLine(name), grouped(count)});
    }
    if (!file.components.empty()) {
        Table& table = tables.emplace_back(
            Table{"Components", {Align::Left, Align::Left, Align::Right, Align::Right}, {}});
        table.rows.push_back({"Component", "Kind", "Parameters", "Bytes"});
        for (const ModelFile& part : file.components)
            table.rows.push_back({plainLine(part.componentName), part.kind,
                countText(part.parameters), countText(part.bytes)});
    }
    if (options.tensors) {
        Table& table = tables.emplace_back(Table{
            "Tensors", {Align::Left, Align::Left, Align::Left, Align::Right, Align::Right}, {}});
        table.rows.push_back({"Name", "Dtype", "Shape", "Elements", "Bytes"});
        for (const FileTensor* tensor : chosenTensors(file, options)) {
            if (tensor->hasShape)
                table.rows.push_back({plainLine(tensor->name), dtypeText(tensor->dtype),
                    "[" + shapeText(tensor->shape) + "]", grouped(tensor->elements),
                    grouped(tensor->bytes)});
            else
                table.rows.push_back({plainLine(tensor->name), kUnknown, kUnknown, "", ""});
        }
    }
    return tables;
}

std::string escapedMarkdown(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>|#~&").find(c) != std::string_view::npos)
            result += '\\';
        result += c;
    }
    return result;
}

} // namespace

std::string inspectionText(const ModelFile& file, const InspectOptions& options)
{
    TextTable facts({TextTable::Align::Left, TextTable::Align::Left});
    for (auto& [label, value] : inspectionRows(file))
        facts.addRow({label, value});
    std::string text = facts.toString();
    for (const Table& table : tablesOf(file, options)) {
        TextTable lines(table.columns);
        for (const Cells& row : table.rows) {
            lines.addRow(row);
            if (&row == &table.rows.front())
                lines.addRule();
        }
        text += "\n" + table.heading + "\n" + lines.toString(2);
    }
    if (!file.problems.empty()) {
        text += "\nProblems\n";
        for (const FileProblem& problem : file.problems)
            text +=
                "  " + std::string(toString(problem.severity)) + ": " + problemText(problem) + "\n";
    }
    return text;
}

std::string inspectionMarkdown(const ModelFile& file, const InspectOptions& options)
{
    std::string text = "| | |\n|---|---|\n";
    for (const auto& [label, value] : inspectionRows(file))
        text += "| " + label + " | " + escapedMarkdown(value) + " |\n";
    for (const Table& table : tablesOf(file, options)) {
        text += "\n### " + table.heading + "\n\n";
        for (const Cells& row : table.rows) {
            text += "|";
            for (const std::string& cell : row)
                text += " " + escapedMarkdown(cell) + " |";
            text += "\n";
            if (&row != &table.rows.front())
                continue;
            text += "|";
            for (const TextTable::Align align : table.columns)
                text += align == TextTable::Align::Right ? "---:|" : "---|";
            text += "\n";
        }
    }
    if (!file.problems.empty()) {
        text += "\n### Problems\n\n";
        for (const FileProblem& problem : file.problems)
            text += "- " + std::string(toString(problem.severity)) + ": "
                + escapedMarkdown(problemText(problem)) + "\n";
    }
    return text;
}

} // namespace headroom::files
