// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/FitSearch.h"

#include "headroom/base/Wide.h"
#include "headroom/core/DriverMemory.h"

#include <algorithm>
#include <utility>

namespace headroom {

FitSearch::FitSearch(const MemoryModel& model, Scenario scenario)
    : m_model(model)
    , m_scenario(std::move(scenario))
{
    // The devices have their own.
    m_scenario.hardware.memoryBytes.reset();
    const auto counted = [&](const Field* field) {
        return field != nullptr && fieldApplies(*field, m_scenario)
                && fieldUse(*field, m_scenario) == FieldUse::Estimate
            ? field
            : nullptr;
    };
    m_batch = counted(findField("workload.batch_size"));
    const Workload& workload = m_scenario.workload;
    m_length = counted(findField(workload.mode == Mode::Inference && workload.contextLength
            ? "workload.context_length"
            : "workload.sequence_length"));
}

Result<FitSearch::Taken> FitSearch::taken(const Scenario& scenario) const
{
    const Result<Estimate> estimate = m_model.estimate(scenario);
    if (!estimate)
        return tl::unexpected(estimate.error());
    if (estimate->bytes.peakReserved)
        return Taken{*estimate->bytes.peakReserved, true};
    return Taken{estimate->headline(), false};
}

Bytes FitSearch::withContext(const Taken& taken, const Device& device) const
{
    if (!taken.contextToAdd)
        return taken.bytes;
    return Bytes{taken.bytes.value + contextOf(m_scenario, &device).value};
}

std::optional<Bytes> FitSearch::usedAt(
    const Field& field, std::uint64_t value, const Device& device)
{
    const auto key = std::tuple(&field, value, driverMemoryOf(&device).blasWorkspace.value);
    auto found = m_known.find(key);
    if (found == m_known.end()) {
        Scenario scenario = m_scenario;
        scenario.hardware.device = device.id;
        std::optional<Taken> known;
        if (setField(scenario, field, Value::number(value))) {
            if (const Result<Taken> result = taken(scenario))
                known = *result;
        }
        found = m_known.emplace(key, known).first;
    }
    if (!found->second)
        return std::nullopt;
    return withContext(*found->second, device);
}

std::optional<std::uint64_t> FitSearch::largest(const Field& field, const Device& device)
{
    const auto fitting = [&](std::uint64_t value) {
        const std::optional<Bytes> used = usedAt(field, value, device);
        return used && *used <= device.capacity ? used : std::nullopt;
    };
    struct Point {
        std::uint64_t value = 0;
        std::uint64_t used = 0;
    };
    const std::uint64_t least = std::max<std::uint64_t>(field.minimum, 1);
    const std::optional<Bytes> atLeast = fitting(least);
    if (!atLeast)
        return 0;
    // `good` fits, `bad` does not; `before` fits as well.
    Point before{least, atLeast->value};
    Point good = before;
    std::uint64_t bad = field.maximum;
    const auto tryOne = [&](std::uint64_t value) {
        value = std::clamp(value, good.value + 1, bad - 1);
        const std::optional<Bytes> used = fitting(value);
        if (used)
            before = std::exchange(good, {value, used->value});
        else
            bad = value;
        return used.has_value();
    };
    while (good.value + 1 < bad) {
        // Memory mostly grows in a line, which leads to the end at once; the one after is then the
        // first that does not fit. Where it bends, halving gets there.
        if (good.used > before.used) {
            const Wide ahead = Wide{device.capacity.value - good.used} * (good.value - before.value)
                / (good.used - before.used);
            const std::uint64_t most = bad - 1 - good.value;
            if (tryOne(good.value + (ahead < most ? static_cast<std::uint64_t>(ahead) : most))
                && good.value + 1 < bad)
                tryOne(good.value + 1);
        }
        if (good.value + 1 < bad)
            tryOne(bad == field.maximum ? good.value + std::min(good.value, bad - 1 - good.value)
                                        : good.value + (bad - good.value) / 2);
    }
    if (good.value + 1 == field.maximum && good.used == atLeast->value)
        return std::nullopt;
    return good.value;
}

Result<DeviceFit> FitSearch::on(const Device& device)
{
    Scenario scenario = m_scenario;
    scenario.hardware.device = device.id;
    DeviceFit fit;
    fit.device = &device;
    fit.capacity = device.capacity;
    const Result<Taken> now = taken(scenario);
    if (!now)
        return tl::unexpected(now.error());
    fit.used = withContext(*now, device);
    fit.fits = fit.used <= fit.capacity;
    if (m_batch != nullptr)
        fit.largestBatch = largest(*m_batch, device);
    if (m_length != nullptr)
        fit.largestSequence = largest(*m_length, device);
    return fit;
}

} // namespace headroom
