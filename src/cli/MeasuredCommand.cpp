// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ScenarioArgument.h"
#include "cli/ScenarioSource.h"
#include "cli/TableFormat.h"
#include "formats/Csv.h"
#include "formats/TextTable.h"
#include "headroom/base/Bytes.h"
#include "headroom/core/Measurement.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Measurements.h"
#include "headroom/formats/Models.h"

#include <CLI/CLI.hpp>

namespace headroom::cli {
namespace {

/// Measured less estimated: "+1.25".
std::string difference(Bytes estimated, Bytes measured)
{
    const bool more = measured >= estimated;
    const std::uint64_t bytes =
        more ? measured.value - estimated.value : estimated.value - measured.value;
    return (more ? "+" : "-") + formatRatio(bytes, kMiB, 2);
}

std::string mebibytes(const std::optional<Bytes>& bytes)
{
    return bytes ? formatRatio(bytes->value, kMiB, 2) : "not known";
}

std::string measuredText(const Reconciliation& result)
{
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Right, Align::Right, Align::Right});
    table.addRow({"MiB", "Estimated", "Measured", "Difference"});
    table.addRule();
    for (const ReconciledRow& row : result.rows)
        table.addRow({(row.isPart ? "+ " : "") + std::string(row.label), mebibytes(row.estimated),
            mebibytes(row.measured),
            row.estimated ? difference(*row.estimated, *row.measured) : ""});
    std::string text = table.toString();
    for (const Text& note : result.notes)
        text += "\n" + note.english() + "\n";
    if (result.contextMib)
        text += "\nThe context as measured: --set hardware.context_mib="
            + std::to_string(*result.contextMib) + "\n";
    return text;
}

std::string measuredCsv(const Reconciliation& result)
{
    const auto plain = [](const std::optional<Bytes>& bytes) {
        return bytes ? std::to_string(bytes->value) : std::string();
    };
    std::string text = csvLine({"row", "estimated", "measured"});
    for (const ReconciledRow& row : result.rows)
        text += csvLine({row.label, plain(row.estimated), plain(row.measured)});
    return text;
}

std::string measuredJson(const Reconciliation& result)
{
    const auto number = [](const std::optional<Bytes>& bytes) {
        return bytes ? Value::number(bytes->value) : Value();
    };
    Value::List rows;
    for (const ReconciledRow& row : result.rows)
        rows.emplace_back(Value::Object{
            {"row", Value(row.label)},
            {"estimated", number(row.estimated)},
            {"measured", number(row.measured)},
        });
    Value::List notes;
    for (const Text& note : result.notes)
        notes.emplace_back(note.english());
    Value tree;
    tree.member("headroom") = Value::number(kScenarioVersion);
    tree.member("rows") = Value(std::move(rows));
    tree.member("context_mib") = result.contextMib ? Value::number(*result.contextMib) : Value();
    tree.member("notes") = Value(std::move(notes));
    return writeJson(tree);
}

class MeasuredCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "measured"; }
    [[nodiscard]] const char* description() const override
    {
        return "Compare a scenario with what a run of it was seen to take, row by row";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom measured run.headroom.json --text \"allocated 13.2 GiB, reserved 14 "
               "GiB\"\n"
               "  headroom measured run.headroom.json --file snapshot.pickle\n"
               "  nvidia-smi --query-gpu=memory.used,memory.total --format=csv,noheader |\n"
               "      headroom measured run.headroom.json --file -\n";
    }

    void declare(CLI::App& app) override
    {
        m_scenario.declare(app);
        auto* text = app.add_option("--text", m_text,
            "What was measured: an out-of-memory message, a line of nvidia-smi, or sizes");
        text->type_name("TEXT");
        app.add_option("--file", m_file,
               "A file with such a text, or a memory snapshot of PyTorch (.pickle); - reads "
               "standard "
               "input")
            ->type_name("FILE")
            ->excludes(text);
        m_format.declare(app);
    }

    [[nodiscard]] Result<void> checkUsage() override
    {
        if (Result<void> ok = m_format.checkUsage(); !ok)
            return ok;
        if (m_text.empty() && m_file.empty())
            return fail(
                ErrorCode::Missing, "--text", "expected what was measured: --text or --file");
        return m_scenario.checkUsage();
    }

    [[nodiscard]] Result<Output> run(const Console& console) override
    {
        const Result<Scenario> scenario = m_scenario.read(console);
        if (!scenario)
            return tl::unexpected(scenario.error());
        const Result<Measurement> measurement = measured(console);
        if (!measurement)
            return tl::unexpected(measurement.error());
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        const Result<Estimate> estimate = model.estimate(*scenario);
        if (!estimate)
            return tl::unexpected(m_scenario.located(estimate.error()));
        const Reconciliation result = reconcile(*estimate, *measurement);
        Output output;
        output.text = m_format.write([&] { return measuredText(result); },
            [&] { return measuredJson(result); }, [&] { return measuredCsv(result); });
        return output;
    }

private:
    [[nodiscard]] Result<Measurement> measured(const Console& console) const
    {
        if (m_file.empty()) {
            Result<Measurement> found = parseMeasurement(m_text);
            if (!found)
                found.error().where = "--text";
            return found;
        }
        if (m_file != "-")
            return readMeasurement(m_file);
        Result<std::string> text = readWord(m_file, console);
        if (!text)
            return tl::unexpected(text.error());
        return measurementOf(std::move(*text), kStandardInput);
    }

    ScenarioArgument m_scenario;
    std::string m_text;
    std::string m_file;
    TableFormat m_format;
};

} // namespace

std::unique_ptr<Command> makeMeasuredCommand() { return std::make_unique<MeasuredCommand>(); }

} // namespace headroom::cli
