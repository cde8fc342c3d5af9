// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Role.h"
#include "headroom/core/Estimate.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace headroom::app {

/// One kind of memory, as bar, legend and chart show it.
struct BreakdownItem {
    Role role = Role::Parameter; ///< of a tensor, or of what is beside them
    QString label;
    Bytes bytes;
    QString size; ///< "839.23 MiB"
    QString exact; ///< "880,000,000 B"
    QString share; ///< "42.66%"
    friend bool operator==(const BreakdownItem&, const BreakdownItem&) = default;
};

/// What adds up to the headline: the parts that are known and not 0, in the order they are shown
/// in.
struct Breakdown {
    std::vector<BreakdownItem> items;
    Bytes total;
    QString totalSize; ///< "1.92 GiB"
    bool isPeak = false; ///< the parts are what is alive at one moment
    bool isUse =
        false; ///< and what the device takes beside it: the total is what the driver reports
    std::optional<Bytes> capacity; ///< of the device
    UnitSystem units = UnitSystem::Binary;
    friend bool operator==(const Breakdown&, const Breakdown&) = default;
};

[[nodiscard]] Breakdown makeBreakdown(const Estimate& estimate, UnitSystem units);

/// What a kind of memory is called.
[[nodiscard]] QString roleText(Role role);

/// "880,000,000" in the digits of the locale.
[[nodiscard]] QString countText(std::uint64_t count);
/// "880,000,000 B" in the digits of the locale.
[[nodiscard]] QString exactBytes(Bytes bytes);
/// "839.23 MiB" in the digits of the locale.
[[nodiscard]] QString sizeText(Bytes bytes, UnitSystem units);

/// The total and the largest parts in one sentence, for those who cannot see a chart.
[[nodiscard]] QString describe(const Breakdown& breakdown);

} // namespace headroom::app
