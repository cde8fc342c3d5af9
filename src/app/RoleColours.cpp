// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/RoleColours.h"

#include "headroom/formats/RoleColour.h"

#include <QPalette>

namespace headroom::app {

QColor roleColour(Role role, bool dark)
{
    const std::string_view hex = roleColourHex(role, dark ? Ground::Dark : Ground::Light);
    return QColor::fromString(QLatin1String(hex.data(), static_cast<qsizetype>(hex.size())));
}

QColor verdictColour(bool fits, bool dark)
{
    if (fits)
        return dark ? QColor(0x35, 0xB8, 0x92) : QColor(0x00, 0x6B, 0x4F);
    return dark ? QColor(0xFF, 0x8A, 0x80) : QColor(0xB3, 0x26, 0x1E);
}

bool isDark(const QPalette& palette)
{
    constexpr int kMiddle = 128;
    return palette.color(QPalette::Window).lightness() < kMiddle;
}

} // namespace headroom::app
