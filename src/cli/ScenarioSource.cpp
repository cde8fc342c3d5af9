// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ScenarioSource.h"

#include "headroom/formats/Json.h"
#include "headroom/formats/ModelFile.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"
#include "headroom/formats/ScenarioFile.h"

#include <algorithm>
#include <array>
#include <istream>
#include <system_error>
#include <utility>

namespace headroom::cli {
namespace {

Result<std::string> readStream(std::istream& in)
{
    constexpr std::size_t kChunk = std::size_t{64} * 1024;
    std::string text;
    std::array<char, kChunk> chunk;
    while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
        text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
        if (text.size() > kMaxScenarioBytes)
            break; // parseScenario() says that it is too large
    }
    if (in.bad()) {
        Failure failure = fail(ErrorCode::Io, {}, "could not be read");
        failure.value().file = kStandardInput;
        return failure;
    }
    return text;
}

bool isPresetId(std::string_view word)
{
    const std::span<const Preset> presets = builtinPresets();
    return std::any_of(
        presets.begin(), presets.end(), [&](const Preset& preset) { return preset.id == word; });
}

/// What is surely meant as a path rather than as the name of a preset.
bool looksLikePath(std::string_view word)
{
    return word.find('/') != word.npos || word.ends_with(".json");
}

/// A scenario, or a config.json object as one.
Result<ReadScenario> parseSource(const Source& source)
{
    const Result<JsonDocument> document = parsePythonJson(source.text);
    if (document && isModelConfig(document->value))
        return ReadScenario{scenarioOfConfig(document->value, source.name)};
    return parseScenario(source.text, source.name);
}

} // namespace

Result<std::string> readWord(const std::string& word, const Console& console)
{
    return word == "-" ? readStream(console.in) : readTextFile(word);
}

Result<ReadScenario> readSource(const std::string& word, const Console& console, Source& source)
{
    std::error_code ignored;
    const bool exists = !isPresetId(word)
        && std::filesystem::symlink_status(word, ignored).type()
            != std::filesystem::file_type::not_found;
    const bool isFile = word == "-" || (exists && !word.empty());
    if (!isFile) {
        if (Result<Scenario> preset = builtinPreset(word))
            return ReadScenario{std::move(*preset)};
        if (const Result<const CatalogueEntry*> entry = catalogueModel(word))
            return ReadScenario{scenarioOf(**entry)};
        if (Result<Scenario> vision = visionScenario(word))
            return ReadScenario{std::move(*vision)};
    }
    if (isFile && word != "-" && isModelFile(word)) {
        const Result<std::shared_ptr<const ModelFile>> file = openModelFile(word);
        if (!file)
            return tl::unexpected(file.error());
        for (const FileProblem& problem : (*file)->problems) {
            if (problem.severity != ProblemSeverity::Note)
                source.warnings.push_back((problem.where.empty() ? "" : problem.where + ": ")
                    + problem.message.english());
        }
        Result<Scenario> scenario = scenarioOfFile(**file, word);
        if (!scenario)
            return tl::unexpected(scenario.error());
        return ReadScenario{std::move(*scenario)};
    }
    if (isFile || looksLikePath(word)) {
        Result<std::string> text = readWord(word, console);
        if (!text)
            return tl::unexpected(text.error());
        source = {word == "-" ? kStandardInput : word, std::move(*text), {}};
        Result<ReadScenario> read = parseSource(source);
        if (!read)
            return read;
        const std::filesystem::path folder =
            word == "-" ? std::filesystem::path() : std::filesystem::path(word).parent_path();
        if (const Result<void> resolved = resolveFileModel(read->scenario, folder); !resolved)
            return tl::unexpected(resolved.error());
        return read;
    }
    Failure failure = fail(ErrorCode::UnknownName, {},
        "expected a file, a preset (`headroom presets`), a model (`headroom models`) or -; found "
        "{0}",
        quoteText(word));
    std::string& suggestion = failure.value().suggestion;
    suggestion = builtinPreset(word).error().suggestion;
    if (suggestion.empty())
        suggestion = catalogueModel(word).error().suggestion;
    if (suggestion.empty())
        suggestion = visionScenario(word).error().suggestion;
    return failure;
}

} // namespace headroom::cli
