// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Checkpoint.h"

#include <cstdint>

namespace headroom::architectures {

enum class AttentionKind {
    Eager, ///< the modeling file's own products
    Sdpa, ///< F.scaled_dot_product_attention, by the kernel that PyTorch chooses
    Flash, ///< the same, with the flash kernel required
};

/// How a model is run, whatever its family.
struct Setup {
    AttentionKind attention = AttentionKind::Sdpa;
    engine::CheckpointPolicy checkpointing = engine::CheckpointPolicy::None;
    bool fusedLoss = false; ///< the logits and their loss in one kernel, chunk by chunk
};

} // namespace headroom::architectures
