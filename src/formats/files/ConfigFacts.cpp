// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ConfigFacts.h"

#include "formats/files/ElementTypes.h"
#include "formats/files/FileFormat.h"
#include "formats/files/QuantizationConfig.h"
#include "formats/files/Tree.h"
#include "headroom/architectures/Step.h"

#include <algorithm>
#include <array>

namespace headroom::files {
namespace {

constexpr auto kTextParts = std::to_array<std::string_view>(
    {"text_config", "llm_config", "language_config", "thinker_config", "llm", "decoder_config"});

/// The part that describes the language model: the config itself, or the innermost of its parts.
const Value& textPart(const Value& config)
{
    const Value* part = &config;
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const std::string_view key : kTextParts) {
            const Value* inner = part->find(key);
            if (inner != nullptr && inner->asObject() != nullptr && !inner->asObject()->empty()) {
                part = inner;
                deeper = true;
                break;
            }
        }
    }
    return *part;
}

std::string dtypeOfConfig(const Value& config)
{
    for (const Value* part : {&config, &textPart(config)}) {
        for (const std::string_view key : {"dtype", "torch_dtype"}) {
            std::string name = textAt(*part, key);
            if (!elementNameOfTorch(name).empty())
                return name.starts_with("torch.") ? name.substr(6) : name;
        }
    }
    return {};
}

std::string firstArchitecture(const Value& config)
{
    const Value* value = config.find("architectures");
    const Value::List* list = value != nullptr ? value->asList() : nullptr;
    return list != nullptr && !list->empty() ? textOf(&list->front()) : std::string();
}

std::optional<std::uint64_t> contextOf(const Value& config)
{
    return wholeAt(textPart(config),
        {"max_position_embeddings", "n_positions", "max_sequence_length", "max_seq_len",
            "seq_length", "n_ctx", "max_seq_length", "model_max_length"});
}

} // namespace

void describeConfig(ModelFile& file, const Value& config, const std::string& /*where*/)
{
    file.modelType = textAt(config, "model_type");
    file.architecture = firstArchitecture(config);
    const std::vector<std::string_view> types = architectures::knownModelTypes();
    file.known = std::find(types.begin(), types.end(), file.modelType) != types.end();
    file.contextLength = contextOf(config);
    file.weightsDtype = dtypeOfConfig(config);
    file.config = config;
    file.quantizationConfig = config;
    const QuantizationConfig quantization = quantizationOf(config);
    if (quantization.method != QuantizationConfig::Method::None)
        file.quantization = quantization.describe();
}

} // namespace headroom::files
