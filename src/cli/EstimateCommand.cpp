// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ListCommand.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Presets.h"
#include "headroom/formats/Report.h"
#include "headroom/formats/ScenarioFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <istream>
#include <system_error>

namespace headroom {
template <> struct EnumNames<UnitSystem> {
    static constexpr auto kTable = std::to_array<EnumName<UnitSystem>>({
        {UnitSystem::Binary, "binary"},
        {UnitSystem::Decimal, "decimal"},
    });
};
} // namespace headroom

namespace headroom::cli {
namespace {

constexpr const char* kStandardInput = "standard input";

Result<std::string> readStream(std::istream& in)
{
    constexpr std::size_t kChunk = std::size_t{64} * 1024;
    std::string text;
    std::array<char, kChunk> chunk;
    while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
        text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
        if (text.size() > kMaxScenarioBytes)
            break; // parseScenario() says that it is too large
    }
    if (in.bad()) {
        Failure failure = fail(ErrorCode::Io, {}, "could not be read");
        failure.value().file = kStandardInput;
        return failure;
    }
    return text;
}

bool isPresetId(std::string_view word)
{
    const std::span<const Preset> presets = builtinPresets();
    return std::any_of(
        presets.begin(), presets.end(), [&](const Preset& preset) { return preset.id == word; });
}

/// What is surely meant as a path rather than as the name of a preset.
bool looksLikePath(std::string_view word)
{
    return word.find('/') != word.npos || word.ends_with(".json");
}

/// Where a scenario came from: what its errors name.
struct Source {
    std::string name; ///< of the file; empty for a preset
    std::string text;
};

/// The scenario that a word names: "-", a preset's id, a file, or a preset's name.
Result<ReadScenario> readSource(const std::string& word, const Console& console, Source& source)
{
    if (word == "-") {
        Result<std::string> text = readStream(console.in);
        if (!text)
            return tl::unexpected(text.error());
        source = {kStandardInput, std::move(*text)};
        return parseScenario(source.text, source.name);
    }
    std::error_code ignored;
    const bool exists = !isPresetId(word)
        && std::filesystem::symlink_status(word, ignored).type()
            != std::filesystem::file_type::not_found;
    if ((exists && !word.empty()) || looksLikePath(word)) {
        Result<std::string> text = readTextFile(word);
        if (!text)
            return tl::unexpected(text.error());
        source = {word, std::move(*text)};
        return parseScenario(source.text, source.name);
    }
    Result<Scenario> preset = builtinPreset(word);
    if (preset)
        return ReadScenario{std::move(*preset)};
    Failure failure = fail(ErrorCode::UnknownName, {},
        "expected a file, a preset (`headroom presets` lists them) or -; found {0}",
        quoteText(word));
    failure.value().suggestion = preset.error().suggestion;
    return failure;
}

class EstimateCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "estimate"; }
    [[nodiscard]] const char* description() const override
    {
        return "Estimate the memory of a scenario";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom estimate example-1\n"
               "  headroom estimate run.headroom.json --format markdown\n"
               "  headroom estimate gpt2 --set workload.batch_size=16 --set "
               "precision.weights=bf16\n"
               "  headroom estimate gpt2 --set hardware.memory_bytes=24GiB\n"
               "  headroom estimate example-1 --format json | jq .bytes.sum\n"
               "  headroom estimate - < run.headroom.json\n";
    }

    void declare(CLI::App& app) override
    {
        app.add_option("scenario", m_source,
               "A scenario file, a preset (see `headroom presets`), or - for standard input")
            ->type_name("")
            ->required();
        app.add_option("--set", m_assignments,
               "Set a field (see `headroom fields`) to a value; may be given again")
            ->type_name("KEY=VALUE")
            ->allow_extra_args(false);
        app.add_option("--format", m_formatName, "text, json, csv, markdown, html or latex")
            ->type_name("FORMAT");
        app.add_option("--units", m_unitsName, "binary (MiB, GiB) or decimal (MB, GB)")
            ->type_name("UNITS");
    }

    [[nodiscard]] Result<void> checkUsage() override
    {
        const Result<ReportFormat> format = enumFromString<ReportFormat>(m_formatName, "--format");
        if (!format)
            return tl::unexpected(format.error());
        const Result<UnitSystem> units = enumFromString<UnitSystem>(m_unitsName, "--units");
        if (!units)
            return tl::unexpected(units.error());
        for (const std::string& assignment : m_assignments) {
            const std::size_t equals = assignment.find('=');
            if (equals == assignment.npos || equals == 0)
                return fail(ErrorCode::Syntax, "--set",
                    "expected key=value, such as workload.batch_size=16; found {0}",
                    quoteText(assignment));
        }
        m_format = *format;
        m_options.units = *units;
        return {};
    }

    [[nodiscard]] Result<Output> run(const Console& console) override
    {
        Source source;
        Result<ReadScenario> read = readSource(m_source, console, source);
        if (!read)
            return tl::unexpected(read.error());
        if (read->isNewer())
            return tl::unexpected(
                locateInFile(newerVersionError(*read, source.name), source.text, source.name));
        Scenario& scenario = read->scenario;
        for (const std::string& assignment : m_assignments) {
            if (const Result<void> applied = applyAssignment(scenario, assignment); !applied)
                return tl::unexpected(applied.error());
        }
        const Result<Estimate> estimate = MemoryModel().estimate(scenario);
        if (!estimate)
            return tl::unexpected(located(estimate.error(), source));
        m_options.colour = console.colour;
        Output output{writeReport(m_format, scenario, *estimate, m_options), {}};
        // On a terminal the report's own list of warnings is in sight already.
        if (m_format != ReportFormat::Text || !console.outIsTerminal) {
            for (const Text& warning : estimate->warnings)
                output.warnings.push_back(warning.english());
        }
        return output;
    }

private:
    /// The error at its place in the file, unless the command line set that field.
    [[nodiscard]] Error located(const Error& error, const Source& source) const
    {
        const bool assigned = std::any_of(
            m_assignments.begin(), m_assignments.end(), [&](const std::string& assignment) {
                return assignment.starts_with(error.where + "=");
            });
        return assigned || source.name.empty() ? error
                                               : locateInFile(error, source.text, source.name);
    }

    std::string m_source;
    std::vector<std::string> m_assignments;
    std::string m_formatName = "text";
    std::string m_unitsName = "binary";
    ReportFormat m_format = ReportFormat::Text;
    ReportOptions m_options;
};

} // namespace

std::unique_ptr<Command> makeEstimateCommand() { return std::make_unique<EstimateCommand>(); }

} // namespace headroom::cli
