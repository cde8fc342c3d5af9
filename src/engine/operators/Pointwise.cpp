// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Pointwise.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/operators/Factories.h"

namespace headroom::engine {

Dims broadcast(const char* op, const Dims& a, const Dims& b)
{
    if (a == b)
        return a;
    const Dims& longer = a.rank() >= b.rank() ? a : b;
    const Dims& shorter = a.rank() >= b.rank() ? b : a;
    Dims sizes = longer;
    const std::size_t lead = longer.rank() - shorter.rank();
    for (std::size_t i = 0; i < shorter.rank(); ++i) {
        const std::int64_t other = shorter[i];
        std::int64_t& size = sizes[lead + i];
        if (size == other || other == 1)
            continue;
        if (size != 1)
            throw Impossible::shape(op, "sizes that broadcast to " + toString(a), toString(b));
        size = other;
    }
    return sizes;
}

namespace {

/// [batch, channels, height, width] with the channels together, whatever the strides of dimensions
/// of one element (is_channels_last_contiguous).
bool packedByChannels(const Dims& sizes, const Dims& strides)
{
    if (sizes.rank() != 4)
        return false;
    return isContiguous(
        {sizes[0], sizes[2], sizes[3], sizes[1]}, {strides[0], strides[2], strides[3], strides[1]});
}

/// Two layouts that many tensors have, told without sorting; false where neither or both hold.
bool commonStrides(const Dims& sizes, std::initializer_list<const Tensor*> inputs, Dims& strides)
{
    bool rows = true;
    bool literal = true;
    bool channels = true;
    for (const Tensor* input : inputs) {
        literal = literal && input->strides() == contiguousStrides(input->sizes());
        const bool whole = input->sizes() == sizes;
        rows = rows && whole && input->isContiguous();
        channels = channels && whole && packedByChannels(sizes, input->strides());
    }
    if (!literal && rows == channels)
        return false;
    strides = literal || rows ? contiguousStrides(sizes) : channelsLastStrides(sizes);
    return true;
}

} // namespace

Dims iteratorStrides(const Dims& sizes, std::initializer_list<const Tensor*> inputs)
{
    const Tensor& only = **inputs.begin();
    if (inputs.size() == 1 && only.sizes() == sizes && isDense(sizes, only.strides()))
        return only.strides();
    Dims common;
    if (commonStrides(sizes, inputs, common))
        return common;
    const std::size_t rank = sizes.rank();
    // Of each input: its stride in a dimension of the result, 0 where it broadcasts or has none.
    const auto strideOf = [&sizes, rank](const Tensor& input, std::size_t axis) -> std::int64_t {
        const std::size_t lead = rank - input.rank();
        if (axis < lead)
            return 0;
        const std::size_t own = axis - lead;
        return input.sizes()[own] == 1 && sizes[axis] != 1 ? 0 : input.strides()[own];
    };
    const auto compareAxes = [&](std::size_t first, std::size_t second) {
        for (const Tensor* input : inputs) {
            const std::int64_t a = strideOf(*input, first);
            const std::int64_t b = strideOf(*input, second);
            if (a == 0 || b == 0)
                continue;
            if (a != b)
                return a < b ? -1 : 1;
            if (sizes[first] > sizes[second])
                return 1;
        }
        return 0;
    };
    std::array<std::size_t, Dims::kMaxRank> order{};
    for (std::size_t i = 0; i < rank; ++i)
        order[i] = rank - 1 - i;
    for (std::size_t i = 1; i < rank; ++i) {
        std::size_t moving = i;
        for (std::size_t at = i; at-- > 0;) {
            const int comparison = compareAxes(order[at], order[moving]);
            if (comparison > 0) {
                std::swap(order[at], order[moving]);
                moving = at;
            } else if (comparison < 0) {
                break;
            }
        }
    }
    Dims strides = sizes;
    std::int64_t step = 1;
    for (std::size_t i = 0; i < rank; ++i) {
        strides[order[i]] = step;
        step *= sizes[order[i]];
    }
    return strides;
}

namespace {

int category(Dtype dtype)
{
    if (dtype == Dtype::Bool)
        return 0;
    return isFloating(dtype) ? 2 : 1;
}

Dtype promoted(Dtype a, Dtype b)
{
    if (a == b)
        return a;
    if (category(a) != category(b))
        return category(a) > category(b) ? a : b;
    if (isHalf(a) && isHalf(b))
        return Dtype::Fp32;
    return elementBytes(a) >= elementBytes(b) ? a : b;
}

} // namespace

Dtype promote(const Tensor& a, const Tensor& b)
{
    if (a.dtype() == b.dtype())
        return a.dtype();
    const bool aScalar = a.rank() == 0;
    if (aScalar != (b.rank() == 0)) {
        const Dtype wide = aScalar ? b.dtype() : a.dtype();
        const Dtype zero = aScalar ? a.dtype() : b.dtype();
        return category(zero) > category(wide) ? zero : wide;
    }
    return promoted(a.dtype(), b.dtype());
}

Tensor pointwise(const char* op, std::initializer_list<const Tensor*> inputs, Dtype dtype)
{
    const Tensor& first = **inputs.begin();
    Dims sizes = first.sizes();
    for (const Tensor* input : inputs)
        sizes = broadcast(op, sizes, input->sizes());
    return first.engine().makeStrided(op, sizes, iteratorStrides(sizes, inputs), dtype);
}

namespace {

void passBoth(Node&, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = incoming[0];
    outgoing[1] = incoming[0];
}

void subBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    if (node.needs(1))
        outgoing[1] = neg(incoming[0]);
    outgoing[0] = incoming[0];
}

void mulBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    if (node.needs(1))
        outgoing[1] = mul(incoming[0], node.kept(0));
    if (node.needs(0))
        outgoing[0] = mul(incoming[0], node.kept(1));
}

/// div_tensor_other_backward: -grad * ((self / other) / other); div_tensor_self_backward: grad /
/// other.
void divBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    if (node.needs(1)) {
        const Tensor first = div(node.kept(0), node.kept(1));
        const Tensor quotient = div(first, node.kept(1));
        const Tensor negative = neg(incoming[0]);
        outgoing[1] = mul(negative, quotient);
    }
    if (node.needs(0))
        outgoing[0] = div(incoming[0], node.kept(1));
}

} // namespace

Tensor add(Tensor a, Tensor b)
{
    const Tensor self = std::move(a);
    const Tensor other = std::move(b);
    const NodeRef node = record(self.engine(), "aten.add.Tensor", passBoth, self, other);
    return attach(node, pointwise("aten.add.Tensor", {&self, &other}, promote(self, other)));
}

Tensor sub(Tensor a, Tensor b)
{
    const Tensor self = std::move(a);
    const Tensor other = std::move(b);
    const NodeRef node = record(self.engine(), "aten.sub.Tensor", subBackward, self, other);
    return attach(node, pointwise("aten.sub.Tensor", {&self, &other}, promote(self, other)));
}

Tensor mul(Tensor a, Tensor b)
{
    const Tensor self = std::move(a);
    const Tensor other = std::move(b);
    const NodeRef node = record(self.engine(), "aten.mul.Tensor", mulBackward, self, other);
    if (node) {
        if (node->needs(1))
            node->save(0, self);
        if (node->needs(0))
            node->save(1, other);
    }
    return attach(node, pointwise("aten.mul.Tensor", {&self, &other}, promote(self, other)));
}

Tensor div(Tensor a, Tensor b)
{
    const Tensor self = std::move(a);
    const Tensor other = std::move(b);
    const NodeRef node = record(self.engine(), "aten.div.Tensor", divBackward, self, other);
    if (node) {
        if (node->needs(1))
            node->save(0, self);
        node->save(1, other);
    }
    return attach(node, pointwise("aten.div.Tensor", {&self, &other}, promote(self, other)));
}

Tensor divInPlace(Tensor a, Tensor b)
{
    const Tensor self = std::move(a);
    const Tensor other = std::move(b);
    const NodeRef node = record(self.engine(), "aten.div_.Tensor", divBackward, self, other);
    if (node) {
        if (node->needs(1)) {
            const Tensor original =
                self.engine().make("aten.clone.default", self.sizes(), self.dtype());
            node->save(0, original);
        }
        node->save(1, other);
    }
    return attach(node, self.detach());
}

namespace {

void pass(Node&, const Gradients& incoming, Gradients& outgoing) { outgoing[0] = incoming[0]; }

void mulScalarBackward(Node&, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = mulScalar(incoming[0]);
}

void divScalarBackward(Node&, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = divScalar(incoming[0]);
}

void scaleBackward(Node&, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = scale(incoming[0]);
}

/// One input, a result of the same sizes and dtype, nothing saved.
Tensor unary(const char* op, BackwardFunction backward, Tensor input)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), op, backward, self);
    return attach(node, pointwise(op, {&self}, self.dtype()));
}

} // namespace

Tensor addScalar(Tensor input) { return unary("aten.add.Tensor", pass, std::move(input)); }
Tensor subScalar(Tensor input) { return unary("aten.sub.Tensor", pass, std::move(input)); }
Tensor mulScalar(Tensor input)
{
    return unary("aten.mul.Tensor", mulScalarBackward, std::move(input));
}
Tensor divScalar(Tensor input)
{
    return unary("aten.div.Tensor", divScalarBackward, std::move(input));
}
Tensor scale(Tensor input) { return unary("aten.mul.Scalar", scaleBackward, std::move(input)); }

namespace {

void powBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& self = node.kept(0);
    const Tensor power = pointwise("aten.pow.Tensor_Scalar", {&self}, self.dtype());
    const Tensor scaled = pointwise("aten.mul.Scalar", {&power}, power.dtype());
    outgoing[0] = mul(incoming[0], scaled);
}

void rsqrtBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& result = node.kept(0);
    const Tensor cube = pointwise("aten.pow.Tensor_Scalar", {&result}, result.dtype());
    const Tensor scaled = pointwise("aten.mul.Scalar", {&incoming[0]}, incoming[0].dtype());
    outgoing[0] = mul(scaled, cube);
}

void expBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = mul(incoming[0], node.kept(0));
}

template <const char* kComparison>
void clampBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor zero = scalarTensor(*node.engine, incoming[0].dtype());
    const Tensor inside = compare(kComparison, node.kept(0));
    outgoing[0] = where(inside, incoming[0], zero);
}

constexpr char kAtLeast[] = "aten.ge.Scalar";
constexpr char kAtMost[] = "aten.le.Scalar";

Tensor clamped(const char* op, BackwardFunction backward, Tensor input)
{
    const Tensor self = std::move(input);
    const NodeRef node = record(self.engine(), op, backward, self);
    if (node)
        node->save(0, self);
    return attach(node, pointwise(op, {&self}, self.dtype()));
}

void negBackward(Node&, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = neg(incoming[0]);
}

} // namespace

Tensor powScalar(Tensor input)
{
    const Tensor given = std::move(input);
    const Tensor self = toFullPrecision(given);
    const NodeRef node = record(self.engine(), "aten.pow.Tensor_Scalar", powBackward, self);
    if (node)
        node->save(0, self);
    return attach(node, pointwise("aten.pow.Tensor_Scalar", {&self}, self.dtype()));
}

Tensor rsqrt(Tensor input)
{
    const Tensor given = std::move(input);
    const Tensor self = toFullPrecision(given);
    const NodeRef node = record(self.engine(), "aten.rsqrt.default", rsqrtBackward, self);
    Tensor result = attach(node, pointwise("aten.rsqrt.default", {&self}, self.dtype()));
    if (node)
        node->save(0, result);
    return result;
}

Tensor exp(Tensor input)
{
    const Tensor given = std::move(input);
    const Tensor self = toFullPrecision(given);
    const NodeRef node = record(self.engine(), "aten.exp.default", expBackward, self);
    Tensor result = attach(node, pointwise("aten.exp.default", {&self}, self.dtype()));
    if (node)
        node->save(0, result);
    return result;
}

Tensor clampMin(Tensor input)
{
    return clamped("aten.clamp_min.default", clampBackward<kAtLeast>, std::move(input));
}

Tensor clampMax(Tensor input)
{
    return clamped("aten.clamp.default", clampBackward<kAtMost>, std::move(input));
}

Tensor neg(Tensor input) { return unary("aten.neg.default", negBackward, std::move(input)); }

Tensor cos(Tensor input)
{
    const Tensor self = std::move(input);
    return pointwise("aten.cos.default", {&self}, self.dtype());
}

Tensor sin(Tensor input)
{
    const Tensor self = std::move(input);
    return pointwise("aten.sin.default", {&self}, self.dtype());
}

namespace {

/// where(condition, gradient, 0).
Tensor whereOrZero(const Tensor& condition, const Tensor& gradient)
{
    const Tensor zero = gradient.engine().make("aten.scalar_tensor.default", {}, gradient.dtype());
    return pointwise("aten.where.self", {&condition, &gradient, &zero}, gradient.dtype());
}

void whereElseBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    outgoing[0] = whereOrZero(node.kept(0), incoming[0]);
}

/// clamp_backward of FunctionsManual.cpp.
void clampBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& self = node.kept(0);
    const Tensor zero = node.engine->make("aten.scalar_tensor.default", {}, incoming[0].dtype());
    const Tensor above = pointwise("aten.ge.Tensor", {&self, &node.kept(1)}, Dtype::Bool);
    const Tensor below = pointwise("aten.le.Tensor", {&self, &node.kept(2)}, Dtype::Bool);
    const Tensor inside = pointwise("aten.logical_and.default", {&above, &below}, Dtype::Bool);
    outgoing[0] = pointwise("aten.where.self", {&inside, &incoming[0], &zero}, incoming[0].dtype());
}

} // namespace

Tensor whereElse(Tensor condition, Tensor input)
{
    const Tensor flags = std::move(condition);
    const Tensor self = std::move(input);
    Engine& engine = self.engine();
    const NodeRef node = record(engine, "aten.where.self", whereElseBackward, self);
    if (node)
        node->save(0, flags);
    const Tensor number = engine.make("aten.scalar_tensor.default", {}, self.dtype());
    return attach(node, pointwise("aten.where.self", {&flags, &self, &number}, self.dtype()));
}

Tensor clamp(Tensor input, Tensor least, Tensor most)
{
    const Tensor self = std::move(input);
    const Tensor low = std::move(least);
    const Tensor high = std::move(most);
    const NodeRef node = record(self.engine(), "aten.clamp.Tensor", clampBackward, self);
    if (node) {
        node->save(0, self);
        node->save(1, low);
        node->save(2, high);
    }
    return attach(node, pointwise("aten.clamp.Tensor", {&self, &low, &high}, self.dtype()));
}

Tensor compare(const char* op, Tensor input)
{
    const Tensor self = std::move(input);
    return pointwise(op, {&self}, Dtype::Bool);
}

Tensor compare(const char* op, Tensor a, Tensor b)
{
    const Tensor self = std::move(a);
    const Tensor other = std::move(b);
    return pointwise(op, {&self, &other}, Dtype::Bool);
}

Tensor maskedFill(const Tensor& input, const Tensor& mask)
{
    return pointwise("aten.masked_fill.Scalar", {&input, &mask}, input.dtype());
}

Tensor bitwiseAnd(Tensor a, Tensor b)
{
    return compare("aten.bitwise_and.Tensor", std::move(a), std::move(b));
}

} // namespace headroom::engine
