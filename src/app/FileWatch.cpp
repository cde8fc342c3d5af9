// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/FileWatch.h"

#include "app/Paths.h"
#include "headroom/formats/ScenarioFile.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

namespace headroom::app {

FileWatch::FileWatch(QObject* parent)
    : QObject(parent)
    , m_watcher(new QFileSystemWatcher(this))
    , m_settle(new QTimer(this))
{
    constexpr int kSettleMilliseconds = 100;
    m_settle->setSingleShot(true);
    m_settle->setInterval(kSettleMilliseconds);
    const auto settle = [this] { m_settle->start(); };
    connect(m_watcher, &QFileSystemWatcher::fileChanged, m_settle, settle);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, m_settle, settle);
    connect(m_settle, &QTimer::timeout, this, &FileWatch::look);
}

void FileWatch::watch(const QString& path)
{
    m_settle->stop();
    const QStringList watched = m_watcher->files() + m_watcher->directories();
    if (!watched.isEmpty())
        m_watcher->removePaths(watched);
    m_path = path;
    m_opened.reset();
    m_known.reset();
    if (path.isEmpty())
        return;
    m_opened = text();
    m_known = m_opened;
    rewatch();
}

bool FileWatch::differs() const { return !m_path.isEmpty() && text() != m_opened; }

/// A file that is replaced by renaming leaves the watcher, which holds on to the old one; its
/// folder tells of the new.
void FileWatch::rewatch()
{
    const QFileInfo file(m_path);
    if (file.exists() && !m_watcher->files().contains(m_path))
        m_watcher->addPath(m_path);
    const QString folder = file.absolutePath();
    if (QFileInfo::exists(folder) && !m_watcher->directories().contains(folder))
        m_watcher->addPath(folder);
}

std::optional<std::string> FileWatch::text() const
{
    Result<std::string> text = readTextFile(toPath(m_path));
    if (!text)
        return std::nullopt;
    return std::move(*text);
}

void FileWatch::look()
{
    if (m_path.isEmpty())
        return;
    rewatch();
    std::optional<std::string> now = text();
    if (now == m_known)
        return;
    m_known = std::move(now);
    if (QFileInfo::exists(m_path))
        Q_EMIT changed();
    else
        Q_EMIT removed();
}

} // namespace headroom::app
