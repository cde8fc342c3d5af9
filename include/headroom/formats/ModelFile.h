// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/EnumTable.h"
#include "headroom/base/Result.h"
#include "headroom/base/Text.h"
#include "headroom/base/Value.h"
#include "headroom/core/FileFacts.h"
#include "headroom/core/Scenario.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {

// What a model file says: read from headers alone, nothing of its weights.

/// A tensor as a file lists it.
struct FileTensor {
    std::string name;
    std::string_view dtype; ///< "BF16", "Q4_K"; empty: not known. A name of the reader's table
    std::vector<std::uint64_t> shape;
    std::uint64_t elements = 0; ///< as stored
    std::uint64_t bytes = 0; ///< as stored
    std::uint64_t parameters = 0; ///< logical: unpacked; 0 for scales, buffers and the like
    std::uint32_t file = 0; ///< of ModelFile::files
    bool hasShape = true; ///< an index lists names alone
};

enum class ProblemSeverity : std::uint8_t { Note, Warning, Error };
template <> struct EnumNames<ProblemSeverity> {
    static constexpr auto kTable = std::to_array<EnumName<ProblemSeverity>>({
        {ProblemSeverity::Note, "note"},
        {ProblemSeverity::Warning, "warning"},
        {ProblemSeverity::Error, "error"},
    });
};

/// What is odd about a file that could be read all the same.
struct FileProblem {
    ProblemSeverity severity = ProblemSeverity::Warning;
    std::string where; ///< file, tensor, key, JSON pointer or byte
    Text message;
};

struct DtypeShare {
    std::uint64_t tensors = 0;
    std::uint64_t elements = 0; ///< logical, as parameters are
    std::uint64_t bytes = 0;
};

/// What running a graph (ONNX) once takes besides its weights: each value lives from the node that
/// makes it to the last that uses it, inputs and outputs throughout.
struct GraphMemory {
    std::uint64_t nodes = 0;
    std::uint64_t inferred = 0; ///< nodes whose outputs' shapes are known
    std::map<std::string, std::uint64_t> notInferred; ///< operators: how many nodes of each
    std::map<std::string, std::uint64_t> sizes; ///< open dimensions, as they were taken
    std::uint64_t peak = 0; ///< bytes; at least so many where not all is known
    std::string at; ///< the node
    std::vector<std::pair<std::string, std::uint64_t>> alive; ///< there, the largest first
};
namespace files {
struct OnnxGraph; // formats/files/OnnxGraph.h
}

/// A file, a set of shards or a folder: what `headroom inspect` prints and what an estimate starts
/// from. What the file does not settle is empty, and a problem says why.
struct ModelFile {
    std::string kind; ///< "safetensors", "gguf", "transformers-config", …
    std::string title; ///< a name that the file gives itself
    std::string modelType; ///< "llama"; empty: not known
    std::string architecture; ///< "LlamaForCausalLM"
    bool known = false; ///< the engine has this architecture
    bool guess = false; ///< the counts rest on assumptions (problems says which)

    std::optional<std::uint64_t> parameters; ///< logical, tied weights once
    std::optional<std::uint64_t> active; ///< what one token uses
    std::optional<std::uint64_t> embedding;

    std::vector<FileTensor> tensors;
    std::optional<std::uint64_t>
        tensorCount; ///< tensors.size(), or what is said of those not listed
    std::optional<std::uint64_t> bytes; ///< of the tensors as stored
    std::map<std::string, DtypeShare, std::less<>> dtypes;
    std::optional<std::string> quantization; ///< "gptq 4 bit, groups of 128"; none: not quantized
    std::optional<std::uint64_t> contextLength;
    std::optional<std::uint64_t> kvCacheBytesPerToken;
    std::optional<CacheShape> cache; ///< of GGUF
    /// Of GGUF, what its quantization looks at.
    struct LlamaCpp {
        std::uint64_t layers = 0;
        std::uint64_t heads = 0; ///< of the first layer
        std::uint64_t kvHeads = 0;
        std::uint64_t experts = 0;
    };
    std::optional<LlamaCpp> llamaCpp;

    std::shared_ptr<const files::OnnxGraph> graph; ///< ONNX
    std::optional<GraphMemory> graphMemory; ///< at size 1 of what is open

    std::vector<FileProblem> problems;
    std::vector<std::pair<std::string, std::string>> metadata; ///< for people: key, value
    std::vector<std::string> files; ///< that tensors stand in
    std::vector<ModelFile> components; ///< of a pipeline, or base and adapter
    std::string componentName; ///< of a component: "unet"

    /// A config.json object that the engine can run, or null.
    Value config;
    Value quantizationConfig; ///< its quantization_config, or the file that stands for it; or null
    std::string weightsDtype; ///< as config.json names it: "bfloat16"; empty: not known

    std::uint64_t filesRead = 0;
    std::uint64_t bytesRead = 0;

    [[nodiscard]] bool hasErrors() const;
};

/// Reads a file or a folder. What cannot be read is an error with the file, the place in it, what
/// was expected and what was found.
[[nodiscard]] Result<ModelFile> inspectPath(const std::filesystem::path& path);
/// The same of bytes that are in memory; `name` stands for the path.
[[nodiscard]] Result<ModelFile> inspectBytes(std::string bytes, const std::string& name);

/// Every file that was read, by its path. It is read at the first call alone: a file that changes
/// stays as it was until readAgain(). From any thread.
[[nodiscard]] Result<std::shared_ptr<const ModelFile>> openModelFile(const std::string& path);
[[nodiscard]] Result<std::shared_ptr<const ModelFile>> readAgain(const std::string& path);

/// A scenario of what the file at that path says. A quantized one, and llama.cpp's, stay a file
/// (model.file, in inference): their weights take what the file says. Of others the architecture is
/// taken where the engine has it, else the count.
[[nodiscard]] Result<Scenario> scenarioOfFile(const ModelFile& file, const std::string& path);
/// The same for an estimate; an error where the file does not say how many parameters there are.
[[nodiscard]] Result<FileFacts> factsOfFile(const ModelFile& file, const std::string& path);

/// Whether the path is a model file or a folder of them, a config.json among them, rather than a
/// scenario or another text.
[[nodiscard]] bool isModelFile(const std::filesystem::path& path);
/// A scenario that names a file (model.file, from that folder) gets what the file says.
[[nodiscard]] Result<void> resolveFileModel(
    Scenario& scenario, const std::filesystem::path& folder);

/// The memory of the file's graph at these sizes of its open dimensions; others are 1. None where
/// it has none.
[[nodiscard]] std::optional<GraphMemory> graphMemory(
    const ModelFile& file, const std::map<std::string, std::uint64_t, std::less<>>& sizes);

/// The file that llama-quantize would make of a GGUF file: "Q4_K_M". An UnknownName error lists the
/// kinds.
[[nodiscard]] Result<ModelFile> quantizedAs(const ModelFile& file, std::string_view kind);

/// A format that is read.
struct FileFormatInfo {
    std::string_view id; ///< "safetensors"
    std::string_view name; ///< "safetensors"
    std::string_view endings; ///< "*.safetensors"
    Text description;
};
[[nodiscard]] std::vector<FileFormatInfo> fileFormats();

enum class InspectFormat : std::uint8_t { Text, Json, Csv, Markdown };
template <> struct EnumNames<InspectFormat> {
    static constexpr auto kTable = std::to_array<EnumName<InspectFormat>>({
        {InspectFormat::Text, "text"},
        {InspectFormat::Json, "json"},
        {InspectFormat::Csv, "csv"},
        {InspectFormat::Markdown, "markdown"},
    });
};

struct InspectOptions {
    bool tensors = false; ///< list them all
    std::string filter; ///< a pattern of their names (*, ?, [abc]); empty: all
};

[[nodiscard]] std::string writeInspection(
    const ModelFile& file, InspectFormat format, const InspectOptions& options);
/// Two files side by side: what differs in shape, dtype and size.
[[nodiscard]] std::string writeComparison(const ModelFile& a, const ModelFile& b,
    const std::string& nameA, const std::string& nameB, InspectFormat format);

} // namespace headroom
