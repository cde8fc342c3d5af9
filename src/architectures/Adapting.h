// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"
#include "headroom/architectures/Step.h"

#include <vector>

namespace headroom::architectures {

/// What the options ask for, completed by what the family and its head say: the names of
/// `attention`, the classifier that peft trains besides, gradients that checkpointing needs.
[[nodiscard]] engine::Adaptation adaptationOf(
    const StepOptions& options, const Family& family, Head head);

/// Whether the model that was built has what the adaptation names, and something to train. What is
/// named in vain beside names that are there becomes a warning.
[[nodiscard]] Result<std::vector<Text>> checkAdaptation(engine::Model& model);

} // namespace headroom::architectures
