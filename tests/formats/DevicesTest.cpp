// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Devices.h"

#include "headroom/core/DriverMemory.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"

#include <gtest/gtest.h>

#include <set>

namespace headroom {
namespace {

TEST(Devices, haveWhatTheirEntriesNeed)
{
    std::set<std::string> ids;
    ASSERT_GT(catalogueDevices().size(), 300U);
    for (const Device& device : catalogueDevices()) {
        EXPECT_TRUE(ids.insert(device.id).second) << device.id << " is there twice";
        EXPECT_EQ(
            device.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos)
            << device.id;
        EXPECT_TRUE(device.name.starts_with(device.vendor)) << device.name;
        EXPECT_GE(device.memory, Bytes{2 * kGiB}) << device.id;
        EXPECT_GE(device.capacity.value, device.memory.value / 2) << device.id;
        // B200 and its like: a driver may report a little more than the name promises.
        EXPECT_LE(device.capacity.value, device.memory.value / 100 * 102) << device.id;
        EXPECT_FALSE(device.source.empty()) << device.id;
        if (device.vendor == "NVIDIA") {
            EXPECT_FALSE(device.architecture.empty()) << device.id;
        }
        EXPECT_EQ(device.capacitySource == CapacitySource::Share,
            device.kind == DeviceKind::Unified && device.capacity < device.memory
                && device.capacity.value == device.memory.value / 4 * 3)
            << device.id;
    }
}

TEST(Devices, areFoundByTheIdsThatScriptsUse)
{
    const auto capacity = [](std::string_view id) {
        const Result<const Device*> device = catalogueDevice(id);
        return device ? (*device)->capacity : Bytes();
    };
    EXPECT_EQ(capacity("nvidia-t4"), Bytes{15360 * kMiB});
    EXPECT_EQ(capacity("nvidia-l4"), Bytes{23034 * kMiB});
    EXPECT_EQ(capacity("nvidia-rtx-4090"), Bytes{24564 * kMiB});
    EXPECT_EQ(capacity("nvidia-a100-40gb"), Bytes{40960 * kMiB});
    EXPECT_EQ(capacity("nvidia-a100-80gb"), Bytes{81920 * kMiB});
    EXPECT_EQ(capacity("nvidia-h100-sxm"), Bytes{81559 * kMiB});
    EXPECT_EQ(capacity("nvidia-h200"), Bytes{143771 * kMiB});
    EXPECT_EQ(capacity("nvidia-b200"), Bytes{183359 * kMiB});
    EXPECT_EQ(capacity("amd-mi300x"), Bytes{192 * kGiB});
    EXPECT_EQ(capacity("apple-m3-max-64gb"), Bytes{48 * kGiB});
    EXPECT_EQ(capacity("NVIDIA-H200"), capacity("nvidia-h200"));
}

TEST(Devices, areFoundWithoutTheSizeWhereThereIsOne)
{
    ASSERT_TRUE(catalogueDevice("nvidia-rtx-3080-10gb"));
    const Result<const Device*> several = catalogueDevice("nvidia-rtx-3080");
    ASSERT_FALSE(several);
    EXPECT_EQ(several.error().message.english(),
        "expected one size of it, nvidia-rtx-3080-10gb, nvidia-rtx-3080-12gb; found "
        "\"nvidia-rtx-3080\"");
    const Result<const Device*> one = catalogueDevice("nvidia-tesla-m40");
    ASSERT_TRUE(one);
    EXPECT_EQ((*one)->id, "nvidia-tesla-m40-12gb");
}

TEST(Devices, anUnknownOneOffersTheNearest)
{
    const Result<const Device*> device = catalogueDevice("nvidia-rtx-4091");
    ASSERT_FALSE(device);
    EXPECT_EQ(device.error().where, "hardware.device");
    EXPECT_EQ(device.error().suggestion, "nvidia-rtx-4090");
}

TEST(Devices, giveTheVerdictItsCapacity)
{
    const MemoryModel model(&builtinCatalogue(), &builtinDevices());
    Scenario scenario = *builtinPreset("example-1");
    scenario.hardware.memoryBytes.reset();
    scenario.hardware.device = "apple-m3-max-64gb";
    Result<Estimate> estimate = model.estimate(scenario);
    ASSERT_TRUE(estimate);
    ASSERT_EQ(estimate->fits.size(), 1U);
    EXPECT_EQ(estimate->fits.front().device, "apple-m3-max-64gb");
    EXPECT_EQ(estimate->fits.front().capacity, Bytes{48 * kGiB});
    EXPECT_TRUE(estimate->fits.front().fits);

    scenario.hardware.memoryBytes = Bytes{kGiB}; // wins
    estimate = model.estimate(scenario);
    ASSERT_TRUE(estimate);
    EXPECT_EQ(estimate->fits.front().capacity, Bytes{kGiB});
    EXPECT_FALSE(estimate->fits.front().fits);

    scenario.hardware.device = "no-such-thing";
    EXPECT_FALSE(model.estimate(scenario));
    EXPECT_FALSE(model.problems(scenario).empty());
}

TEST(DriverMemory, isKnownByGeneration)
{
    const DriverMemory a100 = driverMemoryOf(nullptr);
    EXPECT_EQ(a100.blasWorkspace, Bytes{8'519'680});
    EXPECT_EQ(driverMemoryOf(*catalogueDevice("nvidia-a100-80gb")).context, a100.context);
    EXPECT_EQ(driverMemoryOf(*catalogueDevice("nvidia-h100-sxm")).blasWorkspace, Bytes{32 * kMiB});
    EXPECT_EQ(driverMemoryOf(*catalogueDevice("nvidia-b200")).blasWorkspace, Bytes{32 * kMiB});
    EXPECT_EQ(driverMemoryOf(*catalogueDevice("amd-mi300x")).blasWorkspace, Bytes{128 * kMiB});
    EXPECT_EQ(driverMemoryOf(*catalogueDevice("apple-m3-max-64gb")).context, Bytes{});
    for (const Device& device : catalogueDevices()) {
        const DriverMemory memory = driverMemoryOf(&device);
        EXPECT_LE(memory.leastContext, memory.context) << device.id;
        EXPECT_LE(memory.context, memory.mostContext) << device.id;
        EXPECT_LT(memory.mostContext, device.capacity) << device.id;
    }
}

} // namespace
} // namespace headroom
