// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {

// Estimates against measured records: a record is one JSON line, a scenario and what a real run of
// it gave.

struct MeasuredRecord {
    std::string id;
    std::string family; ///< model_type; of a torchvision model its id up to the first digit; else
                        ///< the kind of model
    Scenario scenario;
    std::vector<std::pair<std::string, std::uint64_t>>
        measured; ///< field -> bytes, or elements for the counts
    std::optional<Error> problem; ///< why the scenario could not be read
};

/// The records of a .jsonl text. A line that is no record is an error with its number; a record
/// whose scenario cannot be read is kept with the reason.
[[nodiscard]] Result<std::vector<MeasuredRecord>> parseRecords(
    std::string_view text, const std::string& name);

struct FieldComparison {
    std::string field;
    std::optional<std::uint64_t> estimated; ///< none: not known
    std::uint64_t measured = 0;
    /// 100 × (estimated - measured) / measured; a measured 0 is matched exactly or 100 % off.
    [[nodiscard]] std::optional<double> errorPercent() const;
    [[nodiscard]] bool isExact() const { return estimated == measured; }
};

struct RecordComparison {
    std::string id;
    std::string family;
    std::vector<FieldComparison> fields;
    std::optional<std::string> failed; ///< why there is no estimate
    [[nodiscard]] double worst() const; ///< the largest absolute error of a field, in per cent
};

struct FieldSummary {
    std::string field;
    std::uint64_t count = 0;
    std::uint64_t exact = 0;
    std::uint64_t unknown = 0; ///< measured, but the estimate does not know it; not among `count`
    std::uint64_t low = 0; ///< of `count`: estimated below what was measured
    double median = 0; ///< of the absolute errors, in per cent
    double p95 = 0;
    double worst = 0;
    double lowest = 0; ///< the largest under-estimate: the least signed error, at most 0
};

[[nodiscard]] RecordComparison compareRecord(
    const MeasuredRecord& record, const MemoryModel& model);
/// In the order in which the fields first appear.
[[nodiscard]] std::vector<FieldSummary> summarize(const std::vector<RecordComparison>& records);

struct ValidationOptions {
    std::optional<std::size_t> worst; ///< list only so many records, the worst first
    bool byFamily = false;
};
[[nodiscard]] std::string validationText(
    const std::vector<RecordComparison>& records, const ValidationOptions& options);
[[nodiscard]] std::string validationJson(
    const std::vector<RecordComparison>& records, const ValidationOptions& options);
[[nodiscard]] std::string validationCsv(
    const std::vector<RecordComparison>& records, const ValidationOptions& options);
[[nodiscard]] std::string validationMarkdown(
    const std::vector<RecordComparison>& records, const ValidationOptions& options);

/// The fields of measured records that estimates can have, for --max-error.
[[nodiscard]] std::vector<std::string_view> measuredFields();

} // namespace headroom
