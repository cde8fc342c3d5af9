// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Advice.h"

#include "Levers.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace headroom {
namespace {

using advice::Lever;

Change changeOf(const Lever& lever)
{
    return {lever.id, lever.set, {}, {}, false, lever.price, {lever.cost}};
}

Change pairOf(const Lever& a, const Lever& b)
{
    Change change = changeOf(a);
    change.id += "+" + b.id;
    change.set.insert(change.set.end(), b.set.begin(), b.set.end());
    // Two changes are more to do than one of the same price.
    change.price += b.price + 1;
    change.costs.push_back(b.cost);
    return change;
}

bool touchTheSame(const Lever& a, const Lever& b)
{
    return std::any_of(a.set.begin(), a.set.end(), [&](const Setting& one) {
        return std::any_of(b.set.begin(), b.set.end(),
            [&](const Setting& other) { return one.field == other.field; });
    });
}

class Adviser {
public:
    Adviser(const MemoryModel& model, const Scenario& scenario, Advice& advice)
        : m_model(model)
        , m_scenario(scenario)
        , m_advice(advice)
    {
    }

    /// Estimates the changed scenario and keeps the change where it saves memory.
    bool consider(Change change)
    {
        const Result<Scenario> scenario = withSettings(m_scenario, change.set);
        if (!scenario)
            return false;
        const Result<Estimate> estimate = m_model.estimate(*scenario);
        if (!estimate)
            return false;
        change.used = estimate->headline();
        if (change.used >= m_advice.used)
            return false;
        change.saved = Bytes{m_advice.used.value - change.used.value};
        change.fits = change.used <= m_advice.capacity;
        m_advice.changes.push_back(std::move(change));
        return true;
    }

    /// Whether its tensors alone take as much as a change that is no dearer takes in all: to know
    /// them costs a tenth of the whole.
    [[nodiscard]] bool isBeaten(const Change& change) const
    {
        const Result<Scenario> scenario = withSettings(m_scenario, change.set);
        if (!scenario)
            return true;
        const Result<Estimate> peak = m_model.estimate(*scenario, EstimateDetail::Peaks);
        if (!peak)
            return true;
        const Bytes least = peak->headline();
        return least >= m_advice.used
            || std::any_of(
                m_advice.changes.begin(), m_advice.changes.end(), [&](const Change& other) {
                    return other.price <= change.price && other.used < least;
                });
    }

private:
    const MemoryModel& m_model;
    const Scenario& m_scenario;
    Advice& m_advice;
};

bool better(const Change& a, const Change& b)
{
    if (a.fits != b.fits)
        return a.fits;
    // Where nothing fits, what comes nearest is first.
    if (!a.fits && a.used != b.used)
        return a.used < b.used;
    return std::tuple(a.price, a.used, std::string_view(a.id))
        < std::tuple(b.price, b.used, std::string_view(b.id));
}

/// What another change beats in both is not worth reading.
void dropDominated(std::vector<Change>& changes)
{
    const auto dominates = [](const Change& a, const Change& b) {
        return a.price <= b.price && a.used <= b.used && (a.price < b.price || a.used < b.used);
    };
    std::vector<Change> kept;
    for (const Change& change : changes) {
        const bool beaten = std::any_of(changes.begin(), changes.end(),
            [&](const Change& other) { return dominates(other, change); });
        if (!beaten)
            kept.push_back(change);
    }
    changes = std::move(kept);
}

} // namespace

Result<Scenario> withSettings(Scenario scenario, const std::vector<Setting>& settings)
{
    for (const Setting& setting : settings) {
        if (Result<void> stored = setField(scenario, *setting.field, setting.value); !stored)
            return tl::unexpected(stored.error());
    }
    return scenario;
}

Result<Advice> adviseOn(const MemoryModel& model, const Scenario& given, const Device& device)
{
    Scenario scenario = given;
    scenario.hardware.device = device.id;
    scenario.hardware.memoryBytes.reset();
    return advise(model, scenario);
}

Result<Advice> advise(
    const MemoryModel& model, const Scenario& scenario, const std::function<bool()>& stopped)
{
    const Result<Estimate> estimate = model.estimate(scenario);
    if (!estimate)
        return tl::unexpected(estimate.error());
    if (estimate->fits.empty())
        return fail(ErrorCode::Missing, "hardware.device",
            HEADROOM_TEXT("core", "expected a device, or its memory, to fit the scenario to"));
    Advice advice;
    advice.capacity = estimate->fits.front().capacity;
    advice.used = estimate->headline();
    advice.fits = advice.used <= advice.capacity;
    Adviser adviser(model, scenario, advice);
    const auto mayGoOn = [&] { return !stopped || !stopped(); };
    std::vector<Lever> useful;
    for (Lever& lever : advice::leversFor(scenario)) {
        if (mayGoOn() && adviser.consider(changeOf(lever)))
            useful.push_back(std::move(lever));
    }
    std::vector<Change> pairs;
    for (std::size_t i = 0; i < useful.size(); ++i) {
        for (std::size_t k = i + 1; k < useful.size(); ++k) {
            if (useful[i].group != useful[k].group && !touchTheSame(useful[i], useful[k]))
                pairs.push_back(pairOf(useful[i], useful[k]));
        }
    }
    // Cheap ones first: they are what beats the others.
    std::stable_sort(pairs.begin(), pairs.end(),
        [](const Change& a, const Change& b) { return a.price < b.price; });
    for (Change& pair : pairs) {
        if (mayGoOn() && !adviser.isBeaten(pair))
            adviser.consider(std::move(pair));
    }
    dropDominated(advice.changes);
    std::sort(advice.changes.begin(), advice.changes.end(), better);
    return advice;
}

} // namespace headroom
