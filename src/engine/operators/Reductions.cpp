// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Reductions.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

/// sum_backward: the gradient with its lost dimensions back, expanded.
Tensor expanded(const Node& node, Tensor gradient)
{
    Dims shape = node.saved.otherSizes;
    Tensor back =
        gradient.rank() == shape.rank() ? std::move(gradient) : view(std::move(gradient), shape);
    return expand(std::move(back), node.saved.sizes);
}

void sumBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = expanded(node, incoming[0]);
}

void meanBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor wide = expanded(node, incoming[0]);
    outgoing[0] = pointwise("aten.div.Scalar", {&wide}, wide.dtype());
}

/// `axes`: a bit for each dimension that goes.
Tensor reduce(
    const char* op, BackwardFunction backward, const Tensor& self, std::uint32_t axes, bool keep)
{
    Dims kept = self.sizes();
    Dims sizes;
    for (std::size_t i = 0; i < kept.rank(); ++i) {
        const bool goes = (axes >> i & 1U) != 0;
        if (goes)
            kept[i] = 1;
        if (!goes || keep)
            sizes.push(kept[i]);
    }
    const NodeRef node = record(self.engine(), op, backward, self);
    if (node) {
        node->saved.sizes = self.sizes();
        node->saved.otherSizes = kept;
    }
    return attach(node, self.engine().make(op, sizes, self.dtype()));
}

} // namespace

namespace {

std::uint32_t maskOf(const Tensor& self, std::initializer_list<std::int64_t> axes)
{
    std::uint32_t mask = 0;
    for (std::int64_t axis : axes)
        mask |= 1U << self.sizes().wrap(axis);
    return mask;
}

} // namespace

Tensor sum(Tensor input, std::initializer_list<std::int64_t> axes, bool keep)
{
    const Tensor self = std::move(input);
    return reduce("aten.sum.dim_IntList", sumBackward, self, maskOf(self, axes), keep);
}

Tensor sumTo(Tensor input, const Dims& sizes)
{
    Tensor self = std::move(input);
    if (self.sizes() == sizes)
        return self;
    const std::size_t lead = self.rank() - sizes.rank();
    Dims kept = self.sizes();
    bool any = lead > 0;
    for (std::size_t i = 0; i < kept.rank(); ++i) {
        if (i < lead || (sizes[i - lead] == 1 && kept[i] != 1)) {
            kept[i] = 1;
            any = true;
        }
    }
    if (!any)
        return self;
    Tensor summed = self.engine().make("aten.sum.dim_IntList", kept, self.dtype());
    return lead > 0 ? view(std::move(summed), sizes) : summed;
}

Tensor mean(Tensor input, std::int64_t axis, bool keep)
{
    const Tensor self = std::move(input);
    return reduce("aten.mean.dim", meanBackward, self, 1U << self.sizes().wrap(axis), keep);
}

Tensor mean(Tensor input, std::initializer_list<std::int64_t> axes, bool keep)
{
    const Tensor self = std::move(input);
    return reduce("aten.mean.dim", meanBackward, self, maskOf(self, axes), keep);
}

namespace {

/// FunctionsManual.cpp, linalg_vector_norm_backward for order 2.
void vectorNormBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& self = node.kept(0);
    const Tensor& norm = node.kept(1);
    const Tensor quotient = pointwise("aten.div.Tensor", {&self, &norm}, promote(self, norm));
    const Tensor isZero = compare("aten.eq.Scalar", norm);
    outgoing[0] = mul(incoming[0], quotient);
}

} // namespace

Tensor vectorNorm(Tensor input)
{
    const Tensor self = std::move(input);
    Engine& engine = self.engine();
    constexpr const char* kOp = "aten.linalg_vector_norm.default";
    const Dtype dtype =
        engine.autocast.enabled && isHalf(self.dtype()) ? Dtype::Fp32 : self.dtype();
    Dims sizes = self.sizes();
    sizes[sizes.rank() - 1] = 1;
    const NodeRef node = record(engine, kOp, vectorNormBackward, self);
    Tensor result = attach(node, engine.make(kOp, sizes, dtype));
    if (node) {
        node->save(0, self);
        node->save(1, result);
    }
    return result;
}

Tensor meanAll(Tensor input)
{
    const Tensor self = std::move(input);
    return reduce("aten.mean.default", meanBackward, self, ~std::uint32_t{0}, false);
}

Tensor vectorNorm(Tensor input, std::int64_t axis)
{
    const Tensor self = std::move(input);
    Dims sizes = self.sizes();
    sizes.erase(sizes.wrap(axis));
    // Autocast asks for fp32 (fp32_set_opt_dtype): the result alone is wider.
    const bool wide = self.engine().autocast.enabled && isHalf(self.dtype());
    return self.engine().make(
        "aten.linalg_vector_norm.default", sizes, wide ? Dtype::Fp32 : self.dtype());
}

Tensor cumsum(Tensor input)
{
    const Tensor self = std::move(input);
    const Dtype dtype = isFloating(self.dtype()) ? self.dtype() : Dtype::Int64;
    return pointwise("aten.cumsum.default", {&self}, dtype);
}

Tensor all(Tensor input)
{
    const Tensor self = std::move(input);
    return self.engine().make("aten.all.default", {}, Dtype::Bool);
}

Tensor any(Tensor input)
{
    const Tensor self = std::move(input);
    return self.engine().make("aten.any.default", {}, Dtype::Bool);
}

} // namespace headroom::engine
