// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/ScenarioTree.h"

#include "headroom/base/Decimal.h"
#include "headroom/core/Fields.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {
namespace {

constexpr std::string_view kVersionKey = "headroom";
constexpr std::string_view kModelKey = "model";
constexpr auto kModelKinds = std::to_array<std::string_view>(
    {"manual", "transformers", "vision", "layers", "catalogue", "file"});
/// Sections that a file always has.
constexpr auto kMainSections =
    std::to_array<std::string_view>({"workload", "precision", "optimizer", "memory_savers"});

std::vector<std::string_view> words(std::string_view key)
{
    std::vector<std::string_view> result;
    for (std::size_t start = 0; start <= key.size();) {
        const std::size_t dot = std::min(key.find('.', start), key.size());
        result.push_back(key.substr(start, dot - start));
        start = dot + 1;
    }
    return result;
}

std::string pointer(std::string_view key)
{
    std::string text = "/" + std::string(key);
    std::replace(text.begin(), text.end(), '.', '/');
    return text;
}

/// Removes the member at the path and returns it; sections that are empty then go too. Nothing
/// where there is none.
bool take(Value& tree, std::span<const std::string_view> path, Value& result)
{
    Value::Object* object = tree.asObject();
    if (object == nullptr)
        return false;
    const auto found = std::find_if(object->begin(), object->end(),
        [&](const Value::Member& member) { return member.first == path.front(); });
    if (found == object->end())
        return false;
    if (path.size() == 1) {
        result = std::move(found->second);
        object->erase(found);
        return true;
    }
    const bool taken = take(found->second, path.subspan(1), result);
    if (taken && found->second.asObject()->empty())
        object->erase(found);
    return taken;
}

Result<std::uint64_t> readVersion(Value& tree)
{
    Value version;
    const std::array<std::string_view, 1> path = {kVersionKey};
    if (!take(tree, path, version))
        return fail(ErrorCode::Missing, "/headroom",
            HEADROOM_TEXT(
                "core", "expected \"headroom\": 1, the version of the scenario; found none"));
    const Value::Number* number = version.asNumber();
    const Decimal::Parsed parsed = Decimal::parse(number != nullptr ? number->text : std::string());
    if (!parsed.value || !parsed.value->isWhole() || parsed.value->isZero())
        return fail(ErrorCode::WrongType, "/headroom",
            HEADROOM_TEXT(
                "core", "expected the version of the scenario, a whole number from 1; found {0}"),
            describe(version));
    return parsed.value->digits();
}

/// Every section is an object, and so is the model with exactly one kind in it.
Result<void> checkSections(const Value& tree)
{
    for (const auto& [key, value] : *tree.asObject()) {
        const std::string prefix = key + ".";
        const bool isSection = std::any_of(allFields().begin(), allFields().end(),
            [&](const Field& field) { return field.key.starts_with(prefix); });
        if (isSection && value.asObject() == nullptr)
            return fail(ErrorCode::WrongType, "/" + key,
                HEADROOM_TEXT("core", "expected an object; found {0}"), describe(value));
    }
    const Value* model = tree.find(kModelKey);
    if (model == nullptr)
        return fail(ErrorCode::Missing, "/model",
            HEADROOM_TEXT("core", "expected one of {0}; found no model"), joinWords(kModelKinds));
    std::string found;
    std::size_t count = 0;
    for (const auto& [key, value] : *model->asObject()) {
        if (std::find(kModelKinds.begin(), kModelKinds.end(), key) == kModelKinds.end())
            continue;
        found += std::string(count == 0 ? "" : ", ") + key;
        ++count;
        if ((key == "manual" || key == "vision") && value.asObject() == nullptr)
            return fail(ErrorCode::WrongType, "/model/" + key,
                HEADROOM_TEXT("core", "expected an object; found {0}"), describe(value));
    }
    if (count == 1)
        return {};
    if (count > 1)
        return fail(ErrorCode::Conflict, "/model",
            HEADROOM_TEXT("core", "expected exactly one of {0}; found {1}"), joinWords(kModelKinds),
            found);
    auto failure = fail(ErrorCode::Missing, "/model",
        HEADROOM_TEXT("core", "expected one of {0}; found no model"), joinWords(kModelKinds));
    if (!model->asObject()->empty())
        failure.value().suggestion = nearestWord(model->asObject()->front().first, kModelKinds);
    return failure;
}

/// Makes the model the kind that the file names, even where the file sets none of the kind's
/// fields.
void chooseModel(const Value& tree, Scenario& scenario)
{
    const Value& model = *tree.find(kModelKey);
    if (model.find("manual") != nullptr)
        scenario.model = ManualModel();
    else if (model.find("vision") != nullptr)
        scenario.model = VisionModel();
}

/// A section or a model that was written without a field leaves an empty object, which is nothing
/// unknown.
void dropEmptySections(Value& rest)
{
    Value::Object& sections = *rest.asObject();
    const auto isEmpty = [](const Value& value) {
        return value.asObject() != nullptr && value.asObject()->empty();
    };
    for (auto& [key, section] : sections) {
        if (key == kModelKey)
            std::erase_if(*section.asObject(),
                [&](const Value::Member& member) { return isEmpty(member.second); });
    }
    std::erase_if(sections, [&](const Value::Member& member) {
        const std::string prefix = member.first + ".";
        return isEmpty(member.second)
            && std::any_of(allFields().begin(), allFields().end(),
                [&](const Field& field) { return field.key.starts_with(prefix); });
    });
}

void addAt(Value& tree, std::span<const std::string_view> path, Value value)
{
    Value* place = &tree;
    for (const std::string_view word : path)
        place = &place->member(word);
    *place = std::move(value);
}

/// Adds what `tree` lacks; where both have a member, what `tree` has stays.
void mergeUnknown(Value& tree, const Value& unknown)
{
    const Value::Object* object = unknown.asObject();
    if (object == nullptr || (!tree.isNull() && tree.asObject() == nullptr))
        return;
    for (const auto& [key, value] : *object) {
        if (tree.find(key) != nullptr)
            mergeUnknown(tree.member(key), value);
        else
            tree.member(key) = value;
    }
}

bool differs(std::string_view section, const Scenario& scenario)
{
    return std::any_of(allFields().begin(), allFields().end(), [&](const Field& field) {
        return words(field.key).front() == section
            && fieldValue(scenario, field) != defaultValue(field);
    });
}

} // namespace

Result<ReadScenario> scenarioFromTree(const Value& tree)
{
    if (tree.asObject() == nullptr)
        return fail(ErrorCode::WrongType, {},
            HEADROOM_TEXT("core", "expected a scenario, an object with \"headroom\": 1; found {0}"),
            describe(tree));
    ReadScenario read;
    Value rest = tree;
    const Result<std::uint64_t> version = readVersion(rest);
    if (!version)
        return tl::unexpected(version.error());
    read.version = *version;
    if (const Result<void> checked = checkSections(rest); !checked)
        return tl::unexpected(checked.error());
    chooseModel(rest, read.scenario);
    for (const Field& field : allFields()) {
        Value value;
        if (!take(rest, words(field.key), value))
            continue;
        if (const Result<void> stored = setField(read.scenario, field, value); !stored) {
            Error error = stored.error();
            error.where = pointer(field.key);
            return tl::unexpected(std::move(error));
        }
    }
    dropEmptySections(rest);
    if (!rest.asObject()->empty())
        read.scenario.unknown = std::move(rest);
    return read;
}

Value scenarioToTree(const Scenario& scenario)
{
    Value tree;
    tree.member(kVersionKey) = Value::number(kScenarioVersion);
    const std::string kind = "model." + std::string(modelKindName(scenario.model));
    std::string_view section;
    bool written = true;
    for (const Field& field : allFields()) {
        const std::vector<std::string_view> path = words(field.key);
        if (path.front() == kModelKey) {
            if (modelKind(field.key) == kind)
                addAt(tree, path, fieldValue(scenario, field));
            continue;
        }
        if (path.front() != section) {
            section = path.front();
            written = std::find(kMainSections.begin(), kMainSections.end(), section)
                    != kMainSections.end()
                || differs(section, scenario);
        }
        if (written)
            addAt(tree, path, fieldValue(scenario, field));
    }
    mergeUnknown(tree, scenario.unknown);
    return tree;
}

} // namespace headroom
