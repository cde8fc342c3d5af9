// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ConfigBeside.h"

#include "formats/files/ConfigFacts.h"
#include "formats/files/Malformed.h"
#include "formats/files/QuantizationConfig.h"
#include "formats/files/Tree.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/ScenarioFile.h"

namespace headroom::files {

Value readJsonObject(ByteSource& source)
{
    if (source.size() > kMaxScenarioBytes)
        malformed({},
            HEADROOM_TEXT("formats", "expected a JSON file of at most {0} bytes; found {1}"),
            std::uint64_t{kMaxScenarioBytes}, source.size());
    Result<JsonDocument> document = parsePythonJson(source.text(0, source.size()));
    if (!document)
        throw Malformed(document.error());
    if (document->value.asObject() == nullptr)
        malformed({}, HEADROOM_TEXT("formats", "expected a JSON object; found {0}"),
            describe(document->value));
    return std::move(document->value);
}

std::optional<Value> readJsonBeside(
    ModelFile& file, const Neighbours& neighbours, const std::string& name)
{
    try {
        const std::unique_ptr<ByteSource> source = neighbours.open(name);
        if (!source)
            return std::nullopt;
        Value value = readJsonObject(*source);
        file.filesRead += 1;
        file.bytesRead += source->bytesRead();
        return value;
    } catch (const Malformed& problem) {
        Error error = problem.error();
        error.file.clear();
        error.line = 0;
        addProblem(file, ProblemSeverity::Warning, name,
            Text(HEADROOM_TEXT("formats", "it cannot be used: {0}"), toString(error)));
        return std::nullopt;
    }
}

void useConfig(ModelFile& file, const Value& config, const std::string& where)
{
    describeConfig(file, config, where);
}

std::optional<ModelFile> useConfigBeside(ModelFile& file, const Neighbours& neighbours)
{
    const std::optional<Value> config = readJsonBeside(file, neighbours, "config.json");
    if (!config)
        return std::nullopt;
    // What the weights themselves say is worth more than what follows from the config.
    ModelFile facts;
    describeConfig(facts, *config, "config.json");
    facts.tensors.clear();
    file.modelType = facts.modelType;
    file.architecture = facts.architecture;
    file.known = facts.known;
    file.active = facts.active;
    file.embedding = facts.embedding;
    file.contextLength = facts.contextLength;
    file.kvCacheBytesPerToken = facts.kvCacheBytesPerToken;
    file.config = facts.config;
    file.quantizationConfig = facts.quantizationConfig;
    file.weightsDtype = facts.weightsDtype;
    if (quantizationOf(*config).method != QuantizationConfig::Method::None) {
        file.quantizationConfig = *config;
        return facts;
    }
    for (const char* name : {"hf_quant_config.json", "quantize_config.json"}) {
        std::optional<Value> separate = readJsonBeside(file, neighbours, name);
        if (separate && quantizationOf(*separate).method != QuantizationConfig::Method::None) {
            file.quantizationConfig = std::move(*separate);
            facts.quantization = quantizationOf(file.quantizationConfig).describe();
            break;
        }
    }
    return facts;
}

} // namespace headroom::files
