// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/RecentFiles.h"

#include "app/Settings.h"

#include <QFileInfo>

namespace headroom::app {

void RecentFiles::add(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList all = paths();
    all.removeAll(absolute);
    all.prepend(absolute);
    m_settings.set(settings::kRecentFiles, all);
}

void RecentFiles::remove(const QString& path)
{
    QStringList all = paths();
    all.removeAll(QFileInfo(path).absoluteFilePath());
    m_settings.set(settings::kRecentFiles, all);
}

void RecentFiles::clear() { m_settings.set(settings::kRecentFiles, {}); }

QStringList RecentFiles::paths() const
{
    // The settings file may have been written by hand.
    QStringList result;
    const QStringList all = m_settings.value(settings::kRecentFiles);
    for (const QString& path : all) {
        if (!path.isEmpty() && QFileInfo(path).isAbsolute() && !result.contains(path))
            result.append(path);
    }
    return result;
}

QStringList RecentFiles::existing()
{
    QStringList result;
    const QStringList all = paths();
    for (const QString& path : all) {
        if (QFileInfo(path).isFile())
            result.append(path);
    }
    if (result != all)
        m_settings.set(settings::kRecentFiles, result);
    return result;
}

} // namespace headroom::app
