// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ListCommand.h"
#include "formats/TextTable.h"
#include "headroom/base/Count.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"

namespace headroom::cli {
namespace {

struct Entry {
    std::string id;
    Scenario scenario;
    Estimate estimate;
};

Result<std::vector<Entry>> entries()
{
    std::vector<Entry> result;
    for (const Preset& preset : builtinPresets()) {
        Result<Scenario> scenario = builtinPreset(preset.id);
        if (!scenario)
            return tl::unexpected(scenario.error());
        Result<Estimate> estimate =
            MemoryModel(&builtinCatalogue(), &builtinDevices()).estimate(*scenario);
        if (!estimate)
            return tl::unexpected(estimate.error());
        result.push_back({std::string(preset.id), std::move(*scenario), std::move(*estimate)});
    }
    return result;
}

class PresetsCommand : public ListCommand {
public:
    [[nodiscard]] const char* name() const override { return "presets"; }
    [[nodiscard]] const char* description() const override
    {
        return "List the scenarios that are built in";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom presets\n"
               "  headroom presets --format json\n"
               "  headroom estimate gpt2        one of them\n";
    }

protected:
    [[nodiscard]] Result<std::string> text() const override
    {
        using Align = TextTable::Align;
        const Result<std::vector<Entry>> all = entries();
        if (!all)
            return tl::unexpected(all.error());
        TextTable table({Align::Left, Align::Left, Align::Right, Align::Left, Align::Right});
        table.addRow({"Preset", "Name", "Parameters", "Mode", "Total"});
        table.addRule();
        for (const Entry& entry : *all)
            table.addRow(
                {entry.id, entry.scenario.name, shortCount(entry.estimate.parameters.total),
                    std::string(toString(entry.scenario.workload.mode)),
                    formatBytes(entry.estimate.headline())});
        return table.toString();
    }

    [[nodiscard]] Result<Value::Member> list() const override
    {
        const Result<std::vector<Entry>> all = entries();
        if (!all)
            return tl::unexpected(all.error());
        Value::List items;
        for (const Entry& entry : *all)
            items.emplace_back(Value::Object{
                {"id", Value(entry.id)},
                {"name", Value(entry.scenario.name)},
                {"mode", Value(toString(entry.scenario.workload.mode))},
                {"parameters", Value::number(entry.estimate.parameters.total)},
                {"sum", Value::number(entry.estimate.bytes.sum.value_or(Bytes()).value)},
            });
        return Value::Member{"presets", Value(std::move(items))};
    }
};

} // namespace

std::unique_ptr<Command> makePresetsCommand() { return std::make_unique<PresetsCommand>(); }

} // namespace headroom::cli
