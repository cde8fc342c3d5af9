// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/FusedLoss.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <bit>

namespace headroom::engine {

namespace {

constexpr char kName[] = "LigerFusedLinearCrossEntropyFunction";

/// The gradients are there already; grad_output is compared with one.
void fusedLossBackward(Node& node, const Gradients&, Gradients& outgoing)
{
    Engine& engine = *node.engine;
    {
        const Tensor one = engine.make("aten._to_copy.default", {}, Dtype::Fp32);
        compare("aten.ne.Tensor", one, one).reset();
    }
    for (std::size_t input = 0; input < 2; ++input) {
        if (node.needs(input))
            outgoing[input] = node.kept(input).detach();
    }
}

/// Rows that a chunk takes: as many as make its logits about as large as the input, to a power of
/// two.
std::int64_t chunkRows(std::int64_t rows, std::int64_t classes, std::int64_t width)
{
    const std::int64_t factor = (classes + width - 1) / width;
    const std::int64_t fair = (rows + factor - 1) / factor;
    return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(fair)));
}

/// (values != ignored).sum().
Tensor countKept(Engine& engine, std::int64_t rows)
{
    const Tensor kept = engine.make("aten.ne.Scalar", {rows}, Dtype::Bool);
    return engine.make("aten.sum.default", {}, Dtype::Int64);
}

/// The variables of the loop over the chunks: each lives until the next chunk's takes its place.
class Chunks {
public:
    Chunks(const Tensor& hidden, const Tensor& weight)
        : m_engine(hidden.engine())
        , m_hidden(hidden)
        , m_weight(weight)
    {
    }

    void run(std::int64_t start, std::int64_t rows)
    {
        const Tensor input = slice(m_hidden, 0, start, start + rows);
        m_logits = mm(input, t(m_weight));
        countKept(m_engine, rows).reset();
        m_logits = toDtype(m_logits, Dtype::Fp32);
        m_logits = toDtype(m_logits, m_hidden.dtype());
        m_engine.make("aten.gt.Scalar", {}, Dtype::Bool).reset();
        {
            const Tensor inverse = m_engine.make("aten.reciprocal.default", {}, Dtype::Fp32);
            Tensor share = m_engine.make("aten.mul.Tensor", {}, Dtype::Fp32);
            m_share = std::move(share);
        }
        m_engine.make("aten.mul.Tensor", {rows}, Dtype::Fp32).reset();
        m_gradient = mulScalar(m_logits);
        mm(m_gradient, m_weight).reset();
    }

private:
    Engine& m_engine;
    const Tensor& m_hidden;
    const Tensor& m_weight;
    Tensor m_logits;
    Tensor m_share;
    Tensor m_gradient;
};

/// Forward makes no graph. Chunks that are alike are run up to a number that no model comes near.
Tensor forwardInChunks(const Tensor& hidden, const Tensor& weight)
{
    constexpr std::int64_t kMostChunks = 1024;
    Engine& engine = hidden.engine();
    const std::int64_t rows = hidden.size(0);
    const std::int64_t size = chunkRows(rows, weight.size(0), hidden.size(1));
    const Tensor losses = engine.make("aten.zeros.default", {rows}, Dtype::Fp32);
    const Tensor total = countKept(engine, rows);
    Chunks chunks(hidden, weight);
    const std::int64_t last = (rows - 1) / size * size;
    std::int64_t done = 0;
    for (std::int64_t start = 0; start < last && done < kMostChunks; start += size, ++done)
        chunks.run(start, size);
    chunks.run(last, rows - last);
    return engine.make("aten.sum.default", {}, Dtype::Fp32);
}

} // namespace

Tensor fusedLinearCrossEntropy(const Tensor& hidden, const Tensor& weight)
{
    Engine& engine = hidden.engine();
    const NodeRef node = record(engine, kName, fusedLossBackward, hidden, weight);
    const GradMode none(engine, false);
    Tensor weightGradient;
    if (weight.requiresGrad())
        weightGradient = engine.make("aten.zeros_like.default", weight.sizes(), weight.dtype());
    Tensor inputGradient = engine.make("aten.zeros_like.default", hidden.sizes(), hidden.dtype());
    Tensor loss = forwardInChunks(hidden, weight);
    if (node) {
        node->save(0, inputGradient);
        if (weightGradient)
            node->save(1, weightGradient);
    }
    return attach(node, std::move(loss));
}

} // namespace headroom::engine
