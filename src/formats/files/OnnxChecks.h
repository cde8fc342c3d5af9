// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/OnnxModel.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace headroom::files {

/// Domains whose opset is named twice, or not at all: whole sentences.
[[nodiscard]] std::vector<std::string> domainFaults(const OnnxModel& model,
    const std::set<std::string>& used, const std::set<std::string>& ofFunctions);

/// A function that calls itself, by whatever way, has no end. `calls`: a function's operators.
[[nodiscard]] std::optional<std::string> recursiveFunction(
    const std::map<std::string, std::set<std::string>>& calls);

} // namespace headroom::files
