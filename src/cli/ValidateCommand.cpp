// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ScenarioSource.h"
#include "headroom/base/NearestWord.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Validation.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace headroom::cli {
namespace {

enum class ValidationFormat { Text, Json, Csv, Markdown };

struct Limit {
    std::string field;
    double percent = 0;
};

} // namespace
} // namespace headroom::cli

namespace headroom {
template <> struct EnumNames<cli::ValidationFormat> {
    static constexpr auto kTable = std::to_array<EnumName<cli::ValidationFormat>>({
        {cli::ValidationFormat::Text, "text"},
        {cli::ValidationFormat::Json, "json"},
        {cli::ValidationFormat::Csv, "csv"},
        {cli::ValidationFormat::Markdown, "markdown"},
    });
};
} // namespace headroom

namespace headroom::cli {
namespace {

/// "peak=1.5".
Result<Limit> parseLimit(const std::string& text)
{
    const std::size_t equals = text.find('=');
    const std::string field = text.substr(0, equals);
    const std::vector<std::string_view> fields = measuredFields();
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
        Failure failure = fail(ErrorCode::UnknownName, "--max-error",
            "expected FIELD=PERCENT with one of {0}; found {1}", joinWords(fields),
            quoteText(text));
        failure.value().suggestion = nearestWord(field, fields);
        return failure;
    }
    const std::string number = equals == text.npos ? std::string() : text.substr(equals + 1);
    char* end = nullptr;
    const double percent = std::strtod(number.c_str(), &end);
    if (number.empty() || *end != '\0' || !std::isfinite(percent) || percent < 0)
        return fail(ErrorCode::Syntax, "--max-error",
            "expected FIELD=PERCENT, such as peak=1; found {0}", quoteText(text));
    return Limit{field, percent};
}

class ValidateCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "validate"; }
    [[nodiscard]] const char* description() const override
    {
        return "Compare estimates with measured records";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom validate records.jsonl\n"
               "  headroom validate records.jsonl --worst 10 --by family\n"
               "  headroom validate records.jsonl --max-error peak=1 --format json\n";
    }

    void declare(CLI::App& app) override
    {
        app.add_option(
               "records", m_files, "Files of measured records, one JSON object a line, or -")
            ->type_name("")
            ->required();
        app.add_option("--format", m_formatName, "text, json, csv or markdown")
            ->type_name("FORMAT");
        app.add_option("--worst", m_worst, "List only the N worst records")->type_name("N");
        app.add_option("--by", m_by, "family: a summary for each family too")->type_name("family");
        app.add_option("--max-error", m_limitTexts,
               "Fail where a record's absolute error of that field is larger; may be given again")
            ->type_name("FIELD=PERCENT")
            ->allow_extra_args(false);
    }

    [[nodiscard]] Result<void> checkUsage() override
    {
        const Result<ValidationFormat> format =
            enumFromString<ValidationFormat>(m_formatName, "--format");
        if (!format)
            return tl::unexpected(format.error());
        m_format = *format;
        if (!m_by.empty() && m_by != "family")
            return fail(
                ErrorCode::UnknownName, "--by", "expected family; found {0}", quoteText(m_by));
        for (const std::string& text : m_limitTexts) {
            const Result<Limit> limit = parseLimit(text);
            if (!limit)
                return tl::unexpected(limit.error());
            m_limits.push_back(*limit);
        }
        return {};
    }

    [[nodiscard]] Result<Output> run(const Console& console) override
    {
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        std::vector<RecordComparison> comparisons;
        for (const std::string& file : m_files) {
            const Result<std::string> text = readWord(file, console);
            if (!text)
                return tl::unexpected(text.error());
            const Result<std::vector<MeasuredRecord>> records =
                parseRecords(*text, file == "-" ? kStandardInput : file);
            if (!records)
                return tl::unexpected(records.error());
            for (const MeasuredRecord& record : *records)
                comparisons.push_back(compareRecord(record, model));
        }
        if (comparisons.empty())
            return fail(ErrorCode::Missing, {}, "expected at least one record; found none");
        ValidationOptions options;
        options.byFamily = !m_by.empty();
        if (m_worst)
            options.worst = *m_worst;
        Output output;
        output.failed = anyFailed(comparisons);
        output.text = report(comparisons, options);
        return output;
    }

private:
    [[nodiscard]] std::string report(
        const std::vector<RecordComparison>& comparisons, const ValidationOptions& options) const
    {
        switch (m_format) {
        case ValidationFormat::Text:
            break;
        case ValidationFormat::Json:
            return validationJson(comparisons, options);
        case ValidationFormat::Csv:
            return validationCsv(comparisons, options);
        case ValidationFormat::Markdown:
            return validationMarkdown(comparisons, options);
        }
        return validationText(comparisons, options);
    }
    /// Whether a record could not be estimated, or is further off than a limit allows.
    [[nodiscard]] bool anyFailed(const std::vector<RecordComparison>& comparisons) const
    {
        return std::any_of(
            comparisons.begin(), comparisons.end(), [this](const RecordComparison& record) {
                return record.failed
                    || std::any_of(record.fields.begin(), record.fields.end(),
                        [this](const FieldComparison& field) { return passesLimit(field); });
            });
    }
    /// A figure that is limited and not known has failed too.
    [[nodiscard]] bool passesLimit(const FieldComparison& field) const
    {
        const std::optional<double> error = field.errorPercent();
        return std::any_of(m_limits.begin(), m_limits.end(), [&](const Limit& limit) {
            return limit.field == field.field && (!error || std::abs(*error) > limit.percent);
        });
    }

    std::vector<std::string> m_files;
    std::vector<std::string> m_limitTexts;
    std::vector<Limit> m_limits;
    std::string m_formatName = "text";
    std::string m_by;
    std::optional<std::size_t> m_worst;
    ValidationFormat m_format = ValidationFormat::Text;
};

} // namespace

std::unique_ptr<Command> makeValidateCommand() { return std::make_unique<ValidateCommand>(); }

} // namespace headroom::cli
