// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Value.h"
#include "headroom/base/Wide.h"
#include "headroom/formats/Measurements.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace headroom {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// A size as it stands in a text: "2.00 GiB", "14949MiB", "8519680".
struct Size {
    std::size_t begin = 0;
    std::size_t end = 0;
    Bytes bytes;
    bool hasUnit = false;
};

std::uint64_t unitOf(std::string_view word)
{
    struct Unit {
        std::string_view name;
        std::uint64_t bytes;
    };
    constexpr std::uint64_t kThousand = 1000;
    static constexpr auto kUnits = std::to_array<Unit>({
        {"B", 1},
        {"bytes", 1},
        {"KiB", kKiB},
        {"MiB", kMiB},
        {"GiB", kGiB},
        {"TiB", kKiB * kGiB},
        {"kB", kThousand},
        {"KB", kThousand},
        {"MB", kThousand * kThousand},
        {"GB", kThousand * kThousand * kThousand},
        {"TB", kThousand * kThousand * kThousand * kThousand},
    });
    for (const Unit& unit : kUnits) {
        if (unit.name == word)
            return unit.bytes;
    }
    return 0;
}

/// The number at `at` in units of `unit`, rounded to a byte; beyond 64 bits nothing.
std::optional<Bytes> scaled(std::string_view whole, std::string_view fraction, std::uint64_t unit)
{
    constexpr std::size_t kMostDigits = 20;
    constexpr Wide kMost = ~std::uint64_t{0};
    if (whole.size() > kMostDigits)
        return std::nullopt;
    Wide value = 0;
    for (const char digit : whole)
        value = value * 10 + static_cast<unsigned>(digit - '0');
    if (value > kMost)
        return std::nullopt;
    value *= unit;
    Wide part = 0;
    Wide scale = 1;
    for (const char digit : fraction.substr(0, std::min<std::size_t>(fraction.size(), 9))) {
        part = part * 10 + static_cast<unsigned>(digit - '0');
        scale *= 10;
    }
    value += (part * unit + scale / 2) / scale;
    return value > kMost ? std::nullopt : std::optional(Bytes{static_cast<std::uint64_t>(value)});
}

/// Every size of the text; an error for one that no 64 bits hold.
Result<std::vector<Size>> sizesIn(std::string_view text)
{
    std::vector<Size> sizes;
    std::size_t at = 0;
    while (at < text.size()) {
        const bool starts = isDigit(text[at])
            && (at == 0 || (!isLetter(text[at - 1]) && text[at - 1] != '.' && text[at - 1] != '_'));
        if (!starts) {
            ++at;
            continue;
        }
        Size size;
        size.begin = at;
        const auto digits = [&] {
            const std::size_t from = at;
            while (at < text.size() && isDigit(text[at]))
                ++at;
            return text.substr(from, at - from);
        };
        const std::string_view whole = digits();
        std::string_view fraction;
        if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1])) {
            ++at;
            fraction = digits();
        }
        size.end = at;
        std::size_t word = at;
        while (word < text.size() && text[word] == ' ')
            ++word;
        std::size_t end = word;
        while (end < text.size() && isLetter(text[end]))
            ++end;
        const std::uint64_t unit = unitOf(text.substr(word, end - word));
        size.hasUnit = unit != 0;
        if (size.hasUnit)
            at = size.end = end;
        const std::optional<Bytes> bytes =
            scaled(whole, fraction, std::max<std::uint64_t>(unit, 1));
        if (!bytes)
            return fail(ErrorCode::Overflow, {},
                HEADROOM_TEXT("formats", "{0} is more than 2^64 - 1 bytes"),
                quoteText(text.substr(size.begin, size.end - size.begin)));
        size.bytes = *bytes;
        sizes.push_back(size);
    }
    return sizes;
}

class Reading {
public:
    Reading(std::string_view text, const std::vector<Size>& sizes)
        : m_text(text)
        , m_sizes(sizes)
    {
    }

    /// The size that stands right before those words.
    [[nodiscard]] std::optional<Bytes> before(std::string_view words) const
    {
        const std::size_t at = m_text.find(words);
        for (const Size& size : m_sizes) {
            if (at != m_text.npos && size.hasUnit && size.end == at)
                return size.bytes;
        }
        return std::nullopt;
    }

    /// The first that follows those words with nothing but signs between.
    [[nodiscard]] std::optional<Bytes> after(std::string_view words, bool anyUnit = false) const
    {
        for (std::size_t at = m_text.find(words); at != m_text.npos;
             at = m_text.find(words, at + 1)) {
            const std::size_t from = at + words.size();
            const auto next = std::find_if(m_sizes.begin(), m_sizes.end(),
                [from](const Size& size) { return size.begin >= from; });
            if (next == m_sizes.end())
                return std::nullopt;
            const std::string_view between = m_text.substr(from, next->begin - from);
            if (between.find_first_not_of(" =:()\t") == between.npos && (anyUnit || next->hasUnit))
                return next->bytes;
        }
        return std::nullopt;
    }

private:
    std::string_view m_text;
    const std::vector<Size>& m_sizes;
};

Measurement ofOutOfMemory(const Reading& text)
{
    Measurement found;
    found.refused = text.after("Tried to allocate");
    // Since 2.1.
    found.capacity = text.after("total capacity of");
    if (!found.capacity)
        found.capacity = text.after("total capacty of"); // as 2.1 spells it
    found.used = text.before(" memory in use");
    found.allocated = text.before(" is allocated by PyTorch");
    if (const std::optional<Bytes> kept = text.before(" is reserved by PyTorch but unallocated");
        kept && found.allocated) {
        if (const Result<Bytes> sum = checkedAdd(*found.allocated, *kept, "reserved"))
            found.reserved = *sum;
    }
    // Before.
    if (!found.capacity)
        found.capacity = text.before(" total capacity");
    if (!found.allocated)
        found.allocated = text.before(" already allocated");
    if (!found.reserved)
        found.reserved = text.before(" reserved in total by PyTorch");
    return found;
}

/// "14949MiB / 16160MiB", "14949 MiB, 16160 MiB" or a process's "14941MiB".
Measurement ofSmi(std::string_view text, const std::vector<Size>& sizes)
{
    std::vector<Size> withUnit;
    std::copy_if(sizes.begin(), sizes.end(), std::back_inserter(withUnit),
        [](const Size& size) { return size.hasUnit; });
    Measurement found;
    if (withUnit.empty())
        return found;
    found.used = withUnit.front().bytes;
    if (withUnit.size() > 1) {
        const std::string_view between =
            text.substr(withUnit[0].end, withUnit[1].begin - withUnit[0].end);
        if (between.find_first_not_of(" /,") == between.npos)
            found.capacity = withUnit[1].bytes;
    }
    return found;
}

Measurement typed(const Reading& text)
{
    // What Python prints is in bytes.
    const auto named = [&](const char* printed, const char* word, const char* atStart) {
        if (const std::optional<Bytes> found = text.after(printed, true))
            return found;
        const std::optional<Bytes> found = text.after(word);
        return found ? found : text.after(atStart);
    };
    Measurement found;
    found.allocated = named("max_memory_allocated", "allocated", "Allocated");
    found.reserved = named("max_memory_reserved", "reserved", "Reserved");
    found.used = named("memory_used", "used", "Used");
    return found;
}

bool isEmpty(const Measurement& found)
{
    return !found.allocated && !found.reserved && !found.used;
}

/// Each figure holds the one before it.
Result<Measurement> checked(Measurement found)
{
    const auto check = [](const std::optional<Bytes>& inner, const std::optional<Bytes>& outer,
                           const char* pattern) -> Result<void> {
        if (inner && outer && *inner > *outer)
            return fail(ErrorCode::OutOfRange, {}, pattern, inner->value, outer->value);
        return {};
    };
    const auto wrong = [&](const Result<void>& one) { return !one; };
    const std::array<Result<void>, 3> all{
        check(found.allocated, found.reserved,
            HEADROOM_TEXT(
                "formats", "expected no more bytes allocated than reserved, found {0} and {1}")),
        check(found.reserved, found.used,
            HEADROOM_TEXT(
                "formats", "expected no more bytes reserved than used, found {0} and {1}")),
        check(found.used, found.capacity,
            HEADROOM_TEXT(
                "formats", "expected no more bytes used than the device has, found {0} and {1}")),
    };
    const auto first = std::find_if(all.begin(), all.end(), wrong);
    if (first != all.end())
        return tl::unexpected(first->error());
    return found;
}

} // namespace

Result<Measurement> parseMeasurement(std::string_view text)
{
    constexpr std::size_t kLongest = 1'000'000;
    if (text.size() > kLongest)
        return fail(ErrorCode::Syntax, {},
            HEADROOM_TEXT("formats", "expected a text of at most {0} bytes, found {1}"),
            std::uint64_t{kLongest}, std::uint64_t{text.size()});
    const Result<std::vector<Size>> sizes = sizesIn(text);
    if (!sizes)
        return tl::unexpected(sizes.error());
    const Reading reading(text, *sizes);
    Measurement found;
    if (text.find("Tried to allocate") != text.npos)
        found = ofOutOfMemory(reading);
    if (isEmpty(found))
        found = typed(reading);
    if (isEmpty(found))
        found = ofSmi(text, *sizes);
    if (isEmpty(found)) {
        constexpr std::size_t kShown = 60;
        return fail(ErrorCode::Syntax, {},
            HEADROOM_TEXT("formats",
                "expected an out-of-memory message of PyTorch, a line of nvidia-smi, or sizes with "
                "their unit such as \"allocated 13.2 GiB, reserved 14 GiB, used 15 GiB\"; found "
                "{0}"),
            quoteText(text.substr(0, kShown)));
    }
    return checked(found);
}

} // namespace headroom
