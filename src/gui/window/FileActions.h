// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/FileWatch.h"
#include "app/RecentFiles.h"
#include "headroom/base/Result.h"

#include <QObject>
#include <QString>

#include <functional>

class QMenu;
class QUrl;
class QWidget;

namespace headroom::app {
class Session;
class Settings;
} // namespace headroom::app

namespace headroom::gui {

class Dialogs;
class MessageBars;

/// The scenario and its file: new, open, save, reload, and what to say when it goes wrong.
class FileActions : public QObject {
    Q_OBJECT

public:
    FileActions(QWidget& window, app::Session& session, app::Settings& settings, Dialogs& dialogs,
        MessageBars& messages);

    /// Takes over what is half-typed in the form; called before the scenario is saved.
    void setCommit(std::function<void()> commit) { m_commit = std::move(commit); }

    void newScenario();
    void chooseAndOpen();
    void chooseAndOpenFolder();
    /// A scenario, or a model file or folder of them. Asks about unsaved edits once a scenario is
    /// read; false where nothing was opened.
    bool open(const QString& path);
    /// The first; a notice says so where there are more. False where it was not opened.
    bool openFirst(const QStringList& paths);
    /// The opened model file, as it is on the disk now.
    void readModelAgain();
    void openUrls(const QList<QUrl>& urls);
    bool save();
    bool saveAs();

    enum class Leave { Cancel, Saved, Discard };
    /// Asks what to do with unsaved edits, if there are any.
    Leave askAboutEdits();

    /// The file that the session restored is open now.
    void fileRestored();
    void fillRecent(QMenu* menu, QAction* clear);
    void clearRecent() { m_recent.clear(); }

Q_SIGNALS:
    void notice(const QString& text);
    /// A model file: what it says is worth to be seen.
    void modelOpened();

private:
    bool openScenario(const QString& path);
    bool openModel(const QString& path);
    bool write(const QString& path);
    bool mayReplace(const QString& path);
    void reload();
    void changedOnDisk();
    void removedFromDisk();
    void showError(const QString& text, const Error& error);
    void showNewer();
    void opened(const QString& path);
    [[nodiscard]] QString folder() const;

    QWidget& m_window;
    app::Session& m_session;
    app::Settings& m_settings;
    app::RecentFiles m_recent;
    app::FileWatch m_watch;
    Dialogs& m_dialogs;
    MessageBars& m_messages;
    std::function<void()> m_commit;
};

/// "Line 3, workload.batch_size: expected …": an error's place and words, for a message that names
/// the file already.
[[nodiscard]] QString errorText(const Error& error);

} // namespace headroom::gui
