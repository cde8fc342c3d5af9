// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/ModelFile.h"

#include <cstdint>
#include <cstdlib>
#include <string>

// What a reader accepts must obey the laws of its format; what it does not must say why.

namespace {

void require(bool law)
{
    if (!law)
        std::abort();
}

void checkLaws(const headroom::ModelFile& file)
{
    using headroom::FileTensor;
    std::uint64_t bytes = 0;
    bool complete = true;
    for (const FileTensor& tensor : file.tensors) {
        complete = complete && tensor.hasShape;
        bytes += tensor.bytes;
        require(tensor.file < file.files.size() || file.files.empty());
        bool empty = false;
        for (const std::uint64_t size : tensor.shape)
            empty = empty || size == 0;
        require(!tensor.hasShape || empty == (tensor.elements == 0));
    }
    require(!complete || file.tensors.empty() || !file.bytes || *file.bytes == bytes);
    require(!file.active || !file.parameters || *file.active <= *file.parameters);
    require(!file.embedding || !file.parameters || *file.embedding <= *file.parameters);
    // A report of whatever was accepted can be written.
    for (const auto format : {headroom::InspectFormat::Text, headroom::InspectFormat::Json,
             headroom::InspectFormat::Csv, headroom::InspectFormat::Markdown})
        require(!headroom::writeInspection(file, format, {true, {}}).empty());
    // So can an estimate be tried, and another quantization.
    if (const auto scenario = headroom::scenarioOfFile(file, HEADROOM_FUZZ_NAME); !scenario)
        require(!scenario.error().message.isEmpty());
    if (const auto facts = headroom::factsOfFile(file, HEADROOM_FUZZ_NAME))
        require(facts->active <= facts->parameters && facts->weightBytes == file.bytes);
    if (const auto other = headroom::quantizedAs(file, "Q4_K_M"))
        require(
            other->tensors.size() == file.tensors.size() && other->parameters == file.parameters);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const headroom::Result<headroom::ModelFile> file =
        headroom::inspectBytes(std::string(data, data + size), HEADROOM_FUZZ_NAME);
    if (file)
        checkLaws(*file);
    else
        require(!file.error().message.isEmpty());
    return 0;
}
