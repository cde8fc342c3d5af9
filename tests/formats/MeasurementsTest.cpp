// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Measurements.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

Measurement read(std::string_view text)
{
    const Result<Measurement> found = parseMeasurement(text);
    EXPECT_TRUE(found) << (found ? "" : toString(found.error()));
    return found ? *found : Measurement{};
}

TEST(Measurements, OutOfMemorySinceTwoPointOne)
{
    const Measurement found = read(
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total "
        "capacity of 79.25 GiB of which 1.50 GiB is free. Including non-PyTorch memory, this "
        "process has 77.75 GiB memory in use. Of the allocated memory 75.00 GiB is allocated by "
        "PyTorch, with 20.00 MiB allocated in private pools (e.g., CUDA Graphs), and 2.25 GiB is "
        "reserved by PyTorch but unallocated.");
    EXPECT_EQ(found.refused, Bytes{2 * kGiB});
    EXPECT_EQ(found.capacity, Bytes{79 * kGiB + kGiB / 4});
    EXPECT_EQ(found.used, Bytes{77 * kGiB + 3 * kGiB / 4});
    EXPECT_EQ(found.allocated, Bytes{75 * kGiB});
    EXPECT_EQ(found.reserved, Bytes{77 * kGiB + kGiB / 4});
}

TEST(Measurements, OutOfMemoryBefore)
{
    const Measurement found = read(
        "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 15.75 GiB total "
        "capacity; 14.50 GiB already allocated; 19.25 MiB free; 14.75 GiB reserved in total "
        "by PyTorch)");
    EXPECT_EQ(found.refused, Bytes{20 * kMiB});
    EXPECT_EQ(found.capacity, Bytes{15 * kGiB + 3 * kGiB / 4});
    EXPECT_EQ(found.allocated, Bytes{14 * kGiB + kGiB / 2});
    EXPECT_EQ(found.reserved, Bytes{14 * kGiB + 3 * kGiB / 4});
    EXPECT_FALSE(found.used);
}

TEST(Measurements, LinesOfNvidiaSmi)
{
    const Measurement table =
        read("| 30%   45C    P2    70W / 350W |  14949MiB / 16160MiB |     98%      Default |");
    EXPECT_EQ(table.used, Bytes{14949 * kMiB});
    EXPECT_EQ(table.capacity, Bytes{16160 * kMiB});
    const Measurement csv = read("14949 MiB, 16160 MiB\n");
    EXPECT_EQ(csv, table);
    const Measurement process =
        read("|    0   N/A  N/A     12345      C   .../bin/python3             14941MiB |");
    EXPECT_EQ(process.used, Bytes{14941 * kMiB});
    EXPECT_FALSE(process.capacity);
}

TEST(Measurements, FiguresTypedIn)
{
    const Measurement all = read("allocated 13.5 GiB, reserved=14 GiB; used: 15");
    EXPECT_EQ(all.allocated, Bytes{13 * kGiB + kGiB / 2});
    EXPECT_EQ(all.reserved, Bytes{14 * kGiB});
    EXPECT_FALSE(all.used); // 15 of what?
    const Measurement plain = read("torch.cuda.max_memory_allocated() = 8519680");
    EXPECT_EQ(plain.allocated, Bytes{8519680});
    EXPECT_EQ(read("18.9 GB").used, Bytes{18'900'000'000});
}

TEST(Measurements, SayWhatTheyExpect)
{
    struct Bad {
        const char* text;
        ErrorCode code;
    };
    for (const Bad& bad : {Bad{"", ErrorCode::Syntax}, Bad{"hello 12", ErrorCode::Syntax},
             Bad{"CUDA out of memory.", ErrorCode::Syntax},
             Bad{"allocated 15 GiB, reserved 14 GiB", ErrorCode::OutOfRange},
             Bad{"reserved 15 GiB, used 14 GiB", ErrorCode::OutOfRange},
             Bad{"20 GiB / 16 GiB", ErrorCode::OutOfRange},
             Bad{"99999999999 GiB", ErrorCode::Overflow},
             Bad{"999999999999999999999999999 B", ErrorCode::Overflow}}) {
        const Result<Measurement> found = parseMeasurement(bad.text);
        ASSERT_FALSE(found) << bad.text;
        EXPECT_EQ(found.error().code, bad.code) << toString(found.error());
    }
}

/// A pickle of protocol 2: {"segments": [{"total_size": …, "allocated_size": …}, …]}.
std::string snapshot(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& segments)
{
    const auto text = [](const std::string& word) {
        return std::string("X") + static_cast<char>(word.size()) + std::string(3, '\0') + word;
    };
    const auto number = [](std::uint32_t value) {
        std::string bytes = "J";
        for (int i = 0; i < 4; ++i)
            bytes += static_cast<char>(value >> (8 * i));
        return bytes;
    };
    std::string bytes = "\x80\x02}" + text("segments") + "](";
    for (const auto& [total, allocated] : segments)
        bytes += "}(" + text("total_size") + number(total) + text("allocated_size")
            + number(allocated) + "u";
    return bytes + "es.";
}

TEST(Measurements, SnapshotsAreReadNotExecuted)
{
    const Result<Measurement> found =
        measurementOf(snapshot({{20U << 20U, 5U << 20U}, {2U << 20U, 1U << 20U}}), "s.pickle");
    ASSERT_TRUE(found) << toString(found.error());
    EXPECT_EQ(found->reserved, Bytes{22 * kMiB});
    EXPECT_EQ(found->allocated, Bytes{6 * kMiB});

    // A call is data: it is no dictionary of segments.
    using namespace std::string_literals;
    const Result<Measurement> hostile =
        measurementOf("\x80\x02"s + "cos\nsystem\nX\x02\x00\x00\x00ls\x85R."s, "evil.pickle");
    ASSERT_FALSE(hostile);
    EXPECT_EQ(hostile.error().file, "evil.pickle");
    const std::string whole = snapshot({{20U << 20U, 5U << 20U}});
    for (std::size_t length = 1; length < whole.size(); ++length)
        EXPECT_FALSE(measurementOf(whole.substr(0, length), "cut.pickle")) << length;
}

} // namespace
} // namespace headroom
