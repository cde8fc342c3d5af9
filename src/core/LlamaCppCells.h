// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace headroom::llamacpp {

/// The cells of a cache come in whole steps (GGML_PAD in llama-context.cpp).
inline constexpr std::uint64_t kCellStep = 256;

[[nodiscard]] constexpr std::uint64_t wholeCells(std::uint64_t cells)
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max() - kCellStep;
    return (std::min(cells, kMost) + kCellStep - 1) / kCellStep * kCellStep;
}

/// Layers with a sliding window have a cache of their own, with room for the window and one
/// micro-batch (llama-kv-cache-iswa.cpp).
[[nodiscard]] constexpr std::uint64_t windowCells(
    std::uint64_t context, std::uint64_t window, std::uint64_t microBatch)
{
    const std::uint64_t all = wholeCells(context);
    const bool fits = window <= std::numeric_limits<std::uint64_t>::max() - microBatch;
    return fits ? wholeCells(std::min(all, window + microBatch)) : all;
}

} // namespace headroom::llamacpp
