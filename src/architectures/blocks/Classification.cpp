// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Classification.h"

#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Loss.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

std::int64_t readLabels(const Config& config, std::int64_t fallback)
{
    const std::int64_t named = config.lengthOf("id2label");
    const std::int64_t labels = named > 0 ? named : config.integerOr("num_labels", fallback);
    const std::string_view fitting = labels == 1 ? "regression" : "single_label_classification";
    const std::string problem = config.textOr("problem_type", fitting);
    if (problem != fitting)
        config.reject("problem_type",
            Text(HEADROOM_TEXT("architectures",
                     "expected {0}, which goes with one label a sequence and a classifier of {1}; "
                     "found {2}"),
                fitting, static_cast<std::uint64_t>(labels), problem));
    return labels;
}

Tensor flatCrossEntropy(const Tensor& logits, const Tensor& labels)
{
    Tensor source = view(logits, {-1, logits.size(-1)});
    Tensor target = view(labels, {-1});
    return crossEntropy(std::move(source), std::move(target));
}

Tensor classificationLoss(const Tensor& logits, const Tensor& labels)
{
    if (logits.size(-1) > 1)
        return flatCrossEntropy(logits, labels);
    // problem_type "regression".
    return mseLoss(squeeze(logits, -1), labels);
}

Tensor maskedLmLoss(Tensor given, const Tensor& labelsGiven)
{
    const Tensor original = std::move(given);
    Tensor logits = toDtype(original, Dtype::Fp32);
    logits = view(std::move(logits), {-1, original.size(-1)});
    const Tensor labels = view(labelsGiven, {-1});
    return crossEntropy(logits, labels);
}

} // namespace headroom::architectures
