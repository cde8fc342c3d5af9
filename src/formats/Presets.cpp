// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Presets.h"

#include "headroom/base/EmbeddedFile.h"
#include "headroom/base/NearestWord.h"
#include "headroom/base/Value.h"
#include "headroom/formats/ScenarioFile.h"

namespace headroom {

/// resources/scenarios, embedded by CMakeLists.txt.
std::span<const EmbeddedFile> presetFiles();

std::span<const Preset> builtinPresets()
{
    static const std::vector<Preset> presets = [] {
        std::vector<Preset> all;
        for (const EmbeddedFile& file : presetFiles())
            all.push_back(
                {file.name.substr(0, file.name.size() - kScenarioSuffix.size()), file.text});
        return all;
    }();
    return presets;
}

Result<Scenario> builtinPreset(std::string_view idOrName)
{
    const auto read = [](const Preset& preset) -> Result<Scenario> {
        Result<ReadScenario> scenario = parseScenario(preset.text, std::string(preset.id));
        if (!scenario)
            return tl::unexpected(scenario.error());
        return std::move(scenario->scenario);
    };
    std::vector<std::string_view> ids;
    for (const Preset& preset : builtinPresets()) {
        if (preset.id == idOrName)
            return read(preset);
        ids.push_back(preset.id);
    }
    for (const Preset& preset : builtinPresets()) {
        Result<Scenario> scenario = read(preset);
        if (!scenario || scenario->name == idOrName)
            return scenario;
    }
    auto failure = fail(ErrorCode::UnknownName, {},
        HEADROOM_TEXT("formats", "expected the id or the name of a preset; found {0}"),
        quoteText(idOrName));
    failure.value().suggestion = nearestWord(idOrName, ids);
    return failure;
}

} // namespace headroom
