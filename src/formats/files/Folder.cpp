// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ConfigBeside.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/Tree.h"

#include <algorithm>
#include <array>
#include <set>

// Folders: a model's, Hugging Face's cache, an adapter's, a pipeline of diffusers.

namespace headroom::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 100'000;

struct Listing {
    std::set<std::string> files;
    std::set<std::string> folders;
};

Listing listingOf(const fs::path& folder)
{
    Listing listing;
    std::error_code problem;
    for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
         entry.increment(problem)) {
        if (listing.files.size() + listing.folders.size() == kMostEntries)
            malformed({},
                HEADROOM_TEXT("formats", "expected a folder of at most {0} entries; found more"),
                std::uint64_t{kMostEntries});
        std::error_code ignored;
        (entry->is_directory(ignored) ? listing.folders : listing.files)
            .insert(entry->path().filename().string());
    }
    if (problem)
        throw Malformed(Error{ErrorCode::Io, {},
            Text(HEADROOM_TEXT("formats", "the folder cannot be read: {0}"), problem.message()), {},
            {}, 0});
    return listing;
}

ModelFile readMember(const Neighbours& neighbours, const std::string& name)
{
    const std::unique_ptr<ByteSource> source = neighbours.open(name);
    if (!source)
        malformed(
            {}, HEADROOM_TEXT("formats", "there is no file {0} in the folder"), quoteText(name));
    return readNeighbour(*source, neighbours, name);
}

/// The files of weights that stand for the model: an index, one file, or all of a kind.
std::vector<std::string> weightsOf(const Listing& listing)
{
    for (const char* name : {"model.safetensors.index.json",
             "diffusion_pytorch_model.safetensors.index.json", "model.safetensors",
             "diffusion_pytorch_model.safetensors", "adapter_model.safetensors"}) {
        if (listing.files.count(name) != 0)
            return {name};
    }
    const auto ending = [&](std::string_view suffix) {
        std::vector<std::string> found;
        for (const std::string& name : listing.files) {
            if (name.ends_with(suffix))
                found.push_back(name);
        }
        return found;
    };
    for (const std::string_view suffix : {".safetensors.index.json", ".safetensors"}) {
        if (std::vector<std::string> found = ending(suffix); !found.empty()) {
            if (suffix.ends_with(".json"))
                found.resize(1);
            return found;
        }
    }
    for (const char* name : {"pytorch_model.bin.index.json", "pytorch_model.bin",
             "diffusion_pytorch_model.bin", "adapter_model.bin"}) {
        if (listing.files.count(name) != 0)
            return {name};
    }
    // Of several quantizations of one model the first by name, and of a split one its first part.
    for (const std::string_view suffix :
        {".gguf", ".onnx", ".pt", ".pth", ".bin", ".npz", ".keras", ".h5", ".tflite"}) {
        if (std::vector<std::string> found = ending(suffix); !found.empty()) {
            found.resize(1);
            return found;
        }
    }
    return {};
}

/// Several files of weights without an index, as one.
void join(ModelFile& file, ModelFile part)
{
    const auto offset = static_cast<std::uint32_t>(file.files.size());
    file.files.insert(file.files.end(), part.files.begin(), part.files.end());
    for (FileTensor& tensor : part.tensors) {
        tensor.file += offset;
        file.tensors.push_back(std::move(tensor));
    }
    file.problems.insert(file.problems.end(), part.problems.begin(), part.problems.end());
    file.filesRead += part.filesRead;
    file.bytesRead += part.bytesRead;
    file.dtypes.clear();
    file.parameters.reset();
    addUp(file);
}

ModelFile readWeights(const Neighbours& neighbours, const Listing& listing)
{
    const std::vector<std::string> weights = weightsOf(listing);
    if (weights.empty()) {
        if (listing.files.count("config.json") == 0)
            malformed({},
                HEADROOM_TEXT("formats",
                    "expected a folder with config.json or a file of weights; found neither"));
        return readMember(neighbours, "config.json");
    }
    ModelFile file = readMember(neighbours, weights.front());
    for (std::size_t i = 1; i < weights.size(); ++i)
        join(file, readMember(neighbours, weights[i]));
    file.metadata.emplace_back("weights", weights.front());
    return file;
}

/// Adds what a component has to the whole.
void addComponent(ModelFile& whole, ModelFile part, const std::string& name)
{
    part.componentName = name;
    const auto add = [&](std::optional<std::uint64_t>& into, std::optional<std::uint64_t> more) {
        if (into && more)
            into = sum(*into, *more, name);
        else
            into.reset();
    };
    add(whole.parameters, part.parameters);
    add(whole.bytes, part.bytes);
    add(whole.tensorCount, part.tensorCount);
    for (const auto& [dtype, share] : part.dtypes) {
        DtypeShare& all = whole.dtypes[dtype];
        all.tensors += share.tensors;
        all.elements += share.elements;
        all.bytes += share.bytes;
    }
    whole.filesRead += part.filesRead;
    whole.bytesRead += part.bytesRead;
    whole.components.push_back(std::move(part));
}

/// model_index.json: {"unet": ["diffusers", "UNet2DConditionModel"], …}
ModelFile readPipeline(const fs::path& folder, const Neighbours& neighbours, const Listing& listing)
{
    ModelFile file;
    file.kind = "folder";
    file.parameters = 0;
    file.bytes = 0;
    file.tensorCount = 0;
    const std::optional<Value> index = readJsonBeside(file, neighbours, "model_index.json");
    if (!index)
        malformed("model_index.json", HEADROOM_TEXT("formats", "{0}"),
            file.problems.empty() ? "it cannot be read" : file.problems.front().message.english());
    file.architecture = textAt(*index, "_class_name");
    for (const auto& [name, value] : *index->asObject()) {
        const Value::List* pair = value.asList();
        // Tokenizers and schedulers have no weights; null is a component that is left out.
        if (name.starts_with('_') || pair == nullptr || pair->size() != 2 || (*pair)[0].isNull())
            continue;
        if (!staysInFolder(name) || listing.folders.count(name) == 0) {
            addProblem(file, ProblemSeverity::Warning, "/" + name,
                Text(HEADROOM_TEXT("formats", "the folder of this component is not here")));
            continue;
        }
        const Listing inner = listingOf(folder / name);
        if (weightsOf(inner).empty())
            continue;
        try {
            ModelFile part = readWeights(Neighbours(folder / name), inner);
            part.architecture = textOf(&(*pair)[1]);
            addComponent(file, std::move(part), name);
        } catch (Malformed& problem) {
            problem.error().file = name + "/" + problem.error().file;
            throw;
        }
    }
    return file;
}

/// models--org--name: refs/main names a snapshot.
fs::path snapshotOf(const fs::path& folder)
{
    const fs::path snapshots = folder / "snapshots";
    const Listing listing = listingOf(snapshots);
    if (listing.folders.empty())
        malformed(
            {}, HEADROOM_TEXT("formats", "expected a snapshot in the cache's folder; found none"));
    Result<std::unique_ptr<FileSource>> reference =
        FileSource::open(folder / "refs" / "main", "refs/main");
    if (reference) {
        std::string revision = (*reference)->text(0, 200);
        revision.erase(revision.find_last_not_of(" \n\r") + 1);
        if (listing.folders.count(revision) != 0)
            return snapshots / revision;
    }
    return snapshots / *listing.folders.rbegin();
}

} // namespace

ModelFile readFolder(const fs::path& folder)
{
    const Listing listing = listingOf(folder);
    if (listing.folders.count("snapshots") != 0 && listing.files.count("config.json") == 0) {
        ModelFile file = readFolder(snapshotOf(folder));
        return file;
    }
    const Neighbours neighbours(folder);
    if (listing.files.count("model_index.json") != 0)
        return readPipeline(folder, neighbours, listing);
    if (listing.files.count("adapter_config.json") != 0)
        return readMember(neighbours, "adapter_config.json");
    ModelFile file = readWeights(neighbours, listing);
    file.kind = "folder";
    return file;
}

} // namespace headroom::files
