// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ElementTypes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace headroom::files {
namespace {

constexpr auto kElementTypes = std::to_array<ElementType>({
    {"BOOL", 8, false},
    {"F4", 4, true},
    {"F6_E2M3", 6, true},
    {"F6_E3M2", 6, true},
    {"U8", 8, false},
    {"I8", 8, false},
    {"F8_E5M2", 8, true},
    {"F8_E4M3", 8, true},
    {"F8_E8M0", 8, true},
    {"F8_E4M3FNUZ", 8, true},
    {"F8_E5M2FNUZ", 8, true},
    {"I16", 16, false},
    {"U16", 16, false},
    {"F16", 16, true},
    {"BF16", 16, true},
    {"I32", 32, false},
    {"U32", 32, false},
    {"F32", 32, true},
    {"C64", 64, true},
    {"F64", 64, true},
    {"I64", 64, false},
    {"U64", 64, false},
    // Of other formats.
    {"C32", 32, true},
    {"C128", 128, true},
    {"F128", 128, true},
    {"U4", 4, false},
    {"I4", 4, false},
    {"U2", 2, false},
    {"I2", 2, false},
    {"STRING", 0, false},
});
constexpr std::size_t kSafetensorsTypes = 22;
static_assert(kElementTypes[kSafetensorsTypes - 1].name == "U64");

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kTorchNames{{
    {"float32", "F32"},
    {"float", "F32"},
    {"bfloat16", "BF16"},
    {"float16", "F16"},
    {"half", "F16"},
    {"float64", "F64"},
    {"double", "F64"},
    {"float8_e4m3fn", "F8_E4M3"},
    {"float8_e5m2", "F8_E5M2"},
    {"float8_e4m3fnuz", "F8_E4M3FNUZ"},
    {"float8_e5m2fnuz", "F8_E5M2FNUZ"},
    {"float8_e8m0fnu", "F8_E8M0"},
    {"uint8", "U8"},
    {"int8", "I8"},
    {"int16", "I16"},
    {"uint16", "U16"},
    {"int32", "I32"},
    {"uint32", "U32"},
    {"int64", "I64"},
    {"uint64", "U64"},
    {"bool", "BOOL"},
    {"complex64", "C64"},
}};

} // namespace

std::span<const ElementType> elementTypes() { return kElementTypes; }

const ElementType* elementType(std::string_view name)
{
    const auto found = std::find_if(kElementTypes.begin(), kElementTypes.end(),
        [&](const ElementType& type) { return type.name == name; });
    return found != kElementTypes.end() ? &*found : nullptr;
}

const ElementType* safetensorsType(std::string_view name)
{
    const ElementType* type = elementType(name);
    return type != nullptr && type < &kElementTypes[kSafetensorsTypes] ? type : nullptr;
}

std::string safetensorsTypeNames()
{
    std::string names;
    for (std::size_t i = 0; i < kSafetensorsTypes; ++i)
        names += (i == 0 ? "" : ", ") + std::string(kElementTypes[i].name);
    return names;
}

std::string_view elementNameOfTorch(std::string_view torch)
{
    constexpr std::string_view kModule = "torch.";
    if (torch.starts_with(kModule))
        torch.remove_prefix(kModule.size());
    for (const auto& [name, element] : kTorchNames) {
        if (name == torch)
            return element;
    }
    return {};
}

std::string_view torchNameOfElement(std::string_view element)
{
    for (const auto& [name, of] : kTorchNames) {
        if (of == element)
            return name;
    }
    return {};
}

} // namespace headroom::files
