// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/FourBit.h"

#include "headroom/engine/Adaptation.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/QuantizedWeight.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/MatrixMultiply.h"

namespace headroom::engine {

namespace {

constexpr const char* kGemm = "bitsandbytes.gemm_4bit.default";

std::int64_t blocksOf(const FourBitWeight& weight)
{
    return storedParts(WeightStorage::FourBit, weight.outputs, weight.inputs)[1].sizes[0];
}

FourBitWeight weightOf(const Node& node)
{
    return {node.saved.sizes[0], node.saved.sizes[1], node.saved.dtype, node.saved.flag};
}

/// MatMul4Bit.backward: the bias first.
void matmulFourBitBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& gradient = incoming[0];
    if (node.needs(1)) {
        Dims sizes = gradient.sizes();
        sizes.erase(0);
        outgoing[1] = node.engine->make("aten.sum.dim_IntList", sizes, node.saved.otherDtype);
    }
    if (node.needs(0)) {
        Tensor weight = toDtype(dequantizeFourBit(*node.engine, weightOf(node)), gradient.dtype());
        outgoing[0] = matmul(gradient, std::move(weight));
    }
}

} // namespace

/// _gemm_4bit_use_custom_cuda for 108 multiprocessors of compute capability 8.0.
bool fusedFourBit(Dtype dtype, std::int64_t rows, const FourBitWeight& weight)
{
    constexpr std::int64_t kProcessors = 108;
    const std::int64_t m = rows;
    const std::int64_t n = weight.outputs;
    const std::int64_t k = weight.inputs;
    if (m > 1536 || k % 64 != 0)
        return false;
    if (m <= 4)
        return true;
    if (dtype == Dtype::Fp32)
        return m < 8;
    const std::int64_t blocks = (n + 63) / 64;
    if (n * k < 4 * 1024 * 1024) {
        if (k * 2 < n)
            return m <= (blocks * 3 < kProcessors ? 1536 : 512);
        if (blocks * 4 <= kProcessors) {
            if (k >= n)
                return m <= (blocks * 8 <= kProcessors ? 32 : 128);
            return m <= 384;
        }
        return blocks * 2 <= kProcessors && m <= 16;
    }
    if (m > 512)
        return false;
    if (m < 8) {
        if (m < 6 || blocks < 48)
            return true;
        if (k > n && blocks * 4 < kProcessors * 3)
            return false;
        return !(k == n && blocks * 5 < kProcessors * 3);
    }
    if (blocks >= kProcessors * 3)
        return m <= 128;
    if (blocks >= kProcessors)
        return m <= (k < n ? 64 : 32);
    if (k >= n * 3 && blocks * 4 > kProcessors)
        return false;
    if (k == n && blocks >= 48 && blocks * 5 < kProcessors * 3)
        return false;
    if (blocks * 2 < kProcessors) {
        if (k <= n)
            return m <= 128;
        if (blocks * 3 >= kProcessors)
            return false;
    }
    if (blocks >= kProcessors / 2 && k < n)
        return m <= 128;
    return m <= 16;
}

Tensor dequantizeFourBit(Engine& engine, const FourBitWeight& weight)
{
    Tensor statistics;
    if (weight.nested)
        statistics = engine.make(
            "bitsandbytes.dequantize_blockwise.default", {blocksOf(weight)}, Dtype::Fp32);
    return engine.make(
        "bitsandbytes.dequantize_4bit.default", {weight.outputs, weight.inputs}, weight.dtype);
}

Tensor matmulFourBit(Tensor given, const FourBitWeight& weight, const Tensor& bias)
{
    const Tensor input = std::move(given);
    if (input.size(-1) != weight.inputs)
        throw Impossible::shape(
            "matmul_4bit", std::to_string(weight.inputs) + " inputs", toString(input.sizes()));
    Engine& engine = input.engine();
    const NodeRef node = record(engine, "MatMul4Bit", matmulFourBitBackward, input, bias);
    if (node) {
        node->python = true;
        node->saved.sizes = {weight.outputs, weight.inputs};
        node->saved.dtype = weight.dtype;
        node->saved.flag = weight.nested;
        node->saved.otherDtype = bias ? bias.dtype() : weight.dtype;
    }
    Dims sizes = input.sizes();
    sizes[sizes.rank() - 1] = weight.outputs;
    Tensor result = attach(node, engine.make(kGemm, sizes, input.dtype()));
    const std::int64_t rows = elements(input.sizes()) / weight.inputs;
    if (!fusedFourBit(input.dtype(), rows, weight))
        engine.temporary(
            kGemm, roundedToBlock(tensorBytes({weight.outputs, weight.inputs}, input.dtype())));
    return result;
}

} // namespace headroom::engine
