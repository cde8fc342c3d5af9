// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Normalization.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/operators/Pointwise.h"

namespace headroom::engine {

namespace {

constexpr char kBackward[] = "aten.native_layer_norm_backward.default";

void layerNormBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    Engine& engine = *node.engine;
    const Tensor& input = node.kept(0);
    for (std::size_t i = 0; i < 3; ++i) {
        if (!node.needs(i))
            continue;
        if (i == 0 && !isHalf(input.dtype()))
            outgoing[i] = pointwise(kBackward, {&incoming[0], &input}, input.dtype());
        else
            outgoing[i] = engine.make(kBackward, i == 0 ? input.sizes() : node.saved.otherSizes,
                i == 0 ? input.dtype() : node.saved.dtype);
    }
}

} // namespace

Tensor layerNorm(Tensor inputGiven, const Tensor& weightGiven, const Tensor& biasGiven)
{
    const Tensor given = std::move(inputGiven);
    const Tensor bias = biasGiven ? toFullPrecision(biasGiven) : Tensor();
    const Tensor weight = weightGiven ? toFullPrecision(weightGiven) : Tensor();
    const Tensor input = toFullPrecision(given);
    Engine& engine = input.engine();
    constexpr const char* kOp = "aten.native_layer_norm.default";
    const NodeRef node = record(engine, kOp, layerNormBackward, input, weight, bias);
    Dims statistics = input.sizes();
    statistics[statistics.rank() - 1] = 1;
    if (node) {
        node->saved.otherSizes = {input.size(-1)};
        node->saved.dtype = weight ? weight.dtype() : input.dtype();
        node->save(0, input);
        if (weight)
            node->save(1, weight);
        if (bias)
            node->save(2, bias);
    }
    Tensor result = attach(node, engine.make(kOp, input.sizes(), input.dtype()));
    const Dtype wide = isHalf(input.dtype()) ? Dtype::Fp32 : input.dtype();
    const Tensor mean = engine.make(kOp, statistics, wide);
    const Tensor deviation = engine.make(kOp, statistics, wide);
    if (node) {
        node->save(3, mean);
        node->save(4, deviation);
    }
    return result;
}

namespace {

constexpr char kBatchNormBackward[] = "aten.native_batch_norm_backward.default";

void batchNormBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& input = node.kept(0);
    const Tensor& weight = node.kept(1);
    if (node.needs(0))
        outgoing[0] = pointwise(kBatchNormBackward, {&incoming[0], &input}, input.dtype());
    for (std::size_t i = 1; i < 3; ++i) {
        if (node.needs(i))
            outgoing[i] = node.engine->make(kBatchNormBackward, weight.sizes(), weight.dtype());
    }
}

} // namespace

Tensor batchNorm(Tensor given, const BatchNormTensors& tensors, bool training)
{
    const Tensor input = std::move(given);
    const Dims& sizes = input.sizes();
    if (training && elements(sizes) == sizes[1])
        throw Impossible::shape(
            "batch_norm", "more than 1 value per channel when training", toString(sizes));
    Engine& engine = input.engine();
    constexpr const char* kOp = "aten.native_batch_norm.default";
    const NodeRef node =
        record(engine, kOp, batchNormBackward, input, tensors.weight, tensors.bias);
    if (node) {
        node->save(0, input);
        node->save(1, tensors.weight);
        node->save(2, tensors.runningMean);
        node->save(3, tensors.runningVar);
    }
    Tensor result = attach(node, pointwise(kOp, {&input}, input.dtype()));
    const Dtype wide = isHalf(input.dtype()) ? Dtype::Fp32 : input.dtype();
    const Tensor mean = engine.make(kOp, tensors.weight.sizes(), wide);
    const Tensor deviation = engine.make(kOp, tensors.weight.sizes(), wide);
    if (node) {
        node->save(4, mean);
        node->save(5, deviation);
    }
    return result;
}

} // namespace headroom::engine
