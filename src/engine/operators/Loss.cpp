// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Loss.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/operators/Softmax.h"

namespace headroom::engine {

namespace {

void nllLossBackward(Node& node, const Gradients&, Gradients& outgoing)
{
    outgoing[0] = node.engine->make(
        "aten.nll_loss_backward.default", node.kept(0).sizes(), node.kept(0).dtype());
}

Tensor nllLoss(const Tensor& input, const Tensor& target)
{
    Engine& engine = input.engine();
    constexpr const char* kOp = "aten.nll_loss_forward.default";
    const NodeRef node = record(engine, kOp, nllLossBackward, input);
    if (node) {
        node->save(0, input);
        node->save(1, target);
    }
    Tensor loss = attach(node, engine.make(kOp, {}, input.dtype()));
    const Tensor totalWeight = engine.make(kOp, {}, input.dtype());
    if (node)
        node->save(2, totalWeight);
    return loss;
}

void mseLossBackward(Node& node, const Gradients&, Gradients& outgoing)
{
    outgoing[0] = node.engine->make(
        "aten.mse_loss_backward.default", node.kept(0).sizes(), node.kept(0).dtype());
}

} // namespace

Tensor mseLoss(Tensor given, Tensor target)
{
    const Tensor original = std::move(given);
    const Tensor wanted = std::move(target);
    const Tensor input = toFullPrecision(original);
    constexpr const char* kOp = "aten.mse_loss.default";
    const NodeRef node = record(input.engine(), kOp, mseLossBackward, input);
    if (node) {
        node->save(0, input);
        node->save(1, wanted);
    }
    return attach(node, input.engine().make(kOp, {}, input.dtype()));
}

Tensor crossEntropy(Tensor logits, Tensor target)
{
    const Tensor source = std::move(logits);
    const Tensor wanted = std::move(target);
    const Tensor logProbabilities = toFullPrecision(logSoftmax(source));
    return nllLoss(logProbabilities, wanted);
}

} // namespace headroom::engine
