// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Ledger.h"

#include "headroom/engine/Impossible.h"

namespace headroom::engine {

Ledger::Ledger()
{
    m_modules.emplace_back();
    // Room for a step of a hundred blocks: what is not reached costs nothing.
    m_births.reserve(std::size_t{1} << 15);
    m_events.reserve(std::size_t{1} << 16);
}

std::uint32_t Ledger::birth(const Birth& birth)
{
    constexpr std::uint64_t kLargest = ~std::uint64_t{0} - 511U;
    if (birth.bytes > kLargest
        || __builtin_add_overflow(m_live, roundedToBlock(birth.bytes), &m_live))
        throw Impossible::overflow("the bytes alive at once");
    const auto storage = static_cast<std::uint32_t>(m_births.size());
    m_births.push_back(birth);
    m_births.back().layer = m_layer;
    m_events.push_back({birth.bytes, m_live, storage, EventKind::Birth});
    return storage;
}

void Ledger::death(std::uint32_t storage)
{
    const std::uint64_t bytes = m_births[storage].bytes;
    m_live -= roundedToBlock(bytes);
    m_events.push_back({bytes, m_live, storage, EventKind::Death});
}

void Ledger::temporary(const char* op, std::uint64_t bytes)
{
    if (bytes == 0)
        return;
    std::uint64_t sum = 0;
    if (__builtin_add_overflow(m_live, bytes, &sum))
        throw Impossible::overflow("the bytes alive at once");
    m_events.push_back(
        {bytes, m_live, static_cast<std::uint32_t>(m_temporaryNames.size()), EventKind::Temporary});
    m_temporaryNames.push_back(op);
}

void Ledger::beginPhase(Phase phase)
{
    m_phases.push_back({static_cast<std::uint32_t>(m_events.size()), phase});
}

void Ledger::enterLayer(std::int32_t layer)
{
    if (layer == m_layer)
        return;
    m_layer = layer;
    m_layers.push_back({static_cast<std::uint32_t>(m_events.size()), layer});
}

ModuleId Ledger::addModule(std::string name)
{
    m_modules.push_back(std::move(name));
    return static_cast<ModuleId>(m_modules.size() - 1);
}

} // namespace headroom::engine
