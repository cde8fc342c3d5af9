// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/FormColours.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

QColor mix(const QColor& a, const QColor& b, double share)
{
    const auto channel = [share](float x, float y) {
        return static_cast<float>(
            static_cast<double>(x) * share + static_cast<double>(y) * (1 - share));
    };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
        channel(a.blueF(), b.blueF()));
}

} // namespace

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor mutedColour(const QPalette& palette)
{
    constexpr double kShareOfText = 0.68;
    return mix(palette.color(QPalette::WindowText), palette.color(QPalette::Window), kShareOfText);
}

QColor errorColour(const QPalette& palette)
{
    constexpr double kReadable = 4.6;
    constexpr int kSaturation = 200;
    constexpr int kMiddle = 128;
    constexpr int kStep = 4;
    const QColor ground = palette.color(QPalette::Window);
    const int step = ground.lightness() < kMiddle ? kStep : -kStep;
    int lightness = kMiddle;
    QColor red = QColor::fromHsl(0, kSaturation, lightness);
    while (contrast(red, ground) < kReadable && lightness > kStep && lightness < 255 - kStep) {
        lightness += step;
        red = QColor::fromHsl(0, kSaturation, lightness);
    }
    return red;
}

} // namespace headroom::gui
