// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ScenarioArgument.h"

#include "headroom/base/Value.h"
#include "headroom/formats/ScenarioFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace headroom::cli {

void ScenarioArgument::declare(CLI::App& app)
{
    app.add_option("scenario", m_word,
           "A scenario file, a config.json, a preset (see `headroom presets`), a model (see "
           "`headroom models`), or - for standard input")
        ->type_name("")
        ->required();
    declareSettings(app);
}

void ScenarioArgument::declareSettings(CLI::App& app)
{
    app.add_option("--set", m_assignments,
           "Set a field (see `headroom fields`) to a value; may be given again")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
}

Result<void> ScenarioArgument::checkUsage() const
{
    for (const std::string& assignment : m_assignments) {
        const std::size_t equals = assignment.find('=');
        if (equals == assignment.npos || equals == 0)
            return fail(ErrorCode::Syntax, "--set",
                "expected key=value, such as workload.batch_size=16; found {0}",
                quoteText(assignment));
    }
    return {};
}

Result<Scenario> ScenarioArgument::read(const Console& console) { return read(m_word, console); }

Result<Scenario> ScenarioArgument::read(const std::string& word, const Console& console)
{
    m_source = {};
    Result<ReadScenario> read = readSource(word, console, m_source);
    if (!read)
        return tl::unexpected(read.error());
    if (read->isNewer())
        return tl::unexpected(
            locateInFile(newerVersionError(*read, m_source.name), m_source.text, m_source.name));
    for (const std::string& assignment : m_assignments) {
        if (Result<void> applied = applyAssignment(read->scenario, assignment); !applied)
            return tl::unexpected(applied.error());
    }
    return std::move(read->scenario);
}

Error ScenarioArgument::located(const Error& error) const
{
    const bool assigned = std::any_of(m_assignments.begin(), m_assignments.end(),
        [&](const std::string& assignment) { return assignment.starts_with(error.where + "="); });
    return assigned || m_source.name.empty() ? error
                                             : locateInFile(error, m_source.text, m_source.name);
}

} // namespace headroom::cli
