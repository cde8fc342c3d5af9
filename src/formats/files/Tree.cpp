// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/Tree.h"

#include "headroom/base/Decimal.h"

namespace headroom::files {

std::string textOf(const Value* value)
{
    const std::string* text = value != nullptr ? value->asString() : nullptr;
    return text != nullptr ? *text : std::string();
}

std::optional<std::uint64_t> wholeOf(const Value* value)
{
    const Value::Number* number = value != nullptr ? value->asNumber() : nullptr;
    if (number == nullptr)
        return std::nullopt;
    const Decimal::Parsed parsed = Decimal::parse(number->text);
    if (!parsed.value || !parsed.value->isWhole())
        return std::nullopt;
    return parsed.value->digits();
}

std::optional<std::uint64_t> wholeAt(
    const Value& tree, std::initializer_list<std::string_view> keys)
{
    for (const std::string_view key : keys) {
        if (const std::optional<std::uint64_t> whole = wholeAt(tree, key))
            return whole;
    }
    return std::nullopt;
}

std::optional<bool> flagAt(const Value& tree, std::string_view key)
{
    const Value* value = tree.find(key);
    const bool* flag = value != nullptr ? value->asBool() : nullptr;
    return flag != nullptr ? std::optional(*flag) : std::nullopt;
}

const Value& objectAt(const Value& tree, std::string_view key)
{
    static const Value kEmpty{Value::Object()};
    const Value* value = tree.find(key);
    return value != nullptr && value->asObject() != nullptr ? *value : kEmpty;
}

bool hasKey(const Value& tree, std::string_view key)
{
    const Value* value = tree.find(key);
    return value != nullptr && !value->isNull();
}

} // namespace headroom::files
