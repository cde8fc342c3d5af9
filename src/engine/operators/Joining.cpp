// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Joining.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

void catBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const std::int64_t axis = node.saved.axis;
    for (std::size_t i = 0; i < outgoing.size(); ++i) {
        if (!node.needs(i))
            continue;
        const Edge& input = node.next[i];
        const std::int64_t length = input.node->outputs[input.input].sizes.at(axis);
        // Where it starts makes no difference to what it shares.
        outgoing[i] = slice(incoming[0], axis, 0, length);
    }
}

} // namespace

Tensor cat(std::vector<Tensor> given, std::int64_t axis)
{
    const std::vector<Tensor> tensors = std::move(given);
    const Tensor& first = tensors.front();
    const std::size_t at = first.sizes().wrap(axis);
    const NodeRef node =
        record(first.engine(), "aten.cat.default", catBackward, tensors.data(), tensors.size());
    Dims sizes = first.sizes();
    sizes[at] = 0;
    for (const Tensor& tensor : tensors)
        sizes[at] += tensor.sizes()[at];
    if (node)
        node->saved.axis = static_cast<std::int64_t>(at);
    Dtype dtype = first.dtype();
    bool channelsLast = true;
    for (const Tensor& tensor : tensors) {
        if (tensor.dtype() != dtype)
            dtype = promote(first, tensor);
        channelsLast = channelsLast && isChannelsLast(tensor.sizes(), tensor.strides());
    }
    const Dims strides = channelsLast ? channelsLastStrides(sizes) : contiguousStrides(sizes);
    return attach(node, first.engine().makeStrided("aten.cat.default", sizes, strides, dtype));
}

namespace {

/// constant_pad_nd_backward: a negative padding, which takes a part and copies it.
void padBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor part = incoming[0].alias(node.saved.sizes, incoming[0].strides());
    outgoing[0] = node.engine->makeStrided(
        "aten.constant_pad_nd.default", part.sizes(), preservedStrides(part), part.dtype());
}

} // namespace

Tensor padTo(Tensor input, const Dims& sizes)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), "aten.constant_pad_nd.default", padBackward, self);
    if (node)
        node->saved.sizes = self.sizes();
    Dims strides = contiguousStrides(sizes);
    if (sizes == self.sizes())
        strides = preservedStrides(self);
    else if (isChannelsLast(self.sizes(), self.strides()))
        strides = channelsLastStrides(sizes);
    return attach(node,
        self.engine().makeStrided("aten.constant_pad_nd.default", sizes, strides, self.dtype()));
}

Tensor padLast(Tensor input, std::int64_t before, std::int64_t after)
{
    Dims sizes = input.sizes();
    sizes[sizes.rank() - 1] += before + after;
    return padTo(std::move(input), sizes);
}

} // namespace headroom::engine
