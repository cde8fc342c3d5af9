// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Text.h"
#include "headroom/core/Fields.h"

#include <vector>

namespace headroom {

/// Warns of what a scenario sets and this version does not count yet, and of what it does not know.
void warnWithoutEffect(const Scenario& scenario, std::vector<Text>& warnings);

} // namespace headroom
