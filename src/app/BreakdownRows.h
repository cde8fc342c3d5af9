// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Role.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"
#include "headroom/core/StepView.h"

#include <QString>

#include <optional>
#include <vector>

namespace headroom::app {

/// A row of the breakdown's table.
struct BreakdownRow {
    /// An architecture's table has two blocks: what is alive at the peak with what the device takes
    /// beside it, and the terms of the whole step. A closed form's has the terms alone.
    enum class Block { Peak, Step };
    enum class Kind { Heading, Part, Total, Note, Gap };
    Block block = Block::Step;
    Kind kind = Kind::Part;
    std::optional<Role> role; ///< of a part, which may be beside the tensors
    QString label;
    QString size;
    QString exact;
    QString share;
    QString how;
    QString guide;
    std::optional<double> fraction;
    friend bool operator==(const BreakdownRow&, const BreakdownRow&) = default;
    /// Whether it is the same row with another figure.
    [[nodiscard]] bool isSameRow(const BreakdownRow& other) const
    {
        return block == other.block && kind == other.kind && role == other.role
            && (kind != Kind::Total || label == other.label);
    }
};

/// A line below a row: where its number comes from.
struct BreakdownDetail {
    QString caption;
    QString text;
    QString guide; ///< the place that it leads to; empty: none
    friend bool operator==(const BreakdownDetail&, const BreakdownDetail&) = default;
};

/// All rows; `view` may be nullptr.
[[nodiscard]] std::vector<BreakdownRow> breakdownRows(
    const Scenario& scenario, const Estimate& estimate, const StepView* view, UnitSystem units);

/// What stands below a part: formula with values and source, or the tensors.
[[nodiscard]] std::vector<BreakdownDetail> breakdownDetails(const BreakdownRow& row,
    const MemoryModel& model, const Scenario& scenario, const Estimate& estimate,
    const StepView* view, UnitSystem units);

} // namespace headroom::app
