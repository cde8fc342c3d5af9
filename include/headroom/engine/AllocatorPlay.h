// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/CachingAllocator.h"
#include "headroom/engine/Ledger.h"
#include "headroom/engine/Reading.h"

#include <cstdint>

namespace headroom::engine {

/// What a process has taken from the driver when its steps are the ledger's. Bytes.
struct AllocatorUse {
    std::uint64_t allocated = 0; ///< the most that tensors and workspaces took at once
    std::uint64_t reserved = 0; ///< of the segments: torch.cuda.max_memory_reserved
    std::uint64_t workspaces = 0; ///< what libraries took for themselves, in both
};

struct AllocatorPlayOptions {
    CachingAllocator::Segments segments = CachingAllocator::Segments::Fixed;
    /// What a library for matrix products takes for each thread that calls it, once. Bytes.
    std::uint64_t workspace = 0;
    /// A step of more events is played with fewer of its repeated blocks, twice, and what is
    /// reserved beyond the tensors goes on in a line.
    std::uint64_t mostEvents = std::uint64_t{1} << 18U;
};

/// Plays a step's births and deaths on the caching allocator, from the model's first parameter on:
/// training takes two steps, of which the first finds no optimizer state and makes it at its end,
/// as PyTorch does. Repeated blocks are played as often as they happen. `reading` is of that
/// ledger, with everything that outlives the step still alive. Throws Impossible where a sum would
/// pass 64 bits.
[[nodiscard]] AllocatorUse playOnAllocator(
    const Ledger& ledger, const Reading& reading, const AllocatorPlayOptions& options);

} // namespace headroom::engine
