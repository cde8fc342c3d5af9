// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace headroom {

/// A tree of plain values, as JSON has them: what a field is set to, what a file holds that this
/// version does not know, and a model's configuration. Numbers keep the text they were written as,
/// so that nothing passes through floating point. Objects keep the order of their keys.
class Value {
public:
    struct Number {
        std::string text;
        friend bool operator==(const Number&, const Number&) = default;
    };
    using List = std::vector<Value>;
    using Member = std::pair<std::string, Value>;
    using Object = std::vector<Member>;

    Value() = default; ///< null
    explicit Value(bool flag)
        : m_data(flag)
    {
    }
    explicit Value(std::string text)
        : m_data(std::move(text))
    {
    }
    explicit Value(std::string_view text)
        : m_data(std::string(text))
    {
    }
    explicit Value(const char* text)
        : m_data(std::string(text))
    {
    }
    explicit Value(List list)
        : m_data(std::move(list))
    {
    }
    explicit Value(Object object)
        : m_data(std::move(object))
    {
    }
    static Value number(std::string text)
    {
        Value value;
        value.m_data = Number{std::move(text)};
        return value;
    }
    static Value number(std::uint64_t whole) { return number(std::to_string(whole)); }

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_data); }
    [[nodiscard]] const bool* asBool() const { return std::get_if<bool>(&m_data); }
    [[nodiscard]] const Number* asNumber() const { return std::get_if<Number>(&m_data); }
    [[nodiscard]] const std::string* asString() const { return std::get_if<std::string>(&m_data); }
    [[nodiscard]] const List* asList() const { return std::get_if<List>(&m_data); }
    [[nodiscard]] List* asList() { return std::get_if<List>(&m_data); }
    [[nodiscard]] const Object* asObject() const { return std::get_if<Object>(&m_data); }
    [[nodiscard]] Object* asObject() { return std::get_if<Object>(&m_data); }

    /// The member of that name of an object; nullptr where there is none, or no object.
    [[nodiscard]] const Value* find(std::string_view key) const;
    /// The member of that name, added at the end where there is none. Only for objects and null,
    /// which becomes one.
    Value& member(std::string_view key);

    friend bool operator==(const Value& a, const Value& b) { return a.m_data == b.m_data; }

private:
    std::variant<std::monostate, bool, Number, std::string, List, Object> m_data;
};

/// What a value is, for messages: `null`, `true`, `the number 1.5`, `"text"`, `a list`, `an
/// object`; long texts cut.
[[nodiscard]] std::string describe(const Value& value);

/// The text in double quotes, control characters escaped, cut in the middle where it is long: what
/// a message may quote of a file.
[[nodiscard]] std::string quoteText(std::string_view text);

} // namespace headroom
