// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Dropout.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Pointwise.h"

namespace headroom::engine {

namespace {

void dropoutBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = pointwise(
        "aten.native_dropout_backward.default", {&incoming[0], &node.kept(0)}, incoming[0].dtype());
}

} // namespace

Tensor dropout(Tensor input, bool active)
{
    Tensor self = std::move(input);
    if (!active)
        return self;
    Engine& engine = self.engine();
    constexpr const char* kOp = "aten.native_dropout.default";
    const NodeRef node = record(engine, kOp, dropoutBackward, self);
    Tensor result = attach(node, pointwise(kOp, {&self}, self.dtype()));
    const Tensor mask = pointwise(kOp, {&self}, Dtype::Bool);
    if (node)
        node->save(0, mask);
    return result;
}

} // namespace headroom::engine
