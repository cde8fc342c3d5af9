// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"
#include "formats/TextTable.h"
#include "headroom/formats/RoleColour.h"

#include <array>

namespace headroom {
namespace {

constexpr int kBold = 1;
constexpr int kRed = 31;
constexpr int kGreen = 32;
constexpr int kYellow = 33;

std::string painted(const std::string& text, int sgr, bool colour)
{
    return colour && !text.empty() ? "\x1B[" + std::to_string(sgr) + "m" + text + "\x1B[0m" : text;
}

/// The share as a bar of up to kWidth columns, in steps of an eighth; what is not 0 shows at least
/// one.
std::string bar(Bytes part, Bytes whole)
{
    constexpr double kWidth = 24;
    constexpr std::array<const char*, 8> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (whole.value == 0 || part.value == 0)
        return {};
    const double columns =
        static_cast<double>(part.value) / static_cast<double>(whole.value) * kWidth;
    auto eighths = static_cast<std::size_t>(columns * 8 + 0.5);
    eighths = eighths == 0 ? 1 : eighths;
    std::string text;
    for (std::size_t i = 0; i < eighths / 8; ++i)
        text += "█";
    return text + kEighths[eighths % 8];
}

TextTable componentTable(const ReportDocument& document, Bytes sum, bool colour)
{
    TextTable table({TextTable::Align::Left, TextTable::Align::Right, TextTable::Align::Right,
        TextTable::Align::Left, TextTable::Align::Left});
    table.addRow({document.componentHeading, document.sizeHeading, document.shareHeading, "",
        document.formulaHeading});
    table.addRule();
    for (const ReportRow& row : document.rows) {
        if (row.component == nullptr) {
            table.addRule();
            table.addRow({row.label, row.size, row.share});
            continue;
        }
        const std::string blocks = bar(row.bytes.value_or(Bytes()), sum);
        table.addRow({row.label, row.size, row.share,
            painted(blocks, roleTerminalColour(row.component->role), colour), row.formula});
    }
    return table;
}

std::string plainTable(const ReportTable& table, std::size_t indent)
{
    std::vector<TextTable::Align> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        columns.push_back(table.isNumber(i) ? TextTable::Align::Right : TextTable::Align::Left);
    TextTable lines(columns);
    lines.addRow(table.columns);
    lines.addRule();
    for (const std::vector<std::string>& row : table.rows)
        lines.addRow(row);
    return lines.toString(indent);
}

void addList(std::string& text, const std::string& heading, const std::vector<std::string>& items,
    int sgr, bool colour)
{
    if (items.empty())
        return;
    text += "\n" + painted(heading, sgr, colour) + "\n";
    for (const std::string& item : items)
        text += "  - " + item + "\n";
}

} // namespace

std::string writeTextReport(const ReportDocument& document, const Estimate& estimate, bool colour)
{
    constexpr std::size_t kIndent = 2;
    std::string text = painted(document.title, kBold, colour) + "\n";
    text += painted(document.headline, kBold, colour) + "  " + document.headlineNote + "\n";
    for (std::size_t i = 0; i < document.verdicts.size(); ++i)
        text += painted(document.verdicts[i], estimate.fits[i].fits ? kGreen : kRed, colour) + "\n";
    text += "\n";
    text +=
        componentTable(document, estimate.bytes.sum.value_or(Bytes()), colour).toString(kIndent);

    for (const ReportTable& table : document.tables)
        text += "\n" + painted(table.heading, kBold, colour) + "\n" + plainTable(table, kIndent);

    TextTable inputs({TextTable::Align::Left, TextTable::Align::Left});
    for (const ReportInput& input : document.inputs)
        inputs.addRow({input.label, input.value});
    text += "\n" + painted(document.inputsHeading, kBold, colour) + "\n" + inputs.toString(kIndent);
    addList(text, document.assumptionsHeading, document.assumptions, kBold, colour);
    addList(text, document.warningsHeading, document.warnings, kYellow, colour);
    return text + "\n" + document.program + "\n";
}

} // namespace headroom
