// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Fields.h"

#include "headroom/base/Decimal.h"
#include "headroom/base/Dtype.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace headroom {
namespace {

using Check = Result<void>;

std::string key(const Field& field) { return std::string(field.key); }

constexpr const char* kExpectedWhole = HEADROOM_TEXT("core", "expected a whole number; found {0}");
constexpr const char* kExpectedNumber = HEADROOM_TEXT("core", "expected a number; found {0}");

Check wrongType(const Field& field, const char* pattern, const Value& value)
{
    return fail(ErrorCode::WrongType, key(field), pattern, describe(value));
}

Check outOfRange(const Field& field, const Value& value)
{
    return fail(ErrorCode::OutOfRange, key(field),
        HEADROOM_TEXT("core", "expected a number from {0} to {1}; found {2}"), field.minimum,
        field.maximum, describe(value));
}

Check checkNumber(const Field& field, const Value& value, bool whole)
{
    const Value::Number* number = value.asNumber();
    if (number == nullptr)
        return wrongType(field, whole ? kExpectedWhole : kExpectedNumber, value);
    const Decimal::Parsed parsed = Decimal::parse(number->text);
    if (!parsed.value) {
        switch (parsed.error) {
        case Decimal::ParseError::NotANumber:
            return wrongType(field, whole ? kExpectedWhole : kExpectedNumber, value);
        case Decimal::ParseError::TooManyPlaces:
            if (whole)
                return wrongType(field, kExpectedWhole, value);
            return fail(ErrorCode::OutOfRange, key(field),
                HEADROOM_TEXT("core", "expected at most {0} decimal places; found {1}"),
                std::uint64_t{Decimal::kMaxPlaces}, describe(value));
        case Decimal::ParseError::Negative:
        case Decimal::ParseError::TooLarge:
            return outOfRange(field, value);
        }
    }
    if (whole && !parsed.value->isWhole())
        return wrongType(field, kExpectedWhole, value);
    // Compared as whole numbers: digits / denominator against the bounds.
    const std::uint64_t digits = parsed.value->digits();
    const std::uint64_t denominator = parsed.value->denominator();
    const std::uint64_t floor = digits / denominator;
    const bool above =
        floor > field.maximum || (floor == field.maximum && digits % denominator != 0);
    if (floor < field.minimum || above)
        return outOfRange(field, value);
    return {};
}

Check checkChoice(const Field& field, const Value& value)
{
    const std::string* text = value.asString();
    if (text != nullptr
        && std::find(field.choices.begin(), field.choices.end(), *text) != field.choices.end())
        return {};
    std::vector<std::string_view> words;
    if (!field.nullWord.empty())
        words.push_back(field.nullWord);
    words.insert(words.end(), field.choices.begin(), field.choices.end());
    auto failure = fail(text != nullptr ? ErrorCode::UnknownName : ErrorCode::WrongType, key(field),
        HEADROOM_TEXT("core", "expected one of {0}; found {1}"), joinWords(words), describe(value));
    if (text != nullptr)
        failure.value().suggestion = nearestWord(*text, words);
    return failure;
}

bool isTextList(const Value& value)
{
    const Value::List* list = value.asList();
    return list != nullptr && std::all_of(list->begin(), list->end(), [](const Value& item) {
        return item.asString() != nullptr;
    });
}

Check checkValue(const Field& field, const Value& value)
{
    switch (field.type) {
    case FieldType::Count:
    case FieldType::Bytes:
        return checkNumber(field, value, true);
    case FieldType::Decimal:
        return checkNumber(field, value, false);
    case FieldType::Flag:
        return value.asBool() != nullptr
            ? Check()
            : wrongType(field, HEADROOM_TEXT("core", "expected true or false; found {0}"), value);
    case FieldType::Choice:
        return checkChoice(field, value);
    case FieldType::Text:
        return value.asString() != nullptr
            ? Check()
            : wrongType(field, HEADROOM_TEXT("core", "expected text; found {0}"), value);
    case FieldType::TextList:
        return isTextList(value)
            ? Check()
            : wrongType(field, HEADROOM_TEXT("core", "expected a list of texts; found {0}"), value);
    case FieldType::TextOrList:
        return value.asString() != nullptr || isTextList(value)
            ? Check()
            : wrongType(
                field, HEADROOM_TEXT("core", "expected text or a list of texts; found {0}"), value);
    case FieldType::Tree:
        // The default says whether it is an object or a list.
        if (field.get(Scenario()).asObject() != nullptr)
            return value.asObject() != nullptr
                ? Check()
                : wrongType(field, HEADROOM_TEXT("core", "expected an object; found {0}"), value);
        return value.asList() != nullptr
            ? Check()
            : wrongType(field, HEADROOM_TEXT("core", "expected a list; found {0}"), value);
    }
    return {};
}

} // namespace

const Field* findField(std::string_view key)
{
    for (const Field& field : allFields()) {
        if (field.key == key)
            return &field;
    }
    return nullptr;
}

Result<const Field*> requireField(std::string_view key)
{
    if (const Field* field = findField(key))
        return field;
    std::vector<std::string_view> keys;
    std::vector<std::string_view> lastWords;
    for (const Field& field : allFields()) {
        keys.push_back(field.key);
        lastWords.push_back(field.key.substr(field.key.rfind('.') + 1));
    }
    auto failure = fail(ErrorCode::UnknownName, std::string(key),
        HEADROOM_TEXT("core", "there is no field of that name; `headroom fields` lists them"));
    std::string& suggestion = failure.value().suggestion;
    suggestion = nearestWord(key, keys);
    // "batchsize" is far from "workload.batch_size" but near to its last word.
    const std::string word = nearestWord(key.substr(key.rfind('.') + 1), lastWords);
    if (suggestion.empty() && !word.empty())
        suggestion = keys[static_cast<std::size_t>(
            std::find(lastWords.begin(), lastWords.end(), word) - lastWords.begin())];
    return failure;
}

Value fieldValue(const Scenario& scenario, const Field& field)
{
    Value value = field.get(scenario);
    return value.isNull() && !field.nullWord.empty() ? Value(field.nullWord) : value;
}

Result<void> setField(Scenario& scenario, const Field& field, const Value& value)
{
    const std::string* text = value.asString();
    const bool isNullWord = text != nullptr && !field.nullWord.empty() && *text == field.nullWord;
    if (field.nullable && (isNullWord || (value.isNull() && field.nullWord.empty()))) {
        field.set(scenario, Value());
        return {};
    }
    if (Result<void> checked = checkValue(field, value); !checked)
        return checked;
    field.set(scenario, value);
    return {};
}

Value defaultValue(const Field& field) { return fieldValue(Scenario(), field); }

bool fieldApplies(const Field& field, const Scenario& scenario)
{
    const bool training = scenario.workload.mode == Mode::Training;
    if (field.mode == FieldMode::Training && !training)
        return false;
    if (field.mode == FieldMode::Inference && training)
        return false;
    return field.applies(scenario);
}

FieldUse fieldUse(const Field& field, const Scenario& scenario)
{
    if (std::holds_alternative<FileModel>(scenario.model)
        && (field.key == "model.file" || field.key == "precision.kv_cache"
            || field.key == "serving.micro_batch"))
        return FieldUse::Estimate; // of weights that are kept as a file stores them
    return std::holds_alternative<ManualModel>(scenario.model) ? field.use : field.ledgerUse;
}

std::string_view modelKind(std::string_view key)
{
    constexpr std::string_view kPrefix = "model.";
    if (!key.starts_with(kPrefix))
        return {};
    return key.substr(0, key.find('.', kPrefix.size()));
}

std::string_view modelKindName(const Model& model)
{
    static constexpr auto kNames = std::to_array<std::string_view>(
        {"manual", "transformers", "vision", "layers", "catalogue", "file"});
    static_assert(kNames.size() == std::variant_size_v<Model>);
    return kNames[model.index()];
}

} // namespace headroom
