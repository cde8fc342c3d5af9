// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Differences.h"

#include <algorithm>
#include <string>
#include <utility>

namespace headroom {

std::vector<FieldDifference> fieldDifferences(const std::vector<const Scenario*>& scenarios)
{
    std::vector<FieldDifference> found;
    for (const Field& field : allFields()) {
        FieldDifference difference{&field, {}};
        for (const Scenario* scenario : scenarios) {
            const std::string_view kind = modelKind(field.key);
            const bool other =
                !kind.empty() && kind != "model." + std::string(modelKindName(scenario->model));
            difference.values.push_back(other ? Value() : fieldValue(*scenario, field));
        }
        const bool same = std::all_of(difference.values.begin(), difference.values.end(),
            [&](const Value& value) { return value == difference.values.front(); });
        if (!same)
            found.push_back(std::move(difference));
    }
    return found;
}

} // namespace headroom
