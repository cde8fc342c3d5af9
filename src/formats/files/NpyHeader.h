// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/ByteSource.h"
#include "headroom/formats/ModelFile.h"

namespace headroom::files {

inline constexpr std::string_view kNpyMagic = "\x93NUMPY";

/// What stands before an array's bytes.
struct NpyHeader {
    FileTensor tensor; ///< without a name
    std::uint64_t dataStart = 0;
};
[[nodiscard]] NpyHeader readNpyHeader(ByteSource& source);

} // namespace headroom::files
