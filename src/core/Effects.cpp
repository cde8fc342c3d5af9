// SPDX-License-Identifier: GPL-3.0-or-later
#include "Effects.h"

#include <algorithm>
#include <string>

namespace headroom {
namespace {

/// Whether all is default that the closed form does not depend on. Comparing structs first keeps
/// its usual case free of a walk over the table.
bool setsNothingElse(const Scenario& scenario)
{
    static const Scenario kDefaults;
    return scenario.workload.imageSize == kDefaults.workload.imageSize && !scenario.workload.head
        && scenario.workload.targetLength == kDefaults.workload.targetLength
        && scenario.precision.autocast == kDefaults.precision.autocast
        && scenario.quantization == kDefaults.quantization && scenario.adapter == kDefaults.adapter
        && scenario.frozen.empty()
        && scenario.optimizer.implementation == kDefaults.optimizer.implementation
        && scenario.memorySavers.attention == kDefaults.memorySavers.attention
        && scenario.memorySavers.fusedLoss == kDefaults.memorySavers.fusedLoss
        && scenario.memorySavers.offload == kDefaults.memorySavers.offload
        && scenario.parallelism == kDefaults.parallelism && scenario.software == kDefaults.software
        && scenario.serving == kDefaults.serving
        && scenario.hardware.count == kDefaults.hardware.count && !scenario.hardware.contextMib
        && scenario.hardware.expandableSegments == kDefaults.hardware.expandableSegments;
}

void warnUnknown(const Value& unknown, const std::string& path, std::vector<Text>& warnings)
{
    const Value::Object* object = unknown.asObject();
    if (object == nullptr)
        return;
    for (const auto& [key, value] : *object) {
        const std::string place = path.empty() ? key : path + "." + key;
        const bool isSection = path.empty() && value.asObject() != nullptr
            && std::any_of(allFields().begin(), allFields().end(), [&](const Field& field) {
                   return field.key.size() > place.size() && field.key[place.size()] == '.'
                       && field.key.starts_with(place);
               });
        if (isSection || (place == "model.manual" || place == "model.vision")) {
            warnUnknown(value, place, warnings);
            continue;
        }
        const Result<const Field*> nearest = requireField(place);
        const std::string suggestion = nearest ? std::string() : nearest.error().suggestion;
        if (suggestion.empty())
            warnings.emplace_back(
                HEADROOM_TEXT("core",
                    "{0} is not a field that this version knows: it is kept, without effect."),
                place);
        else
            warnings.emplace_back(HEADROOM_TEXT("core",
                                      "{0} is not a field that this version knows: it is kept, "
                                      "without effect. Did you mean {1}?"),
                place, suggestion);
    }
}

/// That a torchvision model is meant to be torchvision's is no news.
bool saysWhatIs(const Field& field, const Scenario& scenario)
{
    return field.key == "software.implementation"
        && scenario.software.implementation == Implementation::Torchvision
        && std::holds_alternative<VisionModel>(scenario.model);
}

} // namespace

void warnWithoutEffect(const Scenario& scenario, std::vector<Text>& warnings)
{
    if (!std::holds_alternative<ManualModel>(scenario.model) || !setsNothingElse(scenario)) {
        for (const Field& field : allFields()) {
            const FieldUse use = fieldUse(field, scenario);
            if ((use == FieldUse::Later || use == FieldUse::Served) && fieldApplies(field, scenario)
                && fieldValue(scenario, field) != defaultValue(field)
                && !saysWhatIs(field, scenario))
                warnings.emplace_back(use == FieldUse::Later
                        ? HEADROOM_TEXT(
                            "core", "{0} is not counted yet: it has no effect on this estimate.")
                        : HEADROOM_TEXT("core",
                            "{0} is for `headroom serve`: it has no effect on this estimate."),
                    field.key);
        }
    }
    warnUnknown(scenario.unknown, {}, warnings);
}

} // namespace headroom
