// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/GgufTypes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace headroom::files {
namespace {

/// ggml-common.h of ggml, and the types that ik_llama.cpp adds.
constexpr auto kGgufTypes = std::to_array<GgufType>({
    {0, "F32", 1, 4, 0, false},
    {1, "F16", 1, 2, 0, false},
    {2, "Q4_0", 32, 18, 0, false},
    {3, "Q4_1", 32, 20, 0, false},
    {4, "Q4_2", 1, 0, 0, false},
    {5, "Q4_3", 1, 0, 0, false},
    {6, "Q5_0", 32, 22, 0, false},
    {7, "Q5_1", 32, 24, 0, false},
    {8, "Q8_0", 32, 34, 0, false},
    {9, "Q8_1", 32, 36, 0, false},
    {10, "Q2_K", 256, 84, 0, false},
    {11, "Q3_K", 256, 110, 0, false},
    {12, "Q4_K", 256, 144, 0, false},
    {13, "Q5_K", 256, 176, 0, false},
    {14, "Q6_K", 256, 210, 0, false},
    {15, "Q8_K", 256, 292, 0, false},
    {16, "IQ2_XXS", 256, 66, 0, false},
    {17, "IQ2_XS", 256, 74, 0, false},
    {18, "IQ3_XXS", 256, 98, 0, false},
    {19, "IQ1_S", 256, 50, 0, false},
    {20, "IQ4_NL", 32, 18, 0, false},
    {21, "IQ3_S", 256, 110, 0, false},
    {22, "IQ2_S", 256, 82, 0, false},
    {23, "IQ4_XS", 256, 136, 0, false},
    {24, "I8", 1, 1, 0, false},
    {25, "I16", 1, 2, 0, false},
    {26, "I32", 1, 4, 0, false},
    {27, "I64", 1, 8, 0, false},
    {28, "F64", 1, 8, 0, false},
    {29, "IQ1_M", 256, 56, 0, false},
    {30, "BF16", 1, 2, 0, false},
    {31, "Q4_0_4_4", 1, 0, 0, false},
    {32, "Q4_0_4_8", 1, 0, 0, false},
    {33, "Q4_0_8_8", 1, 0, 0, false},
    {34, "TQ1_0", 256, 54, 0, false},
    {35, "TQ2_0", 256, 66, 0, false},
    {36, "IQ4_NL_4_4", 1, 0, 0, false},
    {37, "IQ4_NL_4_8", 1, 0, 0, false},
    {38, "IQ4_NL_8_8", 1, 0, 0, false},
    {39, "MXFP4", 32, 17, 0, false},
    {40, "NVFP4", 64, 36, 0, false},
    {41, "Q1_0", 128, 18, 0, false},
    {42, "Q2_0", 64, 18, 0, false},
    {97, "Q8_0_X4", 32, 34, 0, true},
    {98, "Q8_1_X4", 32, 36, 0, true},
    {99, "Q8_2_X4", 32, 36, 0, true},
    {133, "Q6_0", 32, 26, 0, true},
    {134, "IQ1_BN", 64, 13, 2, true},
    {135, "IQ2_BN", 64, 16, 4, true},
    {136, "Q8_K64", 64, 68, 0, true},
    {137, "IQ2_K", 256, 76, 0, true},
    {138, "IQ3_K", 256, 110, 0, true},
    {139, "IQ4_K", 256, 144, 0, true},
    {140, "IQ5_K", 256, 176, 0, true},
    {141, "IQ6_K", 256, 212, 0, true},
    {144, "IQ4_KS", 256, 136, 4, true},
    {145, "IQ2_KS", 256, 70, 2, true},
    {146, "IQ4_KSS", 256, 128, 4, true},
    {147, "Q8_K16", 64, 64, 20, true},
    {148, "Q8_K32", 256, 296, 0, true},
    {149, "Q8_KR8", 256, 296, 0, true},
    {150, "Q8_K128", 128, 140, 0, true},
    {151, "Q8_KV", 32, 32, 8, true},
    {152, "IQ5_KS", 256, 168, 4, true},
    {153, "IQ2_KT", 256, 68, 4, true},
    {154, "IQ3_KT", 256, 100, 4, true},
    {155, "IQ4_KT", 256, 128, 4, true},
    {156, "IQ3_KS", 256, 102, 2, true},
    {157, "IQ2_KL", 256, 86, 2, true},
    {158, "IQ1_KT", 256, 56, 4, true},
    {202, "Q4_0_R8", 32, 18, 0, true},
    {206, "Q5_0_R4", 32, 22, 0, true},
    {208, "Q8_0_R8", 32, 34, 0, true},
    {210, "Q2_K_R4", 256, 84, 0, true},
    {211, "Q3_K_R4", 256, 110, 0, true},
    {212, "Q4_K_R4", 256, 144, 0, true},
    {213, "Q5_K_R4", 256, 176, 0, true},
    {214, "Q6_K_R4", 256, 210, 0, true},
    {216, "IQ2_XXS_R4", 256, 66, 0, true},
    {217, "IQ2_XS_R4", 256, 74, 0, true},
    {218, "IQ3_XXS_R4", 256, 98, 0, true},
    {219, "IQ1_S_R4", 32, 6, 2, true},
    {220, "IQ4_NL_R4", 32, 18, 0, true},
    {221, "IQ3_S_R4", 256, 110, 0, true},
    {222, "IQ2_S_R4", 256, 82, 0, true},
    {223, "IQ4_XS_R8", 256, 136, 0, true},
    {229, "IQ1_M_R4", 32, 7, 2, true},
    {230, "BF16_R16", 1, 2, 0, true},
    {233, "Q6_0_R4", 32, 26, 0, true},
    {335, "IQ2_BN_R4", 64, 16, 4, true},
    {337, "IQ2_K_R4", 256, 76, 0, true},
    {338, "IQ3_K_R4", 256, 110, 0, true},
    {339, "IQ4_K_R4", 256, 144, 0, true},
    {340, "IQ5_K_R4", 256, 176, 0, true},
    {344, "IQ4_KS_R4", 256, 136, 4, true},
    {352, "IQ5_KS_R4", 256, 168, 4, true},
    {353, "MXFP4_R8", 32, 17, 0, true},
    {397, "Q8_K_R16", 256, 258, 0, true},
    {398, "Q8_KV_R8", 32, 32, 4, true},
    {399, "Q8_K_R8", 256, 258, 0, true},
});

/// llama_ftype.
constexpr auto kFileTypes = std::to_array<std::pair<std::uint32_t, std::string_view>>({
    {0, "F32"},
    {1, "F16"},
    {2, "Q4_0"},
    {3, "Q4_1"},
    {7, "Q8_0"},
    {8, "Q5_0"},
    {9, "Q5_1"},
    {10, "Q2_K"},
    {11, "Q3_K_S"},
    {12, "Q3_K_M"},
    {13, "Q3_K_L"},
    {14, "Q4_K_S"},
    {15, "Q4_K_M"},
    {16, "Q5_K_S"},
    {17, "Q5_K_M"},
    {18, "Q6_K"},
    {19, "IQ2_XXS"},
    {20, "IQ2_XS"},
    {21, "Q2_K_S"},
    {22, "IQ3_XS"},
    {23, "IQ3_XXS"},
    {24, "IQ1_S"},
    {25, "IQ4_NL"},
    {26, "IQ3_S"},
    {27, "IQ3_M"},
    {28, "IQ2_S"},
    {29, "IQ2_M"},
    {30, "IQ4_XS"},
    {31, "IQ1_M"},
    {32, "BF16"},
    {36, "TQ1_0"},
    {37, "TQ2_0"},
    {38, "MXFP4_MOE"},
    {39, "NVFP4"},
    {40, "Q1_0"},
});

} // namespace

const GgufType* ggufType(std::uint32_t id)
{
    const auto found = std::lower_bound(kGgufTypes.begin(), kGgufTypes.end(), id,
        [](const GgufType& type, std::uint32_t wanted) { return type.id < wanted; });
    return found != kGgufTypes.end() && found->id == id ? &*found : nullptr;
}

const GgufType* ggufTypeNamed(std::string_view name)
{
    const auto found =
        std::find_if(kGgufTypes.begin(), kGgufTypes.end(), [&](const GgufType& type) {
            return type.name == name && !type.isFork && type.blockBytes != 0;
        });
    return found == kGgufTypes.end() ? nullptr : &*found;
}

std::string_view ggufFileType(std::uint64_t number)
{
    constexpr std::uint64_t kGuessed = 1024;
    for (const auto& [id, name] : kFileTypes) {
        if (id == (number & ~kGuessed))
            return name;
    }
    return {};
}

} // namespace headroom::files
