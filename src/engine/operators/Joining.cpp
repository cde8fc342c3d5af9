// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Joining.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

void catBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    std::int64_t start = 0;
    const std::int64_t axis = node.saved.axis;
    for (std::size_t i = 0; i < outgoing.size(); ++i) {
        const std::int64_t length =
            node.saved.otherSizes.rank() > i ? node.saved.otherSizes[i] : node.saved.length;
        if (node.needs(i))
            outgoing[i] = slice(incoming[0], axis, start, start + length);
        start += length;
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
    if (node) {
        node->saved.axis = static_cast<std::int64_t>(at);
        node->saved.length = first.sizes()[at];
        if (tensors.size() <= Dims::kMaxRank) {
            for (const Tensor& tensor : tensors)
                node->saved.otherSizes.push(tensor.sizes()[at]);
        }
    }
    Dtype dtype = first.dtype();
    for (const Tensor& tensor : tensors) {
        if (tensor.dtype() != dtype)
            dtype = promote(first, tensor);
    }
    return attach(node, first.engine().make("aten.cat.default", sizes, dtype));
}

namespace {

/// constant_pad_nd_backward: a negative padding, which takes a part and copies it.
void padBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] =
        node.engine->make("aten.constant_pad_nd.default", node.saved.sizes, incoming[0].dtype());
}

} // namespace

Tensor padLast(Tensor input, std::int64_t before, std::int64_t after)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), "aten.constant_pad_nd.default", padBackward, self);
    if (node)
        node->saved.sizes = self.sizes();
    Dims sizes = self.sizes();
    sizes[sizes.rank() - 1] += before + after;
    return attach(node, self.engine().make("aten.constant_pad_nd.default", sizes, self.dtype()));
}

} // namespace headroom::engine
