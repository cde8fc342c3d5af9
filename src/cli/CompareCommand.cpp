// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ScenarioArgument.h"
#include "cli/TableFormat.h"
#include "formats/Csv.h"
#include "formats/ReportDocument.h"
#include "formats/TextTable.h"
#include "headroom/base/Bytes.h"
#include "headroom/core/Differences.h"
#include "headroom/core/Fields.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"

#include <CLI/CLI.hpp>

#include <utility>

namespace headroom::cli {
namespace {

constexpr std::size_t kMost = 4;

struct Compared {
    std::string word;
    Scenario scenario;
    Estimate estimate;
};

std::vector<FieldDifference> differences(const std::vector<Compared>& all)
{
    std::vector<const Scenario*> scenarios;
    scenarios.reserve(all.size());
    for (const Compared& one : all)
        scenarios.push_back(&one.scenario);
    return fieldDifferences(scenarios);
}

std::string valueText(const Value& value)
{
    if (value.isNull())
        return "—";
    if (const std::string* text = value.asString())
        return *text;
    if (value.asObject() != nullptr || value.asList() != nullptr)
        return describe(value);
    std::string text = writeJson(value);
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

/// Label and a cell for each scenario, for the table and CSV alike.
std::vector<std::vector<std::string>> rows(const std::vector<Compared>& all, bool plain)
{
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> head{plain ? "field" : "MiB"};
    for (const Compared& one : all)
        head.push_back(one.word);
    rows.push_back(std::move(head));
    for (const FieldDifference& difference : differences(all)) {
        std::vector<std::string> row{std::string(difference.field->key)};
        for (const Value& value : difference.values)
            row.push_back(valueText(value));
        rows.push_back(std::move(row));
    }
    if (!plain)
        rows.emplace_back();
    for (const MemoryField& field : memoryFields()) {
        std::vector<std::string> row{std::string(field.key)};
        bool any = false;
        for (const Compared& one : all) {
            const std::optional<Bytes> bytes = one.estimate.bytes.*field.member;
            any = any || bytes;
            row.push_back(!bytes ? (plain ? "" : "—")
                    : plain      ? std::to_string(bytes->value)
                                 : formatRatio(bytes->value, kMiB, 2));
        }
        if (any || plain)
            rows.push_back(std::move(row));
    }
    return rows;
}

std::string compareText(const std::vector<Compared>& all)
{
    std::vector<TextTable::Align> columns(all.size() + 1, TextTable::Align::Right);
    columns.front() = TextTable::Align::Left;
    TextTable table(columns);
    bool first = true;
    for (std::vector<std::string>& row : rows(all, false)) {
        if (row.empty())
            table.addRule();
        else
            table.addRow(std::move(row));
        if (std::exchange(first, false))
            table.addRule();
    }
    return table.toString();
}

std::string compareCsv(const std::vector<Compared>& all)
{
    std::string text;
    for (const std::vector<std::string>& row : rows(all, true))
        text += csvLine(row);
    return text;
}

std::string compareJson(const std::vector<Compared>& all)
{
    Value::List scenarios;
    for (const Compared& one : all)
        scenarios.push_back(estimateTree(one.estimate));
    Value::List fields;
    for (FieldDifference& difference : differences(all))
        fields.emplace_back(Value::Object{
            {"field", Value(difference.field->key)},
            {"values", Value(Value::List(std::move(difference.values)))},
        });
    Value tree;
    tree.member("headroom") = Value::number(kScenarioVersion);
    tree.member("scenarios") = Value(std::move(scenarios));
    tree.member("differences") = Value(std::move(fields));
    return writeJson(tree);
}

class CompareCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "compare"; }
    [[nodiscard]] const char* description() const override
    {
        return "Put two to four scenarios side by side: the fields that differ, and the bytes";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom compare example-2 example-2-refined\n"
               "  headroom compare Llama-3.1-8B Qwen/Qwen2.5-7B --set workload.batch_size=4\n"
               "  headroom compare before.headroom.json after.headroom.json --format json\n";
    }

    void declare(CLI::App& app) override
    {
        app.add_option("scenarios", m_words, "Scenarios, as `headroom estimate` takes them")
            ->type_name("")
            ->required()
            ->expected(2, static_cast<int>(kMost));
        m_scenario.declareSettings(app);
        m_format.declare(app);
    }

    [[nodiscard]] Result<void> checkUsage() override
    {
        if (Result<void> ok = m_format.checkUsage(); !ok)
            return ok;
        return m_scenario.checkUsage();
    }

    [[nodiscard]] Result<Output> run(const Console& console) override
    {
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        std::vector<Compared> all;
        Output output;
        for (const std::string& word : m_words) {
            Result<Scenario> scenario = m_scenario.read(word, console);
            if (!scenario)
                return tl::unexpected(scenario.error());
            Result<Estimate> estimate = model.estimate(*scenario);
            if (!estimate)
                return tl::unexpected(m_scenario.located(estimate.error()));
            for (const Text& warning : estimate->warnings)
                output.warnings.push_back(word + ": " + warning.english());
            all.push_back({word, std::move(*scenario), std::move(*estimate)});
        }
        output.text = m_format.write([&] { return compareText(all); },
            [&] { return compareJson(all); }, [&] { return compareCsv(all); });
        return output;
    }

private:
    std::vector<std::string> m_words;
    ScenarioArgument m_scenario;
    TableFormat m_format;
};

} // namespace

std::unique_ptr<Command> makeCompareCommand() { return std::make_unique<CompareCommand>(); }

} // namespace headroom::cli
