// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"
#include "headroom/architectures/Step.h"

namespace headroom::architectures {

/// Runs one step of a model, wherever its blueprint comes from: a config.json, a torchvision id, a
/// list of layers. The options' head is not read; `head` is. Images have options.imageSize.
[[nodiscard]] Result<StepLedger> runBlueprint(
    const Blueprint& blueprint, Head head, const StepOptions& options);

} // namespace headroom::architectures
