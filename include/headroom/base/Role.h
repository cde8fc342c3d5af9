// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/EnumTable.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace headroom {

/// What memory is for. A role has one name in files and one colour on screen.
enum class Role : std::uint8_t {
    Parameter,
    Buffer,
    MasterWeight,
    OptimizerState,
    Gradient,
    Activation, ///< saved for backward
    KvCache,
    Batch, ///< the inputs and labels
    Temporary,
    // What no tensor is for: beside them, from the allocator to the driver.
    Workspace, ///< of libraries for matrix products
    Convolutions, ///< cuDNN's workspace
    Kept, ///< by the caching allocator
    Context, ///< the driver's, of the process
    Communication, ///< between devices
};

/// The roles of tensors.
inline constexpr std::size_t kRoleCount = static_cast<std::size_t>(Role::Temporary) + 1;

template <> struct EnumNames<Role> {
    static constexpr auto kTable = std::to_array<EnumName<Role>>({
        {Role::Parameter, "parameter"},
        {Role::Buffer, "buffer"},
        {Role::MasterWeight, "master_weight"},
        {Role::OptimizerState, "optimizer_state"},
        {Role::Gradient, "gradient"},
        {Role::Activation, "activation"},
        {Role::KvCache, "kv_cache"},
        {Role::Batch, "batch"},
        {Role::Temporary, "temporary"},
        {Role::Workspace, "workspace"},
        {Role::Convolutions, "convolutions"},
        {Role::Kept, "kept"},
        {Role::Context, "context"},
        {Role::Communication, "communication"},
    });
};

/// The roles of tensors, and of what is beside them.
inline constexpr std::size_t kMemoryRoleCount = EnumNames<Role>::kTable.size();

} // namespace headroom
