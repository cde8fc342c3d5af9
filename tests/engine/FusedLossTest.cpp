// SPDX-License-Identifier: GPL-3.0-or-later
// The fused loss against the peaks that Liger-Kernel publishes for it.
#include "headroom/engine/operators/FusedLoss.h"

#include "engine/Bench.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace headroom::engine {
namespace {

struct Published {
    std::int64_t rows;
    double mebibytes;
};

/// linkedin/Liger-Kernel, benchmark/data/all_benchmark_data.csv at ead96b618e5c:
/// fused_linear_cross_entropy, liger 0.4.2, full, H = 4096, V = 128256, bf16, on an A100.
constexpr Published kPublished[] = {
    {4096, 4245.5478515625},
    {8192, 4466.9697265625},
    {16384, 4910.4384765625},
    {32768, 5794.6259765625},
};

/// Of the second repetition of the benchmark, whose gradients stay, to the published peak.
std::uint64_t peakOfBenchmark(std::int64_t rows)
{
    constexpr std::int64_t kWidth = 4096;
    constexpr std::int64_t kClasses = 128256;
    Bench bench(Dtype::Bf16);
    // torch_lm_head_ce and liger_lm_head_ce are both on the device.
    const Tensor other = bench.parameter({kClasses, kWidth});
    const Tensor weight = bench.parameter({kClasses, kWidth});
    const Tensor input = bench.parameter({rows, kWidth});
    const Tensor target = bench.engine.make("target", {rows}, Dtype::Int64);
    std::size_t second = 0;
    for (int repetition = 0; repetition < 2; ++repetition) {
        second = bench.now();
        const Tensor loss = fusedLinearCrossEntropy(input, weight);
        backward(loss);
    }
    std::uint64_t peak = 0;
    const auto& events = bench.engine.ledger.events();
    for (std::size_t i = second; i < events.size(); ++i)
        peak = std::max(peak, events[i].live);
    return peak;
}

TEST(FusedLoss, PeaksAreThePublishedOnes)
{
    // PyTorch's two cuBLAS workspaces (the forward's thread, autograd's thread), and what the
    // caching allocator leaves on a large block without splitting it (kSmallSize).
    constexpr double kMebibyte = 1024.0 * 1024.0;
    constexpr double kWorkspaces = 16.25;
    constexpr double kUnsplit = 1.0;
    for (const Published& row : kPublished) {
        const double beside =
            row.mebibytes - static_cast<double>(peakOfBenchmark(row.rows)) / kMebibyte;
        EXPECT_GE(beside, kWorkspaces) << row.rows;
        EXPECT_LE(beside, kWorkspaces + kUnsplit) << row.rows;
    }
    // Where no block was left unsplit, to the byte.
    for (const std::int64_t rows : {4096, 32768}) {
        const auto row = std::find_if(std::begin(kPublished), std::end(kPublished),
            [rows](const Published& entry) { return entry.rows == rows; });
        EXPECT_EQ(peakOfBenchmark(rows),
            static_cast<std::uint64_t>((row->mebibytes - kWorkspaces) * kMebibyte))
            << rows;
    }
}

/// [8, 8] times [16, 8] transposed: factor 2, so chunks of 4 rows.
TEST(FusedLoss, KeepsGradientsAndNoLogits)
{
    Bench bench(Dtype::Bf16);
    const Tensor weight = bench.parameter({16, 8});
    const Tensor input = bench.parameter({8, 8});
    const std::size_t start = bench.now();
    const Tensor loss = fusedLinearCrossEntropy(input, weight);
    EXPECT_TRUE(bench.since(start).starts_with(
        "+256 zeros_like, +128 zeros_like, +32 zeros, +8 ne, +8 sum, -8, +128 mm, +4 ne, +8 sum, "
        "-4, -8, +256 _to_copy, -128, +128 _to_copy, -256, +1 gt, -1, +4 reciprocal, +4 mul, -4, "
        "+16 mul, -16, +128 mul, +64 mm, -64, +128 mm, -128, "))
        << bench.since(start);
    const std::size_t after = bench.now();
    backward(loss);
    EXPECT_EQ(bench.since(after), "+4 ones_like, +4 _to_copy, +1 ne, -1, -4, -4")
        << "the gradients are taken over";
    EXPECT_EQ(bench.model.parameters()[0].leaf.gradient.sizes(), (Dims{16, 8}));
    EXPECT_EQ(bench.model.parameters()[1].leaf.gradient.sizes(), (Dims{8, 8}));
}

/// A vocabulary far wider than the model makes chunks of one row: as many as it takes, in no time.
TEST(FusedLoss, ManyChunksEnd)
{
    Bench bench(Dtype::Bf16);
    const Tensor weight = bench.parameter({std::int64_t{1} << 31, 1});
    const Tensor input = bench.parameter({std::int64_t{1} << 40, 1});
    const Tensor loss = fusedLinearCrossEntropy(input, weight);
    EXPECT_LT(bench.now(), 50'000U);
}

} // namespace
} // namespace headroom::engine
