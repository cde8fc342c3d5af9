// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Measurement.h"

#include <algorithm>

namespace headroom {
namespace {

/// a - b where both are known and b is not the larger.
std::optional<Bytes> between(const std::optional<Bytes>& a, const std::optional<Bytes>& b)
{
    return a && b && *a >= *b ? std::optional(Bytes{a->value - b->value}) : std::nullopt;
}

Bytes bytesOf(const Estimate& estimate, Role role)
{
    for (const Overhead& row : estimate.overheads) {
        if (row.role == role)
            return row.bytes;
    }
    return {};
}

void noteUse(const Estimate& estimate, const Measurement& measurement, std::vector<Text>& notes)
{
    if (!measurement.used || !estimate.errorBand)
        return;
    const ErrorBand& band = *estimate.errorBand;
    if (*measurement.used < band.low)
        notes.emplace_back(HEADROOM_TEXT("core",
            "The run used less than the error band's least: is it the same model, batch and "
            "length?"));
    else if (*measurement.used > band.high)
        notes.emplace_back(HEADROOM_TEXT("core",
            "The run used more than the error band's most: other processes on the device, another "
            "length, or software that keeps more."));
    else
        notes.emplace_back(HEADROOM_TEXT("core", "The run's use is within the error band."));
}

void noteRefusal(const Estimate& estimate, const Measurement& measurement, std::vector<Text>& notes)
{
    if (!measurement.refused)
        return;
    notes.emplace_back(
        HEADROOM_TEXT("core",
            "Memory ran out when {0} bytes more were asked for: the measured figures are a part of "
            "what the run needs."),
        measurement.refused->value);
    const std::optional<Bytes>& estimated = estimate.bytes.used;
    if (estimated && measurement.capacity && *estimated <= *measurement.capacity)
        notes.emplace_back(HEADROOM_TEXT("core",
            "The estimate says that the run fits: it may have had other shapes, or the device "
            "other "
            "processes."));
}

} // namespace

Reconciliation reconcile(const Estimate& estimate, const Measurement& measurement)
{
    Reconciliation result;
    const auto add = [&](const char* label, const std::optional<Bytes>& estimated,
                         const std::optional<Bytes>& measured, bool isPart) {
        if (measured)
            result.rows.push_back({label, estimated, measured, isPart});
    };
    const MemoryBytes& bytes = estimate.bytes;
    const std::optional<Bytes> outside = between(measurement.used, measurement.reserved);
    add(HEADROOM_TEXT("core", "Allocated"), bytes.peakAllocated, measurement.allocated, false);
    add(roleLabel(Role::Kept), between(bytes.peakReserved, bytes.peakAllocated),
        between(measurement.reserved, measurement.allocated), true);
    add(HEADROOM_TEXT("core", "Reserved"), bytes.peakReserved, measurement.reserved, false);
    add(roleLabel(Role::Context), between(bytes.used, bytes.peakReserved), outside, true);
    add(HEADROOM_TEXT("core", "Used"), bytes.used, measurement.used, false);
    if (!estimate.fits.empty())
        add(HEADROOM_TEXT("core", "Device memory"), estimate.fits.front().capacity,
            measurement.capacity, false);
    if (const std::optional<Bytes> context =
            between(outside, bytesOf(estimate, Role::Communication)))
        result.contextMib = context->value / kMiB + (context->value % kMiB != 0 ? 1 : 0);
    noteUse(estimate, measurement, result.notes);
    noteRefusal(estimate, measurement, result.notes);
    return result;
}

} // namespace headroom
