// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Dtype.h"

#include "headroom/base/Wide.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace headroom {
namespace {

constexpr auto kDtypes = std::to_array<DtypeInfo>({
    {Dtype::Fp64, "fp64", 8, 1, DtypeKind::Float, "64-bit floating point"},
    {Dtype::Fp32, "fp32", 4, 1, DtypeKind::Float, "32-bit floating point"},
    {Dtype::Tf32, "tf32", 4, 1, DtypeKind::Float,
        "TensorFloat-32: stored in 32 bits, multiplied in 19"},
    {Dtype::Bf16, "bf16", 2, 1, DtypeKind::Float, "bfloat16: 8 bits of exponent, 7 of fraction"},
    {Dtype::Fp16, "fp16", 2, 1, DtypeKind::Float, "16-bit floating point (half)"},
    {Dtype::Fp8, "fp8", 1, 1, DtypeKind::Float, "8-bit floating point (E4M3 or E5M2)"},
    {Dtype::Int8, "int8", 1, 1, DtypeKind::Integer, "8-bit integer"},
    {Dtype::Int4, "int4", 1, 2, DtypeKind::Integer, "4-bit integer, two in a byte"},
    {Dtype::Int16, "int16", 2, 1, DtypeKind::Integer, "16-bit integer"},
    {Dtype::Int32, "int32", 4, 1, DtypeKind::Integer, "32-bit integer"},
    {Dtype::Int64, "int64", 8, 1, DtypeKind::Integer, "64-bit integer"},
    {Dtype::Bool, "bool", 1, 1, DtypeKind::Boolean, "truth value, one byte"},
    {Dtype::Uint8, "uint8", 1, 1, DtypeKind::Integer, "8-bit unsigned integer"},
    {Dtype::Q4_0, "q4_0", 18, 32, DtypeKind::Block, "GGUF Q4_0: 32 values in 18 bytes"},
    {Dtype::Q4_1, "q4_1", 20, 32, DtypeKind::Block, "GGUF Q4_1: 32 values in 20 bytes"},
    {Dtype::Q5_0, "q5_0", 22, 32, DtypeKind::Block, "GGUF Q5_0: 32 values in 22 bytes"},
    {Dtype::Q5_1, "q5_1", 24, 32, DtypeKind::Block, "GGUF Q5_1: 32 values in 24 bytes"},
    {Dtype::Q8_0, "q8_0", 34, 32, DtypeKind::Block, "GGUF Q8_0: 32 values in 34 bytes"},
    {Dtype::Q8_1, "q8_1", 36, 32, DtypeKind::Block, "GGUF Q8_1: 32 values in 36 bytes"},
    {Dtype::Q2K, "q2_k", 84, 256, DtypeKind::Block, "GGUF Q2_K: 256 values in 84 bytes"},
    {Dtype::Q3K, "q3_k", 110, 256, DtypeKind::Block, "GGUF Q3_K: 256 values in 110 bytes"},
    {Dtype::Q4K, "q4_k", 144, 256, DtypeKind::Block, "GGUF Q4_K: 256 values in 144 bytes"},
    {Dtype::Q5K, "q5_k", 176, 256, DtypeKind::Block, "GGUF Q5_K: 256 values in 176 bytes"},
    {Dtype::Q6K, "q6_k", 210, 256, DtypeKind::Block, "GGUF Q6_K: 256 values in 210 bytes"},
    {Dtype::Q8K, "q8_k", 292, 256, DtypeKind::Block, "GGUF Q8_K: 256 values in 292 bytes"},
    {Dtype::Iq2Xxs, "iq2_xxs", 66, 256, DtypeKind::Block, "GGUF IQ2_XXS: 256 values in 66 bytes"},
    {Dtype::Iq2Xs, "iq2_xs", 74, 256, DtypeKind::Block, "GGUF IQ2_XS: 256 values in 74 bytes"},
    {Dtype::Iq2S, "iq2_s", 82, 256, DtypeKind::Block, "GGUF IQ2_S: 256 values in 82 bytes"},
    {Dtype::Iq3Xxs, "iq3_xxs", 98, 256, DtypeKind::Block, "GGUF IQ3_XXS: 256 values in 98 bytes"},
    {Dtype::Iq3S, "iq3_s", 110, 256, DtypeKind::Block, "GGUF IQ3_S: 256 values in 110 bytes"},
    {Dtype::Iq1S, "iq1_s", 50, 256, DtypeKind::Block, "GGUF IQ1_S: 256 values in 50 bytes"},
    {Dtype::Iq1M, "iq1_m", 56, 256, DtypeKind::Block, "GGUF IQ1_M: 256 values in 56 bytes"},
    {Dtype::Iq4Nl, "iq4_nl", 18, 32, DtypeKind::Block, "GGUF IQ4_NL: 32 values in 18 bytes"},
    {Dtype::Iq4Xs, "iq4_xs", 136, 256, DtypeKind::Block, "GGUF IQ4_XS: 256 values in 136 bytes"},
    {Dtype::Tq1_0, "tq1_0", 54, 256, DtypeKind::Block, "GGUF TQ1_0: 256 values in 54 bytes"},
    {Dtype::Tq2_0, "tq2_0", 66, 256, DtypeKind::Block, "GGUF TQ2_0: 256 values in 66 bytes"},
    {Dtype::Mxfp4, "mxfp4", 17, 32, DtypeKind::Block, "GGUF MXFP4: 32 values in 17 bytes"},
    {Dtype::Nvfp4, "nvfp4", 36, 64, DtypeKind::Block, "GGUF NVFP4: 64 values in 36 bytes"},
    {Dtype::Q1_0, "q1_0", 18, 128, DtypeKind::Block, "GGUF Q1_0: 128 values in 18 bytes"},
    {Dtype::Q2_0, "q2_0", 18, 64, DtypeKind::Block, "GGUF Q2_0: 64 values in 18 bytes"},
});

constexpr bool tableFollowsEnumeration()
{
    for (std::size_t i = 0; i < kDtypes.size(); ++i) {
        if (static_cast<std::size_t>(kDtypes[i].dtype) != i)
            return false;
    }
    return true;
}
static_assert(tableFollowsEnumeration());

constexpr std::size_t kComputeDtypes = static_cast<std::size_t>(Dtype::Int4) + 1;
constexpr std::size_t kFirstBlockDtype = static_cast<std::size_t>(Dtype::Q4_0);

/// The names a cache may have stand in a row, the compute dtypes first.
constexpr auto kNames = [] {
    std::array<std::string_view, kComputeDtypes + kDtypes.size() - kFirstBlockDtype> names{};
    for (std::size_t i = 0; i < names.size(); ++i)
        names[i] = kDtypes[i < kComputeDtypes ? i : i - kComputeDtypes + kFirstBlockDtype].name;
    return names;
}();

} // namespace

std::span<const DtypeInfo> allDtypes() { return kDtypes; }
const DtypeInfo& info(Dtype dtype) { return kDtypes[static_cast<std::size_t>(dtype)]; }
std::string_view toString(Dtype dtype) { return info(dtype).name; }

std::span<const std::string_view> computeDtypeNames()
{
    return std::span(kNames).first(kComputeDtypes);
}
std::span<const std::string_view> cacheDtypeNames() { return kNames; }
std::span<const std::string_view> ggufDtypeNames()
{
    return std::span(kNames).subspan(kComputeDtypes);
}

Result<Dtype> dtypeFromString(
    std::string_view name, std::span<const std::string_view> choices, std::string where)
{
    if (std::find(choices.begin(), choices.end(), name) != choices.end()) {
        for (const DtypeInfo& entry : kDtypes) {
            if (entry.name == name)
                return entry.dtype;
        }
    }
    auto failure = fail(ErrorCode::UnknownName, std::move(where),
        HEADROOM_TEXT("base", "expected one of {0}; found \"{1}\""), joinWords(choices), name);
    failure.value().suggestion = nearestWord(name, choices);
    return failure;
}

Result<std::uint64_t> storageBytes(std::uint64_t elements, Dtype dtype)
{
    const DtypeInfo& entry = info(dtype);
    const Wide bytes =
        (Wide{elements} * entry.blockBytes + entry.blockElements - 1) / entry.blockElements;
    if (bytes > std::numeric_limits<std::uint64_t>::max())
        return fail(ErrorCode::Overflow, {},
            HEADROOM_TEXT("base", "{0} elements of {1} are more than 2^64 - 1 bytes"), elements,
            entry.name);
    return static_cast<std::uint64_t>(bytes);
}

} // namespace headroom
