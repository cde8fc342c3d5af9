// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ScenarioArgument.h"
#include "cli/TableFormat.h"
#include "formats/Csv.h"
#include "formats/TextTable.h"
#include "headroom/base/Bytes.h"
#include "headroom/base/Count.h"
#include "headroom/core/FitSearch.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <tuple>

namespace headroom::cli {
namespace {

/// Not where one trains by default; `--device` takes it.
constexpr std::string_view kCpu = "local-cpu";

/// "1.25" or "-0.50".
std::string headroomGib(const DeviceFit& fit)
{
    const std::uint64_t difference =
        fit.fits ? fit.capacity.value - fit.used.value : fit.used.value - fit.capacity.value;
    return (fit.fits ? "" : "-") + formatRatio(difference, kGiB, 2);
}

std::string headroomBytes(const DeviceFit& fit)
{
    return fit.fits ? std::to_string(fit.capacity.value - fit.used.value)
                    : "-" + std::to_string(fit.used.value - fit.capacity.value);
}

std::string countText(const std::optional<std::uint64_t>& count)
{
    return count ? grouped(*count) : "any";
}

Value countValue(const std::optional<std::uint64_t>& count)
{
    return count ? Value::number(*count) : Value();
}

std::string fitText(const std::vector<DeviceFit>& fits)
{
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Left, Align::Right, Align::Right, Align::Right,
        Align::Right, Align::Right});
    table.addRow({"Device", "Fits", "Used GiB", "of GiB", "Headroom GiB", "Largest batch",
        "Longest sequence"});
    table.addRule();
    for (const DeviceFit& fit : fits)
        table.addRow({fit.device->id, fit.fits ? "yes" : "no", formatRatio(fit.used.value, kGiB, 2),
            formatRatio(fit.capacity.value, kGiB, 2), headroomGib(fit), countText(fit.largestBatch),
            countText(fit.largestSequence)});
    return table.toString();
}

std::string fitCsv(const std::vector<DeviceFit>& fits)
{
    std::string text = csvLine(
        {"device", "capacity", "used", "fits", "headroom", "largest_batch", "largest_sequence"});
    const auto plain = [](const std::optional<std::uint64_t>& count) {
        return count ? std::to_string(*count) : std::string();
    };
    for (const DeviceFit& fit : fits)
        text += csvLine({fit.device->id, std::to_string(fit.capacity.value),
            std::to_string(fit.used.value), fit.fits ? "true" : "false", headroomBytes(fit),
            plain(fit.largestBatch), plain(fit.largestSequence)});
    return text;
}

std::string fitJson(const std::vector<DeviceFit>& fits)
{
    Value::List devices;
    for (const DeviceFit& fit : fits)
        devices.emplace_back(Value::Object{
            {"device", Value(fit.device->id)},
            {"capacity", Value::number(fit.capacity.value)},
            {"used", Value::number(fit.used.value)},
            {"fits", Value(fit.fits)},
            {"headroom", Value::number(headroomBytes(fit))},
            {"largest_batch", countValue(fit.largestBatch)},
            {"largest_sequence", countValue(fit.largestSequence)},
        });
    Value tree;
    tree.member("headroom") = Value::number(kScenarioVersion);
    tree.member("devices") = Value(std::move(devices));
    return writeJson(tree);
}

class FitCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "fit"; }
    [[nodiscard]] const char* description() const override
    {
        return "Say on which devices a scenario fits, and how far it could grow there";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom fit llama-3.1-8b-finetune\n"
               "  headroom fit run.headroom.json --device nvidia-rtx-4090 --device nvidia-l4\n"
               "  headroom fit gpt2 --format json | jq '.devices[] | select(.fits) | .device'\n";
    }

    void declare(CLI::App& app) override
    {
        m_scenario.declare(app);
        app.add_option("--device", m_devices,
               "A device (see `headroom devices`); may be given again. Without one: all")
            ->type_name("ID")
            ->allow_extra_args(false);
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
        std::vector<const Device*> devices;
        for (const std::string& id : m_devices) {
            Result<const Device*> device = catalogueDevice(id);
            if (!device) {
                device.error().where = "--device";
                return tl::unexpected(device.error());
            }
            devices.push_back(*device);
        }
        if (m_devices.empty()) {
            for (const LocalDevice& local : thisMachine()) {
                if (local.device.id != kCpu)
                    devices.push_back(&local.device);
            }
            for (const Device& device : catalogueDevices())
                devices.push_back(&device);
        }
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        FitSearch search(model, *scenario);
        std::vector<DeviceFit> fits;
        for (const Device* device : devices) {
            Result<DeviceFit> fit = search.on(*device);
            if (!fit)
                return tl::unexpected(m_scenario.located(fit.error()));
            fits.push_back(*fit);
        }
        // What fits first, the smallest of those first.
        if (m_devices.empty())
            std::stable_sort(fits.begin(), fits.end(), [](const DeviceFit& a, const DeviceFit& b) {
                return std::tuple(!a.fits, a.capacity) < std::tuple(!b.fits, b.capacity);
            });
        Output output;
        output.text = m_format.write([&] { return fitText(fits); }, [&] { return fitJson(fits); },
            [&] { return fitCsv(fits); });
        return output;
    }

private:
    ScenarioArgument m_scenario;
    std::vector<std::string> m_devices;
    TableFormat m_format;
};

} // namespace

std::unique_ptr<Command> makeFitCommand() { return std::make_unique<FitCommand>(); }

} // namespace headroom::cli
