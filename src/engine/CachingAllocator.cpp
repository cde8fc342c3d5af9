// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/CachingAllocator.h"

#include "headroom/engine/Impossible.h"

#include <algorithm>
#include <utility>

namespace headroom::engine {

namespace {

// The constants' names in CUDACachingAllocator.cpp.
constexpr std::uint64_t kMinBlockSize = 512;
constexpr std::uint64_t kSmallSize = std::uint64_t{1} << 20; ///< the largest "small" request
constexpr std::uint64_t kSmallBuffer = std::uint64_t{2} << 20; ///< small requests' segments
constexpr std::uint64_t kLargeBuffer = std::uint64_t{20} << 20; ///< of requests below:
constexpr std::uint64_t kMinLargeAlloc = std::uint64_t{10} << 20;
constexpr std::uint64_t kRoundLarge = std::uint64_t{2} << 20; ///< and of those above

/// Beyond it a sum of segments may wrap.
constexpr std::uint64_t kMost = ~std::uint64_t{0} - 2 * kLargeBuffer;

constexpr std::uint64_t roundedUp(std::uint64_t bytes, std::uint64_t unit)
{
    return (bytes + unit - 1) / unit * unit;
}

} // namespace

CachingAllocator::Block CachingAllocator::newNode()
{
    if (!m_unused.empty()) {
        const Block block = m_unused.back();
        m_unused.pop_back();
        return block;
    }
    m_blocks.emplace_back();
    return static_cast<Block>(m_blocks.size() - 1);
}

void CachingAllocator::addFree(Block block)
{
    const Node& node = m_blocks[block];
    Pool& pool = poolOf(node.isSmall);
    const std::pair key(node.size, node.address);
    if (m_spare.empty()) {
        pool.emplace(key, block);
        return;
    }
    Pool::node_type spare = std::move(m_spare.back());
    m_spare.pop_back();
    spare.key() = key;
    spare.mapped() = block;
    pool.insert(std::move(spare));
}

void CachingAllocator::removeFree(Block block)
{
    const Node& node = m_blocks[block];
    m_spare.push_back(poolOf(node.isSmall).extract({node.size, node.address}));
}

std::uint64_t CachingAllocator::newAddresses(std::uint64_t bytes)
{
    m_reserved += bytes;
    return std::exchange(m_nextAddress, m_nextAddress + bytes);
}

CachingAllocator::Block CachingAllocator::newSegment(std::uint64_t size, bool isSmall)
{
    const std::uint64_t bytes = isSmall ? kSmallBuffer
        : size < kMinLargeAlloc         ? kLargeBuffer
                                        : roundedUp(size, kRoundLarge);
    const Block block = newNode();
    m_blocks[block] = {bytes, newAddresses(bytes), kNothing, kNothing, isSmall, false};
    return block;
}

CachingAllocator::Block CachingAllocator::expand(std::uint64_t size, bool isSmall)
{
    Block& last = isSmall ? m_lastSmall : m_lastLarge;
    const std::uint64_t page = isSmall ? kSmallBuffer : kLargeBuffer;
    const bool endIsFree = last != kNothing && !m_blocks[last].inUse;
    const std::uint64_t there = endIsFree ? m_blocks[last].size : 0;
    const std::uint64_t bytes = roundedUp(size - there, page);
    const std::uint64_t address = newAddresses(bytes);
    if (endIsFree) {
        removeFree(last);
        m_blocks[last].size += bytes;
        return last;
    }
    const Block block = newNode();
    m_blocks[block] = {bytes, address, last, kNothing, isSmall, false};
    if (last != kNothing)
        m_blocks[last].after = block;
    last = block;
    return block;
}

/// What is beyond `size` becomes a free block of its own.
void CachingAllocator::split(Block block, std::uint64_t size)
{
    const Block rest = newNode();
    Node& node = m_blocks[block]; // taken after newNode(), which may move them
    m_blocks[rest] = {
        node.size - size, node.address + size, block, node.after, node.isSmall, false};
    if (node.after != kNothing)
        m_blocks[node.after].before = rest;
    node.after = rest;
    node.size = size;
    if (block == m_lastSmall)
        m_lastSmall = rest;
    if (block == m_lastLarge)
        m_lastLarge = rest;
    addFree(rest);
}

/// `next` becomes part of `block`; neither is in its pool.
void CachingAllocator::join(Block block, Block next)
{
    Node& node = m_blocks[block];
    node.size += m_blocks[next].size;
    node.after = m_blocks[next].after;
    if (node.after != kNothing)
        m_blocks[node.after].before = block;
    if (next == m_lastSmall)
        m_lastSmall = block;
    if (next == m_lastLarge)
        m_lastLarge = block;
    m_unused.push_back(next);
}

CachingAllocator::Block CachingAllocator::allocate(std::uint64_t bytes)
{
    if (bytes == 0)
        return kNothing;
    if (bytes > kMost || m_reserved > kMost - bytes)
        throw Impossible::overflow("the bytes that the allocator holds");
    const std::uint64_t size = roundedUp(bytes, kMinBlockSize);
    const bool isSmall = size <= kSmallSize;
    Pool& pool = poolOf(isSmall);
    Block block = kNothing;
    if (const auto found = pool.lower_bound({size, 0}); found != pool.end()) {
        block = found->second;
        m_spare.push_back(pool.extract(found));
    } else {
        block = m_segments == Segments::Fixed ? newSegment(size, isSmall) : expand(size, isSmall);
    }
    const std::uint64_t rest = m_blocks[block].size - size;
    const bool worthIt =
        isSmall || m_segments == Segments::Expandable ? rest >= kMinBlockSize : rest > kSmallSize;
    if (worthIt)
        split(block, size);
    m_blocks[block].inUse = true;
    m_allocated += m_blocks[block].size;
    m_peakAllocated = std::max(m_peakAllocated, m_allocated);
    return block;
}

void CachingAllocator::free(Block block)
{
    if (block == kNothing)
        return;
    m_allocated -= m_blocks[block].size;
    m_blocks[block].inUse = false;
    if (const Block next = m_blocks[block].after; next != kNothing && !m_blocks[next].inUse) {
        removeFree(next);
        join(block, next);
    }
    if (const Block before = m_blocks[block].before;
        before != kNothing && !m_blocks[before].inUse) {
        removeFree(before);
        join(before, block);
        block = before;
    }
    addFree(block);
}

} // namespace headroom::engine
