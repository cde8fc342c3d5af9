// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Count.h"
#include "headroom/base/EnumTable.h"

#include <array>
#include <string>

namespace headroom::cli {

enum class TableFormat { Text, Json, Csv };

/// As a table whose heading says GiB shows it: "1.25".
[[nodiscard]] inline std::string gib(Bytes bytes) { return formatRatio(bytes.value, kGiB, 2); }

} // namespace headroom::cli

namespace headroom {
template <> struct EnumNames<cli::TableFormat> {
    static constexpr auto kTable = std::to_array<EnumName<cli::TableFormat>>({
        {cli::TableFormat::Text, "text"},
        {cli::TableFormat::Json, "json"},
        {cli::TableFormat::Csv, "csv"},
    });
};
} // namespace headroom
