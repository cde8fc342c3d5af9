// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/EnumTable.h"
#include "headroom/base/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

enum class DeviceKind : std::uint8_t {
    Datacenter,
    Workstation,
    Consumer,
    Laptop,
    Unified, ///< shares its memory with the CPU
    Tpu,
};

template <> struct EnumNames<DeviceKind> {
    static constexpr auto kTable = std::to_array<EnumName<DeviceKind>>({
        {DeviceKind::Datacenter, "datacenter"},
        {DeviceKind::Workstation, "workstation"},
        {DeviceKind::Consumer, "consumer"},
        {DeviceKind::Laptop, "laptop"},
        {DeviceKind::Unified, "unified"},
        {DeviceKind::Tpu, "tpu"},
    });
};

/// What a device's capacity rests on.
enum class CapacitySource : std::uint8_t {
    Driver, ///< what the driver reports
    AsSold, ///< the memory that it is sold with: no other figure is known
    Share, ///< three quarters of unified memory, an assumption
};

template <> struct EnumNames<CapacitySource> {
    static constexpr auto kTable = std::to_array<EnumName<CapacitySource>>({
        {CapacitySource::Driver, "driver"},
        {CapacitySource::AsSold, "as-sold"},
        {CapacitySource::Share, "share"},
    });
};

/// A kind of device (resources/catalogue/devices.json).
struct Device {
    std::string id; ///< "nvidia-rtx-4090"
    std::string name; ///< "NVIDIA GeForce RTX 4090"
    std::string vendor;
    DeviceKind kind = DeviceKind::Datacenter;
    std::string architecture; ///< "ampere", "cdna3"; empty where it is not known
    Bytes memory; ///< as sold
    Bytes capacity; ///< that programs can use
    CapacitySource capacitySource = CapacitySource::AsSold;
    std::string memoryType; ///< "GDDR6X"; empty where it is not known
    std::string bandwidth; ///< GB/s (10^9); empty where it is not known
    std::optional<std::uint64_t> year;
    std::string source;
};

/// The devices that a scenario may name by id (hardware.device). The core reads no files: whoever
/// does hands it one of these.
class DeviceCatalogue {
public:
    DeviceCatalogue() = default;
    DeviceCatalogue(const DeviceCatalogue&) = delete;
    DeviceCatalogue& operator=(const DeviceCatalogue&) = delete;
    virtual ~DeviceCatalogue() = default;

    /// The device of that id, which lives as long as the catalogue; or an UnknownName error that
    /// offers the nearest.
    [[nodiscard]] virtual Result<const Device*> device(std::string_view id) const = 0;
};

} // namespace headroom
