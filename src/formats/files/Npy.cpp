// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ByteReader.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/NpyHeader.h"

// NumPy's .npy: one array (numpy/lib/format.py).

namespace headroom::files {
namespace {

bool isNpy(const Input& input) { return input.head.starts_with(kNpyMagic); }

ModelFile readNpy(const Input& input)
{
    ModelFile file;
    file.kind = "numpy";
    file.files.push_back(input.name);
    NpyHeader header = readNpyHeader(input.source);
    const std::uint64_t end = sum(header.dataStart, header.tensor.bytes, "the end of the data");
    if (end > input.source.size())
        addProblem(file, ProblemSeverity::Error, atByte(header.dataStart),
            Text(HEADROOM_TEXT(
                     "formats", "the file is incomplete: expected {0} bytes of tensors; found {1}"),
                header.tensor.bytes, input.source.size() - header.dataStart));
    header.tensor.name = input.name.substr(0, input.name.rfind('.'));
    file.tensors.push_back(std::move(header.tensor));
    addUp(file);
    return file;
}

} // namespace

FileFormat npyFormat();
FileFormat npyFormat()
{
    return {"numpy", "NumPy array", "*.npy", HEADROOM_TEXT("formats", "one array of NumPy"), isNpy,
        readNpy};
}

} // namespace headroom::files
