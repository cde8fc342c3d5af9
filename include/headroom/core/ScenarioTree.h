// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Value.h"
#include "headroom/core/Scenario.h"

#include <cstdint>

namespace headroom {

struct ReadScenario {
    Scenario scenario;
    std::uint64_t version = kScenarioVersion;
    /// Made by a newer version of the program: what it means may not be what is read, so it must
    /// not be written over.
    [[nodiscard]] bool isNewer() const { return version > kScenarioVersion; }
};

/// A scenario from the tree that its file holds. Every field is checked by the table; keys that the
/// table does not have are kept in Scenario::unknown. `where` of an error is a JSON pointer.
[[nodiscard]] Result<ReadScenario> scenarioFromTree(const Value& tree);

/// The tree to write: name, model, workload, precision, optimizer and memory savers always, another
/// section where something in it differs from its default; within a section every field. What was
/// unknown stands where it was.
[[nodiscard]] Value scenarioToTree(const Scenario& scenario);

} // namespace headroom
