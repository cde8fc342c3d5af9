// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"

#include <array>
#include <utility>

namespace headroom {
namespace {

/// LaTeX for the characters that mean something to it, and for those beyond ASCII that Headroom
/// itself writes.
std::string escapedForLatex(std::string_view text)
{
    static constexpr auto kReplacements =
        std::to_array<std::pair<std::string_view, std::string_view>>({
            {"\\", "\\textbackslash{}"},
            {"{", "\\{"},
            {"}", "\\}"},
            {"&", "\\&"},
            {"%", "\\%"},
            {"$", "\\$"},
            {"#", "\\#"},
            {"_", "\\_"},
            {"~", "\\textasciitilde{}"},
            {"^", "\\textasciicircum{}"},
            {"<", "\\textless{}"},
            {">", "\\textgreater{}"},
            {"|", "\\textbar{}"},
            {"\"", "\\textquotedbl{}"},
            {"×", "$\\times$"},
            {"—", "---"},
            {"…", "\\ldots{}"},
        });
    std::string result;
    while (!text.empty()) {
        std::string_view from = text.substr(0, 1);
        std::string_view to = from;
        for (const auto& [character, latex] : kReplacements) {
            if (text.starts_with(character)) {
                from = character;
                to = latex;
            }
        }
        result += to;
        text.remove_prefix(from.size());
    }
    return result;
}

std::string row(const std::vector<std::string>& cells, bool bold)
{
    std::string text;
    for (const std::string& cell : cells) {
        if (!text.empty())
            text += " & ";
        text += bold && !cell.empty() ? "\\textbf{" + escapedForLatex(cell) + "}"
                                      : escapedForLatex(cell);
    }
    return text + " \\\\\n";
}

std::string latexTable(const ReportTable& table)
{
    std::string text = "\n\\paragraph{" + escapedForLatex(table.heading) + "}\n\\begin{tabular}{";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        text += table.isNumber(i) ? 'r' : 'l';
    text += "}\n\\hline\n" + row(table.columns, true) + "\\hline\n";
    for (const std::vector<std::string>& cells : table.rows)
        text += row(cells, false);
    return text + "\\hline\n\\end{tabular}\n";
}

void addLatexList(
    std::string& text, const std::string& heading, const std::vector<std::string>& items)
{
    if (items.empty())
        return;
    text += "\n\\paragraph{" + escapedForLatex(heading) + "}\n\\begin{itemize}\n";
    for (const std::string& item : items)
        text += "\\item " + escapedForLatex(item) + "\n";
    text += "\\end{itemize}\n";
}

} // namespace

std::string writeLatexReport(const ReportDocument& document)
{
    std::string text = "% " + document.program + "\n";
    text += "\\paragraph{" + escapedForLatex(document.title) + "}\n";
    text += "\\textbf{" + escapedForLatex(document.headline) + "}, "
        + escapedForLatex(document.headlineNote) + "\n";
    for (const std::string& verdict : document.verdicts)
        text += "\n" + escapedForLatex(verdict) + "\n";
    text += "\n\\begin{tabular}{lrrl}\n\\hline\n";
    text += row({document.componentHeading, document.sizeHeading, document.shareHeading,
                    document.formulaHeading},
        true);
    text += "\\hline\n";
    for (const ReportRow& line : document.rows) {
        const bool total = line.component == nullptr;
        if (total)
            text += "\\hline\n";
        text += row({line.label, line.size, line.share, line.formula}, total);
    }
    text += "\\hline\n\\end{tabular}\n";
    for (const ReportTable& table : document.tables)
        text += latexTable(table);
    text += "\n\\paragraph{" + escapedForLatex(document.inputsHeading)
        + "}\n\\begin{tabular}{ll}\n\\hline\n";
    for (const ReportInput& input : document.inputs)
        text += row({input.label, input.value}, false);
    text += "\\hline\n\\end{tabular}\n";
    addLatexList(text, document.assumptionsHeading, document.assumptions);
    addLatexList(text, document.warningsHeading, document.warnings);
    return text;
}

} // namespace headroom
