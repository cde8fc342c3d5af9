// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ScenarioArgument.h"
#include "cli/TableFormat.h"
#include "formats/Csv.h"
#include "formats/TextTable.h"
#include "headroom/base/Bytes.h"
#include "headroom/core/Advice.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"

#include <CLI/CLI.hpp>

namespace headroom::cli {
namespace {

/// `--set a=1 --set b=2`, to copy.
std::string settingsText(const Change& change)
{
    std::string text;
    for (const Setting& setting : change.set) {
        std::string value = setting.value.asString() != nullptr ? *setting.value.asString()
                                                                : writeJson(setting.value);
        while (!value.empty() && value.back() == '\n')
            value.pop_back();
        text +=
            (text.empty() ? "--set " : " --set ") + std::string(setting.field->key) + "=" + value;
    }
    return text;
}

std::string costText(const Change& change)
{
    std::string text;
    for (const Text& cost : change.costs)
        text += (text.empty() ? "" : "; ") + cost.english();
    return text;
}

std::string adviceText(const Advice& advice, const Device& device)
{
    std::string text = device.name + ": " + gib(advice.used) + " GiB of " + gib(advice.capacity)
        + " GiB, " + (advice.fits ? "fits" : "does not fit") + "\n\n";
    if (advice.changes.empty())
        return text + "No change that this program knows takes less memory.\n";
    if (!advice.fits && !advice.changes.front().fits) {
        const Change& nearest = advice.changes.front();
        text += "Nothing fits: the nearest is "
            + gib(Bytes{nearest.used.value - advice.capacity.value}) + " GiB over.\n\n";
    }
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Left, Align::Right, Align::Right, Align::Left});
    table.addRow({"Change", "Fits", "Used GiB", "Saved GiB", "It costs"});
    table.addRule();
    for (const Change& change : advice.changes)
        table.addRow({change.id, change.fits ? "yes" : "no", gib(change.used), gib(change.saved),
            costText(change)});
    text += table.toString() + "\n";
    for (const Change& change : advice.changes)
        text += change.id + ": " + settingsText(change) + "\n";
    return text;
}

std::string adviceCsv(const Advice& advice)
{
    std::string text = csvLine({"change", "set", "used", "saved", "fits", "cost"});
    for (const Change& change : advice.changes)
        text += csvLine({change.id, settingsText(change), std::to_string(change.used.value),
            std::to_string(change.saved.value), change.fits ? "true" : "false", costText(change)});
    return text;
}

std::string adviceJson(const Advice& advice, const Device& device)
{
    Value::List changes;
    for (const Change& change : advice.changes) {
        Value::Object set;
        for (const Setting& setting : change.set)
            set.emplace_back(std::string(setting.field->key), setting.value);
        changes.emplace_back(Value::Object{
            {"id", Value(change.id)},
            {"set", Value(std::move(set))},
            {"used", Value::number(change.used.value)},
            {"saved", Value::number(change.saved.value)},
            {"fits", Value(change.fits)},
            {"cost", Value(costText(change))},
        });
    }
    Value tree;
    tree.member("headroom") = Value::number(kScenarioVersion);
    tree.member("device") = Value(device.id);
    tree.member("capacity") = Value::number(advice.capacity.value);
    tree.member("used") = Value::number(advice.used.value);
    tree.member("fits") = Value(advice.fits);
    tree.member("changes") = Value(std::move(changes));
    return writeJson(tree);
}

class AdviseCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "advise"; }
    [[nodiscard]] const char* description() const override
    {
        return "Say what to change so that a scenario fits a device, cheapest first";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom advise Llama-3.1-8B --device nvidia-rtx-4090\n"
               "  headroom advise run.headroom.json --device nvidia-l4 --format json\n";
    }

    void declare(CLI::App& app) override
    {
        m_scenario.declare(app);
        app.add_option("--device", m_device,
               "The device to fit (see `headroom devices`); without it the scenario's own")
            ->type_name("ID");
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
        const Result<Scenario> scenario = m_scenario.read(console);
        if (!scenario)
            return tl::unexpected(scenario.error());
        const std::string id =
            !m_device.empty() ? m_device : scenario->hardware.device.value_or("");
        if (id.empty())
            return fail(ErrorCode::Missing, "--device",
                "expected a device to fit: the scenario names none (`headroom devices` lists "
                "them)");
        Result<const Device*> device = catalogueDevice(id);
        if (!device) {
            if (!m_device.empty())
                device.error().where = "--device";
            return tl::unexpected(m_scenario.located(device.error()));
        }
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        const Result<Advice> advice = adviseOn(model, *scenario, **device);
        if (!advice)
            return tl::unexpected(m_scenario.located(advice.error()));
        Output output;
        output.text = m_format.write([&] { return adviceText(*advice, **device); },
            [&] { return adviceJson(*advice, **device); }, [&] { return adviceCsv(*advice); });
        return output;
    }

private:
    ScenarioArgument m_scenario;
    std::string m_device;
    TableFormat m_format;
};

} // namespace

std::unique_ptr<Command> makeAdviseCommand() { return std::make_unique<AdviseCommand>(); }

} // namespace headroom::cli
