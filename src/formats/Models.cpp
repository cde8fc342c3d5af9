// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Models.h"

#include "formats/CatalogueValue.h"
#include "formats/files/OpenFiles.h"
#include "headroom/architectures/Vision.h"
#include "headroom/base/EmbeddedFile.h"
#include "headroom/base/NearestWord.h"
#include "headroom/formats/Json.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace headroom {

/// resources/catalogue/models.json, embedded by CMakeLists.txt.
std::span<const EmbeddedFile> modelFiles();

namespace {

using namespace catalogue;

std::vector<CatalogueEntry> readModels()
{
    std::vector<CatalogueEntry> entries;
    const Result<JsonDocument> document = parseJson(modelFiles().front().text);
    const Value* models = document ? document->value.find("models") : nullptr;
    if (models == nullptr || models->asList() == nullptr)
        return entries;
    for (const Value& model : *models->asList()) {
        const Value* config = model.find("config");
        entries.push_back({text(model, "id"), text(model, "name"), text(model, "family"),
            count(model, "parameters"), text(model, "dtype"), count(model, "context_length"),
            text(model, "source"), config != nullptr ? *config : Value()});
    }
    return entries;
}

/// "meta-llama/Llama-3.1-8B" -> "Llama-3.1-8B".
std::string_view shortId(std::string_view id) { return id.substr(id.find('/') + 1); }

class BuiltinCatalogue : public ModelCatalogue {
public:
    [[nodiscard]] Result<const Value*> config(std::string_view id) const override
    {
        const Result<const CatalogueEntry*> entry = catalogueModel(id);
        if (!entry)
            return tl::unexpected(entry.error());
        return &(*entry)->config;
    }
    [[nodiscard]] Result<std::shared_ptr<const FileFacts>> file(
        const std::string& path) const override
    {
        return files::factsAt(path);
    }
};

} // namespace

std::optional<Dtype> dtypeOfTorch(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kNames{{
        {"bfloat16", "bf16"},
        {"float16", "fp16"},
        {"float32", "fp32"},
        {"float64", "fp64"},
    }};
    constexpr std::string_view kModule = "torch.";
    if (name.starts_with(kModule))
        name.remove_prefix(kModule.size());
    for (const auto& [torch, ours] : kNames) {
        if (name == torch)
            name = ours;
    }
    const Result<Dtype> dtype = dtypeFromString(name, computeDtypeNames(), {});
    return dtype ? std::optional(*dtype) : std::nullopt;
}

std::span<const CatalogueEntry> catalogueModels()
{
    static const std::vector<CatalogueEntry> entries = readModels();
    return entries;
}

Result<const CatalogueEntry*> catalogueModel(std::string_view id)
{
    std::vector<std::string_view> words;
    for (const CatalogueEntry& entry : catalogueModels()) {
        if (sameWord(entry.id, id) || sameWord(shortId(entry.id), id))
            return &entry;
        words.push_back(entry.id);
    }
    for (const CatalogueEntry& entry : catalogueModels())
        words.push_back(shortId(entry.id));
    auto failure = fail(ErrorCode::UnknownName, "model.catalogue",
        HEADROOM_TEXT("formats",
            "expected a model of the catalogue (`headroom models` lists them); found {0}"),
        quoteText(id));
    failure.value().suggestion = nearestWord(id, words);
    return failure;
}

Result<Scenario> visionScenario(std::string_view word)
{
    constexpr std::string_view kLibrary = "torchvision/";
    const std::string_view id = word.starts_with(kLibrary) ? word.substr(kLibrary.size()) : word;
    const std::vector<std::string_view> known = architectures::knownVisionModels();
    if (std::find(known.begin(), known.end(), id) == known.end()) {
        auto failure = fail(ErrorCode::UnknownName, "model.vision.id",
            HEADROOM_TEXT("formats",
                "expected a torchvision model (`headroom models` lists them); found {0}"),
            quoteText(word));
        failure.value().suggestion = nearestWord(id, known);
        return failure;
    }
    Scenario scenario;
    scenario.name = std::string(id);
    scenario.model = VisionModel{std::string(id)};
    scenario.software.implementation = Implementation::Torchvision;
    return scenario;
}

Scenario scenarioOf(const CatalogueEntry& entry)
{
    Scenario scenario;
    scenario.name = entry.name;
    scenario.model = CatalogueModel{entry.id};
    scenario.precision.weights = dtypeOfTorch(entry.dtype).value_or(scenario.precision.weights);
    if (entry.contextLength != 0)
        scenario.workload.sequenceLength =
            std::min(scenario.workload.sequenceLength, entry.contextLength);
    return scenario;
}

bool isModelConfig(const Value& tree)
{
    return tree.find("headroom") == nullptr && tree.find("model_type") != nullptr;
}

Scenario scenarioOfConfig(Value config, const std::string& name)
{
    Scenario scenario;
    scenario.name = name;
    // transformers 5 writes "dtype", versions before it "torch_dtype".
    for (const char* key : {"dtype", "torch_dtype"}) {
        const std::optional<Dtype> dtype = dtypeOfTorch(text(config, key));
        if (dtype) {
            scenario.precision.weights = *dtype;
            break;
        }
    }
    scenario.model = TransformersModel{std::move(config)};
    return scenario;
}

const ModelCatalogue& builtinCatalogue()
{
    static const BuiltinCatalogue catalogue;
    return catalogue;
}

} // namespace headroom
