// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QStringList>

#include <memory>

class QTimer;

namespace headroom::app {
class PresetLibrary;
class Session;
class SessionStore;
class Settings;
} // namespace headroom::app

namespace headroom::gui {

class DeviceButton;
class Dialogs;
class FileActions;
class FormPanel;
class MessageBars;
class PresetActions;
class ResultsPanel;
class ViewActions;

namespace Ui {
class MainWindow;
}

/// The window: form on the left, results on the right, and what acts on both. It outlives none of
/// its parts.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    struct Parts {
        app::Session& session;
        app::Settings& settings;
        app::PresetLibrary& presets;
        app::SessionStore* store; ///< nullptr: this session leaves no trace
        Dialogs& dialogs;
    };
    explicit MainWindow(const Parts& parts, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Goes on where the last session stopped: place, size, tab, scenario.
    void restoreSession();
    bool openFiles(const QStringList& paths);
    void setZoomPercent(int percent);

    [[nodiscard]] ResultsPanel& results() const { return *m_results; }
    /// "models", "devices", "presets", "about": what showDialog() opens.
    [[nodiscard]] static QStringList dialogNames();
    /// Opens that dialog over the window; false where there is none of that name.
    bool showDialog(const QString& name);
    [[nodiscard]] FileActions& files() const { return *m_files; }
    [[nodiscard]] PresetActions& presets() const { return *m_presets; }
    [[nodiscard]] MessageBars& messages() const { return *m_messages; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void moveEvent(QMoveEvent* event) override;

private:
    void setUpPanels();
    void setUpFileMenu();
    void setUpEditMenu();
    void setUpViewMenu();
    void setUpToolsAndHelp();
    void setUpToolBar();
    void setShortcuts();
    void showFile();
    void calculate();
    void say(const QString& text);
    void rememberPlace();

    Parts m_parts;
    std::unique_ptr<Ui::MainWindow> m_ui;
    FormPanel* m_form = nullptr;
    ResultsPanel* m_results = nullptr;
    MessageBars* m_messages = nullptr;
    FileActions* m_files = nullptr;
    PresetActions* m_presets = nullptr;
    ViewActions* m_view = nullptr;
    DeviceButton* m_device = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QTimer* m_placeDelay = nullptr;
};

} // namespace headroom::gui
