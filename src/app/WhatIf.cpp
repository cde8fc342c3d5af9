// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/WhatIf.h"

#include "app/Breakdown.h"
#include "app/LocaleText.h"
#include "headroom/base/Count.h"
#include "headroom/base/Wide.h"
#include "headroom/formats/Report.h"

#include <algorithm>
#include <cmath>

namespace headroom::app {

std::vector<const Field*> sweepFields(const Scenario& scenario)
{
    std::vector<const Field*> fields;
    for (const Field& field : allFields()) {
        const bool whole = field.type == FieldType::Count || field.type == FieldType::Bytes;
        if (whole && !field.key.starts_with("hardware.") && fieldApplies(field, scenario)
            && fieldUse(field, scenario) == FieldUse::Estimate && countOf(field, scenario))
            fields.push_back(&field);
    }
    return fields;
}

const Field& lengthField(const Scenario& scenario)
{
    const Workload& workload = scenario.workload;
    return *findField(workload.mode == Mode::Inference && workload.contextLength
            ? "workload.context_length"
            : "workload.sequence_length");
}

std::optional<std::uint64_t> countOf(const Field& field, const Scenario& scenario)
{
    const Value value = fieldValue(scenario, field);
    const Value::Number* number = value.asNumber();
    const Result<std::uint64_t> count = parseCount(number != nullptr ? number->text : "");
    return count ? std::optional(*count) : std::nullopt;
}

SweepRange usualRange(const Field& field, const Scenario& scenario)
{
    constexpr std::uint64_t kBelow = 8;
    constexpr std::uint64_t kAbove = 4;
    constexpr std::uint64_t kLeastEnd = 16;
    const std::uint64_t now = std::max<std::uint64_t>(1, countOf(field, scenario).value_or(1));
    const std::uint64_t least = std::max<std::uint64_t>(1, field.minimum);
    SweepRange range;
    range.from = std::clamp(now / kBelow, least, field.maximum);
    range.to = now > field.maximum / kAbove ? field.maximum : std::max(now * kAbove, kLeastEnd);
    range.to = std::clamp(range.to, range.from, field.maximum);
    return range;
}

std::vector<std::uint64_t> sweepValues(
    const SweepRange& range, std::size_t count, std::optional<std::uint64_t> with)
{
    const std::uint64_t from = std::min(range.from, range.to);
    const std::uint64_t to = std::max(range.from, range.to);
    std::vector<std::uint64_t> values;
    constexpr std::uint64_t kWide = 64; // from here on by factors
    const bool byFactor = from > 0 && to / from >= kWide;
    const std::size_t steps = std::max<std::size_t>(2, count) - 1;
    for (std::size_t i = 0; i <= steps; ++i) {
        std::uint64_t value = to;
        if (i < steps && byFactor) {
            // Where the points lie is for the eye; each is then a whole number.
            const double part = static_cast<double>(i) / static_cast<double>(steps);
            const double ratio =
                std::pow(static_cast<double>(to) / static_cast<double>(from), part);
            const double there = std::round(static_cast<double>(from) * ratio);
            value = there < static_cast<double>(to) ? static_cast<std::uint64_t>(there) : to;
        } else if (i < steps) {
            value = from + static_cast<std::uint64_t>(Wide{to - from} * i / steps);
        }
        values.push_back(value);
    }
    if (with && *with >= from && *with <= to)
        values.push_back(*with);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

Result<Estimate> estimateAt(
    const MemoryModel& model, Scenario scenario, const Field& field, std::uint64_t value)
{
    if (Result<void> set = setField(scenario, field, Value::number(value)); !set)
        return tl::unexpected(set.error());
    return model.estimate(scenario);
}

QString pointText(Bytes used, std::optional<Bytes> capacity, UnitSystem units)
{
    if (!capacity)
        return sizeText(used, units);
    const Fit fit{{}, *capacity, used, used <= *capacity};
    return sizeText(used, units) + QStringLiteral(", ")
        + QString::fromStdString(verdict(fit, units, LocaleText()));
}

} // namespace headroom::app
