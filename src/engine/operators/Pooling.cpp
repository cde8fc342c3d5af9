// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Pooling.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

/// A tensor laid out as `like` suggests (at::Tensor::suggest_memory_format).
Tensor makeSuggested(const char* op, const Dims& sizes, Dtype dtype, const Tensor& like)
{
    const bool last = isChannelsLast(like.sizes(), like.strides());
    return like.engine().makeStrided(
        op, sizes, last ? channelsLastStrides(sizes) : contiguousStrides(sizes), dtype);
}

template <const char* kOp>
void poolBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& input = node.kept(0);
    outgoing[0] = makeSuggested(kOp, input.sizes(), incoming[0].dtype(), input);
}

constexpr char kMaxBackward[] = "aten.max_pool2d_with_indices_backward.default";
constexpr char kAverageBackward[] = "aten.avg_pool2d_backward.default";
constexpr char kAdaptiveBackward[] = "aten._adaptive_avg_pool2d_backward.default";

/// ATen/native/Pool.h, pooling_output_shape.
std::int64_t windows(std::int64_t size, std::int64_t kernel, std::int64_t stride,
    std::int64_t padding, bool ceilMode)
{
    const std::int64_t room = size + 2 * padding - kernel + (ceilMode ? stride - 1 : 0);
    std::int64_t count = (room < 0 ? -((-room + stride - 1) / stride) : room / stride) + 1;
    if (ceilMode && (count - 1) * stride >= size + padding)
        --count;
    return count;
}

Dims pooledSizes(const char* op, const Tensor& input, const PoolingOptions& options)
{
    Dims sizes = input.sizes();
    sizes[2] = windows(sizes[2], options.kernel.height, options.stride.height,
        options.padding.height, options.ceilMode);
    sizes[3] = windows(sizes[3], options.kernel.width, options.stride.width, options.padding.width,
        options.ceilMode);
    if (sizes[2] < 1 || sizes[3] < 1)
        throw Impossible::shape(op,
            "an input of which a window of " + std::to_string(options.kernel.height) + " x "
                + std::to_string(options.kernel.width) + " leaves a pixel",
            toString(input.sizes()));
    return sizes;
}

} // namespace

Tensor maxPool2d(Tensor given, const PoolingOptions& options)
{
    const Tensor input = std::move(given);
    constexpr const char* kOp = "aten.max_pool2d_with_indices.default";
    const Dims sizes = pooledSizes("max_pool2d", input, options);
    const NodeRef node = record(input.engine(), kOp, poolBackward<kMaxBackward>, input);
    if (node)
        node->save(0, input);
    Tensor result = attach(node, makeSuggested(kOp, sizes, input.dtype(), input));
    const Tensor indices = makeSuggested(kOp, sizes, Dtype::Int64, input);
    if (node)
        node->save(1, indices);
    return result;
}

Tensor avgPool2d(Tensor given, const PoolingOptions& options)
{
    const Tensor input = std::move(given);
    constexpr const char* kOp = "aten.avg_pool2d.default";
    const Dims sizes = pooledSizes("avg_pool2d", input, options);
    const NodeRef node = record(input.engine(), kOp, poolBackward<kAverageBackward>, input);
    if (node)
        node->save(0, input);
    return attach(node, makeSuggested(kOp, sizes, input.dtype(), input));
}

Tensor adaptiveAvgPool2d(Tensor given, Pair size)
{
    const Tensor input = std::move(given);
    if (size.height == 1 && size.width == 1) {
        const bool last = isChannelsLast(input.sizes(), input.strides());
        Tensor pooled = mean(input, {-1, -2}, true);
        if (!last)
            return pooled;
        const Dims sizes = pooled.sizes();
        return asStrided(std::move(pooled), sizes, channelsLastStrides(sizes));
    }
    constexpr const char* kOp = "aten._adaptive_avg_pool2d.default";
    const NodeRef node = record(input.engine(), kOp, poolBackward<kAdaptiveBackward>, input);
    if (node)
        node->save(0, input);
    const Dims sizes = {input.sizes()[0], input.sizes()[1], size.height, size.width};
    return attach(node, makeSuggested(kOp, sizes, input.dtype(), input));
}

} // namespace headroom::engine
