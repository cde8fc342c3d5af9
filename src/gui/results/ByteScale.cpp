// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/ByteScale.h"

#include <QtCharts/QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::gui {

ByteScale byteScale(double largest, UnitSystem units, double about)
{
    const bool binary = units == UnitSystem::Binary;
    const double base = binary ? 1024 : 1000;
    static constexpr std::array<const char*, 6> kBinary{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    static constexpr std::array<const char*, 6> kDecimal{"B", "kB", "MB", "GB", "TB", "PB"};
    ByteScale scale;
    std::size_t step = 0;
    while (step + 1 < kBinary.size() && largest / scale.unit >= base) {
        scale.unit *= base;
        ++step;
    }
    // Ticks at 1, 2 or 5 times a power of ten.
    const double rough = std::max(largest / scale.unit, 1e-9) / about;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    scale.interval = power * 10;
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (nice * power >= rough) {
            scale.interval = nice * power;
            break;
        }
    }
    scale.ticks =
        std::max(2, static_cast<int>(std::ceil(largest / scale.unit / scale.interval)) + 1);
    scale.name = QLatin1String(binary ? kBinary[step] : kDecimal[step]);
    return scale;
}

void applyScale(const ByteScale& scale, QValueAxis& axis)
{
    axis.setTickCount(scale.ticks);
    axis.setRange(0, scale.interval * (scale.ticks - 1));
    axis.setLabelFormat(scale.interval < 1 ? QStringLiteral("%.2f") : QStringLiteral("%.0f"));
    axis.setTitleText(scale.name);
}

} // namespace headroom::gui
