// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Text.h"
#include "headroom/core/Device.h"
#include "headroom/core/Scenario.h"

namespace headroom {

/// What libraries and the driver take on a device beside the tensors.
struct DriverMemory {
    /// cuBLAS's workspace, taken from the caching allocator by each thread that multiplies
    /// matrices: forward, and autograd's (aten/src/ATen/cuda/CublasHandlePool.cpp,
    /// parseChosenWorkspaceSize). 0 where no such library is known.
    Bytes blasWorkspace;
    /// The context: kernels, stacks, the libraries' own. No counter of PyTorch shows it. With lazy
    /// loading of kernels (CUDA 11.7 and later) it grows with the number of kernels that ran.
    Bytes context;
    Bytes leastContext;
    Bytes mostContext;
    Text source; ///< of the context's figures
};

/// What NCCL keeps on each device to talk to the others, for one communicator. 0 for one device.
struct CommunicationMemory {
    Bytes bytes;
    Bytes most;
};
[[nodiscard]] CommunicationMemory communicationMemoryOf(std::uint64_t devices);

/// Of a device; without one, of an A100 (sm80), which is what the ledger runs on.
[[nodiscard]] DriverMemory driverMemoryOf(const Device* device);

/// The context that a scenario reckons with: its own (hardware.context_mib), or the device's.
[[nodiscard]] Bytes contextOf(const Scenario& scenario, const Device* device);

/// What no counter of PyTorch shows: the context, and what NCCL keeps.
[[nodiscard]] Bytes outsideAllocator(const Scenario& scenario, const Device* device);

} // namespace headroom
