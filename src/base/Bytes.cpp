// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Bytes.h"

#include "headroom/base/Wide.h"

#include <array>
#include <cstddef>
#include <limits>

namespace headroom {
namespace {

constexpr std::array<const char*, 7> kBinaryUnits = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
constexpr std::array<const char*, 7> kDecimalUnits = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

} // namespace

Result<Bytes> checkedAdd(Bytes a, Bytes b, const char* what)
{
    if (a.value > std::numeric_limits<std::uint64_t>::max() - b.value)
        return fail(ErrorCode::Overflow, {},
            HEADROOM_TEXT("base", "{0} is more than 2^64 - 1 bytes"), what);
    return Bytes{a.value + b.value};
}

std::string formatRatio(std::uint64_t numerator, std::uint64_t denominator, unsigned places)
{
    Wide scale = 1;
    for (unsigned i = 0; i < places; ++i)
        scale *= 10;
    const Wide scaled = (Wide{numerator} * scale * 2 + denominator) / (Wide{denominator} * 2);
    std::string text = grouped(static_cast<std::uint64_t>(scaled / scale));
    if (places > 0) {
        std::string fraction = std::to_string(static_cast<std::uint64_t>(scaled % scale));
        text += "." + std::string(places - fraction.size(), '0') + fraction;
    }
    return text;
}

FormattedBytes formatBytesParts(Bytes bytes, UnitSystem units)
{
    const std::uint64_t step = units == UnitSystem::Binary ? 1024 : 1000;
    const auto& names = units == UnitSystem::Binary ? kBinaryUnits : kDecimalUnits;
    std::uint64_t unit = 1;
    std::size_t index = 0;
    while (index + 1 < names.size() && bytes.value / unit >= step) {
        unit *= step;
        ++index;
    }
    return {formatRatio(bytes.value, unit, index == 0 ? 0 : 2), names[index]};
}

std::string formatBytes(Bytes bytes, UnitSystem units)
{
    const FormattedBytes parts = formatBytesParts(bytes, units);
    return parts.number + " " + parts.unit;
}

std::string formatMebibytes(Bytes bytes, UnitSystem units)
{
    const bool binary = units == UnitSystem::Binary;
    return formatRatio(bytes.value, binary ? kMiB : 1'000'000, 2) + (binary ? " MiB" : " MB");
}

} // namespace headroom
