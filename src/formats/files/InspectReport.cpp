// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/InspectReport.h"

#include "formats/ReportDocument.h"
#include "formats/files/FileFormat.h"
#include "headroom/base/Bytes.h"
#include "headroom/base/Count.h"

#include <fnmatch.h>

namespace headroom {
namespace files {

const char* const kUnknown = "not known";

std::vector<const FileTensor*> chosenTensors(const ModelFile& file, const InspectOptions& options)
{
    std::vector<const FileTensor*> chosen;
    if (!options.tensors)
        return chosen;
    for (const FileTensor& tensor : file.tensors) {
        if (options.filter.empty()
            || ::fnmatch(options.filter.c_str(), tensor.name.c_str(), 0) == 0)
            chosen.push_back(&tensor);
    }
    return chosen;
}

std::string countText(const std::optional<std::uint64_t>& count)
{
    return count ? grouped(*count) : kUnknown;
}

std::vector<std::pair<std::string, std::string>> inspectionRows(const ModelFile& file)
{
    std::vector<std::pair<std::string, std::string>> rows;
    const auto add = [&](const char* label, std::string value) {
        rows.emplace_back(label, std::move(value));
    };
    add("Kind", file.kind);
    if (!file.title.empty())
        add("Name", plainLine(file.title));
    if (!file.modelType.empty() || !file.architecture.empty()) {
        std::string model = plainLine(file.modelType);
        if (!file.architecture.empty())
            model += (model.empty() ? "" : ", ") + plainLine(file.architecture);
        add("Model", model + (file.known ? "" : " (not run by the engine)"));
    }
    std::string parameters = countText(file.parameters);
    if (file.parameters)
        parameters += " (" + shortCount(*file.parameters) + ")";
    add("Parameters", parameters + (file.guess ? ", a guess" : ""));
    if (file.active && file.active != file.parameters)
        add("Active per token", countText(file.active));
    if (file.embedding)
        add("In embeddings", countText(file.embedding));
    add("Tensors", countText(file.tensorCount));
    add("Bytes",
        file.bytes ? grouped(*file.bytes) + " (" + formatBytes(Bytes{*file.bytes}) + ")"
                   : kUnknown);
    if (file.quantization)
        add("Quantization", plainLine(*file.quantization));
    if (file.contextLength)
        add("Context length", countText(file.contextLength));
    if (file.kvCacheBytesPerToken)
        add("KV cache per token", grouped(*file.kvCacheBytesPerToken) + " B");
    if (file.graphMemory && file.graphMemory->nodes > 0) {
        const GraphMemory& memory = *file.graphMemory;
        std::string sizes;
        for (const auto& [name, size] : memory.sizes)
            sizes += ", " + plainLine(name) + " = " + grouped(size);
        add("Shapes known",
            grouped(memory.inferred) + " of " + grouped(memory.nodes) + " nodes" + sizes);
        add("Inference peak",
            (memory.inferred < memory.nodes ? "at least " : "") + grouped(memory.peak) + " B ("
                + formatBytes(Bytes{memory.peak}) + ") of activations at " + plainLine(memory.at));
    }
    add("Read",
        grouped(file.bytesRead) + " bytes of " + grouped(file.filesRead)
            + (file.filesRead == 1 ? " file" : " files"));
    return rows;
}

std::string problemText(const FileProblem& problem)
{
    return (problem.where.empty() ? "" : plainLine(problem.where) + ": ")
        + plainLine(problem.message.english());
}

std::string fileOf(const ModelFile& file, const FileTensor& tensor)
{
    return tensor.file < file.files.size() ? file.files[tensor.file] : std::string();
}

} // namespace files

std::string writeInspection(
    const ModelFile& file, InspectFormat format, const InspectOptions& options)
{
    switch (format) {
    case InspectFormat::Text:
        break;
    case InspectFormat::Json:
        return files::inspectionJson(file, options);
    case InspectFormat::Csv:
        return files::inspectionCsv(file, options);
    case InspectFormat::Markdown:
        return files::inspectionMarkdown(file, options);
    }
    return files::inspectionText(file, options);
}

} // namespace headroom
