// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Marks an English pattern for the translators; lupdate is told that this is its
/// QT_TRANSLATE_NOOP. Expands to the text.
#define HEADROOM_TEXT(context, text) text

namespace headroom {

/// A sentence for people: an English pattern with {0}, {1}, … and the values that fill it. The
/// layers without Qt make these; the window looks the pattern up in its translation and writes the
/// numbers as the locale does.
class Text {
public:
    /// A number that is grouped when shown, or text that is shown as it is.
    using Argument = std::variant<std::uint64_t, std::string>;

    Text() = default;
    /// `pattern` is a literal marked with HEADROOM_TEXT, and outlives the object.
    explicit Text(const char* pattern)
        : m_pattern(pattern)
    {
    }
    template <typename... Arguments>
    Text(const char* pattern, Arguments&&... arguments)
        : m_pattern(pattern)
    {
        m_arguments.reserve(sizeof...(arguments));
        (m_arguments.emplace_back(argument(std::forward<Arguments>(arguments))), ...);
    }

    [[nodiscard]] bool isEmpty() const { return m_pattern[0] == '\0'; }
    /// The English pattern, which is also the key of its translations.
    [[nodiscard]] const char* pattern() const { return m_pattern; }
    [[nodiscard]] const std::vector<Argument>& arguments() const { return m_arguments; }

    /// In English, numbers grouped by commas.
    [[nodiscard]] std::string english() const;

    friend bool operator==(const Text& a, const Text& b)
    {
        return std::string_view(a.m_pattern) == b.m_pattern && a.m_arguments == b.m_arguments;
    }

private:
    static Argument argument(std::uint64_t number) { return number; }
    static Argument argument(std::string text) { return text; }
    static Argument argument(std::string_view text) { return std::string(text); }
    static Argument argument(const char* text) { return std::string(text); }

    const char* m_pattern = "";
    std::vector<Argument> m_arguments;
};

/// Turns a text into the reader's language. This one leaves it in English; the window has one that
/// asks its translation and writes numbers as the locale does.
class TextRenderer {
public:
    TextRenderer() = default;
    TextRenderer(const TextRenderer&) = default;
    TextRenderer& operator=(const TextRenderer&) = default;
    virtual ~TextRenderer() = default;

    /// A marked pattern in the reader's language.
    [[nodiscard]] virtual std::string pattern(const char* english) const { return english; }
    /// A number written with commas between groups and a point before the decimals, as the reader
    /// writes it.
    [[nodiscard]] virtual std::string number(std::string english) const { return english; }

    [[nodiscard]] std::string text(const Text& text) const;
};

/// `pattern` with {0}, {1}, … replaced by the given texts; what has no text stays as it is.
[[nodiscard]] std::string fillPattern(
    std::string_view pattern, const std::vector<std::string>& texts);

/// 110000000 -> "110,000,000".
[[nodiscard]] std::string grouped(std::uint64_t number);

} // namespace headroom
