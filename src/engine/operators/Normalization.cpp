// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Normalization.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Mode.h"

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
        const Dims& sizes = i == 0 ? input.sizes() : node.saved.otherSizes;
        outgoing[i] = engine.make(kBackward, sizes, i == 0 ? input.dtype() : node.saved.dtype);
    }
    static_cast<void>(incoming);
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

} // namespace headroom::engine
