// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Head.h"

#include <algorithm>

namespace headroom::architectures {

namespace {

struct ClassEnding {
    std::string_view ending; ///< of the name of a class of transformers
    Head head;
};

/// A bare model ("BartModel") says nothing of what it is trained for.
constexpr auto kClassEndings = std::to_array<ClassEnding>({
    {"ForCausalLM", Head::CausalLm},
    {"ForMaskedLM", Head::MaskedLm},
    {"ForConditionalGeneration", Head::Seq2SeqLm},
    {"ForSequenceClassification", Head::SequenceClassification},
    {"ForTokenClassification", Head::TokenClassification},
    {"ForImageClassification", Head::ImageClassification},
    {"LMHeadModel", Head::CausalLm},
});

} // namespace

Head headOfConfig(const Config& config, std::span<const Head> heads)
{
    const std::vector<std::string> classes = config.texts("architectures");
    if (classes.empty())
        return heads.front();
    for (const ClassEnding& entry : kClassEndings) {
        if (!classes.front().ends_with(entry.ending))
            continue;
        const bool known = std::find(heads.begin(), heads.end(), entry.head) != heads.end();
        return known ? entry.head : heads.front();
    }
    return heads.front();
}

} // namespace headroom::architectures
