// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ElementTypes.h"
#include "formats/files/FileFormat.h"
#include "headroom/formats/Models.h"

#include <algorithm>

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

} // namespace

Result<Scenario> scenarioOfFile(const ModelFile& file, const std::string& name)
{
    if (file.quantization)
        return notEstimated(name,
            Text(HEADROOM_TEXT("formats",
                     "this version cannot estimate a quantized file yet ({0}); `headroom inspect` "
                     "says what its weights take"),
                *file.quantization));
    Scenario scenario;
    if (file.known && !file.config.isNull()) {
        scenario = scenarioOfConfig(file.config, name);
    } else if (file.parameters) {
        scenario.name = name;
        ManualModel model;
        model.parameters = file.parameters;
        scenario.model = model;
    } else {
        return notEstimated(name,
            Text(HEADROOM_TEXT("formats",
                "the file does not say how many parameters the model has, and its architecture is "
                "not one that is run")));
    }
    if (const std::optional<Dtype> dtype = weightsOf(file))
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
    return format != nullptr && format->id != "transformers-config" && format->id != "scenario";
}

Result<void> resolveFileModel(Scenario& scenario, const std::filesystem::path& folder)
{
    const auto* model = std::get_if<FileModel>(&scenario.model);
    if (model == nullptr)
        return {};
    const std::filesystem::path path = folder / model->path;
    const Result<ModelFile> file = inspectPath(path);
    if (!file)
        return tl::unexpected(file.error());
    Result<Scenario> found = scenarioOfFile(*file, path.string());
    if (!found)
        return tl::unexpected(found.error());
    scenario.model = std::move(found->model);
    return {};
}

} // namespace headroom
