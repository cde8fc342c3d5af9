// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ListCommand.h"
#include "formats/TextTable.h"
#include "headroom/formats/Devices.h"

namespace headroom::cli {
namespace {

Value textOrNull(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value tree(const Device& device)
{
    return Value(Value::Object{
        {"id", Value(device.id)},
        {"name", Value(device.name)},
        {"vendor", Value(device.vendor)},
        {"kind", Value(toString(device.kind))},
        {"architecture", textOrNull(device.architecture)},
        {"memory", Value::number(device.memory.value)},
        {"capacity", Value::number(device.capacity.value)},
        {"capacity_source", Value(toString(device.capacitySource))},
        {"memory_type", textOrNull(device.memoryType)},
        {"bandwidth_gb_s", device.bandwidth.empty() ? Value() : Value::number(device.bandwidth)},
        {"year", device.year ? Value::number(*device.year) : Value()},
        {"source", Value(device.source)},
    });
}

class DevicesCommand : public ListCommand {
public:
    [[nodiscard]] const char* name() const override { return "devices"; }
    [[nodiscard]] const char* description() const override
    {
        return "List this machine's devices and those of the catalogue, with the memory that "
               "programs can use";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom devices\n"
               "  headroom devices --format json\n"
               "  headroom estimate llama-3.1-8b-finetune --set hardware.device=nvidia-h200\n";
    }

protected:
    [[nodiscard]] Result<std::string> text() const override
    {
        using Align = TextTable::Align;
        TextTable table({Align::Left, Align::Left, Align::Right, Align::Right, Align::Left,
            Align::Right, Align::Right});
        table.addRow({"Device", "Name", "As sold", "Usable", "Usable by", "GB/s", "Year"});
        table.addRule();
        const auto add = [&](const Device& device) {
            table.addRow(
                {device.id, device.name, std::to_string(device.memory.value / kGiB) + " GB",
                    formatRatio(device.capacity.value, kGiB, 2) + " GiB",
                    std::string(toString(device.capacitySource)), device.bandwidth,
                    device.year ? std::to_string(*device.year) : std::string()});
        };
        for (const LocalDevice& local : thisMachine())
            add(local.device);
        for (const Device& device : catalogueDevices())
            add(device);
        return table.toString();
    }

    [[nodiscard]] Result<Value::Member> list() const override
    {
        Value::List items;
        for (const LocalDevice& local : thisMachine()) {
            Value item = tree(local.device);
            item.member("free") = Value::number(local.free.value);
            items.push_back(std::move(item));
        }
        for (const Device& device : catalogueDevices())
            items.push_back(tree(device));
        return Value::Member{"devices", Value(std::move(items))};
    }
};

} // namespace

std::unique_ptr<Command> makeDevicesCommand() { return std::make_unique<DevicesCommand>(); }

} // namespace headroom::cli
