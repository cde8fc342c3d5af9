// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Text.h"
#include "headroom/core/Estimate.h"

#include <optional>
#include <vector>

namespace headroom {

/// What a real run was seen to take on one device, as far as somebody or something said so.
struct Measurement {
    std::optional<Bytes> allocated; ///< torch.cuda.max_memory_allocated
    std::optional<Bytes> reserved; ///< torch.cuda.max_memory_reserved
    std::optional<Bytes> used; ///< by the process, as the driver reports
    std::optional<Bytes> capacity; ///< of the device
    /// What was asked for when memory ran out: the run needs at least that much more.
    std::optional<Bytes> refused;
    friend bool operator==(const Measurement&, const Measurement&) = default;
};

/// One figure of an estimate beside the measured one.
struct ReconciledRow {
    const char* label = ""; ///< marked for translation
    std::optional<Bytes> estimated;
    std::optional<Bytes> measured;
    bool isPart = false; ///< of what is between two of the totals
};

struct Reconciliation {
    std::vector<ReconciledRow> rows; ///< in the order in which they add up; only measured ones
    /// What is left for the context where allocator and driver were read: a correction that
    /// hardware.context_mib takes. Whole MiB, rounded up.
    std::optional<std::uint64_t> contextMib;
    std::vector<Text> notes;
};

/// Row by row what was estimated and what was measured.
[[nodiscard]] Reconciliation reconcile(const Estimate& estimate, const Measurement& measurement);

} // namespace headroom
