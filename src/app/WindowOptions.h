// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace headroom::app {

/// What the arguments of headroom-desktop ask for. Read before there is an application, so that
/// help and version need no display, and a screenshot can do without one.
struct WindowOptions {
    bool help = false;
    bool version = false;
    bool session = true;
    bool resetSettings = false;
    QString screenshot; ///< the PNG to draw; empty: open the window
    std::optional<QSize> size;
    enum class Theme { Desktop, Light, Dark };
    Theme theme = Theme::Desktop;
    QString tab;
    QString dialog; ///< "models": open over the window
    std::optional<int> zoomPercent;
    QString language; ///< "de"; empty: the desktop's
    QStringList files;
    QStringList forQt; ///< -platform xcb and its like
};

/// The options, or in words what is wrong with the arguments (without the program's name).
struct ParsedOptions {
    std::optional<WindowOptions> options;
    QString error;
};
[[nodiscard]] ParsedOptions parseWindowOptions(const QStringList& arguments);

/// What --help prints.
[[nodiscard]] QString windowHelp();

} // namespace headroom::app
