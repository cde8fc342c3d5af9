// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace headroom::app {

class Settings;

/// The files opened and saved last, newest first: absolute, each once.
class RecentFiles {
public:
    explicit RecentFiles(Settings& settings)
        : m_settings(settings)
    {
    }

    void add(const QString& path);
    void remove(const QString& path);
    void clear();
    [[nodiscard]] QStringList paths() const;
    /// Forgets those that are not there any more, and returns the rest.
    QStringList existing();

private:
    Settings& m_settings;
};

} // namespace headroom::app
