// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"
#include "formats/files/GgufMix.h"
#include "formats/files/GgufTypes.h"
#include "formats/files/Malformed.h"
#include "headroom/base/NearestWord.h"

#include <algorithm>
#include <charconv>
#include <numeric>

// A GGUF file that does not exist yet: what llama-quantize would make of this one.

namespace headroom {
namespace {

/// By block, then by name, as llama.cpp's loader has them.
std::pair<std::uint64_t, std::string_view> orderOf(const FileTensor& tensor)
{
    constexpr std::string_view kBlock = "blk.";
    std::uint64_t block = 0;
    const std::string_view name = tensor.name;
    if (name.starts_with(kBlock)) {
        std::from_chars(name.data() + kBlock.size(), name.data() + name.size(), block);
        ++block;
    }
    return {block, name};
}

files::MixModel mixModelOf(const ModelFile& file)
{
    files::MixModel model;
    model.architecture = file.modelType;
    model.layers = file.llamaCpp->layers;
    model.heads = file.llamaCpp->heads;
    model.kvHeads = file.llamaCpp->kvHeads;
    model.experts = file.llamaCpp->experts;
    for (const FileTensor& tensor : file.tensors) {
        const std::string_view name = tensor.name;
        model.hasOutput = model.hasOutput || name == "output.weight";
        for (const char* part : {"attn_v.weight", "attn_qkv.weight", "attn_kv_b.weight"})
            model.valueTensors += name.find(part) != name.npos ? 1U : 0U;
    }
    return model;
}

void requantize(FileTensor& tensor, std::string_view name)
{
    const files::GgufType* type = files::ggufTypeNamed(name);
    tensor.dtype = type->name;
    // next() gives a type whose blocks divide the row, so they divide the tensor.
    tensor.bytes =
        files::multiply(tensor.elements / type->blockElements, type->blockBytes, tensor.name);
}

} // namespace

Result<ModelFile> quantizedAs(const ModelFile& file, std::string_view kind)
{
    const std::span<const std::string_view> kinds = files::GgufMix::names();
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
        std::string all;
        for (const std::string_view name : kinds)
            all += (all.empty() ? "" : ", ") + std::string(name);
        Failure failure = fail(ErrorCode::UnknownName, "--as",
            HEADROOM_TEXT("formats", "expected one of {0}; found {1}"), all, quoteText(kind));
        failure.value().suggestion = nearestWord(kind, kinds);
        return failure;
    }
    if (!file.llamaCpp || file.tensors.empty())
        return fail(ErrorCode::Unsupported, "--as",
            HEADROOM_TEXT("formats",
                "expected a GGUF file with tensors and the number of its layers: of those "
                "llama-quantize makes others"));
    ModelFile made = file;
    std::vector<std::size_t> order(made.tensors.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return orderOf(made.tensors[a]) < orderOf(made.tensors[b]);
    });
    files::GgufMix mix(kind, mixModelOf(file));
    try {
        for (const std::size_t i : order) {
            FileTensor& tensor = made.tensors[i];
            const files::MixTensor look{tensor.name, tensor.shape};
            if (files::GgufMix::isQuantized(look))
                requantize(tensor, mix.next(look));
        }
        made.dtypes.clear();
        files::addUp(made);
    } catch (const files::Malformed& problem) {
        return tl::unexpected(problem.error());
    }
    made.quantization = std::string(kind);
    files::addProblem(made, ProblemSeverity::Note, "--as",
        Text(HEADROOM_TEXT("formats",
                 "types and bytes are those of a {0} that llama-quantize would make of this file, "
                 "without an importance matrix"),
            kind));
    return made;
}

} // namespace headroom
