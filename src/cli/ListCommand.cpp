// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ListCommand.h"

#include "headroom/core/Scenario.h"
#include "headroom/formats/Json.h"

#include <CLI/CLI.hpp>

namespace headroom::cli {

void ListCommand::declare(CLI::App& app)
{
    app.add_option("--format", m_formatName, "text (a table) or json")->type_name("FORMAT");
}

Result<void> ListCommand::checkUsage()
{
    const Result<ListFormat> format = enumFromString<ListFormat>(m_formatName, "--format");
    if (!format)
        return tl::unexpected(format.error());
    m_format = *format;
    return {};
}

Result<Output> ListCommand::run(const Console& /*console*/)
{
    if (m_format == ListFormat::Text) {
        Result<std::string> table = text();
        if (!table)
            return tl::unexpected(table.error());
        return Output{std::move(*table), {}};
    }
    Result<Value::Member> items = list();
    if (!items)
        return tl::unexpected(items.error());
    Value::Object tree{{"headroom", Value::number(kScenarioVersion)}};
    tree.push_back(std::move(*items));
    return Output{writeJson(Value(std::move(tree))), {}};
}

} // namespace headroom::cli
