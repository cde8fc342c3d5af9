// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ConfigBeside.h"
#include "formats/files/ConfigFacts.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/QuantizationConfig.h"
#include "formats/files/Tree.h"

// Hugging Face's config.json, and the small JSON files that stand beside it.

namespace headroom::files {
namespace {

/// Keys of a model's shape: what makes an object without model_type a config.
bool describesShape(const Value& tree)
{
    return hasKey(tree, "model_type") || hasKey(tree, "architectures")
        || wholeAt(tree, {"hidden_size", "n_embd", "d_model", "num_hidden_layers", "n_layer"});
}

bool isConfig(const Input& input)
{
    const std::size_t first = input.head.find_first_not_of(" \t\r\n");
    return first != input.head.npos && input.head[first] == '{';
}

ModelFile readConfig(const Input& input)
{
    ModelFile file;
    file.files.push_back(input.name);
    const Value config = readJsonObject(input.source);
    file.kind = "transformers-config";
    if (describesShape(config)) {
        useConfig(file, config, {});
        return file;
    }
    const QuantizationConfig quantization = quantizationOf(config);
    if (quantization.method == QuantizationConfig::Method::None)
        malformed({},
            HEADROOM_TEXT("formats",
                "expected a config.json, an index of shards, an adapter's or a scenario's file; "
                "found "
                "JSON without model_type, architectures or hidden_size"));
    file.quantization = quantization.describe();
    addProblem(file, ProblemSeverity::Warning, {},
        Text(HEADROOM_TEXT("formats",
            "the file says how weights are quantized, and nothing of the model's shape: open the "
            "config.json of its folder")));
    return file;
}

} // namespace

FileFormat configFormat();
FileFormat configFormat()
{
    return {"transformers-config", "Hugging Face config.json", "*.json",
        HEADROOM_TEXT(
            "formats", "the hyperparameters of a model: counts follow from its architecture"),
        isConfig, readConfig};
}

} // namespace headroom::files
