// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Embedding.h"

#include "headroom/engine/Engine.h"

#include <algorithm>

namespace headroom::engine {

namespace {

constexpr char kBackward[] = "aten.embedding_dense_backward.default";

std::uint64_t kernelBytes(const Tensor& gradient, const Tensor& indices, std::int64_t rows)
{
    const std::uint64_t copied = gradient.isContiguous()
        ? 0
        : roundedToBlock(tensorBytes(gradient.sizes(), gradient.dtype()));
    const std::int64_t count = elements(indices.sizes());
    if (count <= 3072)
        return copied;
    const std::int64_t segments = std::min(count, rows);
    const std::int64_t partial = count / 10 + segments;
    return copied + 3 * roundedToBlock(tensorBytes({count}, indices.dtype()))
        + 2 * roundedToBlock(tensorBytes({segments}, indices.dtype()))
        + roundedToBlock(tensorBytes({partial}, indices.dtype()))
        + roundedToBlock(tensorBytes({partial, gradient.size(-1)}, Dtype::Fp32))
        + std::uint64_t{2} * 512;
}

void embeddingBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    const Tensor& gradient = incoming[0];
    const std::int64_t rows = node.saved.length;
    outgoing[0] = node.engine->make(kBackward, {rows, gradient.size(-1)}, gradient.dtype());
    node.engine->temporary(kBackward, kernelBytes(gradient, node.kept(0), rows));
}

} // namespace

Tensor embedding(const Tensor& weight, Tensor given)
{
    const Tensor indices = std::move(given);
    const NodeRef node =
        record(weight.engine(), "aten.embedding.default", embeddingBackward, weight);
    if (node) {
        node->saved.length = weight.size(0);
        node->save(0, indices);
    }
    Dims sizes = indices.sizes();
    sizes.push(weight.size(1));
    return attach(node, weight.engine().make("aten.embedding.default", sizes, weight.dtype()));
}

} // namespace headroom::engine
