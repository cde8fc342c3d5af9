// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Adapting.h"

#include "architectures/Families.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace headroom::architectures {

using namespace engine;

namespace {

using Names = std::vector<std::string>;

/// Of a family that does not name its own.
constexpr auto kProjections =
    std::to_array<std::string_view>({"q_proj", "k_proj", "v_proj", "o_proj"});

std::string_view lastPart(std::string_view name) { return name.substr(name.rfind('.') + 1); }

/// What the last parts of the names are, each once.
std::string lastParts(const Names& names)
{
    std::set<std::string_view> parts;
    for (const std::string& name : names)
        parts.insert(lastPart(name));
    return joinWords(std::vector<std::string_view>(parts.begin(), parts.end()));
}

bool contains(const Names& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// A module of an adapter's own, or of the copy that trains.
bool isAdded(std::string_view name)
{
    for (std::string_view part : {".base_layer", ".lora_", ".modules_to_save."}) {
        if (name.find(part) != std::string_view::npos)
            return true;
    }
    return false;
}

Result<void> checkTargets(Model& model, std::vector<Text>& warnings)
{
    const Adaptation& adaptation = model.adaptation();
    const Model::ModuleNames& names = model.moduleNames();
    if (names.adapted.empty())
        return fail(ErrorCode::UnknownName, "adapter.targets",
            HEADROOM_TEXT("architectures",
                "no layer that can have an adapter has such a name; there are {0}"),
            lastParts(names.adaptable));
    if (adaptation.lora->allLinear)
        return {};
    for (const std::string& module : names.all) {
        if (adaptation.targets(module) && !isAdded(module) && !contains(names.adapted, module))
            return fail(ErrorCode::Unsupported, "adapter.targets",
                HEADROOM_TEXT("architectures",
                    "{0} is no linear layer and no embedding: it can't have an adapter; there are "
                    "{1}"),
                module, lastParts(names.adaptable));
    }
    for (const std::string& target : adaptation.lora->targets) {
        const bool found =
            std::any_of(names.adapted.begin(), names.adapted.end(), [&](const std::string& module) {
                return namesTarget(target, module) || namesTarget(lastPart(module), target);
            });
        if (!found)
            warnings.emplace_back(HEADROOM_TEXT("architectures",
                                      "adapter.targets: no layer is named {0}; there are {1}"),
                target, lastParts(names.adaptable));
    }
    return {};
}

/// A rank beyond what a layer has adds nothing; peft takes it.
void checkRank(Model& model, std::vector<Text>& warnings)
{
    for (const Parameter& parameter : model.parameters()) {
        const bool a = parameter.name.ends_with(".lora_A.default.weight");
        if (!a && !parameter.name.ends_with(".lora_B.default.weight"))
            continue;
        const Dims& sizes = parameter.tensor.sizes();
        const std::int64_t rank = sizes[a ? 0 : 1];
        const std::int64_t width = sizes[a ? 1 : 0];
        if (rank <= width)
            continue;
        warnings.emplace_back(HEADROOM_TEXT("architectures",
                                  "adapter.rank: {0} is more than the {1} that a layer has as "
                                  "inputs or outputs: {2}"),
            static_cast<std::uint64_t>(rank), static_cast<std::uint64_t>(width), parameter.name);
        return;
    }
}

void checkSaved(Model& model, std::vector<Text>& warnings)
{
    for (const std::string& entry : model.adaptation().modulesToSave) {
        const auto& all = model.moduleNames().all;
        const bool found = std::any_of(all.begin(), all.end(), [&](std::string_view module) {
            constexpr std::string_view kCopy = ".modules_to_save.default";
            return module.ends_with(kCopy)
                && namesSaved(entry, module.substr(0, module.size() - kCopy.size()));
        });
        // peft asks for both of every classifier, whatever it is called.
        if (!found && entry != "classifier" && entry != "score")
            warnings.emplace_back(HEADROOM_TEXT("architectures",
                                      "adapter.modules_to_save: no module's name ends with {0}"),
                entry);
    }
}

void checkFrozen(Model& model, std::vector<Text>& warnings)
{
    const std::string_view prefix = model.adaptation().prefix();
    for (const std::string& entry : model.adaptation().frozen) {
        const auto& parameters = model.parameters();
        const bool found =
            std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
                return namesFrozen(entry, std::string_view(parameter.name).substr(prefix.size()));
            });
        if (!found)
            warnings.emplace_back(
                HEADROOM_TEXT("architectures", "frozen: no parameter is named {0}"), entry);
    }
}

} // namespace

Adaptation adaptationOf(const StepOptions& options, const Family& family, Head head)
{
    Adaptation adaptation = options.adaptation;
    // transformers 5.24, activation_checkpointing_enable.
    adaptation.inputsRequireGrad = options.checkpointing != Checkpointing::None;
    if (!adaptation.lora) {
        adaptation.modulesToSave.clear();
        return adaptation;
    }
    if (options.attentionTargets) {
        adaptation.lora->allLinear = false;
        if (family.attention.empty())
            adaptation.lora->targets.assign(kProjections.begin(), kProjections.end());
        else
            adaptation.lora->targets.assign(family.attention.begin(), family.attention.end());
    }
    const std::string_view name = toString(head);
    if (name == "sequence-classification" || name == "token-classification") {
        for (std::string_view classifier : {"classifier", "score"}) {
            if (!contains(adaptation.modulesToSave, classifier))
                adaptation.modulesToSave.emplace_back(classifier);
        }
    }
    return adaptation;
}

Result<std::vector<Text>> checkAdaptation(Model& model)
{
    std::vector<Text> warnings;
    if (model.adaptation().lora) {
        if (Result<void> ok = checkTargets(model, warnings); !ok)
            return tl::unexpected(ok.error());
        checkRank(model, warnings);
        checkSaved(model, warnings);
    }
    checkFrozen(model, warnings);
    const bool trains = std::any_of(model.parameters().begin(), model.parameters().end(),
        [](const Parameter& parameter) { return static_cast<bool>(parameter.leaf.accumulate); });
    if (model.training() && !trains)
        return fail(ErrorCode::OutOfRange, "frozen",
            HEADROOM_TEXT("architectures", "expected to leave something to train; found nothing"));
    return warnings;
}

} // namespace headroom::architectures
