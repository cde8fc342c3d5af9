// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ScenarioArgument.h"
#include "cli/TableFormat.h"
#include "formats/Csv.h"
#include "formats/TextTable.h"
#include "headroom/base/Bytes.h"
#include "headroom/base/Count.h"
#include "headroom/core/Fields.h"
#include "headroom/core/Serving.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"

#include <CLI/CLI.hpp>

namespace headroom::cli {
namespace {

std::string servingText(const ServingPlan& plan)
{
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Right, Align::Right});
    table.addRow({"On each device", "GiB", "reckoned with"});
    table.addRule();
    for (const ServingRow& row : plan.rows)
        table.addRow({row.label, gib(row.bytes),
            row.low == row.high ? "" : gib(row.low) + " … " + gib(row.high)});
    table.addRule();
    table.addRow({"Used", gib(plan.used), "of " + gib(plan.capacity)});
    std::string text = table.toString() + (plan.fits ? "It fits.\n\n" : "It does not fit.\n\n");

    TextTable answers({Align::Left, Align::Right});
    answers.addRow({"Devices", grouped(plan.devices)});
    answers.addRow({"Bytes of keys and values for a token", grouped(plan.kvBytesPerToken)});
    answers.addRow({"Tokens that the cache holds", grouped(plan.cachedTokens)});
    answers.addRow(
        {"Requests of " + grouped(plan.contextLength) + " tokens at once", grouped(plan.requests)});
    answers.addRow({"Longest context of a single request", grouped(plan.longestContext)});
    if (plan.onHost.value > 0)
        answers.addRow({"GiB with the CPU", gib(plan.onHost)});
    text += answers.toString() + "\n" + plan.command + "\n";
    text += "\n";
    for (const ServingRow& row : plan.rows)
        text += "  - " + std::string(row.label) + ": " + row.source.english() + "\n";
    for (const Text& assumption : plan.assumptions)
        text += "  - " + assumption.english() + "\n";
    return text;
}

std::string servingCsv(const ServingPlan& plan)
{
    std::string text = csvLine({"row", "bytes", "low", "high"});
    for (const ServingRow& row : plan.rows)
        text += csvLine({row.id, std::to_string(row.bytes.value), std::to_string(row.low.value),
            std::to_string(row.high.value)});
    text += csvLine({"used", std::to_string(plan.used.value), "", ""});
    return text;
}

std::string servingJson(const ServingPlan& plan)
{
    Value::List rows;
    for (const ServingRow& row : plan.rows)
        rows.emplace_back(Value::Object{
            {"id", Value(row.id)},
            {"bytes", Value::number(row.bytes.value)},
            {"low", Value::number(row.low.value)},
            {"high", Value::number(row.high.value)},
            {"source", Value(row.source.english())},
        });
    const auto texts = [](const std::vector<Text>& all) {
        Value::List list;
        for (const Text& text : all)
            list.emplace_back(text.english());
        return Value(std::move(list));
    };
    Value tree;
    tree.member("headroom") = Value::number(kScenarioVersion);
    tree.member("engine") = Value(toString(plan.engine));
    tree.member("devices") = Value::number(plan.devices);
    tree.member("capacity") = Value::number(plan.capacity.value);
    tree.member("rows") = Value(std::move(rows));
    tree.member("used") = Value::number(plan.used.value);
    tree.member("fits") = Value(plan.fits);
    tree.member("on_host") = Value::number(plan.onHost.value);
    tree.member("kv_bytes_per_token") = Value::number(plan.kvBytesPerToken);
    tree.member("cached_tokens") = Value::number(plan.cachedTokens);
    tree.member("context_length") = Value::number(plan.contextLength);
    tree.member("requests") = Value::number(plan.requests);
    tree.member("longest_context") = Value::number(plan.longestContext);
    tree.member("command") = Value(plan.command);
    tree.member("assumptions") = texts(plan.assumptions);
    tree.member("warnings") = texts(plan.warnings);
    return writeJson(tree);
}

class ServeCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "serve"; }
    [[nodiscard]] const char* description() const override
    {
        return "Say what an inference server takes on a device, and how much it can serve there";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom serve Llama-3.1-8B --device nvidia-h100-sxm\n"
               "  headroom serve Llama-3.1-70B --device nvidia-a100-80gb --set "
               "parallelism.tensor=4\n"
               "  headroom serve Qwen2.5-7B --engine llama.cpp --device nvidia-rtx-4090 --set "
               "workload.context_length=32768\n";
    }

    void declare(CLI::App& app) override
    {
        m_scenario.declare(app);
        app.add_option(
               "--engine", m_engine, "vllm or llama.cpp; without it the scenario's own, or vllm")
            ->type_name("ENGINE");
        app.add_option("--device", m_device,
               "The device to serve on (see `headroom devices`); without it the scenario's own")
            ->type_name("ID");
        m_format.declare(app);
    }

    [[nodiscard]] Result<void> checkUsage() override
    {
        if (Result<void> ok = m_format.checkUsage(); !ok)
            return ok;
        if (!m_engine.empty()) {
            const Result<Implementation> engine =
                enumFromString<Implementation>(m_engine, "--engine");
            if (!engine)
                return tl::unexpected(engine.error());
        }
        return m_scenario.checkUsage();
    }

    [[nodiscard]] Result<Output> run(const Console& console) override
    {
        Result<Scenario> scenario = m_scenario.read(console);
        if (!scenario)
            return tl::unexpected(scenario.error());
        Implementation& engine = scenario->software.implementation;
        if (!m_engine.empty())
            engine = *enumFromString<Implementation>(m_engine, "--engine");
        else if (engine == Implementation::Transformers)
            engine = Implementation::Vllm;
        scenario->workload.mode = Mode::Inference;
        if (!m_device.empty())
            scenario->hardware.device = m_device;
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        Result<ServingPlan> plan = planServing(model, *scenario);
        if (!plan) {
            if (!m_device.empty() && plan.error().where == "hardware.device")
                plan.error().where = "--device";
            return tl::unexpected(m_scenario.located(plan.error()));
        }
        Output output;
        for (const Text& warning : plan->warnings)
            output.warnings.push_back(warning.english());
        output.text = m_format.write([&] { return servingText(*plan); },
            [&] { return servingJson(*plan); }, [&] { return servingCsv(*plan); });
        return output;
    }

private:
    ScenarioArgument m_scenario;
    std::string m_engine;
    std::string m_device;
    TableFormat m_format;
};

} // namespace

std::unique_ptr<Command> makeServeCommand() { return std::make_unique<ServeCommand>(); }

} // namespace headroom::cli
