// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <filesystem>

namespace headroom::app {

/// A path of Qt's as the layers below take it.
[[nodiscard]] inline std::filesystem::path toPath(const QString& path)
{
    return {path.toStdU16String()};
}

/// The folders that the window keeps things in. Tests and screenshots have their own.
struct Folders {
    QString settingsFile; ///< empty: nothing is remembered
    QString presets; ///< the user's presets; empty: none
    QString sessionFile; ///< the scenario worked on last; empty: none

    [[nodiscard]] static Folders standard();
};

} // namespace headroom::app
