// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ScenarioArgument.h"
#include "cli/TableFormat.h"
#include "formats/Csv.h"
#include "formats/TextTable.h"
#include "headroom/base/Bytes.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Sweep.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/ScenarioFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace headroom::cli {
namespace {

/// One value of the field that is swept over, and what the scenario then takes.
struct Point {
    std::string value;
    Result<Estimate> estimate;
};

std::string sweepText(const Sweep& sweep, const std::vector<Point>& points)
{
    using Align = TextTable::Align;
    TextTable table({Align::Right, Align::Right, Align::Right, Align::Right, Align::Left});
    table.addRow({sweep.key, "Sum MiB", "Peak MiB", "Must fit MiB", ""});
    table.addRule();
    const auto mib = [](const std::optional<Bytes>& bytes) {
        return bytes ? formatRatio(bytes->value, kMiB, 2) : std::string("—");
    };
    for (const Point& point : points) {
        if (!point.estimate) {
            table.addRow({point.value, "", "", "", toString(point.estimate.error())});
            continue;
        }
        const Estimate& estimate = *point.estimate;
        table.addRow({point.value, mib(estimate.bytes.sum), mib(estimate.bytes.peak),
            mib(estimate.headline()),
            estimate.fits.empty()            ? ""
                : estimate.fits.front().fits ? "fits"
                                             : "does not fit"});
    }
    return table.toString();
}

std::string sweepCsv(const Sweep& sweep, const std::vector<Point>& points)
{
    std::vector<std::string> head{sweep.key};
    for (const MemoryField& field : memoryFields())
        head.emplace_back(field.key);
    head.insert(head.end(), {"fits", "error"});
    std::string text = csvLine(head);
    for (const Point& point : points) {
        std::vector<std::string> cells{point.value};
        for (const MemoryField& field : memoryFields()) {
            const std::optional<Bytes> bytes =
                point.estimate ? point.estimate->bytes.*field.member : std::nullopt;
            cells.push_back(bytes ? std::to_string(bytes->value) : std::string());
        }
        const bool verdict = point.estimate && !point.estimate->fits.empty();
        cells.emplace_back(!verdict ? "" : point.estimate->fits.front().fits ? "true" : "false");
        cells.push_back(point.estimate ? std::string() : toString(point.estimate.error()));
        text += csvLine(cells);
    }
    return text;
}

std::string sweepJson(const Sweep& sweep, const std::vector<Point>& points)
{
    Value::List list;
    for (const Point& point : points) {
        Value item;
        item.member("value") = Value(point.value);
        Value bytes;
        if (point.estimate) {
            for (const MemoryField& field : memoryFields()) {
                const std::optional<Bytes> number = point.estimate->bytes.*field.member;
                bytes.member(field.key) = number ? Value::number(number->value) : Value();
            }
        }
        item.member("bytes") = std::move(bytes);
        item.member("fits") = point.estimate && !point.estimate->fits.empty()
            ? Value(point.estimate->fits.front().fits)
            : Value();
        item.member("error") = point.estimate ? Value() : Value(toString(point.estimate.error()));
        list.push_back(std::move(item));
    }
    Value tree;
    tree.member("headroom") = Value::number(kScenarioVersion);
    tree.member("over") = Value(sweep.key);
    tree.member("points") = Value(std::move(list));
    return writeJson(tree);
}

class SweepCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "sweep"; }
    [[nodiscard]] const char* description() const override
    {
        return "Estimate a scenario for each of several values of a field";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom sweep example-1 --over workload.batch_size=1:256:x2\n"
               "  headroom sweep Llama-3.1-8B --over workload.sequence_length=512:8192:512 "
               "--format "
               "csv\n"
               "  headroom sweep gpt2 --over precision.weights=fp32,bf16\n";
    }

    void declare(CLI::App& app) override
    {
        m_scenario.declare(app);
        app.add_option("--over", m_over,
               "A field and its values: first:last, first:last:step, first:last:xFACTOR, or a list "
               "with commas")
            ->type_name("KEY=VALUES")
            ->required();
        m_format.declare(app);
    }

    [[nodiscard]] Result<void> checkUsage() override
    {
        if (Result<void> ok = m_format.checkUsage(); !ok)
            return ok;
        Result<Sweep> sweep = parseSweep(m_over);
        if (!sweep)
            return tl::unexpected(sweep.error());
        m_sweep = std::move(*sweep);
        return m_scenario.checkUsage();
    }

    [[nodiscard]] Result<Output> run(const Console& console) override
    {
        const Result<Scenario> scenario = m_scenario.read(console);
        if (!scenario)
            return tl::unexpected(scenario.error());
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        std::vector<Point> points;
        for (const std::string& value : m_sweep.values) {
            Scenario changed = *scenario;
            if (Result<void> set = applyAssignment(changed, m_sweep.key + "=" + value); !set)
                return tl::unexpected(set.error());
            points.push_back({value, model.estimate(changed)});
        }
        Output output;
        output.text = m_format.write([&] { return sweepText(m_sweep, points); },
            [&] { return sweepJson(m_sweep, points); }, [&] { return sweepCsv(m_sweep, points); });
        // A point beyond what the model takes is an answer; none that can be estimated is a
        // failure.
        output.failed = std::none_of(points.begin(), points.end(),
            [](const Point& point) { return point.estimate.has_value(); });
        return output;
    }

private:
    ScenarioArgument m_scenario;
    std::string m_over;
    Sweep m_sweep;
    TableFormat m_format;
};

} // namespace

std::unique_ptr<Command> makeSweepCommand() { return std::make_unique<SweepCommand>(); }

} // namespace headroom::cli
