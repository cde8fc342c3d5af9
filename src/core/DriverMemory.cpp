// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/DriverMemory.h"

#include <algorithm>
#include <array>

namespace headroom {
namespace {

/// Ampere and before: CUBLAS_WORKSPACE_CONFIG=:4096:2:16:8.
constexpr Bytes kBlas{(4096 * 2 + 16 * 8) * kKiB};
/// Hopper and Blackwell; ROCm.
constexpr Bytes kLargeBlas{32 * kMiB};
/// ROCm on gfx94x and gfx95x.
constexpr Bytes kLargestBlas{128 * kMiB};

struct Row {
    std::string_view architecture;
    Bytes blas;
    std::uint64_t context; ///< MiB
    std::uint64_t least;
    std::uint64_t most;
    const char* source;
};

constexpr const char* kMeasured = HEADROOM_TEXT("core",
    "CUDA context: {0} MiB, measured on devices of this generation with kernels loaded lazily; it "
    "grows with the kernels that ran ({1} to {2} MiB were seen).");
constexpr const char* kNeighbour = HEADROOM_TEXT("core",
    "CUDA context: {0} MiB, as on other generations: no figure of this one is known ({1} to {2} "
    "MiB were seen).");
constexpr const char* kUnknown = HEADROOM_TEXT("core",
    "What the driver keeps for the process: {0} MiB, an assumption: no figure of such devices is "
    "known ({1} to {2} MiB are reckoned with).");
constexpr const char* kUnified = HEADROOM_TEXT("core",
    "What the driver keeps for the process is not counted: it is in the quarter of the memory that "
    "is left to the system.");

// Measured: T4 0.36 GiB idle and 0.65 in QLoRA training (axolotl); V100 1343 MiB with everything
// loaded (CUDA 11.2); A100 0.47 GiB lazily and 0.92 GiB eagerly (PyTorch 2.1, CUDA 12.1); RTX 3090
// 256 MiB (PyTorch 2.7, CUDA 12.8); H100 and H200 616 MiB; B200 0.70 GiB (out of an out-of-memory
// message).
constexpr auto kRows = std::to_array<Row>({
    {"kepler", kBlas, 500, 256, 1434, kNeighbour},
    {"maxwell", kBlas, 500, 256, 1434, kNeighbour},
    {"pascal", kBlas, 500, 256, 1434, kNeighbour},
    {"volta", kBlas, 500, 256, 1434, kNeighbour},
    {"turing", kBlas, 368, 256, 662, kMeasured},
    {"ampere", kBlas, 481, 256, 942, kMeasured},
    {"ada", kBlas, 481, 256, 942, kNeighbour},
    {"hopper", kLargeBlas, 616, 481, 1434, kMeasured},
    {"blackwell", kLargeBlas, 717, 481, 1434, kMeasured},
    {"rubin", kLargeBlas, 717, 481, 1434, kNeighbour},
    {"gcn", kLargeBlas, 500, 256, 1434, kUnknown},
    {"rdna", kLargeBlas, 500, 256, 1434, kUnknown},
    {"cdna", kLargeBlas, 500, 256, 1434, kUnknown},
    {"cdna2", kLargeBlas, 500, 256, 1434, kUnknown},
    {"cdna3", kLargestBlas, 500, 256, 1434, kUnknown},
    {"cdna4", kLargestBlas, 500, 256, 1434, kUnknown},
    {"cdna5", kLargestBlas, 500, 256, 1434, kUnknown},
});

} // namespace

DriverMemory driverMemoryOf(const Device* device)
{
    if (device != nullptr && device->kind == DeviceKind::Unified && device->vendor == "Apple")
        return {Bytes{}, Bytes{}, Bytes{}, Bytes{}, Text(kUnified)};
    const std::string_view architecture =
        device != nullptr ? std::string_view(device->architecture) : std::string_view("ampere");
    const auto* const found = std::find_if(kRows.begin(), kRows.end(),
        [&](const Row& row) { return row.architecture == architecture; });
    constexpr Row kOther{"", Bytes{}, 500, 256, 1434, kUnknown};
    const Row& row = found != kRows.end() ? *found : kOther;
    return {row.blas, Bytes{row.context * kMiB}, Bytes{row.least * kMiB}, Bytes{row.most * kMiB},
        Text(row.source, row.context, row.least, row.most)};
}

CommunicationMemory communicationMemoryOf(std::uint64_t devices)
{
    // On A100s with NVLink (NVIDIA/nccl #964), and the most that was seen of one communicator
    // (#864).
    constexpr Bytes kOfTwo{544 * kMiB};
    constexpr Bytes kOfMore{688 * kMiB};
    constexpr Bytes kMost{1600 * kMiB};
    if (devices < 2)
        return {};
    return {devices == 2 ? kOfTwo : kOfMore, kMost};
}

Bytes contextOf(const Scenario& scenario, const Device* device)
{
    return scenario.hardware.contextMib ? Bytes{*scenario.hardware.contextMib * kMiB}
                                        : driverMemoryOf(device).context;
}

Bytes outsideAllocator(const Scenario& scenario, const Device* device)
{
    return Bytes{contextOf(scenario, device).value
        + communicationMemoryOf(scenario.hardware.count).bytes.value};
}

} // namespace headroom
