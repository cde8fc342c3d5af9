// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Role.h"
#include "headroom/core/Formula.h"
#include "headroom/core/Scenario.h"

#include <optional>
#include <vector>

// The closed form: the memory of a model known only by its size.

namespace headroom::closedform {

/// What the closed form says of one component.
struct Term {
    std::optional<Formula> formula; ///< none: see `zero`
    bool zero =
        false; ///< without a formula: the mode does not have it (0), or else it is not known
    const char* source = ""; ///< marked for translation
};

/// The term of a scenario that has passed problems().
[[nodiscard]] Term term(const ManualModel& model, const Scenario& scenario, Role role);

/// Values that exclude each other, are missing, or need an architecture.
void findProblems(const ManualModel& model, const Scenario& scenario, std::vector<Error>& problems);

/// The assumptions that this one number rests on.
void noteAssumptions(
    const ManualModel& model, const Scenario& scenario, Role role, std::vector<Text>& notes);

/// What is not counted, or looks like a slip.
void warn(const ManualModel& model, const Scenario& scenario, std::vector<Text>& warnings);

} // namespace headroom::closedform
