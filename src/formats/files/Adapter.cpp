// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ConfigBeside.h"
#include "formats/files/ConfigFacts.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/Tree.h"
#include "headroom/formats/Models.h"

// adapter_config.json of peft, with the adapter's weights beside it.

namespace headroom::files {
namespace {

bool isAdapter(const Input& input)
{
    return input.name == "adapter_config.json"
        || input.head.find("\"peft_type\"") != input.head.npos;
}

/// The base model, where its config lies beside or the catalogue has it; never a path that the file
/// names.
void joinBase(ModelFile& file, const Input& input, const std::string& base)
{
    std::optional<Value> config = readJsonBeside(file, input.neighbours, "config.json");
    if (!config) {
        const Result<const CatalogueEntry*> entry = catalogueModel(base);
        if (entry)
            config = (*entry)->config;
    }
    if (!config) {
        addProblem(file, ProblemSeverity::Note, "base_model_name_or_path",
            Text(HEADROOM_TEXT("formats",
                     "the base model {0} is neither here nor in the catalogue: only the adapter is "
                     "counted"),
                quoteText(base)));
        return;
    }
    ModelFile part;
    part.kind = "transformers-config";
    describeConfig(part, *config, {});
    part.title = base;
    part.componentName = "base";
    file.modelType = part.modelType;
    file.architecture = part.architecture;
    file.known = part.known;
    file.config = part.config;
    file.contextLength = part.contextLength;
    file.components.push_back(std::move(part));
}

ModelFile readAdapter(const Input& input)
{
    const Value tree = readJsonObject(input.source);
    ModelFile file;
    file.kind = "adapter";
    file.files.push_back(input.name);
    const std::string type = textAt(tree, "peft_type");
    if (type.empty())
        malformed("/peft_type",
            HEADROOM_TEXT("formats", "expected the kind of the adapter, such as LORA; found none"));
    file.metadata.emplace_back("kind", type);
    for (const char* key : {"r", "lora_alpha"}) {
        const Value* value = tree.find(key);
        if (value != nullptr && value->asNumber() != nullptr)
            file.metadata.emplace_back(key, value->asNumber()->text);
    }
    for (const char* weights : {"adapter_model.safetensors", "adapter_model.bin"}) {
        const std::unique_ptr<ByteSource> source = input.neighbours.open(weights);
        if (!source)
            continue;
        ModelFile inner = readNeighbour(*source, Neighbours(), weights);
        file.files = std::move(inner.files);
        file.tensors = std::move(inner.tensors);
        file.problems = std::move(inner.problems);
        file.filesRead += inner.filesRead;
        file.bytesRead += inner.bytesRead;
        addUp(file);
        break;
    }
    if (file.tensors.empty())
        addProblem(file, ProblemSeverity::Warning, {},
            Text(HEADROOM_TEXT(
                "formats", "the adapter's weights are not here: its size is not known")));
    joinBase(file, input, textAt(tree, "base_model_name_or_path"));
    return file;
}

} // namespace

FileFormat adapterFormat();
FileFormat adapterFormat()
{
    return {"adapter", "adapter of peft", "adapter_config.json",
        HEADROOM_TEXT("formats",
            "a LoRA or another adapter, with its weights and its base where they are found"),
        isAdapter, readAdapter};
}

} // namespace headroom::files
