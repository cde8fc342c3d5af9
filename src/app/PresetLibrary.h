// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/Scenario.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

class QFileSystemWatcher;
class QTimer;

namespace headroom::app {

/// What a scenario of that name is called in the window: the built-in presets' names are translated
/// to be shown, and stay as they are in scenarios and files.
[[nodiscard]] QString presetTitle(const QString& name);

/// A scenario to start from: one of the program's, or a file in the user's folder.
struct PresetEntry {
    QString name;
    QString id; ///< of a built-in one
    QString path; ///< of the user's
    std::optional<Scenario> scenario; ///< none: broken, and `error` says why
    std::optional<Error> error;

    [[nodiscard]] QString title() const { return presetTitle(name); }
    [[nodiscard]] bool isBuiltin() const { return path.isEmpty(); }
};

/// The presets that can be chosen. What a file in the folder holds that cannot be read is listed
/// with the reason, and is never written over.
class PresetLibrary : public QObject {
    Q_OBJECT

public:
    /// `folder` is made when the first preset is saved; empty: built-in presets alone.
    explicit PresetLibrary(QString folder, QObject* parent = nullptr);

    [[nodiscard]] const QString& folder() const { return m_folder; }
    [[nodiscard]] const std::vector<PresetEntry>& builtins() const { return m_builtins; }
    [[nodiscard]] const std::vector<PresetEntry>& own() const { return m_own; }
    /// The preset of that name: the user's before a built-in one. nullptr where there is none.
    [[nodiscard]] const PresetEntry* find(const QString& name) const;
    [[nodiscard]] const PresetEntry* findBuiltin(const QString& id) const;

    /// The name as a preset's: trimmed; an error where nothing is left.
    [[nodiscard]] static Result<QString> checkedName(const QString& name);

    /// Saves under that name, in place of a sound one of the user's that has it.
    Result<void> save(const QString& name, const Scenario& scenario);
    /// Fails where another of the user's has that name.
    Result<void> rename(const PresetEntry& preset, const QString& name);
    /// The text that was in the file, for restore().
    Result<std::string> remove(const PresetEntry& preset);
    Result<void> restore(const QString& path, const std::string& text);

    void reload();

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] const PresetEntry* findOwn(const QString& name) const;
    [[nodiscard]] QString freePath(const QString& name) const;
    Result<void> write(const QString& path, const QString& name, const Scenario& scenario);

    QString m_folder;
    std::vector<PresetEntry> m_builtins;
    std::vector<PresetEntry> m_own;
    QFileSystemWatcher* m_watcher;
    QTimer* m_settle;
};

} // namespace headroom::app
