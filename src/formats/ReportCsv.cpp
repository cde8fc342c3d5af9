// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/Csv.h"
#include "formats/ReportDocument.h"
#include "headroom/base/Version.h"
#include "headroom/core/Fields.h"

#include <algorithm>

namespace headroom {
namespace {

/// A text that a spreadsheet would run as a formula gets an apostrophe before it, which shows as
/// nothing there.
std::string guarded(std::string text)
{
    constexpr std::string_view kFormulaStarts = "=+-@";
    const bool isNumber = text.size() > 1 && (text[1] >= '0' && text[1] <= '9') && text[0] == '-';
    if (!text.empty() && kFormulaStarts.find(text[0]) != kFormulaStarts.npos && !isNumber)
        text.insert(0, 1, '\'');
    return text;
}

std::string line(std::vector<std::string> cells)
{
    for (std::string& cell : cells)
        cell = guarded(std::move(cell));
    return csvLine(cells);
}

/// Numbers for machines: no groups, a point before the decimals.
std::string plainNumber(std::string text)
{
    std::erase(text, ',');
    return text;
}

std::string number(std::uint64_t numerator, std::uint64_t denominator)
{
    return plainNumber(formatRatio(numerator, denominator, 2));
}

std::string inputValue(const Scenario& scenario, const Field& field)
{
    const Value value = fieldValue(scenario, field);
    if (const Value::Number* whole = value.asNumber())
        return whole->text;
    const std::string* text = value.asString();
    return text != nullptr ? plainLine(*text) : describe(value);
}

} // namespace

std::string writeCsvReport(const ReportDocument& document, const Scenario& scenario,
    const Estimate& estimate, UnitSystem units)
{
    const std::uint64_t mega = units == UnitSystem::Binary ? kMiB : 1'000'000;
    std::string text = line({"section", "key", "label", "value", "unit",
        "size_" + document.sizeUnit, "percent", "formula"});
    text += line({"scenario", "name", document.title, "", "", "", "", ""});
    for (const ReportRow& row : document.rows) {
        const bool total = row.component == nullptr;
        const std::string bytes = row.bytes ? std::to_string(row.bytes->value) : "";
        const std::string size = row.bytes ? number(row.bytes->value, mega) : "";
        std::string percent =
            row.bytes ? sharePercent(*row.bytes, estimate.bytes.sum.value_or(Bytes())) : "";
        if (!percent.empty())
            percent.pop_back();
        text += line({total ? "total" : "component", total ? "sum" : row.component->key, row.label,
            bytes, "B", size, percent, row.formula});
    }
    if (estimate.peak) {
        const Bytes peak = estimate.bytes.peak.value_or(Bytes());
        const auto add = [&](std::string_view key, const std::string& label, Bytes bytes,
                             const std::string& where) {
            std::string percent = sharePercent(bytes, peak);
            percent.pop_back();
            text += line({"peak", std::string(key), label, std::to_string(bytes.value), "B",
                number(bytes.value, mega), percent, where});
        };
        for (std::size_t i = 0; i < kRoleCount; ++i) {
            const auto role = static_cast<Role>(i);
            if (estimate.peak->byRole[i].value != 0)
                add(toString(role), roleLabel(role), estimate.peak->byRole[i], "");
        }
        add("peak", "Peak", peak, plainLine(estimate.peak->phase + " " + estimate.peak->at));
    }
    const auto addPart = [&](std::string_view key, const std::string& label, Bytes bytes,
                             const std::string& source) {
        text += line({"device", std::string(key), label, std::to_string(bytes.value), "B",
            number(bytes.value, mega), "", source});
    };
    for (const Overhead& row : estimate.overheads)
        addPart(toString(row.role), roleLabel(row.role), row.bytes, row.source.english());
    if (estimate.bytes.used) {
        addPart("peak_allocated", "Allocated", *estimate.bytes.peakAllocated, "");
        addPart("peak_reserved", "Reserved", *estimate.bytes.peakReserved, "");
        addPart("used", "Used", *estimate.bytes.used, "");
    }
    if (estimate.errorBand) {
        addPart("error_band.low", "Least", estimate.errorBand->low, "");
        addPart("error_band.high", "Most", estimate.errorBand->high, "");
    }
    for (std::size_t i = 0; i < estimate.fits.size(); ++i) {
        const Fit& fit = estimate.fits[i];
        text += line({"fit", plainLine(fit.device), document.verdicts[i],
            std::to_string(fit.capacity.value), "B", number(fit.capacity.value, mega), "", ""});
    }
    for (const Field& field : allFields()) {
        if (fieldUse(field, scenario) != FieldUse::Estimate || !fieldApplies(field, scenario)
            || fieldValue(scenario, field).isNull())
            continue;
        text += line({"input", std::string(field.key), field.label, inputValue(scenario, field),
            field.unit, "", "", ""});
    }
    for (const std::string& assumption : document.assumptions)
        text += line({"assumption", "", assumption, "", "", "", "", ""});
    for (const std::string& warning : document.warnings)
        text += line({"warning", "", warning, "", "", "", "", ""});
    return text + line({"program", "version", "Headroom", kVersion, "", "", "", ""});
}

} // namespace headroom
