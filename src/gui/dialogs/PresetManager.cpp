// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dialogs/PresetManager.h"

#include "ui_PresetManager.h"

#include "gui/Dialogs.h"
#include "gui/window/FileActions.h"
#include "gui/window/SymbolicIcon.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace headroom::gui {

PresetManager::PresetManager(app::PresetLibrary& library, Dialogs& dialogs, QWidget* parent)
    : QDialog(parent)
    , m_library(library)
    , m_dialogs(dialogs)
    , m_ui(std::make_unique<Ui::PresetManager>())
{
    m_ui->setupUi(this);
    connect(m_ui->presetsListWidget, &QListWidget::currentRowChanged, this,
        &PresetManager::refreshButtons);
    connect(m_ui->presetsListWidget, &QListWidget::itemActivated, this, &PresetManager::use);
    connect(m_ui->useButton, &QPushButton::clicked, this, &PresetManager::use);
    connect(m_ui->renameButton, &QPushButton::clicked, this, &PresetManager::rename);
    connect(m_ui->deleteButton, &QPushButton::clicked, this, &PresetManager::remove);
    connect(m_ui->undoButton, &QPushButton::clicked, this, &PresetManager::restore);
    connect(m_ui->folderButton, &QPushButton::clicked, this, [this] {
        QDir().mkpath(m_library.folder());
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_library.folder()));
    });
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&library, &app::PresetLibrary::changed, this, &PresetManager::refresh);
    constexpr int kColumns = 60;
    constexpr int kLines = 3;
    m_ui->presetsListWidget->setMinimumWidth(kColumns / 2 * fontMetrics().averageCharWidth());
    m_ui->noteLabel->setMinimumHeight(kLines * fontMetrics().lineSpacing());
    resize(kColumns * fontMetrics().averageCharWidth() * 3 / 2, sizeHint().height());
    refresh();
}

PresetManager::~PresetManager() = default;

void PresetManager::refresh()
{
    QListWidget* list = m_ui->presetsListWidget;
    const QString before = current() != nullptr ? current()->path : QString();
    const int row = list->currentRow();
    list->clear();
    int selected = -1;
    for (const app::PresetEntry& preset : m_library.own()) {
        auto* item = new QListWidgetItem(preset.name, list);
        item->setData(Qt::UserRole, preset.path);
        item->setToolTip(QDir::toNativeSeparators(preset.path));
        if (preset.error)
            item->setIcon(symbolicIcon(QStringLiteral("warning")));
        if (preset.path == before)
            selected = list->count() - 1;
    }
    list->setCurrentRow(selected >= 0 ? selected : std::min(row < 0 ? 0 : row, list->count() - 1));
    refreshButtons();
}

const app::PresetEntry* PresetManager::current() const
{
    const QListWidgetItem* item = m_ui->presetsListWidget->currentItem();
    if (item == nullptr)
        return nullptr;
    const QString path = item->data(Qt::UserRole).toString();
    for (const app::PresetEntry& preset : m_library.own()) {
        if (preset.path == path)
            return &preset;
    }
    return nullptr;
}

void PresetManager::refreshButtons()
{
    const app::PresetEntry* preset = current();
    const bool sound = preset != nullptr && preset->scenario;
    m_ui->useButton->setEnabled(sound);
    m_ui->renameButton->setEnabled(sound);
    m_ui->deleteButton->setEnabled(preset != nullptr);
    m_ui->undoButton->setEnabled(!m_deleted.empty());
    if (m_library.own().empty())
        say(tr("There are none yet: File, Save as Preset keeps the present scenario here."));
    else if (preset != nullptr && preset->error)
        say(tr("%1 cannot be read and is left as it is. %2")
                .arg(QFileInfo(preset->path).fileName(), errorText(*preset->error)));
    else if (preset != nullptr)
        say(QDir::toNativeSeparators(preset->path));
    else
        say({});
}

void PresetManager::say(const QString& text) { m_ui->noteLabel->setText(text); }

void PresetManager::use()
{
    const app::PresetEntry* preset = current();
    if (preset == nullptr || !preset->scenario)
        return;
    Q_EMIT chosen(*preset);
    accept();
}

void PresetManager::rename()
{
    const app::PresetEntry* preset = current();
    if (preset == nullptr)
        return;
    const QString name =
        m_dialogs.askText(this, tr("Rename Preset"), tr("New name of the preset:"), preset->name);
    // The folder may have been read again while the question stood.
    preset = current();
    if (name.isNull() || preset == nullptr)
        return;
    if (const Result<void> renamed = m_library.rename(*preset, name); !renamed)
        say(tr("The preset was not renamed. %1").arg(errorText(renamed.error())));
}

void PresetManager::remove()
{
    const app::PresetEntry* preset = current();
    if (preset == nullptr)
        return;
    Deleted deleted{preset->name, preset->path, {}};
    Result<std::string> text = m_library.remove(*preset);
    if (!text) {
        say(tr("The preset was not deleted. %1").arg(errorText(text.error())));
        return;
    }
    deleted.text = std::move(*text);
    const QString name = deleted.name;
    m_deleted.push_back(std::move(deleted));
    refreshButtons();
    say(tr("“%1” was deleted. Undo Delete brings it back.").arg(name));
}

void PresetManager::restore()
{
    if (m_deleted.empty())
        return;
    const Deleted last = m_deleted.back();
    if (const Result<void> restored = m_library.restore(last.path, last.text); !restored) {
        say(tr("“%1” was not brought back. %2").arg(last.name, errorText(restored.error())));
        return;
    }
    m_deleted.pop_back();
    refreshButtons();
}

} // namespace headroom::gui
