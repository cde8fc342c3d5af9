// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/TableFormat.h"

#include "headroom/base/EnumTable.h"

#include <CLI/CLI.hpp>

#include <array>

namespace headroom {
template <> struct EnumNames<cli::TableFormat::Kind> {
    static constexpr auto kTable = std::to_array<EnumName<cli::TableFormat::Kind>>({
        {cli::TableFormat::Kind::Text, "text"},
        {cli::TableFormat::Kind::Json, "json"},
        {cli::TableFormat::Kind::Csv, "csv"},
    });
};
} // namespace headroom

namespace headroom::cli {

void TableFormat::declare(CLI::App& app)
{
    app.add_option("--format", m_name, "text, json or csv")->type_name("FORMAT");
}

Result<void> TableFormat::checkUsage()
{
    const Result<Kind> kind = enumFromString<Kind>(m_name, "--format");
    if (!kind)
        return tl::unexpected(kind.error());
    m_kind = *kind;
    return {};
}

} // namespace headroom::cli
