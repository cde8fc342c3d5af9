// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/EnumTable.h"

#include <array>

namespace headroom::cli {

enum class TableFormat { Text, Json, Csv };

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
