// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/Csv.h"
#include "formats/TextTable.h"
#include "formats/ValidationNumbers.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Validation.h"

#include <fmt/format.h>

#include <algorithm>

namespace headroom {

std::vector<const RecordComparison*> listedRecords(
    const RecordComparisons& records, const ValidationOptions& options)
{
    std::vector<const RecordComparison*> list;
    for (const RecordComparison& record : records)
        list.push_back(&record);
    if (!options.worst)
        return list;
    std::stable_sort(
        list.begin(), list.end(), [](const RecordComparison* a, const RecordComparison* b) {
            if (a->failed.has_value() != b->failed.has_value())
                return a->failed.has_value();
            return a->worst() > b->worst();
        });
    list.resize(std::min(list.size(), *options.worst));
    return list;
}

std::map<std::string, RecordComparisons> recordsByFamily(const RecordComparisons& records)
{
    std::map<std::string, RecordComparisons> families;
    for (const RecordComparison& record : records)
        families[record.family].push_back(record);
    return families;
}

std::size_t failedRecords(const RecordComparisons& records)
{
    return static_cast<std::size_t>(std::count_if(records.begin(), records.end(),
        [](const RecordComparison& record) { return record.failed.has_value(); }));
}

std::string signedPercent(double value) { return value == 0 ? "0" : fmt::format("{:+.4g}", value); }
std::string absolutePercent(double value) { return fmt::format("{:.4g}", value); }

namespace {

std::string summaryText(const RecordComparisons& records)
{
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Right, Align::Right, Align::Right, Align::Right,
        Align::Right, Align::Right, Align::Right, Align::Right});
    table.addRow({"field", "records", "exact", "not known", "median %", "p95 %", "worst %", "low",
        "lowest %"});
    table.addRule();
    for (const FieldSummary& field : summarize(records))
        table.addRow({field.field, std::to_string(field.count), std::to_string(field.exact),
            std::to_string(field.unknown), absolutePercent(field.median),
            absolutePercent(field.p95), absolutePercent(field.worst), std::to_string(field.low),
            signedPercent(field.lowest)});
    return table.toString(2);
}

std::string recordText(const RecordComparison& record)
{
    if (record.failed)
        return record.id + "\n  failed: " + *record.failed + "\n";
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Right, Align::Right, Align::Right});
    for (const FieldComparison& field : record.fields) {
        const std::optional<double> error = field.errorPercent();
        table.addRow({field.field, field.estimated ? grouped(*field.estimated) : "not known",
            grouped(field.measured), error ? signedPercent(*error) + " %" : "—"});
    }
    return record.id + "  (estimated, measured, error)\n" + table.toString(2);
}

Value decimal(double value) { return Value::number(fmt::format("{:.6g}", value)); }

Value summaryValue(const RecordComparisons& records)
{
    Value::Object fields;
    for (const FieldSummary& field : summarize(records))
        fields.emplace_back(field.field,
            Value(Value::Object{
                {"count", Value::number(field.count)},
                {"exact", Value::number(field.exact)},
                {"unknown", Value::number(field.unknown)},
                {"median", decimal(field.median)},
                {"p95", decimal(field.p95)},
                {"worst", decimal(field.worst)},
                {"low", Value::number(field.low)},
                {"lowest", decimal(field.lowest)},
            }));
    return Value(std::move(fields));
}

Value recordValue(const RecordComparison& record)
{
    Value::Object fields;
    for (const FieldComparison& field : record.fields) {
        const std::optional<double> error = field.errorPercent();
        fields.emplace_back(field.field,
            Value(Value::Object{
                {"estimated", field.estimated ? Value::number(*field.estimated) : Value()},
                {"measured", Value::number(field.measured)},
                {"error_percent", error ? decimal(*error) : Value()},
            }));
    }
    return Value(Value::Object{
        {"id", Value(record.id)},
        {"fields", Value(std::move(fields))},
        {"failed", record.failed ? Value(*record.failed) : Value()},
    });
}

} // namespace

std::string validationText(const RecordComparisons& records, const ValidationOptions& options)
{
    std::string text;
    for (const RecordComparison* record : listedRecords(records, options))
        text += recordText(*record) + "\n";
    if (options.byFamily) {
        for (const auto& [family, members] : recordsByFamily(records))
            text += fmt::format("{}: {} records, {} failed\n", family.empty() ? "unknown" : family,
                        members.size(), failedRecords(members))
                + summaryText(members) + "\n";
    }
    return text
        + fmt::format("all: {} records, {} failed\n", records.size(), failedRecords(records))
        + summaryText(records);
}

std::string validationJson(const RecordComparisons& records, const ValidationOptions& options)
{
    Value tree;
    tree.member("headroom") = Value::number(kScenarioVersion);
    Value::List list;
    for (const RecordComparison* record : listedRecords(records, options))
        list.push_back(recordValue(*record));
    tree.member("records") = Value(std::move(list));
    tree.member("summary") = summaryValue(records);
    if (options.byFamily) {
        Value& families = tree.member("families");
        for (const auto& [family, members] : recordsByFamily(records))
            families.member(family) = Value(Value::Object{
                {"records", Value::number(members.size())},
                {"failed", Value::number(failedRecords(members))},
                {"summary", summaryValue(members)},
            });
    }
    return writeJson(tree);
}

std::string validationCsv(const RecordComparisons& records, const ValidationOptions& options)
{
    std::string text = "id,family,field,estimated,measured,error_percent,failed\r\n";
    for (const RecordComparison* record : listedRecords(records, options)) {
        const std::string start = csvCell(record->id) + "," + csvCell(record->family) + ",";
        if (record->failed)
            text += start + ",,,," + csvCell(*record->failed) + "\r\n";
        for (const FieldComparison& field : record->fields) {
            const std::optional<double> error = field.errorPercent();
            text += start + field.field + ","
                + (field.estimated ? std::to_string(*field.estimated) : std::string()) + ","
                + std::to_string(field.measured) + ","
                + (error ? fmt::format("{:.6g}", *error) : std::string()) + ",\r\n";
        }
    }
    return text;
}

} // namespace headroom
