// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace headroom::files {

/// A tensor type of ggml: rows are whole blocks, and some forks add bytes to each row.
struct GgufType {
    std::uint32_t id;
    std::string_view name;
    std::uint32_t blockElements;
    std::uint32_t blockBytes; ///< 0: removed from the format
    std::uint32_t rowBytes;
    bool isFork; ///< of ik_llama.cpp, not of ggml itself
};

/// nullptr where nobody has that id.
[[nodiscard]] const GgufType* ggufType(std::uint32_t id);

/// One of ggml's own, "Q4_K"; nullptr where there is none of that name.
[[nodiscard]] const GgufType* ggufTypeNamed(std::string_view name);

/// "Q4_K_M" of general.file_type; empty where there is no such number.
[[nodiscard]] std::string_view ggufFileType(std::uint64_t number);

} // namespace headroom::files
