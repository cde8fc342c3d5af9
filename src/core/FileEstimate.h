// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ClosedForm.h"

#include "headroom/core/FileFacts.h"
#include "headroom/core/Scenario.h"

#include <vector>

// Inference with the weights as a quantized file stores them: their bytes are the file's own, the
// cache follows from its header.

namespace headroom::storedfile {

/// Whether the scenario takes the file's own quantization ("none" is no other); else its
/// architecture is run with another.
[[nodiscard]] bool keepsQuantization(const FileFacts& facts, const Scenario& scenario);
/// The scenario with the file's method by its name; the same without facts.
[[nodiscard]] Scenario withOwnMethod(Scenario scenario, const FileFacts* facts);
/// Whether the estimate is of what the file says alone: llama.cpp's files, an architecture that is
/// not run, or a storage that the engine does not have.
[[nodiscard]] bool isWhole(const FileFacts& facts, const Scenario& scenario);

void findProblems(const FileFacts& facts, const Scenario& scenario, std::vector<Error>& problems);

[[nodiscard]] closedform::Term term(const FileFacts& facts, const Scenario& scenario, Role role);

void note(const FileFacts& facts, const Scenario& scenario, std::vector<Text>& assumptions,
    std::vector<Text>& warnings);

} // namespace headroom::storedfile
