// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/formats/Report.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// A table that some reports have: texts, and which columns hold numbers.
struct ReportTable {
    std::string heading;
    std::vector<std::string> columns;
    std::vector<std::size_t> numbers;
    std::vector<std::vector<std::string>> rows;

    [[nodiscard]] bool isNumber(std::size_t column) const
    {
        return std::find(numbers.begin(), numbers.end(), column) != numbers.end();
    }
};

/// What every report says, in the reader's language: the formats differ only in how they write it.
struct ReportDocument {
    std::string title;
    std::string headline; ///< "1,967.53 MiB (1.92 GiB)"
    std::string headlineNote; ///< "training, per device"
    std::string sizeUnit; ///< "MiB"
    std::string componentHeading;
    std::string sizeHeading; ///< "Size (MiB)"
    std::string shareHeading;
    std::string formulaHeading;
    std::vector<ReportRow> rows;
    std::vector<std::string> verdicts; ///< one for each device
    std::vector<ReportTable> tables; ///< of the peak, where the estimate has one
    std::string inputsHeading;
    std::vector<ReportInput> inputs;
    std::string assumptionsHeading;
    std::vector<std::string> assumptions;
    std::string warningsHeading;
    std::vector<std::string> warnings;
    std::string program; ///< "Headroom 0.1.0"
};

[[nodiscard]] ReportDocument reportDocument(const Scenario& scenario, const Estimate& estimate,
    const ReportOptions& options, const TextRenderer& renderer);

/// The phases' peaks, what is alive at the highest by role, what the device takes beside, and the
/// largest tensors where they were asked for; nothing without a peak.
[[nodiscard]] std::vector<ReportTable> peakTables(
    const Estimate& estimate, UnitSystem units, const TextRenderer& renderer);

/// "419.62", in MiB (or MB), or kUnknownSize.
[[nodiscard]] std::string sizeText(
    std::optional<Bytes> bytes, UnitSystem units, const TextRenderer& renderer);

/// The text on one line and without control characters, which a terminal would obey.
[[nodiscard]] std::string plainLine(std::string_view text);

/// How a size that is not known is written.
inline constexpr const char* kUnknownSize = "—";

// One writer for each format (ReportFormat).
[[nodiscard]] std::string writeTextReport(
    const ReportDocument& document, const Estimate& estimate, bool colour);
[[nodiscard]] std::string writeMarkdownReport(const ReportDocument& document);
[[nodiscard]] std::string writeHtmlReport(const ReportDocument& document);
[[nodiscard]] std::string writeLatexReport(const ReportDocument& document);
[[nodiscard]] std::string writeCsvReport(const ReportDocument& document, const Scenario& scenario,
    const Estimate& estimate, UnitSystem units);
[[nodiscard]] std::string writeJsonReport(const Estimate& estimate);
/// What that writes.
[[nodiscard]] Value estimateTree(const Estimate& estimate);

} // namespace headroom
