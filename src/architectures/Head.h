// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Config.h"
#include "headroom/base/EnumTable.h"

#include <span>

namespace headroom::architectures {

/// What stands on a model, and so what its labels and its loss are.
enum class Head {
    CausalLm,
    MaskedLm,
    Seq2SeqLm,
    SequenceClassification,
    TokenClassification,
    ImageClassification,
    None, ///< the model without a head; training: the loss is the mean of its output
};

/// The head that the config itself names (`architectures`, "BertForMaskedLM"), where the family has
/// it; else the family's first.
[[nodiscard]] Head headOfConfig(const Config& config, std::span<const Head> heads);

} // namespace headroom::architectures

namespace headroom {

template <> struct EnumNames<architectures::Head> {
    static constexpr auto kTable = std::to_array<EnumName<architectures::Head>>({
        {architectures::Head::CausalLm, "causal-lm"},
        {architectures::Head::MaskedLm, "masked-lm"},
        {architectures::Head::Seq2SeqLm, "seq2seq-lm"},
        {architectures::Head::SequenceClassification, "sequence-classification"},
        {architectures::Head::TokenClassification, "token-classification"},
        {architectures::Head::ImageClassification, "image-classification"},
        {architectures::Head::None, "none"},
    });
};

} // namespace headroom
