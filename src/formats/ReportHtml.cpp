// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"
#include "headroom/formats/RoleColour.h"

namespace headroom {
namespace {

// Mail programs drop style sheets and keep style attributes, so each cell carries its own.
constexpr const char* kCell = "padding:3px 10px;border-bottom:1px solid #d0d0d0;text-align:left";
constexpr const char* kNumber = "padding:3px 10px;border-bottom:1px solid #d0d0d0;text-align:right";

std::string escaped(std::string_view text)
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
    std::string label = bold(escaped(row.label), total);
    if (!total)
        label = "<span style=\"color:" + std::string(roleColourHex(row.component->role))
            + "\">&#9632;</span> " + label;
    return "<tr>" + cell("td", kCell, label) + cell("td", kNumber, bold(escaped(row.size), total))
        + cell("td", kNumber, bold(escaped(row.share), total))
        + cell("td", kCell, escaped(row.formula)) + "</tr>\n";
}

void addList(std::string& html, const std::string& heading, const std::vector<std::string>& items)
{
    if (items.empty())
        return;
    html += "<h3>" + escaped(heading) + "</h3>\n<ul>\n";
    for (const std::string& item : items)
        html += "<li>" + escaped(item) + "</li>\n";
    html += "</ul>\n";
}

} // namespace

std::string writeHtmlReport(const ReportDocument& document)
{
    constexpr const char* kTable = "<table style=\"border-collapse:collapse\">\n";
    std::string html = "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>"
        + escaped(document.title) + "</title></head>\n<body style=\"font-family:sans-serif\">\n<h2>"
        + escaped(document.title) + "</h2>\n";
    html += "<p><b>" + escaped(document.headline) + "</b>, " + escaped(document.headlineNote)
        + "</p>\n";
    for (const std::string& verdict : document.verdicts)
        html += "<p>" + escaped(verdict) + "</p>\n";
    html += kTable;
    html += "<tr>" + cell("th", kCell, escaped(document.componentHeading))
        + cell("th", kNumber, escaped(document.sizeHeading))
        + cell("th", kNumber, escaped(document.shareHeading))
        + cell("th", kCell, escaped(document.formulaHeading)) + "</tr>\n";
    for (const ReportRow& row : document.rows)
        html += rowHtml(row);
    html += "</table>\n<h3>" + escaped(document.inputsHeading) + "</h3>\n";
    html += kTable;
    for (const ReportInput& input : document.inputs)
        html += "<tr>" + cell("td", kCell, escaped(input.label))
            + cell("td", kCell, escaped(input.value)) + "</tr>\n";
    html += "</table>\n";
    addList(html, document.assumptionsHeading, document.assumptions);
    addList(html, document.warningsHeading, document.warnings);
    return html + "<p>" + escaped(document.program) + "</p>\n</body>\n</html>\n";
}

} // namespace headroom
