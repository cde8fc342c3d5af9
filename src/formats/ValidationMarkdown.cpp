// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ValidationNumbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace headroom {
namespace {

constexpr std::string_view kUnknownFamily = "unknown";

/// What a record's row shows: the peak, else the one that goes farthest towards the driver's
/// figure.
const FieldComparison* shownField(const RecordComparison& record)
{
    for (const char* name : {"peak", "used", "peak_reserved", "peak_allocated"}) {
        for (const FieldComparison& field : record.fields) {
            if (field.field == name)
                return &field;
        }
    }
    return record.fields.empty() ? nullptr : &record.fields.front();
}

std::string recordRows(const std::vector<const RecordComparison*>& records)
{
    std::string text = "| Record | Figures | Exact | Shown | Estimated | Measured | Error | Worst "
                       "figure |\n|---|--:|--:|---|--:|--:|--:|--:|\n";
    for (const RecordComparison* record : records) {
        if (record->failed) {
            text += fmt::format(
                "| {} | | | | | | | not estimated: {} |\n", record->id, *record->failed);
            continue;
        }
        const auto exact = std::count_if(record->fields.begin(), record->fields.end(),
            [](const FieldComparison& field) { return field.isExact(); });
        std::string shown = " | | | ";
        if (const FieldComparison* field = shownField(*record)) {
            const std::optional<double> error = field->errorPercent();
            shown = fmt::format("`{}` | {} | {} | {}", field->field,
                field->estimated ? grouped(*field->estimated) : "not known",
                grouped(field->measured), error ? signedPercent(*error) + " %" : "");
        }
        text += fmt::format("| {} | {} | {} | {} | {} % |\n", record->id, record->fields.size(),
            exact, shown, absolutePercent(record->worst()));
    }
    return text;
}

std::string familyRows(const RecordComparisons& records)
{
    std::string text = "| Family | Records | Failed | Figures | Exact | Worst % | Lowest % |\n"
                       "|---|--:|--:|--:|--:|--:|--:|\n";
    for (const auto& [family, members] : recordsByFamily(records)) {
        std::uint64_t figures = 0;
        std::uint64_t exact = 0;
        double worst = 0;
        double lowest = 0;
        for (const FieldSummary& field : summarize(members)) {
            figures += field.count + field.unknown;
            exact += field.exact;
            worst = std::max(worst, field.worst);
            lowest = std::min(lowest, field.lowest);
        }
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n",
            family.empty() ? kUnknownFamily : std::string_view(family), members.size(),
            failedRecords(members), figures, exact, absolutePercent(worst), signedPercent(lowest));
    }
    return text;
}

std::string fieldRows(const RecordComparisons& records)
{
    std::string text = "| Figure | Records | Exact | Not known | Median % | 95th percentile % | "
                       "Worst % | Low | Lowest % |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    for (const FieldSummary& field : summarize(records))
        text += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} | {} |\n", field.field,
            field.count, field.exact, field.unknown, absolutePercent(field.median),
            absolutePercent(field.p95), absolutePercent(field.worst), field.low,
            signedPercent(field.lowest));
    return text;
}

} // namespace

std::string validationMarkdown(const RecordComparisons& records, const ValidationOptions& options)
{
    std::string text;
    const std::vector<const RecordComparison*> listed = listedRecords(records, options);
    if (!listed.empty())
        text += recordRows(listed) + "\n";
    if (options.byFamily)
        text += familyRows(records) + "\n";
    return text + fmt::format("{} records, {} failed.\n\n", records.size(), failedRecords(records))
        + fieldRows(records);
}

} // namespace headroom
