// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"
#include "formats/files/ZipArchive.h"

// Keras: HDF5, and the zip archive around it. Recognised; what HDF5 holds is not counted yet.

namespace headroom::files {
namespace {

constexpr std::string_view kHdf5Magic = "\x89HDF\r\n\x1a\n";

bool isKeras(const Input& input)
{
    return input.head.starts_with(kHdf5Magic)
        || (ZipArchive::isZip(input.head) && input.name.ends_with(".keras"));
}

ModelFile readKeras(const Input& input)
{
    ModelFile file;
    file.kind = "keras";
    file.files.push_back(input.name);
    if (ZipArchive::isZip(input.head)) {
        const ZipArchive archive(input.source);
        file.metadata.emplace_back("members", std::to_string(archive.members().size()));
    }
    addProblem(file, ProblemSeverity::Warning, {},
        Text(HEADROOM_TEXT("formats",
            "a Keras model: this version recognises it, and does not read the tensors of HDF5 "
            "yet")));
    return file;
}

} // namespace

FileFormat kerasFormat();
FileFormat kerasFormat()
{
    return {"keras", "Keras", "*.keras *.h5 *.hdf5",
        HEADROOM_TEXT("formats", "a Keras model: recognised, its tensors are not counted yet"),
        isKeras, readKeras};
}

} // namespace headroom::files
