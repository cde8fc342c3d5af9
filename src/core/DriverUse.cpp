// SPDX-License-Identifier: GPL-3.0-or-later
#include "DriverUse.h"

#include "headroom/core/DriverMemory.h"

#include <algorithm>
#include <variant>

namespace headroom::ledger {
namespace {

/// Two ranks that do the same differ by up to 2.6 % in what they reserve, while what they allocate
/// agrees (SimuMax, Megatron on B200): by chance, in a direction that nobody knows.
constexpr std::uint64_t kChance = 26;
constexpr std::uint64_t kThousand = 1000;

/// What cuDNN's convolutions may take: 2.7 GiB is the median of what the driver reports above the
/// tensors (GPUMemNet, models of timm on an A100), 1237 MiB of it the context there.
constexpr Bytes kMostOfConvolutions{2764 * kMiB - 1237 * kMiB};

Overhead workspaceOf(const architectures::StepLedger& step, const DriverMemory& driver)
{
    const Bytes bytes{step.allocator->workspaces};
    return {Role::Workspace, bytes, bytes, bytes,
        bytes.value == 0
            ? Text(HEADROOM_TEXT("core", "No library for matrix products is known to take any."))
            : Text(HEADROOM_TEXT("core",
                       "cuBLAS takes {0} bytes for each thread that multiplies matrices: the "
                       "forward pass's, and autograd's (PyTorch, CublasHandlePool.cpp)."),
                driver.blasWorkspace.value)};
}

Overhead convolutions()
{
    return {Role::Convolutions, {}, {}, kMostOfConvolutions,
        Text(HEADROOM_TEXT("core",
            "cuDNN's workspace depends on the algorithm that it chooses for each shape: not "
            "counted, up to 1.5 GiB in the error band."))};
}

Overhead keptBy(Bytes kept, Bytes reserved, bool expandable)
{
    // What lies between tensors may be nothing, never less.
    return {Role::Kept, kept, Bytes{}, Bytes{kept.value + reserved.value / kThousand * kChance},
        expandable
            ? Text(HEADROOM_TEXT("core",
                "What PyTorch's caching allocator holds beyond the tensors, with expandable "
                "segments: the step's births and deaths played by its rules."))
            : Text(HEADROOM_TEXT("core",
                "What PyTorch's caching allocator holds beyond the tensors: the step's births "
                "and deaths played by its rules."))};
}

Overhead contextRow(const Scenario& scenario, const Device* device, const DriverMemory& driver)
{
    const Bytes context = contextOf(scenario, device);
    if (scenario.hardware.contextMib)
        return {Role::Context, context, context, context,
            Text(HEADROOM_TEXT("core", "As given (hardware.context_mib)."))};
    return {Role::Context, context, driver.leastContext, driver.mostContext, driver.source};
}

} // namespace

engine::AllocatorPlayOptions allocatorOf(const Scenario& scenario, const Device* device)
{
    using engine::CachingAllocator;
    return {scenario.hardware.expandableSegments ? CachingAllocator::Segments::Expandable
                                                 : CachingAllocator::Segments::Fixed,
        driverMemoryOf(device).blasWorkspace.value};
}

Result<void> addDriverUse(const architectures::StepLedger& step, const Scenario& scenario,
    const Device* device, Estimate& estimate)
{
    if (!step.allocator)
        return {};
    const DriverMemory driver = driverMemoryOf(device);
    const engine::AllocatorUse& use = *step.allocator;
    MemoryBytes& bytes = estimate.bytes;
    // A file's own weights are of another size than those that the step ran with.
    const std::uint64_t shift = bytes.peak->value - step.peak;
    bytes.workspace = Bytes{use.workspaces};
    bytes.peakAllocated = Bytes{use.allocated + shift};
    bytes.peakReserved = Bytes{use.reserved + shift};

    std::vector<Overhead>& rows = estimate.overheads;
    rows.push_back(workspaceOf(step, driver));
    if (std::holds_alternative<VisionModel>(scenario.model))
        rows.push_back(convolutions());
    rows.push_back(keptBy(Bytes{use.reserved - use.allocated}, *bytes.peakReserved,
        scenario.hardware.expandableSegments));
    rows.push_back(contextRow(scenario, device, driver));
    const std::uint64_t devices = scenario.hardware.count;
    if (devices > 1) {
        const CommunicationMemory nccl = communicationMemoryOf(devices);
        rows.push_back({Role::Communication, nccl.bytes, nccl.bytes, nccl.most,
            Text(HEADROOM_TEXT("core",
                     "NCCL's buffers of one communicator of {0} devices, measured on A100s with "
                     "NVLink; each further communicator takes as much."),
                devices)});
    }

    ErrorBand band{*bytes.peak, *bytes.peak,
        Text(HEADROOM_TEXT("core",
            "The least and the most of each row beside the tensors. What the allocator keeps is "
            "from nothing to 2.6 % of what is reserved above the estimate: as far as ranks that "
            "do the same were seen to differ."))};
    Bytes used = *bytes.peak;
    for (const Overhead& row : rows) {
        for (const auto& [sum, part] : {std::pair(&used, row.bytes), std::pair(&band.low, row.low),
                 std::pair(&band.high, row.high)}) {
            const Result<Bytes> added =
                checkedAdd(*sum, part, HEADROOM_TEXT("core", "what the driver reports"));
            if (!added)
                return tl::unexpected(added.error());
            *sum = *added;
        }
    }
    bytes.used = used;
    estimate.errorBand = std::move(band);
    return {};
}

} // namespace headroom::ledger
