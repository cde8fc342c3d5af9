// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Interpolation.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Pointwise.h"

namespace headroom::engine {

namespace {

void upsampleBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = node.engine->makeStrided("aten.upsample_bicubic2d_backward.default",
        node.saved.sizes, iteratorStrides(node.saved.sizes, {&incoming[0]}), incoming[0].dtype());
}

} // namespace

Tensor upsampleBicubic(Tensor given, std::int64_t height, std::int64_t width)
{
    const Tensor input = std::move(given);
    Engine& engine = input.engine();
    constexpr const char* kOp = "aten.upsample_bicubic2d.default";
    const NodeRef node = record(engine, kOp, upsampleBackward, input);
    if (node)
        node->saved.sizes = input.sizes();
    const Dims sizes{input.size(0), input.size(1), height, width};
    return attach(
        node, engine.makeStrided(kOp, sizes, iteratorStrides(sizes, {&input}), input.dtype()));
}

} // namespace headroom::engine
