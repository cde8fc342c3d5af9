// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ConfigBeside.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/PackedWeights.h"
#include "formats/files/Torch.h"
#include "formats/files/ZipArchive.h"

#include <algorithm>

// What torch.save and torch.jit.save write: a zip archive with a pickle, or (before 1.6) pickles in
// a row.

namespace headroom::files {
namespace {

constexpr std::uint64_t kLongestPickle = std::uint64_t{192} * 1024 * 1024;

/// The long number that older files begin with, as pickle protocol 2 writes it.
constexpr std::string_view kOldMagic = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";

void finish(ModelFile& file, const Input& input, const Pickle& pickle)
{
    // What the walk left out counts as nothing; the rest is unpacked as other weights are.
    ModelFile found;
    addTorchTensors(found, pickle);
    for (FileProblem& problem : found.problems)
        file.problems.push_back(std::move(problem));
    file.tensors = std::move(found.tensors);
    useConfigBeside(file, input.neighbours);
    std::vector<bool> counted;
    for (const FileTensor& tensor : file.tensors)
        counted.push_back(tensor.parameters > 0 || tensor.elements == 0);
    unpackWeights(file);
    for (std::size_t i = 0; i < counted.size(); ++i) {
        if (!counted[i])
            file.tensors[i].parameters = 0;
    }
    addUp(file);
    if (file.tensors.empty())
        addProblem(file, ProblemSeverity::Warning, {},
            Text(HEADROOM_TEXT("formats", "the file holds no tensors")));
}

bool isPytorch(const Input& input)
{
    // Protocol 2 and the magic, or any pickle whose name says that it is a model.
    return ZipArchive::isZip(input.head)
        || (input.head.starts_with("\x80\x02") && input.head.substr(2).starts_with(kOldMagic))
        || (input.head.starts_with("\x80") && input.head.size() > 2 && input.head[1] >= 2
            && input.head[1] <= 5);
}

ModelFile readZip(const Input& input)
{
    ZipArchive archive(input.source);
    ModelFile file;
    file.kind = "pytorch";
    file.files.push_back(input.name);
    const ZipArchive::Member* member = archive.find("data.pkl");
    if (member == nullptr)
        malformed({},
            HEADROOM_TEXT("formats",
                "expected a zip archive with data.pkl, as PyTorch writes it; found {0} other "
                "members"),
            std::uint64_t{archive.members().size()});
    if (member->size > kLongestPickle)
        malformed(member->name, HEADROOM_TEXT("formats", "expected at most {0} bytes; found {1}"),
            kLongestPickle, member->size);
    const bool isScript = archive.find("constants.pkl") != nullptr;
    file.metadata.emplace_back("form", isScript ? "TorchScript archive" : "zip archive");
    MemorySource bytes(member->name, archive.read(*member, kLongestPickle));
    ByteReader reader(bytes);
    try {
        finish(file, input, readPickle(reader));
    } catch (Malformed& problem) {
        // Offsets are those within the archive's member.
        problem.error().where = member->name + ", " + problem.error().where;
        throw;
    }
    return file;
}

ModelFile readOld(const Input& input)
{
    if (!isPytorch(input))
        malformed(atByte(0),
            HEADROOM_TEXT("formats",
                "expected a zip archive or a pickle, as PyTorch writes them; found a file that "
                "starts with {0}"),
            quoteStart(input.head));
    ModelFile file;
    file.kind = "pytorch";
    file.files.push_back(input.name);
    ByteReader reader(input.source);
    const bool isTorch = input.head.substr(2).starts_with(kOldMagic);
    if (!isTorch) {
        file.metadata.emplace_back("form", "pickle");
        finish(file, input, readPickle(reader));
        return file;
    }
    file.metadata.emplace_back("form", "pickles in a row (before PyTorch 1.6)");
    (void)readPickle(reader); // the magic
    (void)readPickle(reader); // the protocol
    (void)readPickle(reader); // sizes of the writer's types
    const Pickle pickle = readPickle(reader);
    finish(file, input, pickle);
    const Pickle keys = readPickle(reader);
    const std::uint64_t stored = keys.items(keys.root()).size();
    const std::uint64_t least =
        sum(file.bytes.value_or(0), multiply(stored, 8, "storages"), "storages");
    if (reader.remaining() < least)
        addProblem(file, ProblemSeverity::Error, atByte(reader.offset()),
            Text(HEADROOM_TEXT(
                     "formats", "the file is incomplete: expected {0} bytes of tensors; found {1}"),
                least, reader.remaining()));
    return file;
}

ModelFile readPytorch(const Input& input)
{
    return ZipArchive::isZip(input.head) ? readZip(input) : readOld(input);
}

} // namespace

FileFormat pytorchFormat();
FileFormat pytorchFormat()
{
    return {"pytorch", "PyTorch", "*.pt *.pth *.bin *.ckpt",
        HEADROOM_TEXT("formats",
            "what torch.save or torch.jit.save wrote; its pickle is read, and nothing of it "
            "executed"),
        isPytorch, readPytorch};
}

} // namespace headroom::files
