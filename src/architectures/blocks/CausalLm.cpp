// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/CausalLm.h"

#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/FusedLoss.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Loss.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

namespace {

/// Each position's label is the next token; of labels with one more at the end.
Tensor shifted(const Tensor& labels) { return contiguous(slice(labels, -1, 1, labels.size(-1))); }

} // namespace

Tensor causalLmLoss(Tensor given, const Tensor& labelsGiven)
{
    const Tensor original = std::move(given);
    Tensor logits = toDtype(original, Dtype::Fp32);
    const Tensor labels = padLast(labelsGiven, 0, 1);
    Tensor targets = shifted(labels);
    logits = view(std::move(logits), {-1, original.size(-1)});
    targets = view(std::move(targets), {-1});
    return crossEntropy(logits, targets);
}

Tensor fusedCausalLmLoss(const Tensor& hidden, const Tensor& weight, const Tensor& labels)
{
    const Tensor padded = padLast(labels, 0, 1);
    const Tensor targets = shifted(padded);
    return fusedLinearCrossEntropy(view(hidden, {-1, hidden.size(-1)}), weight);
}

Tensor lastPosition(Tensor hidden)
{
    const std::int64_t length = hidden.size(1);
    return slice(std::move(hidden), 1, length - 1, length);
}

Tensor meanLoss(Tensor hidden) { return meanAll(toDtype(std::move(hidden), Dtype::Fp32)); }

} // namespace headroom::architectures
