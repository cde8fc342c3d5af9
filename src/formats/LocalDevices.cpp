// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/LocalDevices.h"

#include "formats/CatalogueValue.h"
#include "formats/NvidiaDevices.h"
#include "headroom/formats/Devices.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>

namespace headroom {
namespace {

namespace fs = std::filesystem;

/// The first line of a small file of the system; empty where there is none.
std::string lineOf(const fs::path& path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
        line.pop_back();
    return line;
}

std::optional<std::uint64_t> numberOf(const fs::path& path)
{
    const std::string line = lineOf(path);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    if (line.empty() || error != std::errc() || end != line.data() + line.size())
        return std::nullopt;
    return number;
}

Device deviceOf(std::string name, std::string vendor, Bytes memory)
{
    Device device;
    // What the catalogue knows of that model stays true of this one.
    for (const Device& known : catalogueDevices()) {
        if (catalogue::sameWord(known.name, name))
            device = known;
    }
    device.name = std::move(name);
    device.vendor = std::move(vendor);
    device.memory = memory;
    device.capacity = memory;
    device.capacitySource = CapacitySource::Driver;
    device.source = "this machine";
    return device;
}

/// /sys/class/drm/card0, card1, … in their order; connectors ("card0-HDMI-A-1") left out.
std::vector<fs::path> cards(const fs::path& sys)
{
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator it(sys / "class/drm", error), end; !error && it != end;
         it.increment(error)) {
        const std::string name = it->path().filename().string();
        constexpr std::string_view kStart = "card";
        if (name.starts_with(kStart) && name.size() > kStart.size()
            && name.find_first_not_of("0123456789", kStart.size()) == name.npos)
            found.push_back(it->path());
    }
    std::sort(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) {
        const std::string x = a.filename().string();
        const std::string y = b.filename().string();
        return std::pair(x.size(), x) < std::pair(y.size(), y);
    });
    return found;
}

void addCard(const fs::path& card, std::vector<LocalDevice>& devices)
{
    const fs::path device = card / "device";
    const std::string vendor = lineOf(device / "vendor");
    if (vendor == "0x1002") {
        const auto total = numberOf(device / "mem_info_vram_total");
        if (!total || *total == 0)
            return;
        const std::uint64_t used = numberOf(device / "mem_info_vram_used").value_or(0);
        std::string name = lineOf(device / "product_name");
        if (name.empty())
            name = "AMD GPU";
        devices.push_back({deviceOf(std::move(name), "AMD", Bytes{*total}),
            Bytes{*total - std::min(used, *total)}});
    } else if (vendor == "0x8086") {
        // Only cards with memory of their own have this.
        const auto total = numberOf(card / "lmem_total_bytes");
        if (!total || *total == 0)
            return;
        const std::uint64_t free = numberOf(card / "lmem_avail_bytes").value_or(*total);
        devices.push_back(
            {deviceOf("Intel GPU", "Intel", Bytes{*total}), Bytes{std::min(free, *total)}});
    }
}

void addCpu(const fs::path& proc, std::vector<LocalDevice>& devices)
{
    std::ifstream file(proc / "meminfo");
    std::uint64_t total = 0;
    std::uint64_t available = 0;
    for (std::string line; std::getline(file, line);) {
        const auto read = [&](std::string_view name, std::uint64_t& into) {
            if (!line.starts_with(name))
                return;
            const std::size_t digit = line.find_first_of("0123456789");
            if (digit == line.npos)
                return;
            std::from_chars(line.data() + digit, line.data() + line.size(), into);
        };
        read("MemTotal:", total);
        read("MemAvailable:", available);
    }
    constexpr std::uint64_t kMost = ~std::uint64_t{0} / kKiB;
    if (total == 0 || total > kMost)
        return;
    LocalDevice cpu{deviceOf("CPU memory", "CPU", Bytes{total * kKiB}),
        Bytes{std::min(available, total) * kKiB}};
    cpu.device.kind = DeviceKind::Unified;
    cpu.device.id = "local-cpu";
    devices.push_back(std::move(cpu));
}

} // namespace

std::vector<LocalDevice> localDevices(const SystemFolders& folders)
{
    std::vector<LocalDevice> devices;
    for (const NvidiaDevice& one : nvidiaDevices())
        devices.push_back({deviceOf(one.name, "NVIDIA", one.total), one.free});
    for (const fs::path& card : cards(folders.sys))
        addCard(card, devices);
    for (std::size_t i = 0; i < devices.size(); ++i)
        devices[i].device.id = "local-" + std::to_string(i);
    addCpu(folders.proc, devices);
    return devices;
}

} // namespace headroom
