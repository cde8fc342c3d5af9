// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Paths.h"

#include <QStandardPaths>

namespace headroom::app {

Folders Folders::standard()
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return {
        .settingsFile = config + QStringLiteral("/window.ini"),
        .presets = data + QStringLiteral("/presets"),
        .sessionFile = data + QStringLiteral("/session.json"),
    };
}

} // namespace headroom::app
