// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/FileActions.h"

#include "app/LocaleText.h"
#include "app/Paths.h"
#include "app/Session.h"
#include "app/Settings.h"
#include "gui/Dialogs.h"
#include "gui/window/MessageBars.h"
#include "headroom/formats/ModelFile.h"
#include "headroom/formats/ScenarioFile.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>
#include <QUndoStack>
#include <QUrl>
#include <QWidget>

namespace headroom::gui {
namespace {

const QString kErrorMessage = QStringLiteral("file-error");
const QString kDiskMessage = QStringLiteral("file-on-disk");
const QString kNewerMessage = QStringLiteral("file-newer");

QString suffix()
{
    return QString::fromUtf8(kScenarioSuffix.data(), qsizetype(kScenarioSuffix.size()));
}

QString nameOf(const QString& path) { return QFileInfo(path).fileName(); }

/// Everything that can be opened, then scenarios alone.
QString openFilter()
{
    QStringList endings{QStringLiteral("*.json")};
    for (const FileFormatInfo& format : fileFormats()) {
        const QStringList all =
            QString::fromUtf8(format.endings.data(), qsizetype(format.endings.size()))
                .split(u' ', Qt::SkipEmptyParts);
        for (QString ending : all) {
            ending.remove(u',');
            if (ending.startsWith(QLatin1String("*.")) && !endings.contains(ending))
                endings += ending;
        }
    }
    return FileActions::tr("Scenarios and models (%1)").arg(endings.join(u' '))
        + QStringLiteral(";;") + FileActions::tr("Scenarios (*.headroom.json)")
        + QStringLiteral(";;") + FileActions::tr("All files (*)");
}

QString fileFilter()
{
    return FileActions::tr("Scenarios (*.headroom.json)") + QStringLiteral(";;")
        + FileActions::tr("JSON files (*.json)") + QStringLiteral(";;")
        + FileActions::tr("All files (*)");
}

/// A name that any file system takes.
QString fileNameFor(const QString& name)
{
    constexpr qsizetype kLongest = 80;
    QString safe = name.simplified().left(kLongest);
    for (QChar& c : safe) {
        if (!c.isLetterOrNumber() && !QStringLiteral(" -_.,()+").contains(c))
            c = u'-';
    }
    return (safe.isEmpty() ? FileActions::tr("scenario") : safe) + suffix();
}

} // namespace

QString errorText(const Error& error)
{
    const QString what = app::LocaleText().toString(error);
    const QString where = QString::fromStdString(error.where);
    if (error.line > 0 && !where.isEmpty())
        return FileActions::tr("Line %L1, %2: %3").arg(error.line).arg(where, what);
    if (error.line > 0)
        return FileActions::tr("Line %L1: %2").arg(error.line).arg(what);
    return where.isEmpty() ? what : FileActions::tr("%1: %2").arg(where, what);
}

FileActions::FileActions(QWidget& window, app::Session& session, app::Settings& settings,
    Dialogs& dialogs, MessageBars& messages)
    : QObject(&window)
    , m_window(window)
    , m_session(session)
    , m_settings(settings)
    , m_recent(settings)
    , m_dialogs(dialogs)
    , m_messages(messages)
{
    connect(&m_watch, &app::FileWatch::changed, this, &FileActions::changedOnDisk);
    connect(&m_watch, &app::FileWatch::removed, this, &FileActions::removedFromDisk);
    connect(&m_session, &app::Session::fileChanged, this, [this] {
        // Another document, by a preset or by undo.
        if (m_session.filePath() == m_watch.path())
            return;
        m_watch.watch(m_session.filePath());
        m_messages.dismiss(kDiskMessage);
    });
}

void FileActions::newScenario()
{
    if (askAboutEdits() == Leave::Cancel)
        return;
    m_session.open(app::Session::defaultScenario(), {});
    opened({});
}

void FileActions::chooseAndOpen()
{
    const QString path =
        m_dialogs.openFile(&m_window, tr("Open Scenario or Model"), folder(), openFilter());
    if (!path.isEmpty())
        open(path);
}

void FileActions::chooseAndOpenFolder()
{
    const QString path = m_dialogs.openFolder(&m_window, tr("Open Model Folder"), folder());
    if (!path.isEmpty())
        open(path);
}

bool FileActions::open(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    return isModelFile(app::toPath(absolute)) ? openModel(absolute) : openScenario(absolute);
}

/// Replaces the model of the scenario at hand, as a step that can be undone: so nothing is asked.
bool FileActions::openModel(const QString& path)
{
    if (m_commit)
        m_commit();
    const Result<app::OpenedModel> opened = app::readOpenedModel(path, true);
    if (!opened) {
        showError(
            tr("“%1” cannot be read as a model; the scenario stays as it was.").arg(nameOf(path)),
            opened.error());
        return false;
    }
    m_session.openModel(*opened);
    m_messages.dismiss(kErrorMessage);
    if (!opened->settled)
        showError(tr("“%1” can be looked at, but not estimated; the scenario stays as it was.")
                      .arg(nameOf(path)),
            opened->settled.error());
    m_recent.add(path);
    m_settings.set(app::settings::kDirectory, QFileInfo(path).absolutePath());
    Q_EMIT modelOpened();
    return true;
}

void FileActions::readModelAgain()
{
    const app::OpenedModel* opened = m_session.openedModel();
    if (opened == nullptr)
        return;
    const QString path = opened->path;
    if (openModel(path))
        Q_EMIT notice(tr("Read %1 again").arg(nameOf(path)));
}

bool FileActions::openScenario(const QString& absolute)
{
    Result<ReadScenario> read = readScenarioFile(app::toPath(absolute));
    if (read) {
        const Result<void> resolved =
            resolveFileModel(read->scenario, app::toPath(absolute).parent_path());
        if (!resolved)
            read = tl::unexpected(resolved.error());
    }
    if (!read) {
        showError(tr("“%1” was not opened.").arg(nameOf(absolute)), read.error());
        return false;
    }
    if (askAboutEdits() == Leave::Cancel)
        return false;
    m_session.open(read->scenario, absolute, read->isNewer());
    opened(absolute);
    if (read->isNewer())
        showNewer();
    return true;
}

bool FileActions::openFirst(const QStringList& paths)
{
    if (paths.isEmpty())
        return true;
    if (!open(paths.front()))
        return false;
    if (paths.size() > 1) {
        Q_EMIT notice(tr("Opened “%1”, the first of %n files", nullptr, int(paths.size()))
                          .arg(nameOf(paths.front())));
    }
    return true;
}

void FileActions::openUrls(const QList<QUrl>& urls)
{
    QStringList paths;
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    if (paths.isEmpty())
        Q_EMIT notice(tr("Only files of this computer can be opened"));
    openFirst(paths);
}

void FileActions::opened(const QString& path)
{
    m_messages.dismiss(kErrorMessage);
    m_messages.dismiss(kDiskMessage);
    m_messages.dismiss(kNewerMessage);
    m_watch.watch(path);
    if (path.isEmpty())
        return;
    m_recent.add(path);
    m_settings.set(app::settings::kDirectory, QFileInfo(path).absolutePath());
}

void FileActions::fileRestored()
{
    m_watch.watch(m_session.filePath());
    if (m_session.isReadOnly())
        showNewer();
}

bool FileActions::save()
{
    if (m_commit)
        m_commit();
    const QString path = m_session.filePath();
    if (path.isEmpty() || m_session.isReadOnly())
        return saveAs();
    return mayReplace(path) && write(path);
}

/// The file may have changed since it was opened: what another program wrote is not lost without a
/// word.
bool FileActions::mayReplace(const QString& path)
{
    if (!m_watch.differs() || !QFileInfo::exists(path))
        return true;
    return m_dialogs.ask(&m_window,
               {tr("Save Scenario"),
                   tr("“%1” was changed by another program since it was opened. Replace it with "
                      "what is shown here?")
                       .arg(nameOf(path)),
                   tr("&Replace"), {}})
        == Dialogs::Answer::Yes;
}

bool FileActions::saveAs()
{
    if (m_commit)
        m_commit();
    const QString current = m_session.filePath();
    const QString suggestion = current.isEmpty()
        ? folder() + u'/' + fileNameFor(QString::fromStdString(m_session.scenario().name))
        : current;
    QString path = m_dialogs.saveFile(&m_window, tr("Save Scenario As"), suggestion, fileFilter());
    if (path.isEmpty())
        return false;
    path = QFileInfo(path).absoluteFilePath();
    if (!path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)) {
        // The dialog asked about the name as it was typed.
        path += suffix();
        if (QFileInfo::exists(path)
            && m_dialogs.ask(&m_window,
                   {tr("Save Scenario As"),
                       tr("“%1” exists already. Replace it?").arg(nameOf(path)), tr("&Replace"),
                       {}})
                != Dialogs::Answer::Yes)
            return false;
    }
    return write(path);
}

bool FileActions::write(const QString& path)
{
    if (const Result<void> written = writeScenarioFile(app::toPath(path), m_session.scenario());
        !written) {
        showError(tr("“%1” was not saved; what was there before is still there.").arg(nameOf(path)),
            written.error());
        return false;
    }
    m_session.markSaved(path);
    opened(path);
    if (m_session.isStale())
        Q_EMIT notice(
            tr("Saved; fields that are marked as wrong were saved as they last were right"));
    else
        Q_EMIT notice(tr("Saved as %1").arg(nameOf(path)));
    return true;
}

FileActions::Leave FileActions::askAboutEdits()
{
    if (m_commit)
        m_commit();
    if (!m_session.isModified())
        return Leave::Discard;
    const QString name = m_session.filePath().isEmpty()
        ? tr("This scenario")
        : u'“' + nameOf(m_session.filePath()) + u'”';
    const Dialogs::Answer answer = m_dialogs.ask(&m_window,
        {tr("Unsaved Changes"), tr("%1 has changes that are not saved.").arg(name), tr("&Save"),
            tr("&Discard")});
    switch (answer) {
    case Dialogs::Answer::Yes:
        return save() ? Leave::Saved : Leave::Cancel;
    case Dialogs::Answer::No:
        return Leave::Discard;
    case Dialogs::Answer::Cancel:
        break;
    }
    return Leave::Cancel;
}

void FileActions::reload()
{
    const QString path = m_session.filePath();
    const Result<ReadScenario> read = readScenarioFile(app::toPath(path));
    if (!read) {
        showError(tr("“%1” cannot be read again; the scenario stays as it was.").arg(nameOf(path)),
            read.error());
        return;
    }
    if (read->isNewer()) {
        m_session.open(read->scenario, path, true);
        showNewer();
    } else {
        // A step, so that the edits made here can be brought back.
        m_session.replaceScenario(read->scenario, tr("Reload"));
        m_session.markSaved(path);
    }
    m_watch.watch(path);
    Q_EMIT notice(tr("Reloaded %1").arg(nameOf(path)));
}

void FileActions::changedOnDisk()
{
    const QString path = m_session.filePath();
    const Result<ReadScenario> read = readScenarioFile(app::toPath(path));
    if (read && !read->isNewer() && read->scenario == m_session.scenario()) {
        m_session.markSaved(path);
        m_watch.watch(path);
        m_messages.dismiss(kDiskMessage);
        return;
    }
    m_session.undoStack()->resetClean();
    m_messages.add({kDiskMessage, MessageBars::Message::Severity::Warning,
        read ? tr("“%1” was changed by another program.").arg(nameOf(path))
             : tr("“%1” was changed by another program, and cannot be read as it is now. %2")
                   .arg(nameOf(path), errorText(read.error())),
        {}, {{tr("&Reload"), [this] { reload(); }}, {tr("&Keep Mine"), [this, path] {
                                                         m_watch.watch(path);
                                                     }}}});
}

void FileActions::removedFromDisk()
{
    const QString path = m_session.filePath();
    m_session.undoStack()->resetClean();
    m_messages.add({kDiskMessage, MessageBars::Message::Severity::Warning,
        tr("“%1” was deleted or moved. The scenario is only in this window now.").arg(nameOf(path)),
        {}, {{tr("&Save Again"), [this] { save(); }}, {tr("Save &As…"), [this] { saveAs(); }}}});
}

void FileActions::showNewer()
{
    m_messages.add({kNewerMessage, MessageBars::Message::Severity::Warning,
        tr("“%1” was made by a newer version of Headroom. It is open for reading: what this "
           "version does not know may "
           "be missing from the estimate, and the file is not written over.")
            .arg(nameOf(m_session.filePath())),
        {}, {{tr("Save a &Copy…"), [this] { saveAs(); }}}});
}

void FileActions::showError(const QString& text, const Error& error)
{
    m_messages.add({kErrorMessage, MessageBars::Message::Severity::Warning,
        text + u' ' + errorText(error), QString::fromStdString(headroom::toString(error)), {}});
}

QString FileActions::folder() const
{
    const QString last = m_settings.value(app::settings::kDirectory);
    if (!last.isEmpty() && QFileInfo(last).isDir())
        return last;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

void FileActions::fillRecent(QMenu* menu, QAction* clear)
{
    const QStringList paths = m_recent.existing();
    const QList<QAction*> before = menu->actions();
    for (QAction* action : before) {
        if (action != clear)
            delete action;
    }
    constexpr int kLongest = 400;
    int number = 1;
    for (const QString& path : paths) {
        QString shown = menu->fontMetrics().elidedText(
            QDir::toNativeSeparators(path), Qt::ElideMiddle, kLongest);
        shown.replace(u'&', QStringLiteral("&&"));
        auto* action =
            new QAction((number < 10 ? QStringLiteral("&%1  %2") : QStringLiteral("%1  %2"))
                            .arg(QString::number(number), shown),
                menu);
        action->setObjectName(QStringLiteral("actionRecent%1").arg(number++));
        action->setToolTip(QDir::toNativeSeparators(path));
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
        menu->insertAction(clear, action);
    }
    if (!paths.isEmpty())
        menu->insertSeparator(clear)->setObjectName(QStringLiteral("separatorRecent"));
    clear->setEnabled(!paths.isEmpty());
}

} // namespace headroom::gui
