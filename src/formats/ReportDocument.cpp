// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"

#include "headroom/base/Version.h"

namespace headroom {
namespace {

std::vector<std::string> rendered(const std::vector<Text>& texts, const TextRenderer& renderer)
{
    std::vector<std::string> result;
    for (const Text& text : texts)
        result.push_back(plainLine(renderer.text(text)));
    return result;
}

std::string bytesText(Bytes bytes, UnitSystem units, const TextRenderer& renderer)
{
    const FormattedBytes parts = formatBytesParts(bytes, units);
    return renderer.number(parts.number) + " " + parts.unit;
}

} // namespace

std::string plainLine(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
        if (byte < 0x20 || byte == 0x7F) {
            result += ' ';
        } else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
            result += ' ';
            ++i;
        } else {
            result += text[i];
        }
    }
    return result;
}

ReportDocument reportDocument(const Scenario& scenario, const Estimate& estimate,
    const ReportOptions& options, const TextRenderer& renderer)
{
    const auto pattern = [&](const char* english) { return renderer.pattern(english); };
    ReportDocument document;
    document.title = scenario.name.empty() ? pattern(HEADROOM_TEXT("formats", "Memory estimate"))
                                           : plainLine(scenario.name);
    document.headline = headlineText(estimate.headline(), options.units, renderer);
    document.headlineNote = scenario.workload.mode == Mode::Training
        ? pattern(HEADROOM_TEXT("formats", "training, per device"))
        : pattern(HEADROOM_TEXT("formats", "inference, per device"));
    if (estimate.peak && estimate.bytes.used)
        document.headlineNote += fillPattern(
            pattern(HEADROOM_TEXT("formats",
                "; what the driver reports. {0} of it are tensors at the peak, in the {1} phase at "
                "{2}: the components below are not all alive then")),
            {bytesText(*estimate.bytes.peak, options.units, renderer), estimate.peak->phase,
                estimate.peak->at.empty() ? "-" : plainLine(estimate.peak->at)});
    else if (estimate.peak)
        document.headlineNote += fillPattern(pattern(HEADROOM_TEXT("formats",
                                                 "; the peak, in the {0} phase at {1}: the "
                                                 "components below are not all alive then")),
            {estimate.peak->phase, estimate.peak->at.empty() ? "-" : plainLine(estimate.peak->at)});
    document.sizeUnit = options.units == UnitSystem::Binary ? "MiB" : "MB";
    document.componentHeading = pattern(HEADROOM_TEXT("formats", "Component"));
    document.sizeHeading =
        fillPattern(pattern(HEADROOM_TEXT("formats", "Size ({0})")), {document.sizeUnit});
    document.shareHeading = pattern(HEADROOM_TEXT("formats", "Share"));
    document.formulaHeading = pattern(HEADROOM_TEXT("formats", "Formula"));
    document.rows = reportRows(scenario, estimate, options.units, renderer);
    for (const Fit& fit : estimate.fits) {
        const std::string capacity = bytesText(fit.capacity, options.units, renderer);
        const std::string words = verdict(fit, options.units, renderer);
        document.verdicts.push_back(fit.device == "custom"
                ? fillPattern(
                    pattern(HEADROOM_TEXT("formats", "Device memory {0}: {1}")), {capacity, words})
                : fillPattern(pattern(HEADROOM_TEXT("formats", "{0}, {1}: {2}")),
                    {plainLine(fit.device), capacity, words}));
    }
    document.tables = peakTables(estimate, options.units, renderer);
    document.inputsHeading = pattern(HEADROOM_TEXT("formats", "Inputs"));
    document.inputs = reportInputs(scenario, renderer, options.units);
    document.assumptionsHeading = pattern(HEADROOM_TEXT("formats", "Assumptions"));
    document.assumptions = rendered(estimate.assumptions, renderer);
    for (const Overhead& row : estimate.overheads)
        document.assumptions.push_back(fillPattern(pattern(HEADROOM_TEXT("formats", "{0}: {1}")),
            {pattern(roleLabel(row.role)), plainLine(renderer.text(row.source))}));
    document.warningsHeading = pattern(HEADROOM_TEXT("formats", "Warnings"));
    document.warnings = rendered(estimate.warnings, renderer);
    document.program = std::string("Headroom ") + kVersion;
    return document;
}

} // namespace headroom
