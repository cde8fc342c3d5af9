// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Checkpoint.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Attention.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <algorithm>
#include <array>

namespace headroom::engine {

namespace {

using Count = std::uint64_t;

/// The product, rounded as one allocation.
Count block(std::initializer_list<Count> factors)
{
    Count product = 1;
    for (Count factor : factors) {
        if (__builtin_mul_overflow(product, factor, &product) || product > ~Count{0} - 511U)
            throw Impossible::overflow("a workspace of attention");
    }
    return roundedToBlock(product);
}

Count up(Count value, Count step) { return (value + step - 1) / step * step; }
Count parts(Count value, Count size) { return (value + size - 1) / size; }
Count at(const Tensor& tensor, std::size_t axis)
{
    return static_cast<Count>(tensor.sizes()[axis]);
}

/// Bytes of tensor.contiguous(): none where it is that already.
Count copied(const Tensor& tensor)
{
    return tensor.isContiguous() ? 0 : roundedToBlock(tensorBytes(tensor.sizes(), tensor.dtype()));
}

/// flash_api.cpp, mha_bwd: softmax_d and dq_accum in fp32; with grouped queries dk and dv expanded
/// to all heads.
Count flashBackwardBytes(const Tensor& gradient, const Node& node)
{
    const Tensor& query = node.kept(0);
    const Tensor& key = node.kept(1);
    const Count batch = at(query, 0);
    const Count heads = at(query, 1);
    const Count width = at(query, 3);
    const Count rows = up(at(query, 2), 128);
    const Count columns = width <= 128 ? up(width, 32) : up(width, 64);
    Count bytes = block({4, batch, heads, rows}) + block({4, batch, heads, rows, columns});
    if (heads != at(key, 1))
        bytes += 2 * block({elementBytes(query.dtype()), batch, at(key, 2), heads, width});
    return bytes + copied(transpose(gradient, 1, 2)) + copied(transpose(node.kept(3), 1, 2));
}

constexpr char kFlashBackward[] = "aten._scaled_dot_product_flash_attention_backward.default";

void flashBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    for (std::size_t i = 0; i < 3; ++i) {
        const Tensor& like = node.kept(i);
        outgoing[i] = node.engine->makeStrided(
            kFlashBackward, like.sizes(), preservedStrides(like), like.dtype());
    }
    node.engine->temporary(kFlashBackward, flashBackwardBytes(incoming[0], node));
}

} // namespace

Tensor flashAttention(Tensor q, Tensor k, Tensor v)
{
    const Tensor query = std::move(q);
    const Tensor key = std::move(k);
    const Tensor value = std::move(v);
    Engine& engine = query.engine();
    constexpr const char* kOp = "aten._scaled_dot_product_flash_attention.default";
    const NodeRef node = record(engine, kOp, flashBackward, query, key, value);
    if (node) {
        node->save(0, query);
        node->save(1, key);
        node->save(2, value);
    }
    const auto make = [&engine](const Dims& sizes, const Dims& strides, Dtype dtype) {
        return makeKept(engine, kOp, sizes, strides, dtype);
    };
    Tensor result = attach(node, make(query.sizes(), preservedStrides(query), query.dtype()));
    const Dims rows{query.sizes()[0], query.sizes()[1], query.sizes()[2]};
    const Tensor logSumExp = make(rows, contiguousStrides(rows), Dtype::Fp32);
    const Tensor state = make({2}, {1}, Dtype::Int64);
    const Tensor unused = make({}, {}, Dtype::Int64);
    if (node) {
        node->save(3, result);
        node->save(4, logSumExp);
        node->save(5, state);
        node->save(6, unused);
    }
    return result;
}

namespace {

/// kernel_backward.h: every kernel for sm70 and later splits the keys, so dQ is accumulated in fp32
/// tiles in a workspace; dK and dV too where they do not fit in registers (16 bits, head dimension
/// over 128). In fp32 delta is computed by ATen: the product of gradient and result, its sum and
/// the sum's transpose are alive at once, before the workspace is.
Count efficientBackwardBytes(const Tensor& gradient, const Node& node)
{
    const Tensor& query = node.kept(0);
    const Count batch = at(query, 0);
    const Count heads = at(query, 1);
    const Count rows = at(query, 2);
    const Count width = at(query, 3);
    const Count keys = at(node.kept(1), 2);
    const Count valueWidth = at(node.kept(2), 3);
    const bool half = elementBytes(query.dtype()) == 2;
    const Count widest = std::max(width, valueWidth);
    const Count blockI = widest > 64 ? 128 : 64;
    const bool inRegisters = half && widest <= 128;
    const Count blockJ = inRegisters && widest > 64 ? 128 : 64;
    const Count tile = 16 + 4 * blockI * blockJ;
    Count perHead = parts(rows, blockI) * parts(width, blockJ) * tile / 4;
    if (half && !inRegisters) {
        Count splits = parts(keys, blockJ);
        if (batch * heads >= 256 && keys <= 2 * blockJ)
            splits = 1;
        splits = std::max<Count>(1, std::min(splits, 200 / (batch * heads)));
        perHead += splits * blockJ * (parts(width, blockI) + parts(valueWidth, blockI)) * blockI;
    }
    const Count delta = block({4, batch, heads, rows});
    Count bytes = delta + block({4, batch, heads, up(perHead, 4)});
    if (!half)
        bytes = std::max(bytes, block({4, batch, heads, rows, valueWidth}) + 2 * delta);
    return bytes + copied(transpose(gradient, 1, 2));
}

constexpr char kEfficientBackward[] =
    "aten._scaled_dot_product_efficient_attention_backward.default";

Dims headsInside(const Dims& sizes)
{
    return {sizes[1] * sizes[2] * sizes[3], sizes[3], sizes[1] * sizes[3], 1};
}

void efficientBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    for (std::size_t i = 0; i < 3; ++i) {
        const Tensor& like = node.kept(i);
        outgoing[i] = node.engine->makeStrided(
            kEfficientBackward, like.sizes(), headsInside(like.sizes()), like.dtype());
    }
    if (node.next.size() > 3 && node.needs(3)) {
        // Rows of a multiple of 16 elements; what is used of them comes back.
        const Tensor& bias = node.kept(3);
        const auto row = static_cast<std::int64_t>(up(at(bias, 3), 16));
        outgoing[3] = node.engine->makePadded(kEfficientBackward, bias.sizes(), row, bias.dtype());
    }
    node.engine->temporary(kEfficientBackward, efficientBackwardBytes(incoming[0], node));
}

} // namespace

Tensor efficientAttention(Tensor q, Tensor k, Tensor v, Tensor mask, bool logSumExp)
{
    const Tensor query = std::move(q);
    const Tensor key = std::move(k);
    const Tensor value = std::move(v);
    const Tensor bias = std::move(mask);
    Engine& engine = query.engine();
    constexpr const char* kOp = "aten._scaled_dot_product_efficient_attention.default";
    NodeRef node;
    if (bias && bias.requiresGrad()) {
        const std::array<Tensor, 4> inputs{query, key, value, bias};
        node = record(engine, kOp, efficientBackward, inputs.data(), inputs.size());
    } else {
        node = record(engine, kOp, efficientBackward, query, key, value);
    }
    if (node) {
        node->save(0, query);
        node->save(1, key);
        node->save(2, value);
        if (bias)
            node->save(3, bias);
    }
    const auto make = [&engine](const Dims& sizes, const Dims& strides, Dtype dtype) {
        return makeKept(engine, kOp, sizes, strides, dtype);
    };
    Dims sizes = query.sizes();
    sizes[3] = value.sizes()[3];
    Tensor result = attach(node, make(sizes, headsInside(sizes), query.dtype()));
    const auto rows = static_cast<std::int64_t>(logSumExp ? up(at(query, 2), 32) : 0);
    const Dims statistics{sizes[0], sizes[1], rows};
    const Tensor logSums = make(statistics, contiguousStrides(statistics), Dtype::Fp32);
    const Tensor seed = make({}, {}, Dtype::Int64);
    const Tensor offset = make({}, {}, Dtype::Int64);
    if (node) {
        node->save(4, result);
        node->save(5, logSums);
        node->save(6, seed);
        node->save(7, offset);
    }
    // attention.cu, _efficient_attention_forward: output_accum, where the output does not fit in
    // registers.
    if (elementBytes(query.dtype()) == 2 && std::max(at(query, 3), at(value, 3)) > 128)
        engine.temporary(kOp, block({4, at(query, 0), at(query, 1), at(query, 2), at(value, 3)}));
    return result;
}

} // namespace headroom::engine
