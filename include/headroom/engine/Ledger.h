// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Dtype.h"
#include "headroom/base/Role.h"
#include "headroom/engine/Dims.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::engine {

/// Bytes as the caching allocator rounds them (c10/cuda/CUDACachingAllocator.cpp, kMinBlockSize =
/// 512).
[[nodiscard]] constexpr std::uint64_t roundedToBlock(std::uint64_t bytes)
{
    return (bytes + 511U) & ~std::uint64_t{511};
}

/// Index of a module's name in the ledger; 0 is the model itself, whose name is empty.
using ModuleId = std::uint32_t;

/// No repeated block: the embedding, the head, the optimizer's own work.
inline constexpr std::int32_t kNoLayer = -1;

/// A storage as it was born. Its number in the ledger is its index.
struct Birth {
    std::uint64_t bytes = 0; ///< plain
    const char* op = ""; ///< ATen's name ("aten.mm.default"), a literal
    Dims shape;
    ModuleId module = 0;
    std::int32_t layer = kNoLayer; ///< the repeated block that was running
    Dtype dtype = Dtype::Fp32;
    Role role =
        Role::Temporary; ///< the last one it had: a gradient is born as a temporary, and so on
};

enum class EventKind : std::uint8_t {
    Birth,
    Death,
    Temporary, ///< taken inside a kernel and given back before it ends
};

struct Event {
    std::uint64_t bytes = 0; ///< plain; of a temporary as rounded by the kernel's allocations
    std::uint64_t live = 0; ///< rounded bytes alive after it (a temporary's own not counted)
    std::uint32_t storage = 0; ///< of a temporary: an index into Ledger::temporaryNames
    EventKind kind = EventKind::Birth;
};

enum class Phase : std::uint8_t { Setup, Forward, Backward, Step };

/// From this event on it is that phase.
struct PhaseMark {
    std::uint32_t event = 0;
    Phase phase = Phase::Setup;
};

/// From this event on that repeated block is at work, or none.
struct LayerMark {
    std::uint32_t event = 0;
    std::int32_t layer = kNoLayer;
};

/// Births and deaths of one step, in order, and the names they refer to.
class Ledger {
public:
    Ledger();

    /// Notes a birth and returns the storage's number. Throws Impossible where the sum passes 64
    /// bits.
    std::uint32_t birth(const Birth& birth);
    void death(std::uint32_t storage);
    void temporary(const char* op, std::uint64_t bytes);

    void beginPhase(Phase phase);
    void enterLayer(std::int32_t layer);
    [[nodiscard]] std::int32_t layer() const { return m_layer; }

    ModuleId addModule(std::string name);
    [[nodiscard]] const std::string& moduleName(ModuleId id) const { return m_modules[id]; }

    void setRole(std::uint32_t storage, Role role) { m_births[storage].role = role; }
    void setModule(std::uint32_t storage, ModuleId module) { m_births[storage].module = module; }

    [[nodiscard]] std::uint64_t live() const { return m_live; }
    [[nodiscard]] const std::vector<Birth>& births() const { return m_births; }
    [[nodiscard]] const std::vector<Event>& events() const { return m_events; }
    [[nodiscard]] const std::vector<PhaseMark>& phases() const { return m_phases; }
    [[nodiscard]] const std::vector<LayerMark>& layers() const { return m_layers; }
    [[nodiscard]] const char* temporaryName(const Event& event) const
    {
        return m_temporaryNames[event.storage];
    }

private:
    std::vector<Birth> m_births;
    std::vector<Event> m_events;
    std::vector<PhaseMark> m_phases;
    std::vector<LayerMark> m_layers;
    std::vector<const char*> m_temporaryNames;
    std::vector<std::string> m_modules;
    std::uint64_t m_live = 0;
    std::int32_t m_layer = kNoLayer;
};

} // namespace headroom::engine
