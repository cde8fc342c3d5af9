// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ListCommand.h"
#include "formats/TextTable.h"
#include "headroom/architectures/OwnNetwork.h"
#include "headroom/core/Fields.h"

namespace headroom {
template <> struct EnumNames<FieldType> {
    static constexpr auto kTable = std::to_array<EnumName<FieldType>>({
        {FieldType::Count, "count"},
        {FieldType::Decimal, "decimal"},
        {FieldType::Bytes, "bytes"},
        {FieldType::Flag, "flag"},
        {FieldType::Choice, "choice"},
        {FieldType::Text, "text"},
        {FieldType::TextList, "text-list"},
        {FieldType::TextOrList, "text-or-list"},
        {FieldType::Tree, "tree"},
    });
};
template <> struct EnumNames<FieldMode> {
    static constexpr auto kTable = std::to_array<EnumName<FieldMode>>({
        {FieldMode::Both, "both"},
        {FieldMode::Training, "training"},
        {FieldMode::Inference, "inference"},
    });
};
template <> struct EnumNames<FieldUse> {
    static constexpr auto kTable = std::to_array<EnumName<FieldUse>>({
        {FieldUse::Estimate, "estimate"},
        {FieldUse::Label, "label"},
        {FieldUse::Decided, "decided"},
        {FieldUse::Served, "served"},
        {FieldUse::Later, "later"},
    });
};
} // namespace headroom

namespace headroom::cli {
namespace {

bool isNumber(const Field& field)
{
    return field.type == FieldType::Count || field.type == FieldType::Decimal
        || field.type == FieldType::Bytes;
}

/// "one of training, inference", "1 … 1000000000".
std::string takes(const Field& field)
{
    constexpr std::size_t kMostChoices = 10;
    if (isNumber(field))
        return std::string(toString(field.type)) + ", " + std::to_string(field.minimum) + " … "
            + std::to_string(field.maximum);
    if (field.type != FieldType::Choice)
        return std::string(toString(field.type));
    std::string text = joinWords(field.choices.first(std::min(field.choices.size(), kMostChoices)));
    if (!field.nullWord.empty())
        text = std::string(field.nullWord) + ", " + text;
    return field.choices.size() > kMostChoices ? text + ", …" : text;
}

std::string defaultText(const Field& field)
{
    const Value value = defaultValue(field);
    if (const std::string* text = value.asString())
        return text->empty() ? "\"\"" : *text;
    if (const Value::List* list = value.asList(); list != nullptr && list->empty())
        return "[]";
    if (const Value::Object* object = value.asObject(); object != nullptr && object->empty())
        return "{}";
    return describe(value);
}

Value choices(const Field& field)
{
    if (field.type != FieldType::Choice)
        return Value();
    Value::List words;
    if (!field.nullWord.empty())
        words.emplace_back(field.nullWord);
    for (const std::string_view choice : field.choices)
        words.emplace_back(choice);
    return Value(std::move(words));
}

using architectures::LayerKey;
using architectures::LayerKeyType;
using architectures::LayerType;

/// What a key of a layer may be: "whole number from 1", "one of relu, gelu".
std::string takes(const LayerKey& key)
{
    switch (key.type) {
    case LayerKeyType::Count:
        return "whole number from " + std::to_string(key.minimum);
    case LayerKeyType::Share:
        return "number from 0 to 1";
    case LayerKeyType::Flag:
        return "true or false";
    case LayerKeyType::Choice:
        return joinWords(key.choices);
    case LayerKeyType::Sizes:
        return "list of one to three sizes";
    case LayerKeyType::Layers:
        return "list of layers";
    }
    return {};
}

std::string defaultText(const LayerKey& key)
{
    if (!key.fallback.empty())
        return std::string(key.fallback);
    return key.required ? "must be given" : "null";
}

std::string layerTable()
{
    using Align = TextTable::Align;
    TextTable table({Align::Left, Align::Left, Align::Left, Align::Left, Align::Left});
    table.addRow({"Layer", "Key", "Default", "Takes", "Meaning"});
    table.addRule();
    for (const LayerType& type : architectures::layerTypes()) {
        table.addRow({std::string(type.name), "", "", "", type.help});
        for (const LayerKey& key : type.keys)
            table.addRow({"", std::string(key.name), defaultText(key), takes(key), key.help});
    }
    return table.toString();
}

Value layerList()
{
    Value::List types;
    for (const LayerType& type : architectures::layerTypes()) {
        Value::List keys;
        for (const LayerKey& key : type.keys)
            keys.emplace_back(Value::Object{
                {"key", Value(key.name)},
                {"takes", Value(takes(key))},
                {"default", key.fallback.empty() ? Value() : Value(key.fallback)},
                {"required", Value(key.required)},
                {"help", Value(key.help)},
            });
        types.emplace_back(Value::Object{
            {"type", Value(type.name)},
            {"help", Value(type.help)},
            {"keys", Value(std::move(keys))},
        });
    }
    return Value(std::move(types));
}

class FieldsCommand : public ListCommand {
public:
    [[nodiscard]] const char* name() const override { return "fields"; }
    [[nodiscard]] const char* description() const override
    {
        return "List the fields of a scenario, which --set and scenario files take";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom fields\n"
               "  headroom fields --format json\n"
               "  headroom estimate example-1 --set workload.batch_size=16\n";
    }

protected:
    [[nodiscard]] Result<std::string> text() const override
    {
        using Align = TextTable::Align;
        TextTable table({Align::Left, Align::Left, Align::Left, Align::Left});
        table.addRow({"Field", "Default", "Takes", "Meaning"});
        table.addRule();
        for (const Field& field : allFields()) {
            std::string help = field.help;
            if (field.ledgerUse == FieldUse::Served)
                help += " (For `headroom serve`.)";
            else if (field.use == FieldUse::Later && field.ledgerUse == FieldUse::Later)
                help += " (Not counted yet.)";
            table.addRow({std::string(field.key), defaultText(field), takes(field), help});
        }
        return table.toString() + "\nLayers of an own network (model.layers):\n\n" + layerTable();
    }

    [[nodiscard]] Result<Value::Member> list() const override
    {
        Value::List items;
        for (const Field& field : allFields()) {
            const Value range = !isNumber(field)
                ? Value()
                : Value(Value::List{Value::number(field.minimum), Value::number(field.maximum)});
            items.emplace_back(Value::Object{
                {"key", Value(field.key)},
                {"type", Value(toString(field.type))},
                {"choices", choices(field)},
                {"default", defaultValue(field)},
                {"nullable", Value(field.nullable)},
                {"range", range},
                {"unit", field.unit[0] == '\0' ? Value() : Value(field.unit)},
                {"label", Value(field.label)},
                {"help", Value(field.help)},
                {"mode", Value(toString(field.mode))},
                {"use", Value(toString(field.use))},
            });
            if (field.key == "model.layers")
                items.back().member("layers") = layerList();
        }
        return Value::Member{"fields", Value(std::move(items))};
    }
};

} // namespace

std::unique_ptr<Command> makeFieldsCommand() { return std::make_unique<FieldsCommand>(); }

} // namespace headroom::cli
