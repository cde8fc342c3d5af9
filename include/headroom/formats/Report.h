// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/EnumTable.h"
#include "headroom/base/Text.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/Scenario.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

enum class ReportFormat : std::uint8_t { Text, Json, Csv, Markdown, Html, Latex };
template <> struct EnumNames<ReportFormat> {
    static constexpr auto kTable = std::to_array<EnumName<ReportFormat>>({
        {ReportFormat::Text, "text"},
        {ReportFormat::Json, "json"},
        {ReportFormat::Csv, "csv"},
        {ReportFormat::Markdown, "markdown"},
        {ReportFormat::Html, "html"},
        {ReportFormat::Latex, "latex"},
    });
};

struct ReportOptions {
    UnitSystem units = UnitSystem::Binary;
    bool colour = false; ///< ANSI colours in Text, for terminals
};

/// The estimate as a whole document in that format: inputs, components, total, verdict, warnings,
/// version. JSON is the stable form of `estimate --format json` and is never translated; so is
/// CSV's header.
[[nodiscard]] std::string writeReport(ReportFormat format, const Scenario& scenario,
    const Estimate& estimate, const ReportOptions& options = {}, const TextRenderer& renderer = {});

/// A row of the table that all reports and the window's breakdown show.
struct ReportRow {
    const ComponentInfo* component = nullptr; ///< nullptr: the total
    std::string label;
    std::optional<Bytes> bytes; ///< none: not known
    std::string size; ///< "419.62", in MiB (or MB), or "—"
    std::string share; ///< "21.33%"
    std::string formula; ///< "110,000,000 × 4 B"
};

/// The components that the mode has or that are not known (buffers only where they are known), and
/// the total.
[[nodiscard]] std::vector<ReportRow> reportRows(const Scenario& scenario, const Estimate& estimate,
    UnitSystem units, const TextRenderer& renderer = {});

/// An input that the estimate depends on, as a report lists it: "Batch size", "32 sequences".
struct ReportInput {
    std::string label;
    std::string value;
};
[[nodiscard]] std::vector<ReportInput> reportInputs(const Scenario& scenario,
    const TextRenderer& renderer = {}, UnitSystem units = UnitSystem::Binary);

/// "1,967.53 MiB (1.92 GiB)".
[[nodiscard]] std::string headlineText(
    Bytes bytes, UnitSystem units, const TextRenderer& renderer = {});

/// "fits, 3.10 GiB left" or "does not fit, 5.90 GiB over".
[[nodiscard]] std::string verdict(
    const Fit& fit, UnitSystem units, const TextRenderer& renderer = {});

/// part / whole in per cent with two decimals: "21.33%". The whole is not 0.
[[nodiscard]] std::string sharePercent(Bytes part, Bytes whole, const TextRenderer& renderer = {});

} // namespace headroom
