// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/PresetActions.h"

#include "app/Session.h"
#include "gui/Dialogs.h"
#include "gui/dialogs/PresetManager.h"
#include "gui/window/FileActions.h"
#include "gui/window/MessageBars.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QMenu>
#include <QStandardItemModel>
#include <QWidget>

namespace headroom::gui {
namespace {

using app::PresetEntry;

/// What tells a preset from all others.
QString keyOf(const PresetEntry& preset)
{
    return preset.isBuiltin() ? QStringLiteral("builtin:") + preset.id
                              : QStringLiteral("file:") + preset.path;
}

} // namespace

PresetActions::PresetActions(QWidget& window, app::Session& session, app::PresetLibrary& library,
    Dialogs& dialogs, MessageBars& messages)
    : QObject(&window)
    , m_window(window)
    , m_session(session)
    , m_library(library)
    , m_dialogs(dialogs)
    , m_messages(messages)
{
    connect(&library, &app::PresetLibrary::changed, this, [this] {
        fillChooser();
        reportBroken();
    });
    connect(&session, &app::Session::scenarioChanged, this, &PresetActions::showCurrent);
    connect(&session, &app::Session::fileChanged, this, &PresetActions::showCurrent);
    reportBroken();
}

const PresetEntry* PresetActions::entry(const QString& key) const
{
    for (const std::vector<PresetEntry>* list : {&m_library.own(), &m_library.builtins()}) {
        for (const PresetEntry& preset : *list) {
            if (keyOf(preset) == key)
                return &preset;
        }
    }
    return nullptr;
}

QComboBox* PresetActions::makeChooser(QWidget* parent)
{
    constexpr int kVisible = 24;
    constexpr int kCharacters = 30;
    m_chooser = new QComboBox(parent);
    m_chooser->setObjectName(QStringLiteral("presetComboBox"));
    m_chooser->setAccessibleName(tr("Preset"));
    m_chooser->setToolTip(tr("A scenario to start from; undo brings back what was there"));
    m_chooser->setMaxVisibleItems(kVisible);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(kCharacters);
    m_chooser->setPlaceholderText(tr("Own scenario"));
    // Also where the one that is shown is chosen again: its edits go.
    connect(m_chooser, &QComboBox::activated, this, [this](int index) {
        const PresetEntry* chosen = entry(m_chooser->itemData(index).toString());
        if (chosen != nullptr && chosen->scenario)
            apply(*chosen);
        else
            showCurrent();
    });
    fillChooser();
    return m_chooser;
}

void PresetActions::fillChooser()
{
    if (!m_chooser)
        return;
    m_chooser->clear();
    const auto add = [this](const PresetEntry& preset) {
        const QString text =
            preset.scenario ? preset.title() : tr("%1 (cannot be read)").arg(preset.name);
        m_chooser->addItem(text, keyOf(preset));
        const int index = m_chooser->count() - 1;
        m_chooser->setItemData(
            index, preset.error ? errorText(*preset.error) : preset.title(), Qt::ToolTipRole);
        if (!preset.scenario)
            qobject_cast<QStandardItemModel*>(m_chooser->model())->item(index)->setEnabled(false);
    };
    for (const PresetEntry& preset : m_library.builtins())
        add(preset);
    if (!m_library.own().empty())
        m_chooser->insertSeparator(m_chooser->count());
    for (const PresetEntry& preset : m_library.own())
        add(preset);
    showCurrent();
}

/// The preset that the scenario names, marked where the two differ. Undo thus needs no bookkeeping.
void PresetActions::showCurrent()
{
    if (!m_chooser)
        return;
    const QString name = QString::fromStdString(m_session.scenario().name);
    const PresetEntry* current = m_library.find(name);
    for (int i = 0; i < m_chooser->count(); ++i) {
        const PresetEntry* preset = entry(m_chooser->itemData(i).toString());
        if (preset == nullptr || !preset->scenario)
            continue;
        const bool modified = preset == current && *preset->scenario != m_session.scenario();
        const QString text = modified ? tr("%1 (modified)").arg(preset->title()) : preset->title();
        if (m_chooser->itemText(i) != text)
            m_chooser->setItemText(i, text);
    }
    m_chooser->setCurrentIndex(current != nullptr ? m_chooser->findData(keyOf(*current)) : -1);
    m_chooser->setPlaceholderText(name.isEmpty() ? tr("Own scenario") : app::presetTitle(name));
}

void PresetActions::fillMenu(QMenu* menu)
{
    menu->clear();
    const auto add = [this, menu](const PresetEntry& preset, const QString& objectName) {
        QString text =
            preset.scenario ? preset.title() : tr("%1 (cannot be read)").arg(preset.name);
        QAction* action = menu->addAction(text.replace(u'&', QStringLiteral("&&")));
        action->setObjectName(objectName);
        action->setEnabled(preset.scenario.has_value());
        connect(action, &QAction::triggered, this, [this, key = keyOf(preset)] {
            if (const PresetEntry* chosen = entry(key); chosen != nullptr && chosen->scenario)
                apply(*chosen);
        });
    };
    for (const PresetEntry& preset : m_library.builtins())
        add(preset, QStringLiteral("actionPreset_") + preset.id);
    if (!m_library.own().empty())
        menu->addSeparator();
    for (const PresetEntry& preset : m_library.own())
        add(preset, QStringLiteral("actionOwnPreset_") + QFileInfo(preset.path).fileName());
}

void PresetActions::apply(const PresetEntry& preset)
{
    const PresetEntry copy = preset; // the library may be read again meanwhile
    m_session.startDocument(*copy.scenario, tr("Choose %1").arg(copy.title()));
    Q_EMIT notice(tr("%1 is in the form; undo brings back what was there").arg(copy.title()));
}

void PresetActions::applyBuiltin(const QString& id)
{
    if (const PresetEntry* preset = m_library.findBuiltin(id))
        apply(*preset);
}

void PresetActions::saveCurrent()
{
    const QString suggestion = QString::fromStdString(m_session.scenario().name);
    const QString name =
        m_dialogs.askText(&m_window, tr("Save as Preset"), tr("Name of the preset:"), suggestion);
    if (name.isNull())
        return;
    const Result<QString> checked = app::PresetLibrary::checkedName(name);
    const PresetEntry* existing = checked ? m_library.find(*checked) : nullptr;
    if (existing != nullptr && !existing->isBuiltin()
        && m_dialogs.ask(&m_window,
               {tr("Save as Preset"),
                   tr("You have a preset “%1” already. Replace it?").arg(*checked), tr("&Replace"),
                   {}})
            != Dialogs::Answer::Yes)
        return;
    // The scenario takes the preset's name, so that the chooser shows where it comes from.
    Scenario named = m_session.scenario();
    named.name = name.simplified().toStdString();
    if (const Result<void> saved = m_library.save(name, named); !saved) {
        m_messages.add({QStringLiteral("preset-error"), MessageBars::Message::Severity::Warning,
            tr("The preset was not saved. %1").arg(errorText(saved.error())),
            QString::fromStdString(headroom::toString(saved.error())), {}});
        return;
    }
    m_messages.dismiss(QStringLiteral("preset-error"));
    m_session.replaceScenario(named, tr("Save as Preset"));
    Q_EMIT notice(tr("%1 is among your presets").arg(*checked));
}

void PresetActions::manage()
{
    if (!m_manager) {
        auto* manager = new PresetManager(m_library, m_dialogs, &m_window);
        manager->setAttribute(Qt::WA_DeleteOnClose);
        connect(manager, &PresetManager::chosen, this, &PresetActions::apply);
        m_manager = manager;
    }
    m_manager->open();
}

void PresetActions::reportBroken()
{
    const QString id = QStringLiteral("preset-broken");
    QStringList problems;
    for (const PresetEntry& preset : m_library.own()) {
        if (preset.error)
            problems.append(QFileInfo(preset.path).fileName() + QStringLiteral(": ")
                + errorText(*preset.error));
    }
    const QString all = problems.join(u'\n');
    if (all == m_brokenTold)
        return;
    m_brokenTold = all;
    if (problems.isEmpty()) {
        m_messages.dismiss(id);
        return;
    }
    const QString text = problems.size() == 1
        ? tr("A preset cannot be read. %1").arg(problems.front())
        : tr("%n presets cannot be read. The first: %1", nullptr, int(problems.size()))
              .arg(problems.front());
    m_messages.add({id, MessageBars::Message::Severity::Warning, text,
        all + u'\n' + m_library.folder(), {{tr("&Manage Presets…"), [this] { manage(); }}}});
}

} // namespace headroom::gui
