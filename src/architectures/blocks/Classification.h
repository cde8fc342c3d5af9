// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Layers.h"
#include "headroom/architectures/Config.h"

namespace headroom::architectures {

/// config.num_labels: the length of id2label, else num_labels, else the family's own number. What
/// problem_type asks of labels that a batch does not have is an error.
[[nodiscard]] std::int64_t readLabels(const Config& config, std::int64_t fallback = 2);

/// nn.CrossEntropyLoss of logits [.., classes] and labels [..], flattened.
[[nodiscard]] Tensor flatCrossEntropy(const Tensor& logits, const Tensor& labels);

/// The loss of XForSequenceClassification with one label a sequence: cross-entropy, and for a
/// single class the squared error.
[[nodiscard]] Tensor classificationLoss(const Tensor& logits, const Tensor& labels);

/// ForMaskedLMLoss of loss_utils.py: logits in fp32, flattened, cross-entropy.
[[nodiscard]] Tensor maskedLmLoss(Tensor logits, const Tensor& labels);

} // namespace headroom::architectures
