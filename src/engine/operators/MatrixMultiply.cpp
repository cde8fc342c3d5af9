// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/MatrixMultiply.h"

#include "headroom/engine/Checkpoint.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

bool columnMajor(const Dims& sizes, const Dims& strides)
{
    return strides[0] == 1 && strides[1] == sizes[0];
}

/// FunctionsManual.cpp, mm_mat1_backward and mm_mat2_backward: a gradient is laid out as its input
/// was.
void mmGradients(Node& node, const Tensor& gradient, Gradients& outgoing, std::size_t first)
{
    const Saved& saved = node.saved;
    const auto second = [&] {
        if (!node.needs(first + 1))
            return;
        const Tensor& a = node.kept(0);
        outgoing[first + 1] = saved.otherFlag ? t(mm(t(gradient), a)) : mm(t(a), gradient);
    };
    // The entries are run in the order of their names: mat2, self for mm; mat1, mat2 for addmm.
    if (first == 0)
        second();
    if (node.needs(first)) {
        const Tensor& b = node.kept(1);
        outgoing[first] = saved.flag ? t(mm(b, t(gradient))) : mm(gradient, t(b));
    }
    if (first != 0)
        second();
}

void mmBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    mmGradients(node, incoming[0], outgoing, 0);
}

void addmmBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    mmGradients(node, incoming[0], outgoing, 1);
    if (node.needs(0))
        outgoing[0] = incoming[0];
}

void saveFactors(const NodeRef& node, const Tensor& a, const Tensor& b, std::size_t first)
{
    if (!node)
        return;
    node->saved.flag = columnMajor(a.sizes(), a.strides());
    node->saved.otherFlag = columnMajor(b.sizes(), b.strides());
    if (node->needs(first + 1))
        node->save(0, a);
    if (node->needs(first))
        node->save(1, b);
}

void checkInner(const char* op, const Tensor& a, const Tensor& b)
{
    if (a.size(-1) != b.size(-2))
        throw Impossible::shape(op, "an inner size of " + std::to_string(a.size(-1)),
            toString(a.sizes()) + " x " + toString(b.sizes()));
}

Tensor keptProduct(const char* op, const Dims& sizes, const Tensor& like)
{
    return makeKept(like.engine(), op, sizes, contiguousStrides(sizes), like.dtype());
}

} // namespace

Tensor mm(Tensor a, Tensor b)
{
    const Tensor first = std::move(a);
    const Tensor second = std::move(b);
    const Tensor mat2 = toLowPrecision(second);
    const Tensor self = toLowPrecision(first);
    checkInner("mm", self, mat2);
    const NodeRef node = record(self.engine(), "aten.mm.default", mmBackward, self, mat2);
    saveFactors(node, self, mat2, 0);
    return attach(node, keptProduct("aten.mm.default", {self.sizes()[0], mat2.sizes()[1]}, self));
}

Tensor addmm(Tensor bias, Tensor a, Tensor b)
{
    const Tensor given = std::move(bias);
    const Tensor first = std::move(a);
    const Tensor second = std::move(b);
    const Tensor mat2 = toLowPrecision(second);
    const Tensor mat1 = toLowPrecision(first);
    const Tensor input = toLowPrecision(given);
    checkInner("addmm", mat1, mat2);
    const NodeRef node =
        record(mat1.engine(), "aten.addmm.default", addmmBackward, input, mat1, mat2);
    saveFactors(node, mat1, mat2, 1);
    return attach(
        node, keptProduct("aten.addmm.default", {mat1.sizes()[0], mat2.sizes()[1]}, mat1));
}

namespace {

void bmmBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    if (node.needs(1))
        outgoing[1] = bmm(transpose(node.kept(0), 1, 2), incoming[0]);
    if (node.needs(0))
        outgoing[0] = bmm(incoming[0], transpose(node.kept(1), 1, 2));
}

/// Entries batch1, batch2, self.
void baddbmmBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const bool scaled = node.saved.axis != 0;
    if (node.needs(1)) {
        Tensor gradient = bmm(incoming[0], transpose(node.kept(1), 1, 2));
        outgoing[1] = scaled ? scale(std::move(gradient)) : std::move(gradient);
    }
    if (node.needs(2)) {
        Tensor gradient = bmm(transpose(node.kept(0), 1, 2), incoming[0]);
        outgoing[2] = scaled ? scale(std::move(gradient)) : std::move(gradient);
    }
    if (node.needs(0))
        outgoing[0] = incoming[0];
}

} // namespace

Tensor bmm(Tensor a, Tensor b)
{
    const Tensor first = std::move(a);
    const Tensor second = std::move(b);
    const Tensor mat2 = toLowPrecision(second);
    const Tensor self = toLowPrecision(first);
    checkInner("bmm", self, mat2);
    const NodeRef node = record(self.engine(), "aten.bmm.default", bmmBackward, self, mat2);
    saveFactors(node, self, mat2, 0);
    return attach(node,
        keptProduct("aten.bmm.default", {self.sizes()[0], self.sizes()[1], mat2.sizes()[2]}, self));
}

Tensor baddbmm(Tensor input, Tensor a, Tensor b, bool scaled)
{
    const Tensor given = std::move(input);
    const Tensor first = std::move(a);
    const Tensor second = std::move(b);
    const Tensor batch2 = toLowPrecision(second);
    const Tensor batch1 = toLowPrecision(first);
    const Tensor self = toLowPrecision(given);
    checkInner("baddbmm", batch1, batch2);
    const NodeRef node =
        record(batch1.engine(), "aten.baddbmm.default", baddbmmBackward, self, batch1, batch2);
    saveFactors(node, batch1, batch2, 1);
    if (node)
        node->saved.axis = scaled ? 1 : 0;
    return attach(node,
        keptProduct("aten.baddbmm.default",
            {batch1.sizes()[0], batch1.sizes()[1], batch2.sizes()[2]}, batch1));
}

namespace {

/// should_fold: where the second is a weight that trains always, in inference too; else where the
/// first is one matrix already.
bool folds(const Tensor& a, bool trains)
{
    if (trains)
        return true;
    const Dims& strides = a.strides();
    for (std::size_t i = 0; i + 2 < a.rank(); ++i) {
        if (strides[i] != strides[i + 1] * a.sizes()[i + 1])
            return false;
    }
    return true;
}

Tensor product(const Tensor& a, const Tensor& b, bool trains)
{
    if (a.rank() == 2 && b.rank() == 2)
        return mm(a, b);
    if (a.rank() >= 3 && b.rank() == 2 && folds(a, trains)) {
        Dims sizes = a.sizes();
        sizes[sizes.rank() - 1] = b.size(1);
        return view(mm(reshape(a, {-1, a.size(-1)}), b), sizes);
    }
    Dims batchA = a.sizes();
    Dims batchB = b.sizes();
    for (int i = 0; i < 2; ++i) {
        batchA.erase(batchA.rank() - 1);
        batchB.erase(batchB.rank() - 1);
    }
    const Dims batch = broadcast("matmul", batchA, batchB);
    const auto flat = [&batch](const Tensor& tensor) {
        Dims sizes = batch;
        sizes.push(tensor.size(-2));
        sizes.push(tensor.size(-1));
        return reshape(expand(tensor, sizes), {elements(batch), tensor.size(-2), tensor.size(-1)});
    };
    Tensor flatA = flat(a);
    Tensor flatB = flat(b);
    Dims sizes = batch;
    sizes.push(a.size(-2));
    sizes.push(b.size(-1));
    return view(bmm(std::move(flatA), std::move(flatB)), sizes);
}

} // namespace

Tensor matmul(Tensor firstGiven, Tensor secondGiven)
{
    const Tensor first = std::move(firstGiven);
    const Tensor second = std::move(secondGiven);
    const Tensor b = toLowPrecision(second);
    const Tensor a = toLowPrecision(first);
    return product(a, b, b.requiresGrad());
}

Tensor linear(Tensor inputGiven, const Tensor& weightGiven, const Tensor& biasGiven)
{
    const Tensor given = std::move(inputGiven);
    const Tensor bias = biasGiven ? toLowPrecision(biasGiven) : Tensor();
    const Tensor weight = toLowPrecision(weightGiven);
    const Tensor input = toLowPrecision(given);
    if (!bias && input.rank() == 2)
        return mm(input, t(weight));
    // The order in which the views are made is the order in which backward leaves them.
    if (!bias) {
        Dims sizes = input.sizes();
        sizes[sizes.rank() - 1] = weight.size(0);
        Tensor turned = t(weight);
        Tensor flat = reshape(input, {-1, input.size(-1)});
        return view(mm(std::move(flat), std::move(turned)), sizes);
    }
    if (input.rank() == 2)
        return addmm(bias, input, t(weight));
    if (input.isContiguous()) {
        Dims sizes = input.sizes();
        sizes[sizes.rank() - 1] = weight.size(0);
        Tensor flat = view(input, {-1, input.size(-1)});
        Tensor turned = t(weight);
        return view(addmm(bias, std::move(flat), std::move(turned)), sizes);
    }
    return add(product(input, t(weight), weightGiven.requiresGrad()), bias);
}

} // namespace headroom::engine
