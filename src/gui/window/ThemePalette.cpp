// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/ThemePalette.h"

namespace headroom::gui {
namespace {

struct Theme {
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb button;
    QRgb text;
    QRgb disabled;
    QRgb placeholder;
    QRgb highlight;
    QRgb highlightedText;
    QRgb link;
    QRgb toolTip;
    QRgb bright;
};

constexpr Theme kLight{0xFFF3F4F6, 0xFFFFFFFF, 0xFFF7F8FA, 0xFFFAFBFC, 0xFF1E2226, 0xFF9AA0A6,
    0xFF6F767D, 0xFF2F74C0, 0xFFFFFFFF, 0xFF1A5FB4, 0xFFFFF8E1, 0xFFB3261E};
constexpr Theme kDark{0xFF232629, 0xFF1B1E20, 0xFF202326, 0xFF31363B, 0xFFECEEF0, 0xFF7B8187,
    0xFF9AA0A6, 0xFF2F74C0, 0xFFFFFFFF, 0xFF6FB1F5, 0xFF3A3520, 0xFFFF6B5E};

} // namespace

QPalette themePalette(bool dark)
{
    const Theme& theme = dark ? kDark : kLight;
    // The bevels follow from the button's and the window's colours.
    QPalette palette{QColor(theme.button), QColor(theme.window)};
    palette.setColor(QPalette::Base, QColor(theme.base));
    palette.setColor(QPalette::AlternateBase, QColor(theme.alternate));
    palette.setColor(QPalette::Highlight, QColor(theme.highlight));
    palette.setColor(QPalette::HighlightedText, QColor(theme.highlightedText));
    palette.setColor(QPalette::Link, QColor(theme.link));
    palette.setColor(QPalette::LinkVisited, QColor(theme.link));
    palette.setColor(QPalette::ToolTipBase, QColor(theme.toolTip));
    palette.setColor(QPalette::BrightText, QColor(theme.bright));
    palette.setColor(QPalette::PlaceholderText, QColor(theme.placeholder));
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, QColor(theme.text));
        palette.setColor(QPalette::Disabled, role, QColor(theme.disabled));
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(theme.disabled));
    return palette;
}

} // namespace headroom::gui
