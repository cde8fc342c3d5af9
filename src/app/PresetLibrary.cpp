// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PresetLibrary.h"

#include "app/Paths.h"
#include "headroom/formats/Presets.h"
#include "headroom/formats/ScenarioFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace headroom::app {
namespace {

QString suffix()
{
    return QString::fromUtf8(kScenarioSuffix.data(), qsizetype(kScenarioSuffix.size()));
}

std::vector<PresetEntry> readBuiltins()
{
    std::vector<PresetEntry> presets;
    for (const Preset& preset : builtinPresets()) {
        Result<Scenario> scenario = builtinPreset(preset.id);
        if (scenario) {
            presets.push_back({QString::fromStdString(scenario->name),
                QString::fromUtf8(preset.id.data(), qsizetype(preset.id.size())), {},
                std::move(*scenario), {}});
        }
    }
    return presets;
}

/// The names of built-in presets that have words in them.
constexpr const char* kNamesToTranslate[] = {
    QT_TRANSLATE_NOOP("presets", "Example 1: BERT-base, AdamW"),
    QT_TRANSLATE_NOOP("presets", "Example 2: ResNet-50, Adam, fp16"),
    QT_TRANSLATE_NOOP("presets", "Example 2 on the ledger: ResNet-50 of torchvision"),
    QT_TRANSLATE_NOOP("presets", "Example 2, refined: ResNet-50 with measured activations"),
    QT_TRANSLATE_NOOP("presets", "ResNet-50, SGD with momentum, fp32"),
    QT_TRANSLATE_NOOP("presets", "Llama-3.1-8B, fine-tuning, AdamW, bf16"),
    QT_TRANSLATE_NOOP("presets", "Llama-3.1-70B, inference, int8"),
    QT_TRANSLATE_NOOP("presets", "Mistral-7B, inference, bf16"),
    QT_TRANSLATE_NOOP("presets", "Own network: MLP for digits of 28 x 28"),
    QT_TRANSLATE_NOOP("presets", "Own network: small CNN for images of 32 x 32"),
    QT_TRANSLATE_NOOP("presets", "Own network: LSTM that classifies texts"),
};

PresetEntry readEntry(const QFileInfo& file)
{
    PresetEntry entry;
    entry.path = file.absoluteFilePath();
    entry.name = file.fileName();
    entry.name.chop(suffix().size());
    Result<ReadScenario> read = readScenarioFile(toPath(entry.path));
    if (!read) {
        entry.error = std::move(read.error());
        return entry;
    }
    if (read->isNewer()) {
        entry.error = Error{ErrorCode::Unsupported, "/headroom",
            Text(HEADROOM_TEXT("app", "made by a newer version of Headroom (format {0})"),
                read->version),
            {}, entry.path.toStdString(), 0};
        return entry;
    }
    if (!read->scenario.name.empty())
        entry.name = QString::fromStdString(read->scenario.name);
    entry.scenario = std::move(read->scenario);
    return entry;
}

} // namespace

QString presetTitle(const QString& name)
{
    for (const char* english : kNamesToTranslate) {
        if (name == QString::fromUtf8(english))
            return QCoreApplication::translate("presets", english);
    }
    return name;
}

PresetLibrary::PresetLibrary(QString folder, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_builtins(readBuiltins())
    , m_watcher(new QFileSystemWatcher(this))
    , m_settle(new QTimer(this))
{
    constexpr int kSettleMilliseconds = 100;
    m_settle->setSingleShot(true);
    m_settle->setInterval(kSettleMilliseconds);
    connect(
        m_watcher, &QFileSystemWatcher::directoryChanged, m_settle, [this] { m_settle->start(); });
    connect(m_settle, &QTimer::timeout, this, &PresetLibrary::reload);
    reload();
}

void PresetLibrary::reload()
{
    m_settle->stop();
    m_own.clear();
    const QDir folder(m_folder);
    if (!m_folder.isEmpty() && folder.exists()) {
        if (!m_watcher->directories().contains(m_folder))
            m_watcher->addPath(m_folder);
        const QFileInfoList files =
            folder.entryInfoList({u'*' + suffix()}, QDir::Files, QDir::Name | QDir::LocaleAware);
        for (const QFileInfo& file : files)
            m_own.push_back(readEntry(file));
        std::stable_sort(
            m_own.begin(), m_own.end(), [](const PresetEntry& a, const PresetEntry& b) {
                return QString::localeAwareCompare(a.name, b.name) < 0;
            });
    }
    Q_EMIT changed();
}

const PresetEntry* PresetLibrary::findOwn(const QString& name) const
{
    const auto found = std::find_if(m_own.begin(), m_own.end(),
        [&](const PresetEntry& entry) { return entry.scenario && entry.name == name; });
    return found != m_own.end() ? &*found : nullptr;
}

const PresetEntry* PresetLibrary::find(const QString& name) const
{
    if (const PresetEntry* own = findOwn(name))
        return own;
    const auto found = std::find_if(m_builtins.begin(), m_builtins.end(),
        [&](const PresetEntry& entry) { return entry.name == name; });
    return found != m_builtins.end() ? &*found : nullptr;
}

const PresetEntry* PresetLibrary::findBuiltin(const QString& id) const
{
    const auto found = std::find_if(m_builtins.begin(), m_builtins.end(),
        [&](const PresetEntry& entry) { return entry.id == id; });
    return found != m_builtins.end() ? &*found : nullptr;
}

Result<QString> PresetLibrary::checkedName(const QString& name)
{
    QString trimmed = name.simplified();
    if (trimmed.isEmpty())
        return fail(ErrorCode::Missing, "name", HEADROOM_TEXT("app", "a preset needs a name"));
    return trimmed;
}

/// A file name that people recognize the preset by, of no file that is there.
QString PresetLibrary::freePath(const QString& name) const
{
    constexpr qsizetype kLongest = 80;
    QString safe = name.left(kLongest);
    for (QChar& c : safe) {
        if (!c.isLetterOrNumber() && !QStringLiteral(" -_.,()+").contains(c))
            c = u'-';
    }
    if (safe.startsWith(u'.'))
        safe[0] = u'-';
    const QDir folder(m_folder);
    QString path = folder.absoluteFilePath(safe + suffix());
    for (int number = 2; QFileInfo::exists(path) || QFileInfo(path).isSymLink(); ++number)
        path = folder.absoluteFilePath(safe + u' ' + QString::number(number) + suffix());
    return path;
}

Result<void> PresetLibrary::write(
    const QString& path, const QString& name, const Scenario& scenario)
{
    if (m_folder.isEmpty() || !QDir().mkpath(m_folder))
        return fail(ErrorCode::Io, {},
            HEADROOM_TEXT("app", "the folder of presets {0} cannot be made"),
            m_folder.toStdString());
    Scenario named = scenario;
    named.name = name.toStdString();
    Result<void> written = writeScenarioFile(toPath(path), named);
    reload();
    return written;
}

Result<void> PresetLibrary::save(const QString& name, const Scenario& scenario)
{
    const Result<QString> checked = checkedName(name);
    if (!checked)
        return Failure(checked.error());
    const PresetEntry* own = findOwn(*checked);
    return write(own != nullptr ? own->path : freePath(*checked), *checked, scenario);
}

Result<void> PresetLibrary::rename(const PresetEntry& preset, const QString& name)
{
    const Result<QString> checked = checkedName(name);
    if (!checked)
        return Failure(checked.error());
    if (!preset.scenario || preset.isBuiltin())
        return fail(
            ErrorCode::Unsupported, "name", HEADROOM_TEXT("app", "this preset cannot be renamed"));
    if (*checked == preset.name)
        return {};
    if (findOwn(*checked) != nullptr)
        return fail(ErrorCode::Conflict, "name",
            HEADROOM_TEXT("app", "there is a preset named {0} already"), checked->toStdString());
    // Only the name within changes: whoever opened the file by its path still finds it there.
    const PresetEntry copy = preset;
    return write(copy.path, *checked, *copy.scenario);
}

Result<std::string> PresetLibrary::remove(const PresetEntry& preset)
{
    const QString path = preset.path;
    Result<std::string> text = readTextFile(toPath(path));
    QFile file(path);
    if (path.isEmpty() || !file.remove())
        return fail(ErrorCode::Io, {}, HEADROOM_TEXT("app", "{0} cannot be deleted: {1}"),
            path.toStdString(), file.errorString().toStdString());
    reload();
    return text ? std::move(*text) : std::string();
}

Result<void> PresetLibrary::restore(const QString& path, const std::string& text)
{
    if (QFileInfo::exists(path))
        return fail(
            ErrorCode::Conflict, {}, HEADROOM_TEXT("app", "{0} exists again"), path.toStdString());
    Result<void> written = writeTextFileAtomically(toPath(path), text);
    reload();
    return written;
}

} // namespace headroom::app
