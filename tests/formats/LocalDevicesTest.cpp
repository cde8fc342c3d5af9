// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/LocalDevices.h"

#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace headroom {
namespace {

namespace fs = std::filesystem;

class LocalDevices : public testing::Test {
protected:
    void write(const std::string& path, const std::string& text) const
    {
        const fs::path file = root() / path;
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    /// Those of the test's folders; GPUs of the machine that runs the test come before them.
    [[nodiscard]] std::vector<LocalDevice> found() const
    {
        std::vector<LocalDevice> devices = localDevices({root() / "sys", root() / "proc"});
        std::erase_if(
            devices, [](const LocalDevice& one) { return one.device.vendor == "NVIDIA"; });
        return devices;
    }
    [[nodiscard]] fs::path root() const { return folder.path(); }

    tests::TemporaryFolder folder;
};

TEST_F(LocalDevices, areNoneWhereTheSystemTellsOfNone) { EXPECT_TRUE(found().empty()); }

TEST_F(LocalDevices, areReadFromTheSystem)
{
    write("sys/class/drm/card0/device/vendor", "0x1002\n");
    write("sys/class/drm/card0/device/mem_info_vram_total", "25753026560\n");
    write("sys/class/drm/card0/device/mem_info_vram_used", "753026560\n");
    write("sys/class/drm/card0/device/product_name", "AMD Radeon RX 7900 XTX\n");
    write("sys/class/drm/card1/device/vendor", "0x8086\n");
    write("sys/class/drm/card1/lmem_total_bytes", "17179869184\n");
    write("sys/class/drm/card10/device/vendor", "0x8086\n"); // without memory of its own
    write("sys/class/drm/card0-HDMI-A-1/device/vendor", "0x1002\n");
    write(
        "proc/meminfo", "MemTotal:       32768000 kB\nMemFree: 1 kB\nMemAvailable: 16384000 kB\n");
    const std::vector<LocalDevice> devices = found();
    ASSERT_EQ(devices.size(), 3U);
    EXPECT_EQ(devices[0].device.name, "AMD Radeon RX 7900 XTX");
    EXPECT_EQ(devices[0].device.architecture, "rdna"); // the catalogue knows
    EXPECT_EQ(devices[0].device.capacity, Bytes{25753026560});
    EXPECT_EQ(devices[0].free, Bytes{25000000000});
    EXPECT_EQ(devices[1].device.vendor, "Intel");
    EXPECT_EQ(devices[1].free, Bytes{17179869184});
    EXPECT_EQ(devices[2].device.id, "local-cpu");
    EXPECT_EQ(devices[2].device.capacity, Bytes{32768000 * kKiB});
    EXPECT_EQ(devices[2].free, Bytes{16384000 * kKiB});
}

TEST_F(LocalDevices, withNonsenseAreLeftOut)
{
    write("sys/class/drm/card0/device/vendor", "0x1002\n");
    write("sys/class/drm/card0/device/mem_info_vram_total", "-5\n");
    write("sys/class/drm/card1/device/vendor", "0x1002\n");
    write("sys/class/drm/card1/device/mem_info_vram_total", "99999999999999999999999\n");
    write("sys/class/drm/card2/device/vendor", "\n");
    write("proc/meminfo", "MemTotal: lots\nMemAvailable: 18446744073709551615 kB\n");
    EXPECT_TRUE(found().empty());
}

} // namespace
} // namespace headroom
