// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"
#include "headroom/core/Fields.h"
#include "headroom/core/Scenario.h"

#include <vector>

namespace headroom {

/// A field that is not the same in all of some scenarios, and its value in each; null where the
/// scenario's model is of another kind.
struct FieldDifference {
    const Field* field = nullptr;
    std::vector<Value> values;
};

/// In the order of the table of fields.
[[nodiscard]] std::vector<FieldDifference> fieldDifferences(
    const std::vector<const Scenario*>& scenarios);

} // namespace headroom
