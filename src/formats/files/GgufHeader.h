// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/ByteSource.h"
#include "formats/files/GgufTypes.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The header of a GGUF file, checked as ggml's own reader checks it (ggml/src/gguf.cpp).

namespace headroom::files {

/// A value of the metadata. Long texts and arrays are counted, and kept as far as they matter.
struct GgufValue {
    enum class Kind { Whole, Negative, Decimal, Flag, Text, Array };
    Kind kind = Kind::Whole;
    std::uint64_t whole = 0; ///< a number from 0, or a flag
    std::string text; ///< or the written number
    std::uint64_t count = 0; ///< of an array
    std::vector<std::uint64_t>
        items; ///< of an array of whole numbers or flags of at most kKeptItems
    std::string_view typeName; ///< "u32", "array of string"
    std::uint64_t offset = 0; ///< in the file

    static constexpr std::uint64_t kKeptItems = 4096;
};

struct GgufTensor {
    std::string name;
    const GgufType* type = nullptr;
    std::vector<std::uint64_t> shape; ///< the row's length first, as the file has it
    std::uint64_t elements = 0;
    std::uint64_t bytes = 0;
};

struct GgufHeader {
    std::uint32_t version = 0;
    bool bigEndian = false;
    std::map<std::string, GgufValue, std::less<>> values;
    std::vector<GgufTensor> tensors;
    std::uint64_t alignment = 32;
    std::uint64_t dataStart = 0;
    std::uint64_t dataBytes = 0; ///< to the end of the last tensor, without its padding

    [[nodiscard]] const GgufValue* find(std::string_view key) const;
    /// Empty, or none, where the key is absent. A value of another kind is Malformed.
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::optional<std::uint64_t> whole(std::string_view key) const;
    /// One number a layer: the array, or the number for each.
    [[nodiscard]] std::optional<std::vector<std::uint64_t>> perLayer(
        std::string_view key, std::uint64_t layers) const;
};

[[nodiscard]] GgufHeader readGgufHeader(ByteSource& source);

} // namespace headroom::files
