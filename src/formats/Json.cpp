// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Json.h"

#include "formats/JsonMessages.h"
#include "formats/Utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace headroom {
namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isNumberCharacter(char c)
{
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
}

/// How far the parser has read.
struct Cursor {
    std::string_view text;
    std::size_t offset = 0;
    std::uint64_t line = 1;
    std::uint64_t tokenLine = 1; ///< the line of the last character that is no space

    void advance()
    {
        const char c = text[offset++];
        if (!isSpace(c))
            tokenLine = line;
        else if (c == '\n')
            ++line;
    }

    /// The number that has just been read. One character behind it may have been read too.
    [[nodiscard]] std::string numberText() const
    {
        std::size_t end = offset;
        if (end > 0 && !isNumberCharacter(text[end - 1]))
            --end;
        std::size_t start = end;
        while (start > 0 && isNumberCharacter(text[start - 1]))
            --start;
        return std::string(text.substr(start, end - start));
    }
};

/// The text as nlohmann-json reads it; what it has read is known through the cursor.
class CursorIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CursorIterator() = default; ///< the end
    explicit CursorIterator(Cursor& cursor)
        : m_cursor(&cursor)
    {
    }

    reference operator*() const { return m_cursor->text[m_cursor->offset]; }
    CursorIterator& operator++()
    {
        m_cursor->advance();
        return *this;
    }
    CursorIterator operator++(int)
    {
        const CursorIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const CursorIterator& a, const CursorIterator& b)
    {
        return a.isAtEnd() == b.isAtEnd();
    }
    friend bool operator!=(const CursorIterator& a, const CursorIterator& b) { return !(a == b); }

private:
    [[nodiscard]] bool isAtEnd() const
    {
        return m_cursor == nullptr || m_cursor->offset == m_cursor->text.size();
    }

    Cursor* m_cursor = nullptr;
};

/// Builds the tree from the parser's events.
class TreeBuilder {
public:
    TreeBuilder(Cursor& cursor, const JsonLimits& limits)
        : m_cursor(&cursor)
        , m_limits(limits)
    {
    }

    [[nodiscard]] JsonDocument takeDocument() { return std::move(m_document); }
    [[nodiscard]] Error error() const { return m_error; }

    // What nlohmann-json calls; false ends the parsing.
    bool null() { return add(Value()); }
    bool boolean(bool flag) { return add(Value(flag)); }
    bool number_integer(std::int64_t /*whole*/) { return addNumber(); }
    bool number_unsigned(std::uint64_t /*whole*/) { return addNumber(); }
    bool number_float(double /*number*/, const std::string& /*text*/) { return addNumber(); }
    bool string(std::string& text) { return add(Value(std::move(text))); }
    bool binary(std::vector<std::uint8_t>& /*bytes*/) { return false; }
    bool start_object(std::size_t /*size*/) { return open(Value(Value::Object())); }
    bool end_object() { return close(); }
    bool start_array(std::size_t /*size*/) { return open(Value(Value::List())); }
    bool end_array() { return close(); }

    bool key(std::string& name)
    {
        enter(escaped(name));
        const auto [place, isNew] = m_document.lines.emplace(m_pointer, m_cursor->tokenLine);
        if (!isNew)
            return stop(ErrorCode::Conflict,
                Text(HEADROOM_TEXT(
                         "formats", "expected each key once; found {0} again, after line {1}"),
                    headroom::quoteText(name), place->second));
        m_key = std::move(name);
        return true;
    }

    bool parse_error(std::size_t position, const std::string& token,
        const nlohmann::detail::exception& exception)
    {
        const json::Place place{m_cursor->text, std::min(position, m_cursor->text.size()), token,
            m_done, m_frames.empty() ? json::Inside::Nothing : inside()};
        json::Problem problem = json::describeProblem(place, exception.id, exception.what());
        m_error = {ErrorCode::Syntax, m_pointer, std::move(problem.message), {}, {}, problem.line};
        return false;
    }

private:
    struct Frame {
        Value* container;
        std::size_t pointerLength; ///< of the container itself
    };

    [[nodiscard]] json::Inside inside() const
    {
        const Value::Object* object = m_frames.back().container->asObject();
        if (object == nullptr)
            return json::Inside::List;
        return object->empty() ? json::Inside::EmptyObject : json::Inside::Object;
    }

    bool stop(ErrorCode code, Text message)
    {
        m_error = {code, m_pointer, std::move(message), {}, {}, m_cursor->tokenLine};
        return false;
    }

    void enter(std::string_view word)
    {
        m_pointer += '/';
        m_pointer += word;
    }

    /// "/a/0/0/0/…": the way to what is nested too deep is long and says nothing after its start.
    void shortenPointer()
    {
        constexpr std::size_t kShort = 20;
        if (m_pointer.size() > kShort)
            m_pointer = m_pointer.substr(0, m_pointer.find('/', kShort)) + "/…";
    }

    static std::string escaped(std::string_view key)
    {
        std::string result;
        for (const char c : key) {
            if (c == '~')
                result += "~0";
            else if (c == '/')
                result += "~1";
            else
                result += c;
        }
        return result;
    }

    /// Puts the value where the text has it; its pointer is then m_pointer.
    Value& place(Value value)
    {
        if (m_frames.empty()) {
            m_document.lines.emplace(m_pointer, m_cursor->tokenLine);
            m_document.value = std::move(value);
            return m_document.value;
        }
        Value& container = *m_frames.back().container;
        if (Value::Object* object = container.asObject())
            return object->emplace_back(std::move(m_key), std::move(value)).second;
        Value::List& list = *container.asList();
        enter(std::to_string(list.size()));
        m_document.lines.emplace(m_pointer, m_cursor->tokenLine);
        return list.emplace_back(std::move(value));
    }

    void leaveValue()
    {
        m_done = m_frames.empty();
        if (!m_done)
            m_pointer.resize(m_frames.back().pointerLength);
    }

    bool add(Value value)
    {
        place(std::move(value));
        leaveValue();
        return true;
    }

    bool addNumber() { return add(Value::number(m_cursor->numberText())); }

    bool open(Value container)
    {
        if (m_frames.size() == m_limits.maxDepth) {
            shortenPointer();
            return stop(ErrorCode::OutOfRange,
                Text(
                    HEADROOM_TEXT("formats", "expected at most {0} levels of brackets; found more"),
                    std::uint64_t{m_limits.maxDepth}));
        }
        Value& placed = place(std::move(container));
        m_frames.push_back({&placed, m_pointer.size()});
        return true;
    }

    bool close()
    {
        m_frames.pop_back();
        leaveValue();
        return true;
    }

    Cursor* m_cursor;
    JsonLimits m_limits;
    JsonDocument m_document;
    std::vector<Frame> m_frames;
    std::string m_pointer;
    std::string m_key;
    bool m_done = false;
    Error m_error;
};

void writeString(std::string& out, std::string_view text)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (byte < 0x20) {
                out += "\\u00";
                out += kHex[byte >> 4U];
                out += kHex[byte & 0xFU];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

void writeValue(std::string& out, const Value& value, std::size_t depth)
{
    constexpr std::size_t kIndent = 2;
    const auto newLine = [&](std::size_t level) {
        out += '\n';
        out.append(level * kIndent, ' ');
    };
    if (const Value::Object* object = value.asObject()) {
        out += '{';
        for (const auto& [key, member] : *object) {
            if (&member != &object->front().second)
                out += ',';
            newLine(depth + 1);
            writeString(out, key);
            out += ": ";
            writeValue(out, member, depth + 1);
        }
        if (!object->empty())
            newLine(depth);
        out += '}';
    } else if (const Value::List* list = value.asList()) {
        out += '[';
        for (const Value& item : *list) {
            if (&item != &list->front())
                out += ',';
            newLine(depth + 1);
            writeValue(out, item, depth + 1);
        }
        if (!list->empty())
            newLine(depth);
        out += ']';
    } else if (const Value::Number* number = value.asNumber()) {
        out += number->text;
    } else if (const std::string* text = value.asString()) {
        writeString(out, *text);
    } else if (const bool* flag = value.asBool()) {
        out += *flag ? "true" : "false";
    } else {
        out += "null";
    }
}

} // namespace

Result<JsonDocument> parseJson(std::string_view text, const JsonLimits& limits)
{
    if (std::optional<Error> problem = json::findTextProblem(text, limits.maxBytes))
        return tl::unexpected(std::move(*problem));
    Cursor cursor{text};
    TreeBuilder builder(cursor, limits);
    if (!nlohmann::json::sax_parse(CursorIterator(cursor), CursorIterator(), &builder))
        return tl::unexpected(builder.error());
    return builder.takeDocument();
}

Result<JsonDocument> parsePythonJson(std::string text, const JsonLimits& limits)
{
    if (text.find("NaN") == text.npos && text.find("Infinity") == text.npos)
        return parseJson(text, limits);
    std::string plain;
    plain.reserve(text.size());
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = std::string_view(text).substr(i);
        if (inString && text[i] == '\\' && i + 1 < text.size()) {
            plain += text[i++];
        } else if (text[i] == '"') {
            inString = !inString;
        } else if (!inString) {
            bool replaced = false;
            for (const std::string_view word : {"NaN", "Infinity", "-Infinity"}) {
                if (rest.starts_with(word)) {
                    plain += "null";
                    i += word.size() - 1;
                    replaced = true;
                    break;
                }
            }
            if (replaced)
                continue;
        }
        plain += text[i];
    }
    return parseJson(plain, limits);
}

std::string writeJson(const Value& value)
{
    std::string out;
    writeValue(out, value, 0);
    out += '\n';
    return out;
}

} // namespace headroom
