// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/Steps.h"

#include <bit>
#include <limits>

namespace headroom::gui {
namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

/// Ten to the place of the number's second digit (first, for pages); 1 for numbers that have none.
std::uint64_t unitOf(std::uint64_t number, bool pages)
{
    std::uint64_t unit = 1;
    const std::uint64_t smallest = pages ? 10 : 100;
    while (number / unit >= smallest)
        unit *= 10;
    // Pages of small numbers go by ten.
    return pages && unit == 1 ? 10 : unit;
}

} // namespace

std::uint64_t stepBy(std::uint64_t number, std::int64_t steps)
{
    if (steps >= 0) {
        const auto up = static_cast<std::uint64_t>(steps);
        return number > kMax - up ? kMax : number + up;
    }
    const std::uint64_t down = std::uint64_t{0} - static_cast<std::uint64_t>(steps);
    return number < down ? 0 : number - down;
}

std::uint64_t stepMagnitude(std::uint64_t number, int direction, bool pages)
{
    if (direction > 0) {
        const std::uint64_t unit = unitOf(number, pages);
        const std::uint64_t floor = number / unit * unit;
        return floor > kMax - unit ? kMax : floor + unit;
    }
    if (number == 0)
        return 0;
    // One less decides the unit, so that down undoes up across a power of ten: 100 -> 99.
    const std::uint64_t unit = unitOf(number - 1, pages);
    return (number - 1) / unit * unit;
}

std::uint64_t stepPowerOfTwo(std::uint64_t number, int direction)
{
    if (direction > 0) {
        constexpr std::uint64_t kTop = std::uint64_t{1} << 63U;
        return number >= kTop             ? kMax
            : std::bit_floor(number) == 0 ? 1
                                          : std::bit_floor(number) << 1U;
    }
    return number == 0 ? 0 : std::bit_floor(number - 1);
}

} // namespace headroom::gui
