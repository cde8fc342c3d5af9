// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/NpyHeader.h"
#include "formats/files/ZipArchive.h"

// NumPy's .npz: a zip archive of .npy files.

namespace headroom::files {
namespace {

constexpr std::size_t kNameAt = 30; ///< in the entry before a member's bytes

bool isNpz(const Input& input)
{
    if (!ZipArchive::isZip(input.head) || input.head.size() < kNameAt)
        return false;
    const auto length = static_cast<unsigned char>(input.head[26])
        + 256U * static_cast<unsigned char>(input.head[27]);
    return input.head.substr(kNameAt, length).ends_with(".npy");
}

ModelFile readNpz(const Input& input)
{
    ModelFile file;
    file.kind = "numpy";
    file.files.push_back(input.name);
    ZipArchive archive(input.source);
    for (const ZipArchive::Member& member : archive.members()) {
        if (!member.name.ends_with(".npy"))
            continue;
        constexpr std::uint64_t kHeaderBytes = 8192;
        try {
            MemorySource start(member.name, archive.read(member, kHeaderBytes));
            if (start.text(0, kNpyMagic.size()) != kNpyMagic)
                malformed(atByte(0),
                    HEADROOM_TEXT("formats", "expected the magic \"\\x93NUMPY\"; found another"));
            NpyHeader header = readNpyHeader(start);
            if (sum(header.dataStart, header.tensor.bytes, "the end of the data") != member.size)
                malformed(atByte(header.dataStart),
                    HEADROOM_TEXT("formats", "expected {0} bytes of the array; found {1}"),
                    header.tensor.bytes, member.size - std::min(member.size, header.dataStart));
            header.tensor.name = member.name.substr(0, member.name.size() - 4);
            file.tensors.push_back(std::move(header.tensor));
        } catch (Malformed& problem) {
            if (!problem.error().where.starts_with(member.name))
                problem.error().where = member.name + ", " + problem.error().where;
            throw;
        }
    }
    addUp(file);
    return file;
}

} // namespace

FileFormat npzFormat();
FileFormat npzFormat()
{
    return {"numpy-archive", "NumPy archive", "*.npz",
        HEADROOM_TEXT("formats", "arrays of NumPy in a zip archive"), isNpz, readNpz};
}

} // namespace headroom::files
