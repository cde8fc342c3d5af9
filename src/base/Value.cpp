// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Value.h"

#include <cassert>
#include <cstddef>

namespace headroom {
namespace {

constexpr std::size_t kLongestQuote = 60;

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

} // namespace

const Value* Value::find(std::string_view key) const
{
    if (const Object* object = asObject()) {
        for (const Member& member : *object) {
            if (member.first == key)
                return &member.second;
        }
    }
    return nullptr;
}

Value& Value::member(std::string_view key)
{
    if (isNull())
        m_data = Object();
    Object* object = asObject();
    assert(object != nullptr);
    for (Member& entry : *object) {
        if (entry.first == key)
            return entry.second;
    }
    object->emplace_back(std::string(key), Value());
    return object->back().second;
}

std::string quoteText(std::string_view text)
{
    std::string result = "\"";
    std::string_view head = text;
    std::string_view tail;
    if (text.size() > kLongestQuote) {
        std::size_t headEnd = kLongestQuote / 2;
        while (headEnd > 0 && isContinuation(text[headEnd]))
            --headEnd;
        std::size_t tailStart = text.size() - kLongestQuote / 3;
        while (tailStart < text.size() && isContinuation(text[tailStart]))
            ++tailStart;
        head = text.substr(0, headEnd);
        tail = text.substr(tailStart);
    }
    const auto append = [&result](std::string_view part) {
        constexpr std::string_view kHex = "0123456789abcdef";
        for (const char c : part) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                result += '\\';
                result += c;
            } else if (c == '\n') {
                result += "\\n";
            } else if (byte < 0x20 || byte == 0x7F) {
                result += "\\x";
                result += kHex[byte >> 4U];
                result += kHex[byte & 0xFU];
            } else {
                result += c;
            }
        }
    };
    append(head);
    if (!tail.empty()) {
        result += "…";
        append(tail);
    }
    return result + "\"";
}

std::string describe(const Value& value)
{
    if (value.isNull())
        return "null";
    if (const bool* flag = value.asBool())
        return *flag ? "true" : "false";
    if (const Value::Number* number = value.asNumber()) {
        return number->text.size() <= kLongestQuote ? number->text
                                                    : number->text.substr(0, kLongestQuote) + "…";
    }
    if (const std::string* text = value.asString())
        return quoteText(*text);
    return value.asList() != nullptr ? "a list" : "an object";
}

} // namespace headroom
