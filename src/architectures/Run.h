// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"
#include "headroom/architectures/Step.h"

namespace headroom::architectures {

/// Runs one step of a model, wherever its blueprint comes from: a config.json, a torchvision id, a
/// list of layers. Of the options `head` and `adaptation` are not read: these are. Images have
/// options.imageSize.
[[nodiscard]] Result<StepLedger> runBlueprint(const Blueprint& blueprint, Head head,
    const engine::Adaptation& adaptation, const StepOptions& options);

} // namespace headroom::architectures
