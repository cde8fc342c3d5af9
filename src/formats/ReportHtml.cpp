// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"
#include "headroom/formats/RoleColour.h"

namespace headroom {
namespace {

// Mail programs drop style sheets and keep style attributes, so each cell carries its own.
constexpr const char* kCell = "padding:3px 10px;border-bottom:1px solid #d0d0d0;text-align:left";
constexpr const char* kNumber = "padding:3px 10px;border-bottom:1px solid #d0d0d0;text-align:right";

constexpr const char* kTable = "<table style=\"border-collapse:collapse\">\n";

std::string escapedForHtml(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

std::string cell(const char* tag, const char* style, const std::string& html)
{
    return std::string("<") + tag + " style=\"" + style + "\">" + html + "</" + tag + ">";
}

std::string bold(const std::string& html, bool isBold)
{
    return isBold ? "<b>" + html + "</b>" : html;
}

std::string rowHtml(const ReportRow& row)
{
    const bool total = row.component == nullptr;
    std::string label = bold(escapedForHtml(row.label), total);
    if (!total)
        label = "<span style=\"color:" + std::string(roleColourHex(row.component->role))
            + "\">&#9632;</span> " + label;
    return "<tr>" + cell("td", kCell, label)
        + cell("td", kNumber, bold(escapedForHtml(row.size), total))
        + cell("td", kNumber, bold(escapedForHtml(row.share), total))
        + cell("td", kCell, escapedForHtml(row.formula)) + "</tr>\n";
}

std::string htmlRow(
    const ReportTable& table, const std::vector<std::string>& cells, const char* tag)
{
    std::string html = "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i)
        html += cell(tag, table.isNumber(i) ? kNumber : kCell, escapedForHtml(cells[i]));
    return html + "</tr>\n";
}

std::string htmlTable(const ReportTable& table)
{
    std::string html = "<h3>" + escapedForHtml(table.heading) + "</h3>\n" + std::string(kTable)
        + htmlRow(table, table.columns, "th");
    for (const std::vector<std::string>& row : table.rows)
        html += htmlRow(table, row, "td");
    return html + "</table>\n";
}

void addHtmlList(
    std::string& html, const std::string& heading, const std::vector<std::string>& items)
{
    if (items.empty())
        return;
    html += "<h3>" + escapedForHtml(heading) + "</h3>\n<ul>\n";
    for (const std::string& item : items)
        html += "<li>" + escapedForHtml(item) + "</li>\n";
    html += "</ul>\n";
}

} // namespace

std::string writeHtmlReport(const ReportDocument& document)
{
    std::string html = "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>"
        + escapedForHtml(document.title)
        + "</title></head>\n<body style=\"font-family:sans-serif\">\n<h2>"
        + escapedForHtml(document.title) + "</h2>\n";
    html += "<p><b>" + escapedForHtml(document.headline) + "</b>, "
        + escapedForHtml(document.headlineNote) + "</p>\n";
    for (const std::string& verdict : document.verdicts)
        html += "<p>" + escapedForHtml(verdict) + "</p>\n";
    html += kTable;
    html += "<tr>" + cell("th", kCell, escapedForHtml(document.componentHeading))
        + cell("th", kNumber, escapedForHtml(document.sizeHeading))
        + cell("th", kNumber, escapedForHtml(document.shareHeading))
        + cell("th", kCell, escapedForHtml(document.formulaHeading)) + "</tr>\n";
    for (const ReportRow& row : document.rows)
        html += rowHtml(row);
    html += "</table>\n";
    for (const ReportTable& table : document.tables)
        html += htmlTable(table);
    html += "<h3>" + escapedForHtml(document.inputsHeading) + "</h3>\n";
    html += kTable;
    for (const ReportInput& input : document.inputs)
        html += "<tr>" + cell("td", kCell, escapedForHtml(input.label))
            + cell("td", kCell, escapedForHtml(input.value)) + "</tr>\n";
    html += "</table>\n";
    addHtmlList(html, document.assumptionsHeading, document.assumptions);
    addHtmlList(html, document.warningsHeading, document.warnings);
    return html + "<p>" + escapedForHtml(document.program) + "</p>\n</body>\n</html>\n";
}

} // namespace headroom
