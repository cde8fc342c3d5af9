// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/JsonScan.h"

#include "formats/JsonMessages.h"
#include "formats/Utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace headroom {
namespace {

class ScanEvents {
public:
    ScanEvents(std::string_view text, JsonVisitor& visitor, std::size_t maxDepth)
        : m_text(text)
        , m_visitor(&visitor)
        , m_maxDepth(maxDepth)
    {
    }

    [[nodiscard]] JsonScanProblem takeProblem() { return std::move(m_problem); }

    // What nlohmann-json calls; false ends the parsing.
    bool null() { return literal("null"); }
    bool boolean(bool flag) { return literal(flag ? "true" : "false"); }
    bool number_integer(std::int64_t whole)
    {
        m_visitor->number(std::nullopt, std::to_string(whole));
        return added();
    }
    bool number_unsigned(std::uint64_t whole)
    {
        m_visitor->number(whole, {});
        return added();
    }
    bool number_float(double /*number*/, const std::string& text)
    {
        m_visitor->number(std::nullopt, text);
        return added();
    }
    bool string(std::string& text)
    {
        m_visitor->string(text);
        return added();
    }
    bool binary(std::vector<std::uint8_t>& /*bytes*/) { return false; }
    bool start_object(std::size_t /*size*/) { return open('{'); }
    bool end_object() { return close('}'); }
    bool start_array(std::size_t /*size*/) { return open('['); }
    bool end_array() { return close(']'); }
    bool key(std::string& name)
    {
        m_frames.back() = json::Inside::Object;
        m_visitor->key(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string& token,
        const nlohmann::detail::exception& exception)
    {
        const json::Place place{m_text, std::min(position, m_text.size()), token, m_done,
            m_frames.empty() ? json::Inside::Nothing : m_frames.back()};
        json::Problem problem = json::describeProblem(place, exception.id, exception.what());
        const std::size_t length = std::max<std::size_t>(1, token.size());
        m_problem = {place.offset - std::min(place.offset, length), std::move(problem.message)};
        return false;
    }

private:
    bool added()
    {
        m_done = m_frames.empty();
        return true;
    }
    bool literal(std::string_view word)
    {
        m_visitor->literal(word);
        return added();
    }
    bool open(char bracket)
    {
        if (m_frames.size() == m_maxDepth) {
            m_problem = {m_text.size(),
                Text(
                    HEADROOM_TEXT("formats", "expected at most {0} levels of brackets; found more"),
                    std::uint64_t{m_maxDepth})};
            return false;
        }
        m_frames.push_back(bracket == '{' ? json::Inside::EmptyObject : json::Inside::List);
        m_visitor->open(bracket);
        return true;
    }
    bool close(char bracket)
    {
        m_frames.pop_back();
        m_visitor->close(bracket);
        return added();
    }

    std::string_view m_text;
    JsonVisitor* m_visitor;
    std::size_t m_maxDepth;
    std::vector<json::Inside> m_frames;
    bool m_done = false;
    JsonScanProblem m_problem;
};

} // namespace

std::optional<JsonScanProblem> scanJson(
    std::string_view text, JsonVisitor& visitor, std::size_t maxDepth)
{
    // The parser takes a byte order mark, and it stops at a zero byte as at the end.
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark))
        return JsonScanProblem{0,
            Text(HEADROOM_TEXT(
                "formats", "expected UTF-8 without a byte order mark; found one at the start"))};
    if (const std::size_t zero = text.find('\0'); zero != text.npos)
        return JsonScanProblem{
            zero, Text(HEADROOM_TEXT("formats", "expected JSON; found a zero byte"))};
    ScanEvents events(text, visitor, maxDepth);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &events)) {
        const std::size_t invalid = findInvalidUtf8(text);
        if (invalid == text.npos)
            return events.takeProblem();
        return JsonScanProblem{invalid,
            Text(HEADROOM_TEXT("formats", "expected text in UTF-8; found another encoding"))};
    }
    return std::nullopt;
}

} // namespace headroom
