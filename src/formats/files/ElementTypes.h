// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace headroom::files {

/// What an element of a file's tensor is. The names are those of safetensors; other formats that
/// have the same types map to them.
struct ElementType {
    std::string_view name;
    std::uint32_t bits;
    bool isFloat;
};

/// Every type, those of safetensors first.
[[nodiscard]] std::span<const ElementType> elementTypes();
/// Any of them; nullptr where there is none of that name.
[[nodiscard]] const ElementType* elementType(std::string_view name);
/// One that safetensors files may have.
[[nodiscard]] const ElementType* safetensorsType(std::string_view name);
[[nodiscard]] std::string safetensorsTypeNames();

/// "bfloat16", as PyTorch and config.json have it, to "BF16"; empty where there is none.
[[nodiscard]] std::string_view elementNameOfTorch(std::string_view torch);
/// "BF16" to "bfloat16"; empty where config.json has no such dtype.
[[nodiscard]] std::string_view torchNameOfElement(std::string_view element);

} // namespace headroom::files
