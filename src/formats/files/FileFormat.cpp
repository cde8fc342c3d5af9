// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"

#include "formats/Utf8.h"
#include "formats/files/Malformed.h"
#include "headroom/base/Wide.h"

#include <algorithm>
#include <array>
#include <limits>
#include <new>

namespace headroom {

bool ModelFile::hasErrors() const
{
    const auto isError = [](const FileProblem& problem) {
        return problem.severity == ProblemSeverity::Error;
    };
    return std::any_of(problems.begin(), problems.end(), isError)
        || std::any_of(components.begin(), components.end(),
            [](const ModelFile& component) { return component.hasErrors(); });
}

std::vector<FileFormatInfo> fileFormats()
{
    std::vector<FileFormatInfo> formats;
    for (const files::FileFormat& format : files::formatTable()) {
        if (!format.id.empty())
            formats.push_back({format.id, format.name, format.endings, Text(format.description)});
    }
    return formats;
}

namespace files {
namespace {

/// Whether a file that is a link leads to where its folder's files are: into the folder, or into
/// the blobs of a Hugging Face cache (snapshots/REVISION/name -> ../../blobs/HASH).
bool linkStays(const std::filesystem::path& folder, const std::filesystem::path& file)
{
    std::error_code problem;
    const std::filesystem::path target = std::filesystem::canonical(file, problem);
    const std::filesystem::path home = std::filesystem::canonical(folder, problem);
    if (problem)
        return true; // opening it says why
    const auto isBelow = [&](const std::filesystem::path& top) {
        const auto [end, ignored] =
            std::mismatch(top.begin(), top.end(), target.begin(), target.end());
        return end == top.end();
    };
    const std::filesystem::path snapshots = home.parent_path();
    return isBelow(home)
        || (snapshots.filename() == "snapshots" && isBelow(snapshots.parent_path() / "blobs"));
}

} // namespace

bool staysInFolder(std::string_view name)
{
    if (name.empty() || name.front() == '/'
        || name.find_first_of(std::string_view("\\\0:", 3)) != name.npos)
        return false;
    while (!name.empty()) {
        const std::size_t slash = std::min(name.find('/'), name.size());
        const std::string_view part = name.substr(0, slash);
        if (part.empty() || part == "." || part == "..")
            return false;
        name.remove_prefix(std::min(slash + 1, name.size()));
    }
    return true;
}

std::unique_ptr<ByteSource> Neighbours::open(const std::string& name) const
{
    if (!m_folder)
        return nullptr;
    if (!staysInFolder(name))
        malformed({},
            HEADROOM_TEXT("formats",
                "expected the name of a file in the same folder; found {0}, which is not followed"),
            quoteText(name));
    const std::filesystem::path path = *m_folder / name;
    std::error_code ignored;
    const auto type = std::filesystem::symlink_status(path, ignored).type();
    if (type == std::filesystem::file_type::not_found)
        return nullptr;
    if (!linkStays(*m_folder, path))
        malformed({},
            HEADROOM_TEXT(
                "formats", "{0} is a link that leads out of its folder, and is not followed"),
            quoteText(name));
    if (std::filesystem::status(path, ignored).type() == std::filesystem::file_type::not_found)
        return nullptr;
    Result<std::unique_ptr<FileSource>> file = FileSource::open(path, name);
    if (!file)
        throw Malformed(file.error());
    return std::move(*file);
}

const FileFormat* formatOf(const Input& input)
{
    for (const FileFormat& format : formatTable()) {
        if (format.matches(input))
            return &format;
    }
    if (input.head.empty())
        return nullptr;
    for (const FileFormat& format : formatTable()) {
        std::string_view endings = format.endings;
        while (!endings.empty()) {
            const std::size_t space = std::min(endings.find(' '), endings.size());
            const std::string_view ending = endings.substr(0, space);
            if (ending.starts_with('*') ? input.name.ends_with(ending.substr(1))
                                        : input.name == ending)
                return &format;
            endings.remove_prefix(std::min(space + 1, endings.size()));
        }
    }
    return nullptr;
}

ModelFile readSource(ByteSource& source, const Neighbours& neighbours, std::string name)
{
    const std::string head = source.text(0, kHeadBytes);
    const Input input{source, neighbours, std::move(name), head};
    if (const FileFormat* format = formatOf(input)) {
        ModelFile file = format->read(input);
        file.filesRead += 1;
        file.bytesRead += source.bytesRead();
        return file;
    }
    if (head.empty())
        malformed({}, HEADROOM_TEXT("formats", "expected a model file; found an empty file"));
    malformed(atByte(0),
        HEADROOM_TEXT("formats",
            "expected a model file (`headroom formats` lists them); found a file of another kind, "
            "which starts with {0}"),
        quoteStart(head));
}

ModelFile readNeighbour(ByteSource& source, const Neighbours& neighbours, std::string name)
{
    try {
        return readSource(source, neighbours, name);
    } catch (Malformed& problem) {
        if (problem.error().file.empty())
            problem.error().file = name;
        throw;
    }
}

std::string quoteStart(std::string_view head)
{
    constexpr std::size_t kShown = 16;
    constexpr std::string_view kHex = "0123456789abcdef";
    head = head.substr(0, kShown);
    if (findInvalidUtf8(head) == head.npos)
        return quoteText(head);
    std::string text;
    for (const char c : head) {
        const auto byte = static_cast<unsigned char>(c);
        text += text.empty() ? "" : " ";
        text += {kHex[byte >> 4U], kHex[byte & 0xFU]};
    }
    return text;
}

void addProblem(ModelFile& file, ProblemSeverity severity, std::string where, Text message)
{
    file.problems.push_back({severity, std::move(where), std::move(message)});
}

std::uint64_t multiply(std::uint64_t a, std::uint64_t b, const std::string& where)
{
    const Wide product = Wide{a} * b;
    if (product > std::numeric_limits<std::uint64_t>::max())
        malformed(where, HEADROOM_TEXT("formats", "{0} × {1} is more than 2^64 - 1"), a, b);
    return static_cast<std::uint64_t>(product);
}

std::uint64_t sum(std::uint64_t a, std::uint64_t b, const std::string& where)
{
    if (a > std::numeric_limits<std::uint64_t>::max() - b)
        malformed(where, HEADROOM_TEXT("formats", "{0} + {1} is more than 2^64 - 1"), a, b);
    return a + b;
}

std::uint64_t elementsOf(std::span<const std::uint64_t> shape, const std::string& where)
{
    // An empty dimension makes the whole empty, whatever the others are.
    if (std::find(shape.begin(), shape.end(), 0) != shape.end())
        return 0;
    std::uint64_t elements = 1;
    for (const std::uint64_t size : shape)
        elements = multiply(elements, size, where);
    return elements;
}

std::string shapeText(std::span<const std::uint64_t> shape, std::string_view separator)
{
    std::string text;
    for (const std::uint64_t size : shape)
        text += (text.empty() ? std::string() : std::string(separator)) + std::to_string(size);
    return text;
}

void addUp(ModelFile& file)
{
    std::uint64_t bytes = 0;
    std::uint64_t parameters = 0;
    bool complete = true;
    for (const FileTensor& tensor : file.tensors) {
        if (!tensor.hasShape) {
            complete = false;
            continue;
        }
        bytes = sum(bytes, tensor.bytes, tensor.name);
        parameters = sum(parameters, tensor.parameters, tensor.name);
        auto share = file.dtypes.find(tensor.dtype);
        if (share == file.dtypes.end())
            share = file.dtypes.emplace(std::string(tensor.dtype), DtypeShare()).first;
        ++share->second.tensors;
        share->second.elements += tensor.elements;
        share->second.bytes += tensor.bytes;
    }
    file.tensorCount = file.tensors.size();
    if (!complete)
        return;
    file.bytes = bytes;
    if (!file.parameters)
        file.parameters = parameters;
}

} // namespace files

namespace {

/// What a reader throws as a value. `name` stands for the file in errors that name none.
template <typename Read> Result<ModelFile> caught(const std::string& name, const Read& read)
{
    try {
        return read();
    } catch (const files::Malformed& problem) {
        Error error = problem.error();
        if (error.file.empty())
            error.file = name;
        else if (error.file != name && !name.ends_with(error.file))
            error.file = name + ": " + error.file;
        return tl::unexpected(std::move(error));
    } catch (const std::bad_alloc&) {
        Failure failure = fail(ErrorCode::OutOfRange, {},
            HEADROOM_TEXT("formats", "the file asks for more memory than there is"));
        failure.value().file = name;
        return failure;
    }
}

} // namespace

Result<ModelFile> inspectPath(const std::filesystem::path& path)
{
    const std::string name = path.string();
    return caught(name, [&]() -> ModelFile {
        std::error_code ignored;
        if (std::filesystem::is_directory(path, ignored))
            return files::readFolder(path);
        Result<std::unique_ptr<files::FileSource>> source = files::FileSource::open(path, name);
        if (!source)
            throw files::Malformed(source.error());
        const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
        return files::readSource(**source, files::Neighbours(folder), path.filename().string());
    });
}

Result<ModelFile> inspectBytes(std::string bytes, const std::string& name)
{
    files::MemorySource source(name, std::move(bytes));
    return caught(name, [&] { return files::readSource(source, files::Neighbours(), name); });
}

} // namespace headroom
