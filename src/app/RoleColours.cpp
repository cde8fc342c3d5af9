// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/RoleColours.h"

#include <QPalette>

namespace headroom::app {

QColor roleColour(Role role, bool dark)
{
    switch (role) {
    case Role::Parameter:
    case Role::Buffer:
        return dark ? QColor(0x4B, 0xA3, 0xDB) : QColor(0x00, 0x72, 0xB2);
    case Role::MasterWeight:
        return dark ? QColor(0x2F, 0x7F, 0xB5) : QColor(0x00, 0x4B, 0x75);
    case Role::OptimizerState:
        return dark ? QColor(0xF2, 0xB8, 0x4B) : QColor(0xC9, 0x8A, 0x00);
    case Role::Gradient:
        return dark ? QColor(0x35, 0xB8, 0x92) : QColor(0x00, 0x80, 0x5E);
    case Role::Activation:
    case Role::Batch:
        return dark ? QColor(0xF0, 0x8A, 0x4B) : QColor(0xD5, 0x5E, 0x00);
    case Role::KvCache:
        return dark ? QColor(0xD9, 0x8B, 0xB8) : QColor(0xB0, 0x57, 0x8D);
    case Role::Temporary:
        return dark ? QColor(0xB3, 0x9D, 0xDB) : QColor(0x8A, 0x6F, 0xB0);
    }
    return overheadColour(dark);
}

QColor overheadColour(bool dark)
{
    return dark ? QColor(0x9A, 0x9A, 0x9A) : QColor(0x7A, 0x7A, 0x7A);
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
