// SPDX-License-Identifier: GPL-3.0-or-later
// A row an operator of images: what it takes in forward and in backward, as traces of PyTorch 2.13
// have it (sizes in bytes; fp32).
#include "engine/Bench.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Convolution.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Normalization.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Pooling.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

#include <gtest/gtest.h>

namespace headroom::engine {
namespace {

struct ImageRow {
    const char* name;
    Tensor (*run)(Bench&, const Tensor& x); ///< x: [2, 4, 6, 6], made from a parameter
    const char* forward;
    const char* backward; ///< births, after the seed of the pass
};

BatchNormTensors batchNormOf(Bench& b)
{
    BatchNormTensors tensors;
    tensors.weight = b.parameter({4});
    tensors.bias = b.parameter({4});
    tensors.runningMean = b.input({4});
    tensors.runningVar = b.input({4});
    return tensors;
}

const ImageRow kImageRows[] = {
    {"convolution",
        [](Bench& b, const Tensor& x) {
            const Tensor weight = b.parameter({8, 4, 3, 3});
            return convolution(x, weight, b.parameter({8}), {2, 1, 1, 1});
        },
        "+1152 parameter, +32 parameter, +576 convolution",
        "+1152 convolution_backward, +1152 convolution_backward, +32 convolution_backward"},
    {"convolution by channel, dilated",
        [](Bench& b, const Tensor& x) {
            return convolution(x, b.parameter({4, 1, 3, 3}), {}, {1, 2, 2, 4});
        },
        "+144 parameter, +1152 convolution",
        "+1152 convolution_backward, +144 convolution_backward"},
    {"convolution of a row",
        [](Bench& b, const Tensor& x) {
            return convolution(x, b.parameter({4, 4, 1, 3}), {}, {1, {0, 1}, 1, 1});
        },
        "+192 parameter, +1152 convolution",
        "+1152 convolution_backward, +192 convolution_backward"},
    {"batch norm", [](Bench& b, const Tensor& x) { return batchNorm(x, batchNormOf(b), true); },
        "+16 parameter, +16 parameter, +16 input, +16 input, +1152 native_batch_norm, +16 "
        "native_batch_norm, +16 native_batch_norm",
        "+1152 native_batch_norm_backward, +16 native_batch_norm_backward, +16 "
        "native_batch_norm_backward"},
    {"max pool",
        [](Bench&, const Tensor& x) {
            return maxPool2d(x, {2, 2});
        },
        "+288 max_pool2d_with_indices, +576 max_pool2d_with_indices",
        "+1152 max_pool2d_with_indices_backward"},
    {"max pool that hangs over",
        [](Bench&, const Tensor& x) {
            return maxPool2d(x, {3, 2, 0, true});
        },
        "+288 max_pool2d_with_indices, +576 max_pool2d_with_indices",
        "+1152 max_pool2d_with_indices_backward"},
    {"average pool",
        [](Bench&, const Tensor& x) {
            return avgPool2d(x, {3, 2, 1});
        },
        "+288 avg_pool2d", "+1152 avg_pool2d_backward"},
    {"adaptive pool", [](Bench&, const Tensor& x) { return adaptiveAvgPool2d(x, 4); },
        "+512 _adaptive_avg_pool2d", "+1152 _adaptive_avg_pool2d_backward"},
    {"adaptive pool to one", [](Bench&, const Tensor& x) { return adaptiveAvgPool2d(x, 1); },
        "+32 mean", "+1152 div"},
    {"adaptive pool to one, channels last",
        [](Bench& b, const Tensor& x) {
            const Tensor mixed = mul(b.input({2, 6, 6, 4}), permute(x, {0, 2, 3, 1}));
            return adaptiveAvgPool2d(permute(mixed, {0, 3, 1, 2}), 1);
        },
        "+1152 input, +1152 mul, +32 mean", "+32 new_zeros, +1152 div, +1152 mul"},
    {"relu in place", [](Bench&, const Tensor& x) { return reluInPlace(addScalar(x)); },
        "+1152 add", "+1152 threshold_backward"},
    {"silu in place", [](Bench&, const Tensor& x) { return siluInPlace(addScalar(x)); },
        "+1152 add, +1152 clone", "+1152 silu_backward"},
    {"hardswish in place", [](Bench&, const Tensor& x) { return hardswishInPlace(addScalar(x)); },
        "+1152 add, +1152 clone", "+1152 hardswish_backward"},
    {"relu6 in place", [](Bench&, const Tensor& x) { return hardtanhInPlace(addScalar(x)); },
        "+1152 add, +1152 clone", "+1152 hardtanh_backward"},
    {"add in place", [](Bench&, const Tensor& x) { return addInPlace(addScalar(x), x); },
        "+1152 add", "+1152 add"},
    {"dropout in place", [](Bench&, const Tensor& x) { return dropoutInPlace(addScalar(x), true); },
        "+1152 add, +1152 empty_like", "+1152 mul"},
    {"dropout in place of a view",
        [](Bench&, const Tensor& x) {
            const Tensor base = addScalar(x);
            return dropoutInPlaceOfView(base, flatten(base, 1, -1), true).second;
        },
        "+1152 add, +1152 empty_like", "+1152 new_empty_strided, +1152 clone, +1152 mul"},
    {"relu in place of a view",
        [](Bench&, const Tensor& x) {
            const Tensor base = addScalar(x);
            return reluInPlaceOfView(base, flatten(base, 1, -1)).second;
        },
        "+1152 add", "+1152 new_empty_strided, +1152 clone, +1152 threshold_backward"},
    {"zero of a part",
        [](Bench&, const Tensor& x) {
            return zeroPartInPlace(addScalar(flatten(x, 0, -1)), 0, 72);
        },
        "+1152 add", "+1152 new_empty_strided, +288 clone, +288 zeros_like"},
    {"hardsigmoid", [](Bench&, const Tensor& x) { return hardsigmoid(x); }, "+1152 hardsigmoid",
        "+1152 hardsigmoid_backward"},
    {"exp", [](Bench&, const Tensor& x) { return exp(x); }, "+1152 exp", "+1152 mul"},
    {"clamp from below", [](Bench&, const Tensor& x) { return clampMin(x); }, "+1152 clamp_min",
        "+4 scalar_tensor, +288 ge, +1152 where"},
    {"clamp from above", [](Bench&, const Tensor& x) { return clampMax(x); }, "+1152 clamp",
        "+4 scalar_tensor, +288 le, +1152 where"},
    {"vector norm", [](Bench&, const Tensor& x) { return vectorNorm(x); },
        "+192 linalg_vector_norm", "+1152 div, +48 eq, +1152 mul"},
    {"roll", [](Bench&, const Tensor& x) { return roll(x); }, "+1152 roll", "+1152 roll"},
    {"pad",
        [](Bench&, const Tensor& x) {
            return padTo(x, {2, 4, 7, 7});
        },
        "+1568 constant_pad_nd", "+1152 constant_pad_nd"},
    {"pad by nothing", [](Bench&, const Tensor& x) { return padTo(x, x.sizes()); },
        "+1152 constant_pad_nd", "+1152 constant_pad_nd"},
    {"every second row", [](Bench&, const Tensor& x) { return slice(x, 2, 1, 6, 2); }, "",
        "+1152 slice_backward"},
    {"seven joined",
        [](Bench& b, const Tensor& x) {
            std::vector<Tensor> all = list(x);
            for (int i = 0; i < 6; ++i)
                all.push_back(b.input({2, 1, 6, 6}));
            return cat(std::move(all), 1);
        },
        "+288 input, +288 input, +288 input, +288 input, +288 input, +288 input, +2880 cat",
        "+1152 clone"},
};

std::string births(std::string text)
{
    std::string result;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(", ", start), text.size());
        const std::string word = text.substr(start, end - start);
        if (!word.starts_with("-"))
            result += (result.empty() ? "" : ", ") + word;
        start = end + 2;
    }
    return result;
}

TEST(ImageOperators, TakeWhatPyTorchTakes)
{
    for (const ImageRow& row : kImageRows) {
        Bench bench;
        const Tensor p = bench.parameter({2, 4, 6, 6});
        std::size_t from = bench.now();
        Tensor result = row.run(bench, p);
        EXPECT_EQ(births(bench.since(from)), row.forward) << row.name;
        from = bench.now() + 1; // after the seed
        backward(result);
        EXPECT_EQ(births(bench.since(from)), row.backward) << row.name;
        const Tensor& gradient = p.leaf()->gradient;
        ASSERT_TRUE(gradient) << row.name;
        EXPECT_EQ(gradient.sizes(), p.sizes()) << row.name;
    }
}

TEST(ImageOperators, SixteenBitsKeepStatisticsInFp32)
{
    Bench bench(Dtype::Bf16);
    const Tensor x = bench.parameter({2, 4, 6, 6});
    const BatchNormTensors tensors = batchNormOf(bench);
    const std::size_t from = bench.now();
    const Tensor result = batchNorm(x, tensors, false);
    EXPECT_EQ(births(bench.since(from)),
        "+576 native_batch_norm, +16 native_batch_norm, +16 native_batch_norm");
}

TEST(ImageOperators, InPlaceSharesTheBytes)
{
    Bench bench;
    const Tensor x = bench.input({2, 4, 6, 6});
    for (const Tensor& result : {reluInPlace(x), siluInPlace(x), hardswishInPlace(x),
             hardtanhInPlace(x), addInPlace(x, x), dropoutInPlace(x, false)})
        EXPECT_EQ(result.storage(), x.storage());
}

TEST(ImageOperators, ShapesThatCannotBeThrow)
{
    Bench bench;
    const Tensor x = bench.parameter({1, 4, 2, 2});
    const Tensor weight = bench.parameter({8, 4, 3, 3});
    EXPECT_THROW(static_cast<void>(convolution(x, weight, {}, {})), Impossible);
    EXPECT_THROW(
        static_cast<void>(convolution(bench.input({1, 3, 9, 9}), weight, {}, {})), Impossible);
    EXPECT_THROW(static_cast<void>(maxPool2d(x, {3, 2})), Impossible);
    EXPECT_THROW(static_cast<void>(avgPool2d(x, {3, 1})), Impossible);
    EXPECT_THROW(static_cast<void>(batchNorm(bench.input({1, 4, 1, 1}), batchNormOf(bench), true)),
        Impossible);
}

TEST(ImageOperators, ChannelsLastIsTold)
{
    EXPECT_FALSE(isChannelsLast({2, 8, 6, 6}, {288, 36, 6, 1}));
    EXPECT_TRUE(isChannelsLast({2, 8, 6, 6}, {288, 1, 48, 8}));
    EXPECT_TRUE(isChannelsLast({2, 8, 1, 1}, {8, 1, 8, 8}));
    EXPECT_FALSE(isChannelsLast({2, 8, 1, 1}, {8, 1, 1, 1}));
    EXPECT_FALSE(isChannelsLast({2, 1, 1, 1}, {1, 1, 1, 1}));
    EXPECT_EQ(channelsLastStrides({2, 8, 6, 6}), (Dims{288, 1, 48, 8}));
}

} // namespace
} // namespace headroom::engine
