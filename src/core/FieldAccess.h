// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Decimal.h"
#include "headroom/base/Dtype.h"
#include "headroom/base/EnumTable.h"
#include "headroom/base/Value.h"
#include "headroom/core/Scenario.h"

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// From a member of the scenario to a plain value and back: what the table of fields is made of.

namespace headroom::fields {

template <typename T>
concept NamedEnum = requires
{
    EnumNames<T>::kTable;
};

inline Value toValue(std::uint64_t whole) { return Value::number(whole); }
inline Value toValue(bool flag) { return Value(flag); }
inline Value toValue(const std::string& text) { return Value(text); }
inline Value toValue(Bytes bytes) { return Value::number(bytes.value); }
inline Value toValue(Decimal decimal) { return Value::number(decimal.toString()); }
inline Value toValue(Dtype dtype) { return Value(toString(dtype)); }
inline Value toValue(const Value& value) { return value; }
template <NamedEnum E> Value toValue(E value) { return Value(toString(value)); }
inline Value toValue(const std::vector<std::string>& texts)
{
    Value::List list;
    for (const std::string& text : texts)
        list.emplace_back(text);
    return Value(std::move(list));
}
template <typename T> Value toValue(const std::optional<T>& value)
{
    return value ? toValue(*value) : Value();
}

// The values have passed setField()'s checks, so each holds what its member wants.
inline void assign(std::uint64_t& member, const Value& value)
{
    member = Decimal::parse(value.asNumber()->text).value->digits();
}
inline void assign(Bytes& member, const Value& value) { assign(member.value, value); }
inline void assign(bool& member, const Value& value) { member = *value.asBool(); }
inline void assign(std::string& member, const Value& value) { member = *value.asString(); }
inline void assign(Decimal& member, const Value& value)
{
    member = *Decimal::parse(value.asNumber()->text).value;
}
inline void assign(Value& member, const Value& value) { member = value; }
inline void assign(Dtype& member, const Value& value)
{
    member = dtypeFromString(*value.asString(), cacheDtypeNames(), {}).value();
}
template <NamedEnum E> void assign(E& member, const Value& value)
{
    member = enumFromString<E>(*value.asString(), {}).value();
}
inline void assign(std::vector<std::string>& member, const Value& value)
{
    member.clear();
    for (const Value& text : *value.asList())
        member.push_back(*text.asString());
}
template <typename T> void assign(std::optional<T>& member, const Value& value)
{
    if (value.isNull())
        member.reset();
    else
        assign(member.emplace(), value);
}

/// A member of the scenario itself.
template <auto Member> struct Top {
    static Value get(const Scenario& scenario) { return toValue(scenario.*Member); }
    static void set(Scenario& scenario, const Value& value) { assign(scenario.*Member, value); }
};

/// A member of one of its sections.
template <auto Section, auto Member> struct In {
    static Value get(const Scenario& scenario) { return toValue(scenario.*Section.*Member); }
    static void set(Scenario& scenario, const Value& value)
    {
        assign(scenario.*Section.*Member, value);
    }
};

/// A member of one kind of model; of a scenario with another kind it reads as the default, and
/// setting it changes the kind.
template <typename Kind, auto Member> struct OfModel {
    static Value get(const Scenario& scenario)
    {
        const Kind* model = std::get_if<Kind>(&scenario.model);
        return toValue(model != nullptr ? model->*Member : Kind().*Member);
    }
    static void set(Scenario& scenario, const Value& value)
    {
        if (!std::holds_alternative<Kind>(scenario.model))
            scenario.model = Kind();
        assign(std::get<Kind>(scenario.model).*Member, value);
    }
};

template <typename Kind> bool isModel(const Scenario& scenario)
{
    return std::holds_alternative<Kind>(scenario.model);
}

} // namespace headroom::fields
