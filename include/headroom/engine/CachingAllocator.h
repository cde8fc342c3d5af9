// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace headroom::engine {

/// PyTorch's caching allocator, as far as it decides how much memory a process holds
/// (c10/cuda/CUDACachingAllocator.cpp): requests are rounded to 512 bytes; up to 1 MiB they come
/// from segments of 2 MiB; below 10 MiB from segments of 20 MiB; larger ones get a segment of their
/// own, rounded to 2 MiB. The smallest free block that is large enough is taken, and split where
/// what is left is worth it; free neighbours are joined; segments are kept. One stream.
class CachingAllocator {
public:
    enum class Segments : std::uint8_t {
        Fixed,
        Expandable, ///< PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True: one segment a pool, grown
                    ///< by pages of 2 MiB (small) or 20 MiB (large)
    };
    explicit CachingAllocator(Segments segments = Segments::Fixed)
        : m_segments(segments)
    {
    }

    using Block = std::uint32_t;
    /// A block of at least that many bytes; 0 bytes take none and give kNothing.
    /// Throws Impossible where the segments would pass 64 bits.
    [[nodiscard]] Block allocate(std::uint64_t bytes);
    void free(Block block);
    static constexpr Block kNothing = ~Block{0};

    /// Bytes of the blocks in use, as rounded.
    [[nodiscard]] std::uint64_t allocated() const { return m_allocated; }
    [[nodiscard]] std::uint64_t peakAllocated() const { return m_peakAllocated; }
    /// Bytes of all segments; never falls, as nothing is given back before memory runs out.
    [[nodiscard]] std::uint64_t reserved() const { return m_reserved; }
    /// Bytes of a block, at least what was asked for.
    [[nodiscard]] std::uint64_t sizeOf(Block block) const { return m_blocks[block].size; }

private:
    struct Node {
        std::uint64_t size = 0;
        std::uint64_t address = 0; ///< segments follow each other
        Block before = kNothing; ///< its neighbours in the segment
        Block after = kNothing;
        bool isSmall = false;
        bool inUse = false;
    };
    /// Free blocks by size and address.
    using Pool = std::map<std::pair<std::uint64_t, std::uint64_t>, Block>;

    [[nodiscard]] Pool& poolOf(bool isSmall) { return isSmall ? m_small : m_large; }
    void addFree(Block block);
    void removeFree(Block block);
    [[nodiscard]] Block newNode();
    void split(Block block, std::uint64_t size);
    void join(Block block, Block next);
    [[nodiscard]] Block newSegment(std::uint64_t size, bool isSmall);
    [[nodiscard]] Block expand(std::uint64_t size, bool isSmall);
    [[nodiscard]] std::uint64_t newAddresses(std::uint64_t bytes);

    Segments m_segments;
    std::vector<Node> m_blocks;
    std::vector<Block> m_unused;
    std::vector<Pool::node_type> m_spare; ///< for the pools: it spares the heap
    Pool m_small;
    Pool m_large;
    Block m_lastSmall = kNothing; ///< the end of an expandable segment
    Block m_lastLarge = kNothing;
    std::uint64_t m_allocated = 0;
    std::uint64_t m_peakAllocated = 0;
    std::uint64_t m_reserved = 0;
    std::uint64_t m_nextAddress = 0;
};

} // namespace headroom::engine
