// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ElementTypes.h"
#include "formats/files/FileFormat.h"
#include "formats/files/QuantizationConfig.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/ScenarioFile.h"

#include <algorithm>
#include <cctype>

// From what a file says to what an estimate needs.

namespace headroom {
namespace {

/// The dtype that most of the weights have, as scenarios name it; none where that is another.
std::optional<Dtype> weightsOf(const ModelFile& file)
{
    const auto most = std::max_element(file.dtypes.begin(), file.dtypes.end(),
        [](const auto& a, const auto& b) { return a.second.bytes < b.second.bytes; });
    const std::string name = most != file.dtypes.end()
        ? std::string(files::torchNameOfElement(most->first))
        : file.weightsDtype;
    return dtypeOfTorch(name.empty() ? file.weightsDtype : name);
}

Failure notEstimated(const std::string& name, Text message)
{
    return Failure(Error{ErrorCode::Unsupported, {}, std::move(message), {}, name, 0});
}

/// The word of quantization.method for the type that most of a GGUF file's weights have; "none" for
/// one that is no quantization, or that scenarios do not know.
std::string ggufMethod(const ModelFile& file)
{
    const auto most = std::max_element(file.dtypes.begin(), file.dtypes.end(),
        [](const auto& a, const auto& b) { return a.second.bytes < b.second.bytes; });
    std::string name = most != file.dtypes.end() ? most->first : std::string();
    std::transform(name.begin(), name.end(), name.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::span<const std::string_view> known = ggufDtypeNames();
    return std::find(known.begin(), known.end(), name) != known.end() ? name : "none";
}

/// The same for what transformers loads, as far as the engine has the storage.
std::string transformersMethod(const ModelFile& file)
{
    using Method = files::QuantizationConfig::Method;
    const files::QuantizationConfig config = files::quantizationOf(file.quantizationConfig);
    switch (config.method) {
    case Method::Gptq:
        return config.bits == 4 ? "gptq" : "none";
    case Method::Awq:
        return config.bits == 4 ? "awq" : "none";
    case Method::BitsAndBytes4:
        return config.variant + (config.doubleQuant ? "-double" : "");
    case Method::BitsAndBytes8:
        return "int8";
    case Method::Fp8:
        return config.blockRows != 0 ? "fp8" : "none";
    case Method::None:
    case Method::Mxfp4:
    case Method::Nvfp4:
    case Method::CompressedTensors:
    case Method::Hqq:
    case Method::Mlx:
    case Method::Unknown:
        break;
    }
    return "none";
}

bool isGguf(const ModelFile& file) { return file.kind == "gguf"; }

/// Weights that are used as the file stores them.
bool staysFile(const ModelFile& file)
{
    return file.quantization.has_value()
        || (isGguf(file) && file.parameters.value_or(0) > 0 && file.bytes);
}

/// Values of the cache for one token, from their bytes in the weights' dtype.
std::optional<std::uint64_t> cacheElements(const ModelFile& file)
{
    const files::ElementType* type =
        files::elementType(files::elementNameOfTorch(file.weightsDtype));
    if (!file.kvCacheBytesPerToken || type == nullptr)
        return std::nullopt;
    return *file.kvCacheBytesPerToken / (type->bits / 8);
}

} // namespace

Result<FileFacts> factsOfFile(const ModelFile& file, const std::string& path)
{
    if (file.parameters.value_or(0) == 0 || !file.bytes)
        return notEstimated(path,
            Text(HEADROOM_TEXT("formats",
                "the file does not say how many parameters the model has and what they take")));
    FileFacts facts;
    facts.parameters = *file.parameters;
    facts.active = file.active.value_or(facts.parameters);
    facts.weightBytes = *file.bytes;
    facts.isGguf = isGguf(file);
    facts.isQuantized = file.quantization.has_value();
    facts.quantization = file.quantization.value_or(
        file.dtypes.empty() ? file.weightsDtype : file.dtypes.begin()->first);
    facts.method =
        facts.isGguf ? facts.isQuantized ? ggufMethod(file) : "none" : transformersMethod(file);
    if (file.known)
        facts.config = file.config;
    facts.cache = file.cache;
    if (!facts.isGguf)
        facts.cacheElementsPerToken = cacheElements(file);
    return facts;
}

Result<Scenario> scenarioOfFile(const ModelFile& file, const std::string& path)
{
    Scenario scenario;
    if (staysFile(file)) {
        const Result<FileFacts> facts = factsOfFile(file, path);
        if (!facts)
            return tl::unexpected(facts.error());
        scenario.name = path;
        scenario.model = FileModel{path};
        scenario.quantization.method = facts->method;
        // Weights that were quantized for good do not train.
        scenario.workload.mode = Mode::Inference;
        scenario.precision.weights = dtypeOfTorch(file.weightsDtype).value_or(Dtype::Fp16);
    } else if (file.known && !file.config.isNull()) {
        scenario = scenarioOfConfig(file.config, path);
    } else if (file.parameters.value_or(0) > 0) {
        scenario.name = path;
        ManualModel model;
        model.parameters = file.parameters;
        scenario.model = model;
    } else {
        return notEstimated(path,
            Text(HEADROOM_TEXT("formats",
                "the file does not say how many parameters the model has, and its architecture is "
                "not one that is run")));
    }
    if (const std::optional<Dtype> dtype = weightsOf(file); dtype && !staysFile(file))
        scenario.precision.weights = *dtype;
    if (file.contextLength && *file.contextLength > 0)
        scenario.workload.sequenceLength =
            std::min(scenario.workload.sequenceLength, *file.contextLength);
    return scenario;
}

bool isModelFile(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return true;
    Result<std::unique_ptr<files::FileSource>> source =
        files::FileSource::open(path, path.string());
    if (!source)
        return false;
    const std::string head = (*source)->text(0, files::kHeadBytes);
    const files::Neighbours nothing;
    const files::Input input{**source, nothing, path.filename().string(), head};
    const files::FileFormat* format = files::formatOf(input);
    if (format == nullptr || format->id == "scenario")
        return false;
    if (format->id != "transformers-config")
        return true;
    // Any JSON may be one: what is none has its place in a scenario's messages.
    const Result<std::string> text = readTextFile(path);
    const Result<JsonDocument> document = text ? parsePythonJson(*text) : parsePythonJson({});
    return document && isModelConfig(document->value);
}

Result<void> resolveFileModel(Scenario& scenario, const std::filesystem::path& folder)
{
    const auto* model = std::get_if<FileModel>(&scenario.model);
    if (model == nullptr)
        return {};
    const std::string path = (folder / model->path).lexically_normal().string();
    const Result<std::shared_ptr<const ModelFile>> file = openModelFile(path);
    if (!file)
        return tl::unexpected(file.error());
    Result<Scenario> found = scenarioOfFile(**file, path);
    if (!found)
        return tl::unexpected(found.error());
    scenario.model = std::move(found->model);
    return {};
}

} // namespace headroom
