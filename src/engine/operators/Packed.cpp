// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Packed.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

constexpr const char* kMixed = "bitsandbytes.int8_mixed_scaled_mm.default";

void matmulInt8Backward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& gradient = incoming[0];
    if (node.needs(1)) {
        Dims sizes = gradient.sizes();
        sizes.erase(0);
        outgoing[1] = node.engine->make("aten.sum.dim_IntList", sizes, node.saved.otherDtype);
    }
    if (!node.needs(0))
        return;
    const Tensor flat = contiguous(reshape(gradient, {-1, gradient.size(-1)}));
    Tensor weight = node.engine->make("aten._to_copy.default",
        {node.saved.length, node.saved.sizes[node.saved.sizes.rank() - 1]}, node.saved.dtype);
    node.engine->make("aten.mul.Tensor", {node.saved.length, 1}, Dtype::Fp32).reset();
    Tensor narrow = toDtype(flat, node.saved.dtype);
    outgoing[0] = view(matmul(std::move(narrow), std::move(weight)), node.saved.sizes);
}

Dims outputSizes(const Tensor& input, std::int64_t outputs)
{
    Dims sizes = input.sizes();
    sizes[sizes.rank() - 1] = outputs;
    return sizes;
}

} // namespace

Tensor matmulInt8(Tensor given, std::int64_t outputs, const Tensor& bias)
{
    const Tensor input = std::move(given);
    Engine& engine = input.engine();
    const Dims sizes = outputSizes(input, outputs);
    const std::int64_t inputs = input.size(-1);
    const std::int64_t rows = elements(input.sizes()) / inputs;
    const NodeRef node = record(engine, "MatMul8bitLt", matmulInt8Backward, input, bias);
    if (node) {
        node->python = true;
        node->saved.sizes = input.sizes();
        node->saved.length = outputs;
        node->saved.dtype = input.dtype();
        node->saved.otherDtype = bias ? bias.dtype() : input.dtype();
        // An attribute of the node: no saved tensor, which a checkpoint would leave out.
        node->saved.tensors.resize(1);
        node->saved.tensors[0].tensor = input.detach();
    }
    Tensor half = toDtype(input.detach(), Dtype::Fp16);
    const Tensor packed =
        engine.make("bitsandbytes.int8_vectorwise_quant.default", {rows, inputs}, Dtype::Int8);
    const Tensor scales =
        engine.make("bitsandbytes.int8_vectorwise_quant.default", {rows}, Dtype::Fp32);
    half.reset();
    return attach(node, engine.make(kMixed, sizes, input.dtype()));
}

Tensor matmulPacked(Tensor given, std::int64_t outputs)
{
    const Tensor input = std::move(given);
    return input.engine().make("packed linear", outputSizes(input, outputs), input.dtype());
}

} // namespace headroom::engine
