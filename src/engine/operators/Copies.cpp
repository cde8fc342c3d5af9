// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Copies.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Pointwise.h"

namespace headroom::engine {

namespace {

void toCopyBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = toDtype(incoming[0], node.saved.dtype);
}

void cloneBackward(Node&, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = incoming[0];
}

} // namespace

Dims preservedStrides(const Tensor& input)
{
    if (isDense(input.sizes(), input.strides()))
        return input.strides();
    return iteratorStrides(input.sizes(), {&input});
}

Tensor toDtype(Tensor input, Dtype dtype)
{
    Tensor self = std::move(input);
    if (self.dtype() == dtype)
        return self;
    Engine& engine = self.engine();
    NodeRef node;
    if (isFloating(dtype)) {
        node = record(engine, "aten._to_copy.default", toCopyBackward, self);
        if (node)
            node->saved.dtype = self.dtype();
    }
    return attach(node,
        engine.makeStrided("aten._to_copy.default", self.sizes(), preservedStrides(self), dtype));
}

Tensor cloneContiguous(Tensor input)
{
    const Tensor self = std::move(input);
    Engine& engine = self.engine();
    const NodeRef node = record(engine, "aten.clone.default", cloneBackward, self);
    return attach(node, engine.make("aten.clone.default", self.sizes(), self.dtype()));
}

Tensor clone(Tensor input)
{
    const Tensor self = std::move(input);
    Engine& engine = self.engine();
    const NodeRef node = record(engine, "aten.clone.default", cloneBackward, self);
    return attach(node,
        engine.makeStrided(
            "aten.clone.default", self.sizes(), preservedStrides(self), self.dtype()));
}

namespace {

void rollBackward(Node&, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = roll(incoming[0]);
}

} // namespace

Tensor roll(Tensor input)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), "aten.roll.default", rollBackward, self);
    return attach(node, self.engine().make("aten.roll.default", self.sizes(), self.dtype()));
}

Tensor contiguous(Tensor input)
{
    if (input.isContiguous())
        return input;
    return cloneContiguous(std::move(input));
}

} // namespace headroom::engine
