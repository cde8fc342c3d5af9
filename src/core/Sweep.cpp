// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Sweep.h"

#include "headroom/base/Count.h"
#include "headroom/base/Value.h"

#include <cstdint>
#include <limits>

namespace headroom {
namespace {

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

Result<std::uint64_t> wholeNumber(const std::string& text, std::string_view sweep)
{
    const Result<std::uint64_t> number = parseCount(text);
    if (!number)
        return fail(ErrorCode::Syntax, "--over",
            HEADROOM_TEXT("core", "expected whole numbers in {0}; found {1}"), quoteText(sweep),
            quoteText(text));
    return number;
}

Failure tooMany(std::string_view sweep)
{
    return fail(ErrorCode::OutOfRange, "--over",
        HEADROOM_TEXT("core", "expected at most {0} points; {1} has more"),
        std::uint64_t{kMostSweepPoints}, quoteText(sweep));
}

Result<std::vector<std::string>> rangeValues(
    const std::vector<std::string>& parts, std::string_view sweep)
{
    const Result<std::uint64_t> first = wholeNumber(parts[0], sweep);
    if (!first)
        return tl::unexpected(first.error());
    const Result<std::uint64_t> last = wholeNumber(parts[1], sweep);
    if (!last)
        return tl::unexpected(last.error());
    const bool times = parts.size() == 3 && parts[2].starts_with('x');
    const Result<std::uint64_t> step = parts.size() == 2
        ? Result<std::uint64_t>(1)
        : wholeNumber(times ? parts[2].substr(1) : parts[2], sweep);
    if (!step)
        return tl::unexpected(step.error());
    if (*first > *last)
        return fail(ErrorCode::OutOfRange, "--over",
            HEADROOM_TEXT("core", "expected a range from the smaller to the larger; found {0}"),
            quoteText(sweep));
    if (*step < (times ? 2U : 1U) || (times && *first == 0))
        return fail(ErrorCode::OutOfRange, "--over",
            HEADROOM_TEXT("core", "{0} would never end: expected a step of 1, or of x2, or more"),
            quoteText(sweep));
    constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
    std::vector<std::string> values;
    for (std::uint64_t value = *first; value <= *last;) {
        if (values.size() == kMostSweepPoints)
            return tooMany(sweep);
        values.push_back(std::to_string(value));
        if (times ? value > kMax / *step : value > kMax - *step)
            break;
        value = times ? value * *step : value + *step;
    }
    return values;
}

} // namespace

Result<Sweep> parseSweep(std::string_view text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
        return fail(ErrorCode::Syntax, "--over",
            HEADROOM_TEXT("core",
                "expected a field and its values, such as workload.batch_size=1:256:x2; found {0}"),
            quoteText(text));
    Sweep sweep{std::string(text.substr(0, equals)), {}};
    const std::string_view values = text.substr(equals + 1);
    const std::vector<std::string> parts = split(values, ':');
    if (parts.size() == 2 || parts.size() == 3) {
        Result<std::vector<std::string>> range = rangeValues(parts, values);
        if (!range)
            return tl::unexpected(range.error());
        sweep.values = std::move(*range);
        return sweep;
    }
    if (parts.size() > 3)
        return fail(ErrorCode::Syntax, "--over",
            HEADROOM_TEXT("core", "expected first:last, first:last:step or a list; found {0}"),
            quoteText(values));
    sweep.values = split(values, ',');
    if (sweep.values.size() > kMostSweepPoints)
        return tooMany(values);
    for (const std::string& value : sweep.values) {
        if (value.empty())
            return fail(ErrorCode::Syntax, "--over",
                HEADROOM_TEXT("core", "expected a value between the commas of {0}"),
                quoteText(values));
    }
    return sweep;
}

} // namespace headroom
