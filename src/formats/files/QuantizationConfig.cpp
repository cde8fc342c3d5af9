// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/QuantizationConfig.h"

#include "formats/files/Tree.h"

#include <algorithm>
#include <array>

namespace headroom::files {
namespace {

using Method = QuantizationConfig::Method;

std::optional<std::vector<std::string>> textsAt(const Value& tree, std::string_view key)
{
    const Value* value = tree.find(key);
    const Value::List* list = value != nullptr ? value->asList() : nullptr;
    if (list == nullptr)
        return std::nullopt;
    std::vector<std::string> texts;
    for (const Value& item : *list)
        texts.push_back(textOf(&item));
    return texts;
}

/// compressed-tensors: formats and groups of modules; the first group's weights speak for all.
void readCompressedTensors(const Value& tree, QuantizationConfig& result)
{
    result.notConverted = textsAt(tree, "ignore");
    const Value::Object* groups = objectAt(tree, "config_groups").asObject();
    if (groups->empty())
        return;
    const Value& group = groups->front().second;
    const Value& weights = objectAt(group, "weights");
    const bool isFloat = textAt(weights, "type") == "float";
    result.bits = wholeAt(weights, "num_bits").value_or(0);
    result.groupSize = wholeAt(weights, "group_size").value_or(0);
    result.symmetric = flagAt(weights, "symmetric").value_or(true);
    result.actOrder = textAt(weights, "actorder") == "group";
    std::string format = textAt(tree, "format");
    if (format.empty())
        format = textAt(group, "format");
    if (isFloat && result.bits == 4)
        result.method = format.starts_with("mxfp4") ? Method::Mxfp4 : Method::Nvfp4;
    else if (isFloat && result.bits == 8)
        result.method = Method::Fp8;
    else
        result.method = Method::CompressedTensors;
    const std::optional<std::vector<std::string>> block = textsAt(weights, "block_structure");
    if (block && block->size() == 2) {
        const Value::List& sizes = *weights.find("block_structure")->asList();
        result.blockRows = wholeOf(&sizes[0]).value_or(0);
        result.blockColumns = wholeOf(&sizes[1]).value_or(0);
    }
}

void readModelOpt(const Value& tree, QuantizationConfig& result)
{
    const std::string algorithm = textAt(tree, "quant_algo");
    result.notConverted = textsAt(tree, "exclude_modules");
    if (!result.notConverted)
        result.notConverted = textsAt(tree, "ignore");
    result.groupSize = wholeAt(tree, "group_size").value_or(0);
    if (algorithm.find("NVFP4") != algorithm.npos) {
        result.method = Method::Nvfp4;
        result.bits = 4;
    } else if (algorithm.find("FP8") != algorithm.npos) {
        result.method = Method::Fp8;
        result.bits = 8;
    } else if (algorithm.find("AWQ") != algorithm.npos) {
        result.method = Method::Awq;
        result.bits = 4;
    } else if (!algorithm.empty()) {
        result.method = Method::Unknown;
    }
    result.name = "modelopt " + algorithm;
}

void readBitsAndBytes(const Value& tree, QuantizationConfig& result)
{
    result.notConverted = textsAt(tree, "llm_int8_skip_modules");
    if (flagAt(tree, "load_in_4bit").value_or(false)
        || flagAt(tree, "_load_in_4bit").value_or(false)) {
        result.method = Method::BitsAndBytes4;
        result.bits = 4;
        result.groupSize = 64;
        result.variant = textAt(tree, "bnb_4bit_quant_type");
        if (result.variant.empty())
            result.variant = "fp4";
        result.doubleQuant = flagAt(tree, "bnb_4bit_use_double_quant").value_or(false);
    } else {
        result.method = Method::BitsAndBytes8;
        result.bits = 8;
    }
}

void readFp8(const Value& tree, QuantizationConfig& result)
{
    result.method = Method::Fp8;
    result.bits = 8;
    result.notConverted = textsAt(tree, "modules_to_not_convert");
    const Value* block = tree.find("weight_block_size");
    const Value::List* sizes = block != nullptr ? block->asList() : nullptr;
    if (sizes != nullptr && sizes->size() == 2) {
        result.blockRows = wholeOf(&(*sizes)[0]).value_or(0);
        result.blockColumns = wholeOf(&(*sizes)[1]).value_or(0);
    }
}

QuantizationConfig readObject(const Value& tree)
{
    QuantizationConfig result;
    result.name = textAt(tree, "quant_method");
    const std::string& name = result.name;
    result.bits = wholeAt(tree, {"bits", "w_bit", "nbits"}).value_or(0);
    // -1 is a row.
    result.groupSize = wholeAt(tree, {"group_size", "q_group_size"}).value_or(0);
    if (name == "gptq" || name == "gptqmodel"
        || (name.empty() && hasKey(tree, "bits") && hasKey(tree, "desc_act"))) {
        result.method = Method::Gptq;
        result.name = "gptq";
        result.symmetric = flagAt(tree, "sym").value_or(true);
        result.actOrder = flagAt(tree, "desc_act").value_or(false);
        if (result.bits == 0)
            result.bits = 4;
    } else if (name == "awq"
        || (name.empty() && (hasKey(tree, "w_bit") || hasKey(tree, "zero_point")))) {
        result.method = Method::Awq;
        result.name = "awq";
        result.notConverted = textsAt(tree, "modules_to_not_convert");
        if (result.bits == 0)
            result.bits = 4;
    } else if (name == "bitsandbytes" || hasKey(tree, "load_in_4bit")
        || hasKey(tree, "load_in_8bit")) {
        result.name = "bitsandbytes";
        readBitsAndBytes(tree, result);
    } else if (name == "fp8" || name == "fbgemm_fp8") {
        readFp8(tree, result);
    } else if (name == "mxfp4") {
        result.method = Method::Mxfp4;
        result.bits = 4;
        result.groupSize = 32;
        result.notConverted = textsAt(tree, "modules_to_not_convert");
    } else if (name == "compressed-tensors" || hasKey(tree, "config_groups")) {
        if (hasKey(tree, "quant_algo"))
            readModelOpt(tree, result);
        else
            readCompressedTensors(tree, result);
        if (result.name.empty())
            result.name = "compressed-tensors";
    } else if (name == "modelopt" || hasKey(tree, "quant_algo")) {
        readModelOpt(tree, result);
    } else if (name == "hqq") {
        result.method = Method::Hqq;
        const Value& weights = objectAt(objectAt(tree, "quant_config"), "weight_quant_params");
        result.bits = wholeAt(weights, "nbits").value_or(0);
        result.groupSize = wholeAt(weights, "group_size").value_or(0);
        result.notConverted = textsAt(tree, "skip_modules");
    } else if (name.empty() && hasKey(tree, "bits") && hasKey(tree, "group_size")) {
        result.method = Method::Mlx;
        result.name = "mlx";
    } else if (!name.empty()) {
        result.method = Method::Unknown;
    }
    return result;
}

} // namespace

QuantizationConfig quantizationOf(const Value& config)
{
    // MLX writes "quantization" at the top, and lately a copy of it as quantization_config.
    const Value& mlx = objectAt(config, "quantization");
    if (hasKey(mlx, "quant_algo"))
        return readObject(mlx); // hf_quant_config.json
    if (hasKey(mlx, "bits")) {
        QuantizationConfig result = readObject(mlx);
        result.method = Method::Mlx;
        result.name = "mlx";
        return result;
    }
    for (const std::string_view key : {"quantization_config", "compression_config"}) {
        const Value& tree = objectAt(config, key);
        if (!tree.asObject()->empty())
            return readObject(tree);
    }
    for (const std::string_view key :
        {"text_config", "language_config", "llm_config", "thinker_config"}) {
        const Value& part = objectAt(config, key);
        if (!part.asObject()->empty()) {
            QuantizationConfig result = quantizationOf(part);
            if (result.method != Method::None)
                return result;
        }
    }
    // quantize_config.json has its keys at the top.
    if (!hasKey(config, "model_type") && !hasKey(config, "architectures")
        && (hasKey(config, "bits") || hasKey(config, "w_bit")))
        return readObject(config);
    return {};
}

std::string QuantizationConfig::describe() const
{
    std::string text = name;
    if (!variant.empty())
        text += " " + variant;
    if (bits != 0)
        text += ", " + std::to_string(bits) + " bit";
    if (blockRows != 0)
        text += ", blocks of " + std::to_string(blockRows) + " × " + std::to_string(blockColumns);
    else if (groupSize != 0)
        text += ", groups of " + std::to_string(groupSize);
    if (doubleQuant)
        text += ", double quantization";
    return text;
}

} // namespace headroom::files
