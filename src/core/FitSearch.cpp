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

Result<FitSearch::Taken> FitSearch::taken(const Scenario& scenario, Reach reach) const
{
    const Result<Estimate> estimate = m_model.estimate(
        scenario, reach == Reach::Peak ? EstimateDetail::Peaks : EstimateDetail::Figures);
    if (!estimate)
        return tl::unexpected(estimate.error());
    const MemoryBytes& bytes = estimate->bytes;
    if (bytes.peakReserved)
        return Taken{*bytes.peakReserved, true};
    return Taken{estimate->headline(), bytes.peak.has_value()};
}

Bytes FitSearch::withDriver(const Taken& taken, const Device& device) const
{
    if (!taken.driverToAdd)
        return taken.bytes;
    // Beyond 64 bits is more than any device has.
    const std::uint64_t most = ~std::uint64_t{0};
    const std::uint64_t outside = outsideAllocator(m_scenario, &device).value;
    return Bytes{taken.bytes.value > most - outside ? most : taken.bytes.value + outside};
}

/// The peak is without any.
std::uint64_t FitSearch::workspaceOf(const Device& device, Reach reach)
{
    return reach == Reach::Peak ? 0 : driverMemoryOf(&device).blasWorkspace.value;
}

std::optional<Bytes> FitSearch::usedAt(
    const Field& field, std::uint64_t value, const Device& device, Reach reach)
{
    const Key key(&field, reach, workspaceOf(device, reach), value);
    auto found = m_known.find(key);
    if (found == m_known.end()) {
        Scenario scenario = m_scenario;
        scenario.hardware.device = device.id;
        std::optional<Taken> known;
        if (setField(scenario, field, Value::number(value))) {
            if (const Result<Taken> result = taken(scenario, reach))
                known = *result;
        }
        found = m_known.emplace(key, known).first;
    }
    if (!found->second)
        return std::nullopt;
    return withDriver(*found->second, device);
}

void FitSearch::narrowByKnown(const Field& field, const Device& device, Bracket& bracket) const
{
    const std::uint64_t workspace = workspaceOf(device, Reach::Reserved);
    const auto at = [&](std::uint64_t value) {
        return m_known.lower_bound({&field, Reach::Reserved, workspace, value});
    };
    const auto end = at(bracket.bad.value);
    for (auto known = at(bracket.good.value + 1); known != end; ++known) {
        const std::optional<Taken>& taken = known->second;
        const Point point{std::get<3>(known->first), taken ? withDriver(*taken, device).value : 0};
        if (!taken || point.used > device.capacity.value) {
            bracket.bad = point;
            return;
        }
        bracket.good = point;
    }
}

void FitSearch::narrow(const Field& field, const Device& device, Reach reach, Bracket& bracket)
{
    Point& good = bracket.good;
    Point& bad = bracket.bad;
    Point before = good; // fits as well
    const auto tryOne = [&](std::uint64_t value) {
        value = std::clamp(value, good.value + 1, bad.value - 1);
        const std::optional<Bytes> used = usedAt(field, value, device, reach);
        const bool fits = used && *used <= device.capacity;
        if (fits)
            before = std::exchange(good, {value, used->value});
        else
            bad = {value, used ? used->value : 0};
        return fits;
    };
    // Where a line through two points reaches the capacity.
    const auto onLine = [&](const Point& a, const Point& b) {
        const Wide ahead =
            Wide{device.capacity.value - good.used} * (b.value - a.value) / (b.used - a.used);
        const std::uint64_t most = bad.value - 1 - good.value;
        return good.value + (ahead < most ? static_cast<std::uint64_t>(ahead) : most);
    };
    while (good.value + 1 < bad.value) {
        // Memory mostly grows in a line, which leads to the end at once; the one beside it is then
        // the other side. Where it bends, halving gets there.
        if (bad.used > good.used || good.used > before.used) {
            const std::uint64_t value =
                bad.used > good.used ? onLine(good, bad) : onLine(before, good);
            const bool fits = tryOne(value);
            if (good.value + 1 < bad.value)
                tryOne(fits ? good.value + 1 : bad.value - 1);
        }
        if (good.value + 1 < bad.value)
            tryOne(bad.value == field.maximum
                    ? good.value + std::min(good.value, bad.value - 1 - good.value)
                    : good.value + (bad.value - good.value) / 2);
    }
}

std::optional<std::uint64_t> FitSearch::largest(const Field& field, const Device& device)
{
    const std::uint64_t least = std::max<std::uint64_t>(field.minimum, 1);
    const auto bytesAt = [&](std::uint64_t value, Reach reach) {
        return usedAt(field, value, device, reach).value_or(Bytes{}).value;
    };
    const auto fits = [&](std::uint64_t value, Reach reach) {
        const std::optional<Bytes> used = usedAt(field, value, device, reach);
        return used && *used <= device.capacity;
    };
    if (!fits(least, Reach::Peak))
        return 0;
    Bracket peaks{{least, bytesAt(least, Reach::Peak)}, {field.maximum, 0}};
    narrow(field, device, Reach::Peak, peaks);
    if (peaks.good.value + 1 == field.maximum && peaks.good.used == bytesAt(least, Reach::Peak))
        return std::nullopt;
    // Beyond it not even the tensors fit.
    const std::uint64_t most = peaks.good.value;
    if (fits(most, Reach::Reserved))
        return most;
    if (!fits(least, Reach::Reserved))
        return 0;
    Bracket bracket{
        {least, bytesAt(least, Reach::Reserved)}, {most, bytesAt(most, Reach::Reserved)}};
    narrowByKnown(field, device, bracket);
    narrow(field, device, Reach::Reserved, bracket);
    return bracket.good.value;
}

Result<DeviceFit> FitSearch::on(const Device& device)
{
    Scenario scenario = m_scenario;
    scenario.hardware.device = device.id;
    DeviceFit fit;
    fit.device = &device;
    fit.capacity = device.capacity;
    const Key key(nullptr, Reach::Reserved, workspaceOf(device, Reach::Reserved), 0);
    auto found = m_known.find(key);
    if (found == m_known.end()) {
        const Result<Taken> now = taken(scenario, Reach::Reserved);
        if (!now)
            return tl::unexpected(now.error());
        found = m_known.emplace(key, *now).first;
    }
    fit.used = withDriver(*found->second, device);
    fit.fits = fit.used <= fit.capacity;
    if (m_batch != nullptr)
        fit.largestBatch = largest(*m_batch, device);
    if (m_length != nullptr)
        fit.largestSequence = largest(*m_length, device);
    return fit;
}

} // namespace headroom
