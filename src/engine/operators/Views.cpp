// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Views.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Reductions.h"

#include <numeric>

namespace headroom::engine {

namespace {

void viewBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = reshape(incoming[0], node.saved.sizes);
}

/// The sizes with a -1 worked out (at::infer_size).
Dims inferred(const Tensor& input, Dims sizes)
{
    std::int64_t known = 1;
    std::size_t open = sizes.rank();
    for (std::size_t i = 0; i < sizes.rank(); ++i) {
        if (sizes[i] == -1)
            open = i;
        else
            known *= sizes[i];
    }
    const std::int64_t all = elements(input.sizes());
    if (open < sizes.rank() && known > 0 && all % known == 0)
        sizes[open] = all / known;
    if (elements(sizes) != all)
        throw Impossible::shape("view", toString(input.sizes()), toString(sizes));
    return sizes;
}

Tensor recordView(const char* name, const Tensor& self, const Dims& sizes, const Dims& strides)
{
    const NodeRef node = record(self.engine(), name, viewBackward, self);
    if (node)
        node->saved.sizes = self.sizes();
    return attach(node, self.alias(sizes, strides));
}

} // namespace

bool viewStrides(const Dims& sizes, const Dims& strides, const Dims& wanted, Dims& result)
{
    result = Dims::filled(wanted.rank(), 1);
    if (sizes.isScalar())
        return true;
    std::size_t at = wanted.rank();
    std::int64_t chunkStride = strides.back();
    std::int64_t held = 1;
    std::int64_t given = 1;
    for (std::size_t i = sizes.rank(); i-- > 0;) {
        held *= sizes[i];
        if (i > 0 && (sizes[i - 1] == 1 || strides[i - 1] == held * chunkStride))
            continue;
        while (at > 0 && (given < held || wanted[at - 1] == 1)) {
            result[at - 1] = given * chunkStride;
            given *= wanted[at - 1];
            --at;
        }
        if (given != held)
            return false;
        if (i > 0) {
            chunkStride = strides[i - 1];
            held = 1;
            given = 1;
        }
    }
    return at == 0;
}

Tensor view(Tensor input, Dims sizes)
{
    const Tensor self = std::move(input);
    sizes = inferred(self, sizes);
    Dims strides;
    if (!viewStrides(self.sizes(), self.strides(), sizes, strides))
        throw Impossible::shape(
            "view", "strides that allow " + toString(sizes), toString(self.strides()));
    return recordView("aten.view.default", self, sizes, strides);
}

Tensor reshape(Tensor input, Dims sizes)
{
    Tensor self = std::move(input);
    sizes = inferred(self, sizes);
    Dims strides;
    if (viewStrides(self.sizes(), self.strides(), sizes, strides))
        return recordView("aten.view.default", self, sizes, strides);
    const Tensor copy = cloneContiguous(std::move(self));
    return recordView("aten._unsafe_view.default", copy, sizes, contiguousStrides(sizes));
}

Tensor flatten(Tensor input, std::int64_t first, std::int64_t last)
{
    Dims sizes;
    const std::size_t from = input.sizes().wrap(first);
    const std::size_t to = input.sizes().wrap(last);
    for (std::size_t i = 0; i < input.rank(); ++i) {
        if (i > from && i <= to)
            sizes[from] *= input.sizes()[i];
        else
            sizes.push(input.sizes()[i]);
    }
    return reshape(std::move(input), sizes);
}

namespace {

void transposeBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = transpose(incoming[0], node.saved.start, node.saved.length);
}

} // namespace

Tensor transpose(Tensor input, std::int64_t a, std::int64_t b)
{
    const Tensor self = std::move(input);
    Dims sizes = self.sizes();
    Dims strides = self.strides();
    const std::size_t first = sizes.wrap(a);
    const std::size_t second = sizes.wrap(b);
    std::swap(sizes[first], sizes[second]);
    std::swap(strides[first], strides[second]);
    const NodeRef node = record(self.engine(), "aten.transpose.int", transposeBackward, self);
    if (node) {
        node->saved.start = static_cast<std::int64_t>(first);
        node->saved.length = static_cast<std::int64_t>(second);
    }
    return attach(node, self.alias(sizes, strides));
}

Tensor t(Tensor input) { return transpose(std::move(input), 0, 1); }

namespace {

void permuteBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    Dims inverse = node.saved.sizes;
    for (std::size_t i = 0; i < inverse.rank(); ++i)
        inverse[static_cast<std::size_t>(node.saved.sizes[i])] = static_cast<std::int64_t>(i);
    outgoing[0] = permute(incoming[0], inverse);
}

} // namespace

Tensor permute(Tensor input, const Dims& order)
{
    const Tensor self = std::move(input);
    Dims sizes = self.sizes();
    Dims strides = self.strides();
    for (std::size_t i = 0; i < order.rank(); ++i) {
        sizes[i] = self.sizes()[static_cast<std::size_t>(order[i])];
        strides[i] = self.strides()[static_cast<std::size_t>(order[i])];
    }
    const NodeRef node = record(self.engine(), "aten.permute.default", permuteBackward, self);
    if (node)
        node->saved.sizes = order;
    return attach(node, self.alias(sizes, strides));
}

namespace {

void unsqueezeBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = squeeze(incoming[0], node.saved.axis);
}

void squeezeBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = unsqueeze(incoming[0], node.saved.axis);
}

} // namespace

Tensor unsqueeze(Tensor input, std::int64_t axis)
{
    const Tensor self = std::move(input);
    Dims sizes = self.sizes();
    Dims strides = self.strides();
    const std::size_t at = axis < 0
        ? static_cast<std::size_t>(axis + static_cast<std::int64_t>(sizes.rank()) + 1)
        : static_cast<std::size_t>(axis);
    const std::int64_t stride = at < sizes.rank() ? sizes[at] * strides[at] : 1;
    sizes.insert(at, 1);
    strides.insert(at, stride);
    const NodeRef node = record(self.engine(), "aten.unsqueeze.default", unsqueezeBackward, self);
    if (node)
        node->saved.axis = static_cast<std::int64_t>(at);
    return attach(node, self.alias(sizes, strides));
}

Tensor squeeze(Tensor input, std::int64_t axis)
{
    Tensor self = std::move(input);
    const std::size_t at = self.sizes().wrap(axis);
    if (self.sizes()[at] != 1)
        return self;
    Dims sizes = self.sizes();
    Dims strides = self.strides();
    sizes.erase(at);
    strides.erase(at);
    const NodeRef node = record(self.engine(), "aten.squeeze.dim", squeezeBackward, self);
    if (node)
        node->saved.axis = static_cast<std::int64_t>(at);
    return attach(node, self.alias(sizes, strides));
}

namespace {

void expandBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = sumTo(incoming[0], node.saved.sizes);
}

} // namespace

Tensor expand(Tensor input, const Dims& wanted)
{
    const Tensor self = std::move(input);
    Dims sizes = wanted;
    Dims strides = Dims::filled(wanted.rank(), 0);
    const std::size_t lead = wanted.rank() - self.rank();
    for (std::size_t i = 0; i < wanted.rank(); ++i) {
        if (i < lead)
            continue;
        const std::int64_t own = self.sizes()[i - lead];
        if (sizes[i] == -1)
            sizes[i] = own;
        if (own == sizes[i])
            strides[i] = self.strides()[i - lead];
        else if (own != 1)
            throw Impossible::shape("expand", toString(self.sizes()), toString(wanted));
    }
    const NodeRef node = record(self.engine(), "aten.expand.default", expandBackward, self);
    if (node)
        node->saved.sizes = self.sizes();
    return attach(node, self.alias(sizes, strides));
}

namespace {

void sliceBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] =
        node.engine->make("aten.slice_backward.default", node.saved.sizes, incoming[0].dtype());
}

} // namespace

Tensor slice(
    Tensor input, std::int64_t axis, std::int64_t start, std::int64_t end, std::int64_t step)
{
    Tensor self = std::move(input);
    Dims sizes = self.sizes();
    Dims strides = self.strides();
    const std::size_t at = sizes.wrap(axis);
    if (start == 0 && end == sizes[at] && step == 1)
        return self;
    sizes[at] = (end - start + step - 1) / step;
    strides[at] *= step;
    const NodeRef node = record(self.engine(), "aten.slice.Tensor", sliceBackward, self);
    if (node)
        node->saved.sizes = self.sizes();
    return attach(node, self.alias(sizes, strides));
}

namespace {

/// FunctionsManual.cpp, as_strided_backward.
void asStridedBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Dims& sizes = node.saved.sizes;
    const Tensor storage =
        node.engine->make("aten.new_zeros.default", {elements(sizes)}, incoming[0].dtype());
    outgoing[0] = storage.alias(sizes, contiguousStrides(sizes));
}

} // namespace

Tensor asStrided(Tensor input, const Dims& sizes, const Dims& strides)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), "aten.as_strided_.default", asStridedBackward, self);
    if (node)
        node->saved.sizes = self.sizes();
    return attach(node, self.alias(sizes, strides));
}

namespace {

void selectBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] =
        node.engine->make("aten.select_backward.default", node.saved.sizes, incoming[0].dtype());
}

} // namespace

Tensor select(Tensor input, std::int64_t axis, std::int64_t)
{
    const Tensor self = std::move(input);
    Dims sizes = self.sizes();
    Dims strides = self.strides();
    const std::size_t at = sizes.wrap(axis);
    sizes.erase(at);
    strides.erase(at);
    const NodeRef node = record(self.engine(), "aten.select.int", selectBackward, self);
    if (node)
        node->saved.sizes = self.sizes();
    return attach(node, self.alias(sizes, strides));
}

namespace {

/// split_with_sizes_backward: zeros for outputs without a gradient, then one cat.
void splitBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    std::vector<Tensor> parts;
    Dtype dtype = node.saved.dtype;
    for (std::size_t i = 0; i < incoming.size(); ++i) {
        if (incoming[i])
            dtype = incoming[i].dtype();
    }
    for (std::size_t i = 0; i < incoming.size(); ++i)
        parts.push_back(incoming[i]
                ? incoming[i]
                : node.engine->make("aten.zeros.default", node.outputs[i].sizes, dtype));
    outgoing[0] = cat(parts, node.saved.axis);
}

} // namespace

std::vector<Tensor> splitWithSizes(
    Tensor input, const std::vector<std::int64_t>& lengths, std::int64_t axis)
{
    const Tensor self = std::move(input);
    const std::size_t at = self.sizes().wrap(axis);
    if (std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0}) != self.sizes()[at])
        throw Impossible::shape("split", "parts that add up", toString(self.sizes()));
    const NodeRef node =
        record(self.engine(), "aten.split_with_sizes.default", splitBackward, self);
    if (node) {
        node->saved.axis = static_cast<std::int64_t>(at);
        node->saved.dtype = self.dtype();
    }
    std::vector<Tensor> parts;
    parts.reserve(lengths.size());
    for (std::int64_t length : lengths) {
        Dims sizes = self.sizes();
        sizes[at] = length;
        parts.push_back(attach(node, self.alias(sizes, self.strides())));
    }
    return parts;
}

std::vector<Tensor> split(Tensor input, std::int64_t size, std::int64_t axis)
{
    std::vector<std::int64_t> lengths;
    for (std::int64_t left = input.size(axis); left > 0; left -= size)
        lengths.push_back(left < size ? left : size);
    return splitWithSizes(std::move(input), lengths, axis);
}

namespace {

/// unbind_backward.
void unbindBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    Dtype dtype = node.saved.dtype;
    for (std::size_t i = 0; i < incoming.size(); ++i) {
        if (incoming[i])
            dtype = incoming[i].dtype();
    }
    std::vector<Tensor> zeros;
    for (std::size_t i = 0; i < incoming.size(); ++i) {
        if (!incoming[i])
            zeros.push_back(node.engine->make("aten.zeros.default", node.saved.otherSizes, dtype));
    }
    outgoing[0] = node.engine->make("aten.stack.default", node.saved.sizes, dtype);
}

} // namespace

std::vector<Tensor> unbind(Tensor input, std::int64_t axis)
{
    const Tensor self = std::move(input);
    const std::size_t at = self.sizes().wrap(axis);
    const NodeRef node = record(self.engine(), "aten.unbind.int", unbindBackward, self);
    Dims sizes = self.sizes();
    Dims strides = self.strides();
    sizes.erase(at);
    strides.erase(at);
    if (node) {
        node->saved.sizes = self.sizes();
        node->saved.otherSizes = sizes;
        node->saved.dtype = self.dtype();
    }
    std::vector<Tensor> parts;
    for (std::int64_t i = 0; i < self.sizes()[at]; ++i)
        parts.push_back(attach(node, self.alias(sizes, strides)));
    return parts;
}

} // namespace headroom::engine
