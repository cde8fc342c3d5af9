// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <optional>
#include <string>

class QFileSystemWatcher;
class QTimer;

namespace headroom::app {

/// Says when somebody else changes or removes the one file that is open. Writing the same text
/// again says nothing.
class FileWatch : public QObject {
    Q_OBJECT

public:
    explicit FileWatch(QObject* parent = nullptr);

    /// Watches that file (empty: none), whose text is now known.
    void watch(const QString& path);
    [[nodiscard]] const QString& path() const { return m_path; }
    /// Whether the file is another one than was watched from; also before the signal has come.
    [[nodiscard]] bool differs() const;

Q_SIGNALS:
    void changed();
    void removed();

private:
    void look();
    void rewatch();
    [[nodiscard]] std::optional<std::string> text() const;

    QFileSystemWatcher* m_watcher;
    QTimer* m_settle; ///< a writer may need several writes
    QString m_path;
    std::optional<std::string> m_opened; ///< the text when the watch began; none: not there
    std::optional<std::string> m_known; ///< the text that was told of last
};

} // namespace headroom::app
