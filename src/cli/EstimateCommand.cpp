// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ScenarioArgument.h"
#include "formats/TextTable.h"
#include "headroom/architectures/Step.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Report.h"
#include "headroom/formats/ScenarioFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>

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

std::string shapeText(const engine::Dims& shape)
{
    std::string text;
    for (std::size_t i = 0; i < shape.rank(); ++i)
        text += (i == 0 ? "" : " × ") + grouped(static_cast<std::uint64_t>(shape[i]));
    return text.empty() ? "scalar" : text;
}

/// The largest tensors that are alive at the peak, as a table.
std::string largestTensors(const architectures::StepLedger& step, std::size_t count)
{
    using Align = TextTable::Align;
    TextTable table(
        {Align::Right, Align::Left, Align::Left, Align::Left, Align::Left, Align::Left});
    table.addRow({"Bytes", "Role", "Tensor", "Operator", "Type", "Shape"});
    table.addRule();
    for (std::size_t i = 0; i < std::min(count, step.peakTensors.size()); ++i) {
        const architectures::AliveTensor& tensor = step.peakTensors[i];
        table.addRow({grouped(tensor.bytes), std::string(toString(tensor.role)), tensor.name,
            tensor.op, std::string(toString(tensor.dtype)), shapeText(tensor.shape)});
    }
    return "Largest tensors at the peak\n" + table.toString(2);
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
               "  headroom estimate Llama-3.1-8B --set workload.batch_size=4 --explain 10\n"
               "  headroom estimate gpt2 --set hardware.memory_bytes=24GiB\n"
               "  headroom estimate example-1 --format json | jq .bytes.sum\n"
               "  headroom estimate - < run.headroom.json\n";
    }

    void declare(CLI::App& app) override
    {
        m_scenario.declare(app);
        app.add_option("--format", m_formatName, "text, json, csv, markdown, html or latex")
            ->type_name("FORMAT");
        app.add_option("--explain", m_explain,
               "With text: list the N largest tensors at the peak, with operator and shape")
            ->type_name("N");
        app.add_option("--trace", m_traceFile,
               "Write every birth and death of a tensor to a file (architectures only)")
            ->type_name("FILE");
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
        if (Result<void> checked = m_scenario.checkUsage(); !checked)
            return checked;
        m_format = *format;
        m_options.units = *units;
        return {};
    }

    [[nodiscard]] Result<Output> run(const Console& console) override
    {
        const Result<Scenario> read = m_scenario.read(console);
        if (!read)
            return tl::unexpected(read.error());
        const Scenario& scenario = *read;
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        const bool tensors = m_format != ReportFormat::Csv;
        const Result<Estimate> estimate =
            model.estimate(scenario, tensors ? EstimateDetail::Tensors : EstimateDetail::Figures);
        if (!estimate)
            return tl::unexpected(m_scenario.located(estimate.error()));
        m_options.colour = console.colour;
        Output output{writeReport(m_format, scenario, *estimate, m_options), {}, false};
        if (m_explain > 0 || !m_traceFile.empty()) {
            const Result<architectures::StepLedger> step = model.run(scenario);
            if (!step)
                return tl::unexpected(m_scenario.located(step.error()));
            if (m_explain > 0 && m_format == ReportFormat::Text)
                output.text += "\n" + largestTensors(*step, m_explain);
            if (!m_traceFile.empty()) {
                const Result<void> written =
                    writeTextFileAtomically(m_traceFile, architectures::traceText(*step->ledger));
                if (!written)
                    return tl::unexpected(written.error());
            }
        }
        output.warnings = m_scenario.warnings();
        // On a terminal the report's own list of warnings is in sight already.
        if (m_format != ReportFormat::Text || !console.outIsTerminal) {
            for (const Text& warning : estimate->warnings)
                output.warnings.push_back(warning.english());
        }
        return output;
    }

private:
    ScenarioArgument m_scenario;
    std::string m_formatName = "text";
    std::string m_unitsName = "binary";
    std::size_t m_explain = 0;
    std::string m_traceFile;
    ReportFormat m_format = ReportFormat::Text;
    ReportOptions m_options;
};

} // namespace

std::unique_ptr<Command> makeEstimateCommand() { return std::make_unique<EstimateCommand>(); }

} // namespace headroom::cli
