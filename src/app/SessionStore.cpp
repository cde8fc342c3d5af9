// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SessionStore.h"

#include "app/Paths.h"
#include "app/Session.h"
#include "headroom/core/ScenarioTree.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/ScenarioFile.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>
#include <QUndoStack>

#include <utility>

namespace headroom::app {
namespace {

struct Kept {
    Scenario scenario;
    QString file;
    bool modified = false;
};

Result<Kept> readKept(const QString& path)
{
    const Result<std::string> text = readTextFile(toPath(path));
    if (!text)
        return Failure(text.error());
    const Result<JsonDocument> document = parseJson(*text);
    if (!document)
        return Failure(document.error());
    const Value* tree = document->value.find("scenario");
    Result<ReadScenario> read = scenarioFromTree(tree != nullptr ? *tree : Value());
    if (!read)
        return Failure(read.error());
    if (read->isNewer())
        return fail(ErrorCode::Unsupported, "/scenario/headroom",
            HEADROOM_TEXT("app", "made by a newer version of Headroom (format {0})"),
            read->version);
    Kept kept{std::move(read->scenario), {}, false};
    if (const Value* file = document->value.find("file");
        file != nullptr && file->asString() != nullptr)
        kept.file = QString::fromStdString(*file->asString());
    if (const Value* modified = document->value.find("modified");
        modified != nullptr && modified->asBool() != nullptr)
        kept.modified = *modified->asBool();
    return kept;
}

} // namespace

SessionStore::SessionStore(Session& session, QString path, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_path(std::move(path))
    , m_delay(new QTimer(this))
{
    constexpr int kDelayMilliseconds = 1000;
    m_delay->setSingleShot(true);
    m_delay->setInterval(kDelayMilliseconds);
    connect(m_delay, &QTimer::timeout, this, [this] { static_cast<void>(save()); });
}

Result<SessionStore::Restored> SessionStore::restore()
{
    if (m_path.isEmpty() || !QFileInfo::exists(m_path))
        return Restored::Nothing;
    Result<Kept> kept = readKept(m_path);
    if (!kept) {
        const QString aside = m_path + QStringLiteral(".bad");
        QFile::remove(aside);
        QFile::rename(m_path, aside);
        Error error = kept.error();
        error.file = aside.toStdString();
        return Failure(std::move(error));
    }
    if (kept->file.isEmpty()) {
        m_session.open(kept->modified ? Session::defaultScenario() : kept->scenario, {});
        if (kept->modified)
            m_session.replaceScenario(kept->scenario, tr("Edits of the Last Session"));
        return Restored::Everything;
    }
    Result<ReadScenario> file = readScenarioFile(toPath(kept->file));
    if (!file) {
        m_session.open(Session::defaultScenario(), {});
        m_session.replaceScenario(kept->scenario, tr("Edits of the Last Session"));
        return Restored::WithoutFile;
    }
    m_session.open(file->scenario, kept->file, file->isNewer());
    if (kept->modified)
        m_session.replaceScenario(kept->scenario, tr("Edits of the Last Session"));
    return Restored::Everything;
}

void SessionStore::start()
{
    if (m_path.isEmpty())
        return;
    const auto later = [this] { m_delay->start(); };
    connect(&m_session, &Session::scenarioChanged, m_delay, later);
    connect(&m_session, &Session::fileChanged, m_delay, later);
}

Result<void> SessionStore::save(Edits edits)
{
    m_delay->stop();
    if (m_path.isEmpty())
        return {};
    Value::Object tree;
    tree.emplace_back("file", Value(m_session.filePath().toStdString()));
    tree.emplace_back("modified", Value(m_session.isModified() && edits == Edits::Keep));
    tree.emplace_back("scenario", scenarioToTree(m_session.scenario()));
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    return writeTextFileAtomically(toPath(m_path), writeJson(Value(std::move(tree))));
}

} // namespace headroom::app
