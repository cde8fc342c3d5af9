// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/InPlace.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

/// The gradient of the input from that of the result and the one tensor that the node keeps.
template <const char* kOp> Tensor keptGradient(Node& node, const Tensor& gradient)
{
    return pointwise(kOp, {&gradient, &node.kept(0)}, gradient.dtype());
}

/// aten::zero_ loses every gradient.
Tensor zeroGradient(Node&, const Tensor& gradient)
{
    return pointwise("aten.zeros_like.default", {&gradient}, gradient.dtype());
}

constexpr char kReluInPlaceBackward[] = "aten.threshold_backward.default";
constexpr char kSiluInPlaceBackward[] = "aten.silu_backward.default";
constexpr char kHardswishInPlaceBackward[] = "aten.hardswish_backward.default";
constexpr char kHardtanhInPlaceBackward[] = "aten.hardtanh_backward.default";
constexpr char kNoiseBackward[] = "aten.mul.Tensor";

using InnerBackward = Tensor (*)(Node& node, const Tensor& gradient);

template <InnerBackward inner>
void innerBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = inner(node, incoming[0]);
}

/// CopySlices::apply. The view is of saved.otherSizes.
template <InnerBackward inner>
void copySlicesBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    Engine& engine = *node.engine;
    const Tensor& gradient = incoming[0];
    Tensor whole = engine.makeStrided("aten.new_empty_strided.default", node.saved.sizes,
        contiguousStrides(node.saved.sizes), gradient.dtype());
    const Tensor part = engine.make("aten.clone.default", node.saved.otherSizes, gradient.dtype());
    const Tensor changed = inner(node, part);
    outgoing[0] = std::move(whole);
}

Tensor savingOriginal(const char* op, BackwardFunction backward, Tensor input)
{
    const Tensor self = std::move(input);
    Engine& engine = self.engine();
    const NodeRef node = record(engine, op, backward, self);
    if (node) {
        const Tensor original = engine.makeStrided(
            "aten.clone.default", self.sizes(), preservedStrides(self), self.dtype());
        node->save(0, original);
    }
    return attach(node, self.detach());
}

void addInPlaceBackward(Node&, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = incoming[0];
    outgoing[1] = incoming[0];
}

NodeRef recordOfView(
    const char* op, BackwardFunction backward, const Tensor& base, const Dims& viewed)
{
    NodeRef node = record(base.engine(), op, backward, base);
    if (node) {
        node->saved.sizes = base.sizes();
        node->saved.otherSizes = viewed;
    }
    return node;
}

Tensor noiseFor(const Tensor& self)
{
    return self.engine().makeStrided(
        "aten.empty_like.default", self.sizes(), preservedStrides(self), self.dtype());
}

} // namespace

Tensor reluInPlace(Tensor input)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), "aten.relu_.default",
        innerBackward<keptGradient<kReluInPlaceBackward>>, self);
    Tensor result = attach(node, self.detach());
    if (node)
        node->save(0, result);
    return result;
}

Tensor siluInPlace(Tensor input)
{
    return savingOriginal(
        "aten.silu_.default", innerBackward<keptGradient<kSiluInPlaceBackward>>, std::move(input));
}

Tensor hardswishInPlace(Tensor input)
{
    return savingOriginal("aten.hardswish_.default",
        innerBackward<keptGradient<kHardswishInPlaceBackward>>, std::move(input));
}

Tensor hardtanhInPlace(Tensor input)
{
    return savingOriginal("aten.hardtanh_.default",
        innerBackward<keptGradient<kHardtanhInPlaceBackward>>, std::move(input));
}

Tensor addInPlace(Tensor a, Tensor b)
{
    const Tensor self = std::move(a);
    const Tensor other = std::move(b);
    const NodeRef node = record(self.engine(), "aten.add_.Tensor", addInPlaceBackward, self, other);
    return attach(node, self.detach());
}

Tensor dropoutInPlace(Tensor input, bool active)
{
    Tensor self = std::move(input);
    if (!active)
        return self;
    const Tensor noise = noiseFor(self);
    const NodeRef node = record(
        self.engine(), "aten.mul_.Tensor", innerBackward<keptGradient<kNoiseBackward>>, self);
    if (node)
        node->save(0, noise);
    return attach(node, self.detach());
}

std::pair<Tensor, Tensor> reluInPlaceOfView(Tensor baseGiven, Tensor viewGiven)
{
    const Tensor base = std::move(baseGiven);
    const Tensor viewed = std::move(viewGiven);
    const NodeRef node = recordOfView("aten.relu_.default",
        copySlicesBackward<keptGradient<kReluInPlaceBackward>>, base, viewed.sizes());
    if (node)
        node->save(0, viewed);
    Tensor whole = attach(node, base.detach());
    Tensor part = view(whole, viewed.sizes());
    return {std::move(whole), std::move(part)};
}

std::pair<Tensor, Tensor> dropoutInPlaceOfView(Tensor baseGiven, Tensor viewGiven, bool active)
{
    Tensor base = std::move(baseGiven);
    Tensor viewed = std::move(viewGiven);
    if (!active)
        return {std::move(base), std::move(viewed)};
    const Tensor noise = noiseFor(viewed);
    const NodeRef node = recordOfView(
        "aten.mul_.Tensor", copySlicesBackward<keptGradient<kNoiseBackward>>, base, viewed.sizes());
    if (node)
        node->save(0, noise);
    Tensor whole = attach(node, base.detach());
    Tensor part = view(whole, viewed.sizes());
    return {std::move(whole), std::move(part)};
}

Tensor zeroPartInPlace(Tensor given, std::int64_t start, std::int64_t end)
{
    const Tensor base = std::move(given);
    const NodeRef node =
        recordOfView("aten.zero_.default", copySlicesBackward<zeroGradient>, base, {end - start});
    return attach(node, base.detach());
}

} // namespace headroom::engine
