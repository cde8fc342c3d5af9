// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/EnumTable.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace headroom {

/// How a number is stored. The block formats are GGUF's (ggml-common.h); their rows are whole
/// blocks.
enum class Dtype : std::uint8_t {
    Fp64,
    Fp32,
    Tf32,
    Bf16,
    Fp16,
    Fp8,
    Int8,
    Int4,
    Int16,
    Int32,
    Int64,
    Bool,
    Uint8,
    Q4_0,
    Q4_1,
    Q5_0,
    Q5_1,
    Q8_0,
    Q8_1,
    Q2K,
    Q3K,
    Q4K,
    Q5K,
    Q6K,
    Q8K,
    Iq2Xxs,
    Iq2Xs,
    Iq2S,
    Iq3Xxs,
    Iq3S,
    Iq1S,
    Iq1M,
    Iq4Nl,
    Iq4Xs,
    Tq1_0,
    Tq2_0,
    Mxfp4,
    Nvfp4,
    Q1_0,
    Q2_0,
};

enum class DtypeKind : std::uint8_t { Float, Integer, Boolean, Block };

/// Bytes as a ratio: `blockBytes` bytes hold `blockElements` elements.
struct DtypeInfo {
    Dtype dtype;
    std::string_view name; ///< in scenario files
    std::uint32_t blockBytes;
    std::uint32_t blockElements;
    DtypeKind kind;
    std::string_view description;
};

/// All dtypes, in the order of the enumeration. The one table: add a dtype there and in the
/// enumeration.
[[nodiscard]] std::span<const DtypeInfo> allDtypes();

[[nodiscard]] const DtypeInfo& info(Dtype dtype);
[[nodiscard]] std::string_view toString(Dtype dtype);

/// The dtypes that weights, gradients, activations and optimizer states may have in a scenario:
/// fp64 … int4.
[[nodiscard]] std::span<const std::string_view> computeDtypeNames();
/// Those, and GGUF's types: what a KV cache may have.
[[nodiscard]] std::span<const std::string_view> cacheDtypeNames();
/// GGUF's block types alone.
[[nodiscard]] std::span<const std::string_view> ggufDtypeNames();

/// `name` among `choices`, or an UnknownName error that lists them and offers the nearest.
[[nodiscard]] Result<Dtype> dtypeFromString(
    std::string_view name, std::span<const std::string_view> choices, std::string where);

/// `elements` in that dtype, rounded up to whole bytes, or an Overflow error.
[[nodiscard]] Result<std::uint64_t> storageBytes(std::uint64_t elements, Dtype dtype);

} // namespace headroom
