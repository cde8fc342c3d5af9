// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Devices.h"

#include "formats/CatalogueValue.h"
#include "headroom/base/EmbeddedFile.h"
#include "headroom/base/NearestWord.h"
#include "headroom/formats/Json.h"

#include <algorithm>
#include <vector>

namespace headroom {

/// resources/catalogue/devices.json, embedded by CMakeLists.txt.
std::span<const EmbeddedFile> deviceFiles();

namespace {

using namespace catalogue;

Device readDevice(const Value& entry)
{
    Device device;
    device.id = text(entry, "id");
    device.name = text(entry, "name");
    device.vendor = text(entry, "vendor");
    if (const auto kind = enumFromString<DeviceKind>(text(entry, "kind"), {}))
        device.kind = *kind;
    device.architecture = text(entry, "architecture");
    device.memory = Bytes{count(entry, "memory_gb") * kGiB};
    if (const std::uint64_t usable = count(entry, "usable_mib")) {
        device.capacity = Bytes{usable * kMiB};
        device.capacitySource = CapacitySource::Driver;
    } else if (device.kind == DeviceKind::Unified) {
        device.capacity = Bytes{device.memory.value / 4 * 3};
        device.capacitySource = CapacitySource::Share;
    } else {
        device.capacity = device.memory;
    }
    device.memoryType = text(entry, "memory_type");
    device.bandwidth = numberText(entry, "bandwidth_gb_s");
    if (const std::uint64_t year = count(entry, "year"))
        device.year = year;
    device.source = text(entry, "source");
    return device;
}

std::vector<Device> readDevices()
{
    std::vector<Device> devices;
    const Result<JsonDocument> document = parseJson(deviceFiles().front().text);
    const Value* list = document ? document->value.find("devices") : nullptr;
    if (list == nullptr || list->asList() == nullptr)
        return devices;
    for (const Value& entry : *list->asList())
        devices.push_back(readDevice(entry));
    return devices;
}

/// "nvidia-rtx-3060-12gb" and "nvidia-rtx-3060".
bool isASizeOf(std::string_view id, std::string_view shorter)
{
    if (id.size() <= shorter.size() || !sameWord(id.substr(0, shorter.size()), shorter))
        return false;
    const std::string_view size = id.substr(shorter.size());
    return size.starts_with('-') && size.ends_with("gb")
        && size.find_first_not_of("0123456789", 1) == size.size() - 2;
}

class BuiltinDevices : public DeviceCatalogue {
public:
    [[nodiscard]] Result<const Device*> device(std::string_view id) const override
    {
        return catalogueDevice(id);
    }
};

} // namespace

std::span<const Device> catalogueDevices()
{
    static const std::vector<Device> devices = readDevices();
    return devices;
}

std::span<const LocalDevice> thisMachine()
{
    static const std::vector<LocalDevice> devices = localDevices();
    return devices;
}

Result<const Device*> catalogueDevice(std::string_view id)
{
    constexpr std::string_view kLocal = "local-";
    if (id.starts_with(kLocal)) {
        for (const LocalDevice& local : thisMachine()) {
            if (local.device.id == id)
                return &local.device;
        }
        return fail(ErrorCode::UnknownName, "hardware.device",
            HEADROOM_TEXT("formats",
                "expected a device of this machine (`headroom devices` lists them first); found "
                "{0}"),
            quoteText(id));
    }
    std::vector<std::string_view> words;
    std::vector<const Device*> sizes;
    for (const Device& device : catalogueDevices()) {
        if (sameWord(device.id, id))
            return &device;
        if (isASizeOf(device.id, id))
            sizes.push_back(&device);
        words.push_back(device.id);
    }
    if (sizes.size() == 1)
        return sizes.front();
    if (!sizes.empty()) {
        std::vector<std::string_view> ids;
        for (const Device* device : sizes)
            ids.push_back(device->id);
        return fail(ErrorCode::UnknownName, "hardware.device",
            HEADROOM_TEXT("formats", "expected one size of it, {0}; found {1}"), joinWords(ids),
            quoteText(id));
    }
    auto failure = fail(ErrorCode::UnknownName, "hardware.device",
        HEADROOM_TEXT("formats",
            "expected a device of the catalogue (`headroom devices` lists them); found {0}"),
        quoteText(id));
    failure.value().suggestion = nearestWord(id, words);
    return failure;
}

const DeviceCatalogue& builtinDevices()
{
    static const BuiltinDevices devices;
    return devices;
}

} // namespace headroom
