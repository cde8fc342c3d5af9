// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"
#include "formats/files/GgufHeader.h"
#include "formats/files/GgufModel.h"
#include "formats/files/Malformed.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace headroom::files {
namespace {

/// Constants that llama.cpp computes with, and no parameters.
bool isConstant(std::string_view name)
{
    return name == "rope_freqs.weight" || name.ends_with("rope_factors_long.weight")
        || name.ends_with("rope_factors_short.weight");
}

void addTensors(ModelFile& file, const GgufHeader& header, std::uint32_t number)
{
    for (const GgufTensor& tensor : header.tensors) {
        FileTensor entry;
        entry.name = tensor.name;
        entry.dtype = tensor.type->name;
        entry.shape = tensor.shape;
        entry.elements = tensor.elements;
        entry.bytes = tensor.bytes;
        entry.parameters = isConstant(tensor.name) ? 0 : tensor.elements;
        entry.file = number;
        file.tensors.push_back(std::move(entry));
    }
}

void checkSize(ModelFile& file, const GgufHeader& header, const ByteSource& source)
{
    if (header.tensors.empty())
        return;
    const std::uint64_t end = sum(header.dataStart, header.dataBytes, "the end of the data");
    if (end > source.size())
        addProblem(file, ProblemSeverity::Error, atByte(source.size()),
            Text(HEADROOM_TEXT("formats",
                     "the file is incomplete: expected tensors up to byte {0}; the file ends after "
                     "{1}"),
                end, source.size()));
    else if (source.size() - end >= header.alignment)
        addProblem(file, ProblemSeverity::Warning, atByte(end),
            Text(HEADROOM_TEXT("formats",
                     "expected the end of the file after the last tensor; found {0} bytes more"),
                source.size() - end));
}

/// Types of a fork are named as such: other programs refuse them.
void noteForks(ModelFile& file, const GgufHeader& header)
{
    for (const GgufTensor& tensor : header.tensors) {
        if (tensor.type->isFork) {
            addProblem(file, ProblemSeverity::Note, tensor.name,
                Text(HEADROOM_TEXT("formats",
                         "{0} is a type of the fork ik_llama.cpp; llama.cpp itself does not read "
                         "it"),
                    tensor.type->name));
            return;
        }
    }
}

void nameQuantization(ModelFile& file, const GgufHeader& header)
{
    std::string type;
    if (const auto number = header.whole("general.file_type"))
        type = ggufFileType(*number);
    // Without that number: the type that most bytes have.
    if (type.empty() && !file.dtypes.empty()) {
        const auto most = std::max_element(file.dtypes.begin(), file.dtypes.end(),
            [](const auto& a, const auto& b) { return a.second.bytes < b.second.bytes; });
        type = most->first;
    }
    constexpr auto kPlain =
        std::to_array<std::string_view>({"F32", "F16", "BF16", "F64", "I8", "I16", "I32", "I64"});
    if (!type.empty() && std::find(kPlain.begin(), kPlain.end(), type) == kPlain.end())
        file.quantization = type;
    else if (type == "F32" || type == "F16" || type == "BF16")
        file.weightsDtype = type == "F32" ? "float32" : type == "F16" ? "float16" : "bfloat16";
}

struct SplitName {
    std::string prefix;
    std::uint64_t number = 0; ///< from 1
    std::uint64_t count = 0;
};

/// "model-00002-of-00003.gguf" in its parts.
std::optional<SplitName> splitName(const std::string& name)
{
    constexpr std::size_t kTail = 20; // "-00002-of-00003.gguf"
    if (name.size() <= kTail)
        return std::nullopt;
    const std::string tail = name.substr(name.size() - kTail);
    constexpr std::string_view kPattern = "-#####-of-#####.gguf";
    for (std::size_t i = 0; i < kTail; ++i) {
        const bool digit = tail[i] >= '0' && tail[i] <= '9';
        if (kPattern[i] == '#' ? !digit : tail[i] != kPattern[i])
            return std::nullopt;
    }
    return SplitName{name.substr(0, name.size() - kTail), std::stoull(tail.substr(1, 5)),
        std::stoull(tail.substr(10, 5))};
}

std::string partName(const SplitName& name, std::uint64_t number)
{
    std::array<char, 32> tail;
    std::snprintf(tail.data(), tail.size(), "-%05u-of-%05u.gguf", static_cast<unsigned>(number),
        static_cast<unsigned>(name.count));
    return name.prefix + tail.data();
}

/// The other parts of a model that is split into several files. Returns the header of the first,
/// which has the model's metadata; none where that is this one.
std::optional<GgufHeader> readParts(
    const Input& input, const GgufHeader& header, std::uint64_t count, ModelFile& file)
{
    const std::optional<SplitName> name = splitName(input.name);
    const std::uint64_t own = header.whole("split.no").value_or(0);
    if (!name || name->count != count || name->number != own + 1) {
        addProblem(file, ProblemSeverity::Warning, "split.count",
            Text(HEADROOM_TEXT("formats",
                     "this is part {0} of {1}, but its name is not that of a part, so the others "
                     "are not found"),
                own + 1, count));
        return std::nullopt;
    }
    std::optional<GgufHeader> first;
    std::uint64_t missing = 0;
    std::string firstMissing;
    file.files.clear();
    std::vector<FileTensor> ownTensors = std::move(file.tensors);
    file.tensors.clear();
    for (std::uint64_t number = 1; number <= count; ++number) {
        const std::string part = partName(*name, number);
        const auto place = static_cast<std::uint32_t>(file.files.size());
        if (number == name->number) {
            file.files.push_back(part);
            for (FileTensor& tensor : ownTensors) {
                tensor.file = place;
                file.tensors.push_back(std::move(tensor));
            }
            continue;
        }
        const std::unique_ptr<ByteSource> source = input.neighbours.open(part);
        if (!source) {
            if (missing++ == 0)
                firstMissing = part;
            continue;
        }
        GgufHeader other = [&] {
            try {
                return readGgufHeader(*source);
            } catch (Malformed& problem) {
                problem.error().file = part;
                throw;
            }
        }();
        file.files.push_back(part);
        addTensors(file, other, place);
        checkSize(file, other, *source);
        file.filesRead += 1;
        file.bytesRead += source->bytesRead();
        if (number == 1)
            first = std::move(other);
    }
    if (missing > 0)
        addProblem(file, ProblemSeverity::Warning, "split.count",
            Text(HEADROOM_TEXT("formats",
                     "{0} of {1} parts are not here, the first of them {2}: their tensors are not "
                     "counted"),
                missing, count, firstMissing));
    const auto expected = header.whole("split.tensors.count");
    if (missing == 0 && expected && *expected != file.tensors.size())
        addProblem(file, ProblemSeverity::Warning, "split.tensors.count",
            Text(HEADROOM_TEXT("formats", "expected {0} tensors in all parts; found {1}"),
                *expected, std::uint64_t{file.tensors.size()}));
    return first;
}

bool isGguf(const Input& input) { return input.head.starts_with("GGUF"); }

ModelFile readGguf(const Input& input)
{
    if (!isGguf(input))
        malformed(atByte(0), HEADROOM_TEXT("formats", "expected the magic \"GGUF\"; found {0}"),
            quoteStart(input.head.substr(0, 4)));
    const GgufHeader header = readGgufHeader(input.source);
    ModelFile file;
    file.kind = "gguf";
    file.files.push_back(input.name);
    addTensors(file, header, 0);
    checkSize(file, header, input.source);
    std::optional<GgufHeader> first;
    const std::uint64_t parts = header.whole("split.count").value_or(0);
    if (const auto own = header.whole("split.no"); own && parts > 0 && *own >= parts)
        malformed(atByte(header.find("split.no")->offset),
            HEADROOM_TEXT(
                "formats", "split.no: expected a number below split.count, {0}; found {1}"),
            parts, *own);
    constexpr std::uint64_t kMostParts = 65'535;
    if (parts > kMostParts)
        malformed(atByte(header.find("split.count")->offset),
            HEADROOM_TEXT("formats", "split.count: expected at most {0}; found {1}"), kMostParts,
            parts);
    if (parts > 1)
        first = readParts(input, header, parts, file);
    const GgufHeader& meta = first ? *first : header;
    addUp(file);
    noteForks(file, header);
    nameQuantization(file, meta);
    describeGguf(file, meta);
    if (file.tensors.empty())
        addProblem(file, ProblemSeverity::Note, {},
            Text(HEADROOM_TEXT(
                "formats", "the file holds no tensors: a vocabulary or metadata alone")));
    if (meta.text("general.type") == "adapter")
        addProblem(file, ProblemSeverity::Note, "general.type",
            Text(HEADROOM_TEXT(
                "formats", "this is an adapter: it is used together with its base model")));
    if (file.modelType == "clip")
        addProblem(file, ProblemSeverity::Note, "general.architecture",
            Text(HEADROOM_TEXT("formats",
                "this is the projector of a model that sees or hears: it is used together with the "
                "language model")));
    file.metadata.emplace_back(
        "GGUF version", std::to_string(header.version) + (header.bigEndian ? ", big-endian" : ""));
    for (const auto& [key, value] : meta.values) {
        if (value.kind == GgufValue::Kind::Array)
            file.metadata.emplace_back(
                key, std::string(value.typeName) + ", " + std::to_string(value.count));
        else
            file.metadata.emplace_back(
                key, value.text.empty() ? std::to_string(value.whole) : value.text);
    }
    return file;
}

} // namespace

FileFormat ggufFormat();
FileFormat ggufFormat()
{
    return {"gguf", "GGUF", "*.gguf",
        HEADROOM_TEXT("formats", "a model of llama.cpp, versions 1 to 3, in one file or split"),
        isGguf, readGguf};
}

} // namespace headroom::files
