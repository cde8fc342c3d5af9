// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/formats/Validation.h"

#include <map>
#include <string>
#include <vector>

// What the forms of a validation's report share.

namespace headroom {

using RecordComparisons = std::vector<RecordComparison>;

/// "0", "+0.0312", "-12.5": four digits that say something, no sign for zero.
[[nodiscard]] std::string signedPercent(double value);
[[nodiscard]] std::string absolutePercent(double value);

/// The records to list: those that failed first, then the worst, or all in their order.
[[nodiscard]] std::vector<const RecordComparison*> listedRecords(
    const RecordComparisons& records, const ValidationOptions& options);
[[nodiscard]] std::map<std::string, RecordComparisons> recordsByFamily(
    const RecordComparisons& records);
[[nodiscard]] std::size_t failedRecords(const RecordComparisons& records);

} // namespace headroom
