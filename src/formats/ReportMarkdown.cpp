// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"

namespace headroom {
namespace {

/// The text as it stands: what Markdown, its tables or HTML would read as marks is escaped.
std::string escapedForMarkdown(std::string_view text)
{
    constexpr std::string_view kMarks = "\\`*_{}[]<>|#~&";
    std::string result;
    for (const char c : text) {
        if (kMarks.find(c) != kMarks.npos)
            result += '\\';
        result += c;
    }
    return result;
}

std::string markdownRow(const std::vector<std::string>& cells)
{
    std::string text = "|";
    for (const std::string& cell : cells)
        text += " " + escapedForMarkdown(cell) + " |";
    return text + "\n";
}

std::string markdownTable(const ReportTable& table)
{
    std::string text = "\n### " + table.heading + "\n\n" + markdownRow(table.columns) + "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        text += table.isNumber(i) ? "---:|" : "---|";
    text += "\n";
    for (const std::vector<std::string>& row : table.rows)
        text += markdownRow(row);
    return text;
}

void addMarkdownList(
    std::string& text, const std::string& heading, const std::vector<std::string>& items)
{
    if (items.empty())
        return;
    text += "\n### " + heading + "\n\n";
    for (const std::string& item : items)
        text += "- " + escapedForMarkdown(item) + "\n";
}

} // namespace

std::string writeMarkdownReport(const ReportDocument& document)
{
    std::string text = "## " + escapedForMarkdown(document.title) + "\n\n";
    text += "**" + document.headline + "**, " + document.headlineNote + "\n";
    for (const std::string& verdict : document.verdicts)
        text += "\n" + escapedForMarkdown(verdict) + "\n";
    text += "\n| " + document.componentHeading + " | " + document.sizeHeading + " | "
        + document.shareHeading + " | " + document.formulaHeading + " |\n|---|---:|---:|---|\n";
    for (const ReportRow& row : document.rows) {
        const std::string mark = row.component == nullptr ? "**" : "";
        text += "| " + mark + row.label + mark + " | " + mark + row.size + mark + " | " + mark
            + row.share + mark + " | " + escapedForMarkdown(row.formula) + " |\n";
    }
    for (const ReportTable& table : document.tables)
        text += markdownTable(table);
    text += "\n### " + document.inputsHeading + "\n\n| | |\n|---|---|\n";
    for (const ReportInput& input : document.inputs)
        text += "| " + escapedForMarkdown(input.label) + " | " + escapedForMarkdown(input.value)
            + " |\n";
    addMarkdownList(text, document.assumptionsHeading, document.assumptions);
    addMarkdownList(text, document.warningsHeading, document.warnings);
    return text + "\n" + document.program + "\n";
}

} // namespace headroom
