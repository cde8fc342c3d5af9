// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Indexing.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Pointwise.h"

namespace headroom::engine {

namespace {

void topKBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Dtype dtype = incoming[0].dtype();
    const Tensor zeros = node.engine->make("aten.new_zeros.default", node.saved.sizes, dtype);
    outgoing[0] = node.engine->make("aten.scatter.src", node.saved.sizes, dtype);
}

void indexBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Dtype dtype = incoming[0].dtype();
    const Tensor zeros = node.engine->make("aten.new_zeros.default", node.saved.sizes, dtype);
    outgoing[0] = node.engine->make("aten.index_put.default", node.saved.sizes, dtype);
}

} // namespace

std::pair<Tensor, Tensor> topK(Tensor input, std::int64_t count)
{
    const Tensor self = std::move(input);
    Engine& engine = self.engine();
    constexpr const char* kOp = "aten.topk.default";
    const NodeRef node = record(engine, kOp, topKBackward, self);
    if (node)
        node->saved.sizes = self.sizes();
    Dims sizes = self.sizes();
    sizes[sizes.rank() - 1] = count;
    Tensor values = attach(node, engine.make(kOp, sizes, self.dtype()));
    Tensor indices = engine.make(kOp, sizes, Dtype::Int64);
    if (node)
        node->save(0, indices);
    return {std::move(values), std::move(indices)};
}

std::pair<Tensor, Tensor> sort(const Tensor& input)
{
    constexpr const char* kOp = "aten.sort.default";
    Tensor values = input.engine().make(kOp, input.sizes(), input.dtype());
    Tensor order = input.engine().make(kOp, input.sizes(), Dtype::Int64);
    return {std::move(values), std::move(order)};
}

Tensor index(const Tensor& input, Tensor given)
{
    const Tensor indices = std::move(given);
    Engine& engine = input.engine();
    constexpr const char* kOp = "aten.index.Tensor";
    const NodeRef node = record(engine, kOp, indexBackward, input);
    if (node) {
        node->saved.sizes = input.sizes();
        node->save(0, indices);
    }
    Dims sizes = input.sizes();
    sizes[0] = indices.size(0);
    return attach(node, engine.make(kOp, sizes, input.dtype()));
}

Tensor gather(const Tensor& input, const Tensor& indices)
{
    return input.engine().make("aten.gather.default", indices.sizes(), input.dtype());
}

Tensor histogram(const Tensor& input, std::int64_t bins)
{
    return input.engine().make("aten.histc.default", {bins}, input.dtype());
}

Tensor floorDivide(const Tensor& input)
{
    return pointwise("aten.floor_divide.default", {&input}, input.dtype());
}

Tensor emptyLike(const Tensor& input)
{
    return pointwise("aten.empty_like.default", {&input}, input.dtype());
}

} // namespace headroom::engine
