// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/MainWindow.h"

#include "ui_MainWindow.h"

#include "app/PresetLibrary.h"
#include "app/Session.h"
#include "app/SessionStore.h"
#include "app/Settings.h"
#include "gui/FormPanel.h"
#include "gui/ResultsPanel.h"
#include "gui/dialogs/AboutDialog.h"
#include "gui/window/DeviceButton.h"
#include "gui/window/FileActions.h"
#include "gui/window/FileDrop.h"
#include "gui/window/MessageBars.h"
#include "gui/window/PresetActions.h"
#include "gui/window/StatusSummary.h"
#include "gui/window/SymbolicIcon.h"
#include "gui/window/ViewActions.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>

namespace headroom::gui {
namespace {

/// For saveState(): raised when tool bars or docks are not the same ones any more.
constexpr int kStateVersion = 1;
constexpr int kMessageMilliseconds = 5000;

void setShortcut(QAction* action, QKeySequence::StandardKey key, const QKeySequence& otherwise)
{
    const QList<QKeySequence> keys = QKeySequence::keyBindings(key);
    action->setShortcuts(keys.isEmpty() ? QList<QKeySequence>{otherwise} : keys);
}

} // namespace

MainWindow::MainWindow(const Parts& parts, QWidget* parent)
    : QMainWindow(parent)
    , m_parts(parts)
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_placeDelay(new QTimer(this))
{
    useResources();
    m_ui->setupUi(this);
    setUpPanels();
    setUpFileMenu();
    setUpEditMenu();
    setUpViewMenu();
    setUpToolsAndHelp();
    setUpToolBar();
    setShortcuts();

    m_ui->statusBar->addPermanentWidget(new StatusSummary(m_parts.session));
    connect(&m_parts.session, &app::Session::fileChanged, this, &MainWindow::showFile);
    connect(&m_parts.session, &app::Session::scenarioChanged, this, &MainWindow::showFile);
    showFile();

    constexpr int kPlaceMilliseconds = 1000;
    m_placeDelay->setSingleShot(true);
    m_placeDelay->setInterval(kPlaceMilliseconds);
    connect(m_placeDelay, &QTimer::timeout, this, &MainWindow::rememberPlace);
    constexpr QSize kFirstSize(1280, 800);
    resize(kFirstSize);
}

MainWindow::~MainWindow()
{
    // The session outlives the window and may go on talking while the panels go.
    m_parts.session.disconnect(this);
}

void MainWindow::setUpPanels()
{
    m_form = new FormPanel(m_parts.session);
    m_form->setObjectName(QStringLiteral("formPanel"));
    m_results = new ResultsPanel(m_parts.session);
    m_results->setObjectName(QStringLiteral("resultsPanel"));
    m_results->setDialogs(m_parts.dialogs);
    m_form->setDialogs(m_parts.dialogs);
    QSplitter* splitter = m_ui->splitter;
    splitter->addWidget(m_form);
    splitter->addWidget(m_results);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    m_messages = new MessageBars(m_results);
    m_files =
        new FileActions(*this, m_parts.session, m_parts.settings, m_parts.dialogs, *m_messages);
    m_files->setCommit([this] { m_form->commitEdit(); });
    m_presets =
        new PresetActions(*this, m_parts.session, m_parts.presets, m_parts.dialogs, *m_messages);
    auto* drop = new FileDrop(*this);

    connect(m_files, &FileActions::notice, this, &MainWindow::say);
    connect(m_presets, &PresetActions::notice, this, &MainWindow::say);
    connect(m_results, &ResultsPanel::notice, this, &MainWindow::say);
    connect(m_results, &ResultsPanel::presetRequested, m_presets, &PresetActions::applyBuiltin);
    connect(m_results, &ResultsPanel::openRequested, m_files, &FileActions::chooseAndOpen);
    connect(m_results, &ResultsPanel::readAgainRequested, m_files, &FileActions::readModelAgain);
    connect(m_files, &FileActions::modelOpened, this,
        [this] { m_results->setCurrentTab(QStringLiteral("file")); });
    connect(m_results, &ResultsPanel::modelRequested, m_form, &FormPanel::chooseModel);
    connect(m_results, &ResultsPanel::deviceRequested, this, [this] { m_device->open(); });
    connect(m_form, &FormPanel::networkRequested, this,
        [this] { m_results->setCurrentTab(QStringLiteral("network")); });
    connect(m_form, &FormPanel::calculateRequested, this, &MainWindow::calculate);
    connect(drop, &FileDrop::dropped, m_files, &FileActions::openUrls);
}

void MainWindow::setUpFileMenu()
{
    connect(m_ui->actionNew, &QAction::triggered, m_files, &FileActions::newScenario);
    connect(m_ui->actionOpen, &QAction::triggered, m_files, &FileActions::chooseAndOpen);
    connect(
        m_ui->actionOpenFolder, &QAction::triggered, m_files, &FileActions::chooseAndOpenFolder);
    connect(m_ui->actionSave, &QAction::triggered, m_files, &FileActions::save);
    connect(m_ui->actionSaveAs, &QAction::triggered, m_files, &FileActions::saveAs);
    connect(m_ui->menuRecent, &QMenu::aboutToShow, this,
        [this] { m_files->fillRecent(m_ui->menuRecent, m_ui->actionClearRecent); });
    connect(m_ui->actionClearRecent, &QAction::triggered, m_files, &FileActions::clearRecent);
    connect(m_ui->menuPresets, &QMenu::aboutToShow, this,
        [this] { m_presets->fillMenu(m_ui->menuPresets); });
    connect(m_ui->actionSavePreset, &QAction::triggered, m_presets, &PresetActions::saveCurrent);
    connect(m_ui->actionManagePresets, &QAction::triggered, m_presets, &PresetActions::manage);
    connect(m_ui->actionQuit, &QAction::triggered, this, &QWidget::close);
    m_files->fillRecent(m_ui->menuRecent, m_ui->actionClearRecent);
    m_presets->fillMenu(m_ui->menuPresets);
}

void MainWindow::setUpEditMenu()
{
    QUndoStack* steps = m_parts.session.undoStack();
    // Named after the step in the menu, plainly on the tool bar.
    m_undo = steps->createUndoAction(this, tr("&Undo"));
    m_undo->setObjectName(QStringLiteral("actionUndo"));
    m_undo->setIconText(tr("Undo"));
    m_redo = steps->createRedoAction(this, tr("Re&do"));
    m_redo->setObjectName(QStringLiteral("actionRedo"));
    m_redo->setIconText(tr("Redo"));
    QMenu* menu = m_ui->menuEdit;
    QAction* before = m_ui->actionReset;
    menu->insertActions(before, {m_undo, m_redo});
    menu->insertSeparator(before)->setObjectName(QStringLiteral("separatorUndo"));
    if (QAction* copy = m_results->copyResultsAction())
        menu->insertAction(before, copy);
    const QList<QAction*> copyAs = m_results->copyAsActions();
    if (!copyAs.isEmpty()) {
        auto* subMenu = new QMenu(tr("Copy &As"), menu);
        subMenu->setObjectName(QStringLiteral("menuCopyAs"));
        subMenu->menuAction()->setObjectName(QStringLiteral("actionMenuCopyAs"));
        subMenu->addActions(copyAs);
        menu->insertMenu(before, subMenu);
    }
    menu->insertSeparator(before)->setObjectName(QStringLiteral("separatorCopy"));
    connect(m_ui->actionReset, &QAction::triggered, &m_parts.session, &app::Session::reset);
}

void MainWindow::setUpViewMenu()
{
    m_view = new ViewActions(*this, m_parts.session, m_parts.settings,
        {.zoomIn = m_ui->actionZoomIn,
            .zoomOut = m_ui->actionZoomOut,
            .zoomReset = m_ui->actionZoomReset,
            .fullScreen = m_ui->actionFullScreen,
            .unitsBinary = m_ui->actionUnitsBinary,
            .unitsDecimal = m_ui->actionUnitsDecimal});
    connect(m_view, &ViewActions::notice, this, &MainWindow::say);
    const QList<QAction*> chart = m_results->chartActions();
    if (chart.isEmpty())
        return;
    auto* subMenu = new QMenu(tr("&Chart"), m_ui->menuView);
    subMenu->setObjectName(QStringLiteral("menuChart"));
    subMenu->menuAction()->setObjectName(QStringLiteral("actionMenuChart"));
    subMenu->addActions(chart);
    m_ui->menuView->insertMenu(m_ui->actionZoomIn, subMenu);
    m_ui->menuView->insertSeparator(m_ui->actionZoomIn)
        ->setObjectName(QStringLiteral("separatorChart"));
}

void MainWindow::setUpToolsAndHelp()
{
    connect(m_ui->actionCalculate, &QAction::triggered, this, &MainWindow::calculate);
    connect(m_ui->actionDevice, &QAction::triggered, this, [this] { m_device->open(); });
    connect(m_ui->actionCompare, &QAction::triggered, m_results, &ResultsPanel::compareCurrent);
    connect(m_ui->actionNextProblem, &QAction::triggered, m_form, &FormPanel::focusFirstError);
    connect(m_ui->actionGoToResults, &QAction::triggered, m_results, &ResultsPanel::focusResults);
    connect(m_ui->actionGoToForm, &QAction::triggered, this, [this] {
        m_form->setFocus();
        if (!m_form->isAncestorOf(focusWidget()))
            focusNextChild();
    });
    const auto showProblems = [this] {
        m_ui->actionNextProblem->setEnabled(m_parts.session.isStale());
    };
    connect(&m_parts.session, &app::Session::resultChanged, this, showProblems);
    showProblems();
    connect(m_ui->actionGuide, &QAction::triggered, this, [this] { m_results->showGuide({}); });
    connect(m_ui->actionAbout, &QAction::triggered, this, [this] {
        auto* about = new AboutDialog(this);
        about->setAttribute(Qt::WA_DeleteOnClose);
        about->open();
    });
}

void MainWindow::setUpToolBar()
{
    QToolBar* bar = m_ui->toolBar;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    bar->setIconSize({side, side});
    bar->addSeparator();
    bar->addActions({m_undo, m_redo});
    bar->addSeparator();
    auto* label = new QLabel(tr("&Preset"), bar);
    label->setObjectName(QStringLiteral("presetLabel"));
    label->setContentsMargins(
        fontMetrics().averageCharWidth(), 0, fontMetrics().averageCharWidth(), 0);
    bar->addWidget(label);
    QComboBox* chooser = m_presets->makeChooser(bar);
    label->setBuddy(chooser);
    bar->addWidget(chooser);
    bar->addSeparator();
    m_device = new DeviceButton(m_parts.session, bar);
    connect(m_device, &DeviceButton::notice, this, &MainWindow::say);
    connect(m_device, &DeviceButton::ownMemoryRequested, m_form, &FormPanel::focusDeviceMemory);
    bar->addWidget(m_device);
    bar->addAction(m_ui->actionCompare);
    bar->addSeparator();
    if (QAction* copy = m_results->copyResultsAction()) {
        if (copy->icon().isNull())
            copy->setIcon(symbolicIcon(QStringLiteral("copy")));
        bar->addAction(copy);
    }
    m_ui->actionOpen->setIcon(symbolicIcon(QStringLiteral("open")));
    m_ui->actionSave->setIcon(symbolicIcon(QStringLiteral("save")));
    m_ui->actionReset->setIcon(symbolicIcon(QStringLiteral("reset")));
    m_ui->actionCompare->setIcon(symbolicIcon(QStringLiteral("compare")));
    m_ui->actionGuide->setIcon(symbolicIcon(QStringLiteral("guide")));
    m_undo->setIcon(symbolicIcon(QStringLiteral("undo")));
    m_redo->setIcon(symbolicIcon(QStringLiteral("redo")));
    bar->toggleViewAction()->setObjectName(QStringLiteral("actionToolBar"));
    setContextMenuPolicy(
        Qt::NoContextMenu); // the tool bar cannot be brought back from a menu that it hides
}

void MainWindow::setShortcuts()
{
    setShortcut(m_ui->actionNew, QKeySequence::New, Qt::CTRL | Qt::Key_N);
    setShortcut(m_ui->actionOpen, QKeySequence::Open, Qt::CTRL | Qt::Key_O);
    setShortcut(m_ui->actionSave, QKeySequence::Save, Qt::CTRL | Qt::Key_S);
    setShortcut(m_ui->actionSaveAs, QKeySequence::SaveAs, Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    setShortcut(m_ui->actionQuit, QKeySequence::Quit, Qt::CTRL | Qt::Key_Q);
    setShortcut(m_undo, QKeySequence::Undo, Qt::CTRL | Qt::Key_Z);
    setShortcut(m_redo, QKeySequence::Redo, Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    setShortcut(m_ui->actionZoomIn, QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Plus);
    setShortcut(m_ui->actionZoomOut, QKeySequence::ZoomOut, Qt::CTRL | Qt::Key_Minus);
    setShortcut(m_ui->actionFullScreen, QKeySequence::FullScreen, Qt::Key_F11);
    setShortcut(m_ui->actionGuide, QKeySequence::HelpContents, Qt::Key_F1);
    m_ui->actionZoomReset->setShortcut(Qt::CTRL | Qt::Key_0);
    m_ui->actionSavePreset->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_P);
    m_ui->actionReset->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    m_ui->actionCalculate->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_ui->actionDevice->setShortcut(Qt::CTRL | Qt::Key_D);
    m_ui->actionCompare->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    m_ui->actionNextProblem->setShortcut(Qt::Key_F8);
    m_ui->actionGoToForm->setShortcut(Qt::CTRL | Qt::Key_F);
    m_ui->actionGoToResults->setShortcut(Qt::CTRL | Qt::Key_R);
    QAction* copy = m_results->copyResultsAction();
    if (copy != nullptr && copy->shortcut().isEmpty())
        copy->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
}

void MainWindow::showFile()
{
    const app::Session& session = m_parts.session;
    const QString path = session.filePath();
    const QString scenario = app::presetTitle(QString::fromStdString(session.scenario().name));
    QString name = !path.isEmpty() ? QFileInfo(path).fileName()
        : scenario.isEmpty()       ? tr("Untitled")
                                   : scenario;
    name.replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
    setWindowTitle(session.isReadOnly() ? tr("%1 (read-only)[*] — Headroom").arg(name)
                                        : tr("%1[*] — Headroom").arg(name));
    setWindowModified(session.isModified());
}

void MainWindow::calculate()
{
    m_form->commitEdit();
    if (m_parts.session.isStale() && m_form->focusFirstError())
        return;
    m_results->focusResults();
}

void MainWindow::say(const QString& text)
{
    m_ui->statusBar->showMessage(text, kMessageMilliseconds);
}

bool MainWindow::openFiles(const QStringList& paths) { return m_files->openFirst(paths); }

QStringList MainWindow::dialogNames()
{
    return {QStringLiteral("models"), QStringLiteral("devices"), QStringLiteral("presets"),
        QStringLiteral("about")};
}

bool MainWindow::showDialog(const QString& name)
{
    switch (dialogNames().indexOf(name)) {
    case 0:
        m_form->chooseModel();
        return true;
    case 1:
        m_device->open();
        return true;
    case 2:
        m_ui->actionManagePresets->trigger();
        return true;
    case 3:
        m_ui->actionAbout->trigger();
        return true;
    default:
        return false;
    }
}

void MainWindow::setZoomPercent(int percent) { m_view->setZoomPercent(percent); }

void MainWindow::restoreSession()
{
    using namespace app::settings;
    const app::Settings& settings = m_parts.settings;
    restoreGeometry(settings.value(kGeometry));
    restoreState(settings.value(kWindowState), kStateVersion);
    m_ui->splitter->restoreState(settings.value(kSplitter));
    m_results->setCurrentTab(settings.value(kTab));
    if (m_parts.store == nullptr)
        return;
    const Result<app::SessionStore::Restored> restored = m_parts.store->restore();
    if (!restored) {
        m_messages->add({QStringLiteral("session"), MessageBars::Message::Severity::Warning,
            tr("The scenario of the last session cannot be read; it was set aside. %1")
                .arg(errorText(restored.error())),
            QString::fromStdString(headroom::toString(restored.error())), {}});
    } else if (*restored == app::SessionStore::Restored::WithoutFile) {
        m_messages->add({QStringLiteral("session"), MessageBars::Message::Severity::Information,
            tr("The scenario is as you left it; the file that it came from is not there any more, "
               "or cannot be read."),
            {}, {{tr("Save &As…"), [this] { m_files->saveAs(); }}}});
    }
    m_files->fileRestored();
    m_parts.store->start();
}

void MainWindow::rememberPlace()
{
    using namespace app::settings;
    app::Settings& settings = m_parts.settings;
    settings.set(kGeometry, saveGeometry());
    settings.set(kWindowState, saveState(kStateVersion));
    settings.set(kSplitter, m_ui->splitter->saveState());
    settings.set(kTab, m_results->currentTab());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_form->commitEdit();
    // What has no file is kept by the session, so nothing is lost that would have to be asked
    // about.
    const bool kept = m_parts.store != nullptr && m_parts.session.filePath().isEmpty();
    const FileActions::Leave leave = kept ? FileActions::Leave::Saved : m_files->askAboutEdits();
    if (leave == FileActions::Leave::Cancel) {
        event->ignore();
        return;
    }
    rememberPlace();
    if (m_parts.store != nullptr) {
        using Edits = app::SessionStore::Edits;
        static_cast<void>(m_parts.store->save(
            leave == FileActions::Leave::Discard ? Edits::Discard : Edits::Keep));
    }
    event->accept();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange && m_view != nullptr)
        m_view->windowStateChanged();
    QMainWindow::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_placeDelay->start();
}

void MainWindow::moveEvent(QMoveEvent* event)
{
    QMainWindow::moveEvent(event);
    m_placeDelay->start();
}

} // namespace headroom::gui
