// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::size_t kLargest = 10;

/// What the tables of a peak share.
struct PeakWriter {
    const Estimate& estimate;
    UnitSystem units;
    const TextRenderer& renderer;

    [[nodiscard]] std::string say(const char* english) const { return renderer.pattern(english); }
    [[nodiscard]] std::string sizeHeading() const
    {
        return fillPattern(say(HEADROOM_TEXT("formats", "Size ({0})")),
            {units == UnitSystem::Binary ? "MiB" : "MB"});
    }
    [[nodiscard]] std::string size(std::optional<Bytes> bytes) const
    {
        return sizeText(bytes, units, renderer);
    }

    /// The peak of each phase that the mode has.
    [[nodiscard]] ReportTable phases() const
    {
        ReportTable table{say(HEADROOM_TEXT("formats", "Peak of each phase")),
            {say(HEADROOM_TEXT("formats", "Phase")), sizeHeading()}, {1}, {}};
        const MemoryBytes& bytes = estimate.bytes;
        const auto add = [&](const char* name, const std::optional<Bytes>& peak) {
            if (!peak || peak->value > 0)
                table.rows.push_back({say(name), size(peak)});
        };
        add(HEADROOM_TEXT("formats", "Forward"), bytes.peakForward);
        add(HEADROOM_TEXT("formats", "Backward"), bytes.peakBackward);
        add(HEADROOM_TEXT("formats", "Optimizer step"), bytes.peakStep);
        return table;
    }

    /// What is alive there by role: adds up to the peak.
    [[nodiscard]] ReportTable roles() const
    {
        ReportTable table{say(HEADROOM_TEXT("formats", "Alive at the peak")),
            {say(HEADROOM_TEXT("formats", "Role")), sizeHeading(),
                say(HEADROOM_TEXT("formats", "Share"))},
            {1, 2}, {}};
        const Bytes whole = estimate.bytes.peak.value_or(Bytes());
        for (std::size_t i = 0; i < kRoleCount; ++i) {
            const Bytes bytes = estimate.peak->byRole[i];
            if (bytes.value > 0)
                table.rows.push_back({say(roleLabel(static_cast<Role>(i))), size(bytes),
                    sharePercent(bytes, whole, renderer)});
        }
        return table;
    }

    /// From the tensors to what the driver reports: each row adds to those above it.
    [[nodiscard]] ReportTable device() const
    {
        ReportTable table{say(HEADROOM_TEXT("formats", "From tensors to the device")),
            {say(HEADROOM_TEXT("formats", "Part")), sizeHeading(),
                say(HEADROOM_TEXT("formats", "Least")), say(HEADROOM_TEXT("formats", "Most"))},
            {1, 2, 3}, {}};
        const MemoryBytes& bytes = estimate.bytes;
        const auto add = [&](const char* label, const std::optional<Bytes>& value) {
            table.rows.push_back({say(label), size(value), "", ""});
        };
        add(HEADROOM_TEXT("formats", "Tensors at the peak"), bytes.peak);
        for (const Overhead& row : estimate.overheads) {
            if (row.role == Role::Kept)
                add(HEADROOM_TEXT("formats", "= allocated"), bytes.peakAllocated);
            table.rows.push_back(
                {say(roleLabel(row.role)), size(row.bytes), size(row.low), size(row.high)});
            if (row.role == Role::Kept)
                add(HEADROOM_TEXT("formats", "= reserved"), bytes.peakReserved);
        }
        table.rows.push_back({say(HEADROOM_TEXT("formats", "= used")), size(bytes.used),
            size(estimate.errorBand->low), size(estimate.errorBand->high)});
        return table;
    }

    [[nodiscard]] ReportTable tensors() const
    {
        ReportTable table{say(HEADROOM_TEXT("formats", "Largest tensors there")),
            {say(HEADROOM_TEXT("formats", "Tensor")), say(HEADROOM_TEXT("formats", "Role")),
                sizeHeading()},
            {2}, {}};
        const std::vector<PeakTensor>& all = estimate.peak->tensors;
        for (std::size_t i = 0; i < std::min(all.size(), kLargest); ++i)
            table.rows.push_back({all[i].name.empty() ? "-" : plainLine(all[i].name),
                say(roleLabel(all[i].role)), size(all[i].bytes)});
        return table;
    }
};

} // namespace

std::vector<ReportTable> peakTables(
    const Estimate& estimate, UnitSystem units, const TextRenderer& renderer)
{
    std::vector<ReportTable> tables;
    if (!estimate.peak)
        return tables;
    const PeakWriter writer{estimate, units, renderer};
    tables.push_back(writer.phases());
    tables.push_back(writer.roles());
    if (estimate.bytes.used)
        tables.push_back(writer.device());
    if (!estimate.peak->tensors.empty())
        tables.push_back(writer.tensors());
    return tables;
}

} // namespace headroom
