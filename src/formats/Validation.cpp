// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Validation.h"

#include "headroom/base/Decimal.h"
#include "headroom/core/Fields.h"
#include "headroom/core/ScenarioTree.h"
#include "headroom/formats/Json.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace headroom {
namespace {

constexpr double kPercent = 100.0;
constexpr std::string_view kParameterCount = "parameter_count";
constexpr std::string_view kTrainableCount = "trainable_count";

std::string upToFirstDigit(const std::string& id)
{
    const auto digit = std::find_if(id.begin(), id.end(),
        [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    return {id.begin(), digit};
}

std::string familyOf(const Scenario& scenario)
{
    if (const auto* model = std::get_if<TransformersModel>(&scenario.model)) {
        const Value* type = model->config.find("model_type");
        if (type != nullptr && type->asString() != nullptr)
            return *type->asString();
    }
    if (const auto* model = std::get_if<VisionModel>(&scenario.model))
        return upToFirstDigit(model->id);
    return std::string(modelKindName(scenario.model));
}

/// A record's scenario may leave out the version: it is the first.
Result<Scenario> readScenario(Value tree)
{
    if (tree.asObject() != nullptr && tree.find("headroom") == nullptr)
        tree.member("headroom") = Value::number(kScenarioVersion);
    Result<ReadScenario> read = scenarioFromTree(tree);
    if (!read)
        return tl::unexpected(read.error());
    return std::move(read->scenario);
}

Result<MeasuredRecord> readRecord(const Value& value)
{
    const Value* id = value.find("id");
    const Value* scenario = value.find("scenario");
    const Value* measured = value.find("measured");
    const auto missing = [](const char* key, const char* pattern, const Value* found) {
        return fail(ErrorCode::WrongType, key, pattern,
            found != nullptr ? describe(*found) : std::string("none"));
    };
    if (id == nullptr || id->asString() == nullptr)
        return missing("/id", HEADROOM_TEXT("formats", "expected text; found {0}"), id);
    if (scenario == nullptr || scenario->asObject() == nullptr)
        return missing(
            "/scenario", HEADROOM_TEXT("formats", "expected an object; found {0}"), scenario);
    if (measured == nullptr || measured->asObject() == nullptr)
        return missing(
            "/measured", HEADROOM_TEXT("formats", "expected an object; found {0}"), measured);
    MeasuredRecord record;
    record.id = *id->asString();
    const std::vector<std::string_view> known = measuredFields();
    for (const auto& [key, figure] : *measured->asObject()) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            continue;
        const Value::Number* number = figure.asNumber();
        const Decimal::Parsed parsed =
            Decimal::parse(number != nullptr ? number->text : std::string());
        if (!parsed.value || !parsed.value->isWhole())
            return missing(("/measured/" + key).c_str(),
                HEADROOM_TEXT("formats", "expected a whole number of bytes; found {0}"), &figure);
        record.measured.emplace_back(key, parsed.value->digits());
    }
    Result<Scenario> read = readScenario(*scenario);
    if (read) {
        record.scenario = std::move(*read);
        record.family = familyOf(record.scenario);
    } else {
        record.problem = read.error();
    }
    return record;
}

std::optional<std::uint64_t> estimated(const Estimate& estimate, std::string_view field)
{
    if (field == kParameterCount)
        return estimate.parameters.total;
    if (field == kTrainableCount)
        return estimate.parameters.trainable;
    for (const MemoryField& entry : memoryFields()) {
        if (entry.key == field) {
            const std::optional<Bytes>& bytes = estimate.bytes.*entry.member;
            return bytes ? std::optional(bytes->value) : std::nullopt;
        }
    }
    return std::nullopt;
}

/// The value below which that share of the sorted values lies: the nearest rank; the median is the
/// middle of two.
double quantile(const std::vector<double>& sorted, double share)
{
    const auto count = static_cast<double>(sorted.size());
    const auto rank = static_cast<std::size_t>(std::ceil(share * count));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}
double median(const std::vector<double>& sorted)
{
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

} // namespace

std::vector<std::string_view> measuredFields()
{
    std::vector<std::string_view> fields{kParameterCount, kTrainableCount};
    for (const MemoryField& field : memoryFields())
        fields.push_back(field.key);
    return fields;
}

Result<std::vector<MeasuredRecord>> parseRecords(std::string_view text, const std::string& name)
{
    std::vector<MeasuredRecord> records;
    std::uint64_t line = 0;
    while (!text.empty()) {
        ++line;
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (one.find_first_not_of(" \t\r") == one.npos)
            continue;
        Result<JsonDocument> document = parseJson(one);
        Result<MeasuredRecord> record = document
            ? readRecord(document->value)
            : Result<MeasuredRecord>(tl::unexpected(document.error()));
        if (!record) {
            record.error().file = name;
            record.error().line = line;
            return tl::unexpected(record.error());
        }
        records.push_back(std::move(*record));
    }
    return records;
}

std::optional<double> FieldComparison::errorPercent() const
{
    if (!estimated)
        return std::nullopt;
    if (measured == 0)
        return *estimated == 0 ? 0.0 : kPercent;
    const double difference = *estimated >= measured ? static_cast<double>(*estimated - measured)
                                                     : -static_cast<double>(measured - *estimated);
    return kPercent * difference / static_cast<double>(measured);
}

double RecordComparison::worst() const
{
    double worst = 0;
    for (const FieldComparison& field : fields)
        worst = std::max(worst, std::abs(field.errorPercent().value_or(0)));
    return worst;
}

RecordComparison compareRecord(const MeasuredRecord& record, const MemoryModel& model)
{
    RecordComparison comparison{record.id, record.family, {}, {}};
    if (record.problem) {
        comparison.failed = toString(*record.problem);
        return comparison;
    }
    const Result<Estimate> estimate = model.estimate(record.scenario);
    if (!estimate) {
        comparison.failed = toString(estimate.error());
        return comparison;
    }
    for (const auto& [field, measured] : record.measured)
        comparison.fields.push_back({field, estimated(*estimate, field), measured});
    return comparison;
}

std::vector<FieldSummary> summarize(const std::vector<RecordComparison>& records)
{
    std::vector<FieldSummary> summaries;
    std::vector<std::vector<double>> errors;
    for (const RecordComparison& record : records) {
        for (const FieldComparison& field : record.fields) {
            const auto found = std::find_if(summaries.begin(), summaries.end(),
                [&](const FieldSummary& summary) { return summary.field == field.field; });
            const auto index = static_cast<std::size_t>(found - summaries.begin());
            if (found == summaries.end()) {
                summaries.emplace_back().field = field.field;
                errors.emplace_back();
            }
            FieldSummary& summary = summaries[index];
            const std::optional<double> error = field.errorPercent();
            if (!error) {
                ++summary.unknown;
                continue;
            }
            ++summary.count;
            summary.exact += std::uint64_t{field.isExact()};
            summary.low += std::uint64_t{*error < 0};
            summary.lowest = std::min(summary.lowest, *error);
            errors[index].push_back(std::abs(*error));
        }
    }
    constexpr double kMost = 0.95;
    for (std::size_t i = 0; i < summaries.size(); ++i) {
        std::vector<double>& sorted = errors[i];
        if (sorted.empty())
            continue;
        std::sort(sorted.begin(), sorted.end());
        summaries[i].median = median(sorted);
        summaries[i].p95 = quantile(sorted, kMost);
        summaries[i].worst = sorted.back();
    }
    return summaries;
}

} // namespace headroom
