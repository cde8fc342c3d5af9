// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ConfigFacts.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "headroom/formats/ScenarioFile.h"

// This program's own files.

namespace headroom::files {
namespace {

bool isScenario(const Input& input)
{
    const std::size_t first = input.head.find_first_not_of(" \t\r\n");
    return first != input.head.npos && input.head[first] == '{'
        && (input.name.ends_with(kScenarioSuffix)
            || input.head.find("\"headroom\"") != input.head.npos);
}

ModelFile readScenarioText(const Input& input)
{
    if (input.source.size() > kMaxScenarioBytes)
        malformed({},
            HEADROOM_TEXT("formats", "expected a JSON file of at most {0} bytes; found {1}"),
            std::uint64_t{kMaxScenarioBytes}, input.source.size());
    Result<ReadScenario> read = parseScenario(input.source.text(0, input.source.size()), {});
    if (!read)
        throw Malformed(read.error());
    ModelFile file;
    file.kind = "scenario";
    file.files.push_back(input.name);
    if (const auto* model = std::get_if<TransformersModel>(&read->scenario.model))
        describeConfig(file, model->config, "model.transformers");
    if (const auto* manual = std::get_if<ManualModel>(&read->scenario.model))
        file.parameters = manual->parameters;
    file.kind = "scenario";
    file.title = read->scenario.name;
    return file;
}

} // namespace

FileFormat scenarioTextFormat();
FileFormat scenarioTextFormat()
{
    return {"scenario", "scenario", "*.headroom.json",
        HEADROOM_TEXT("formats", "a scenario of this program"), isScenario, readScenarioText};
}

} // namespace headroom::files
