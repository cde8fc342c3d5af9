// SPDX-License-Identifier: GPL-3.0-or-later
// headroom-desktop: the window. What needs no display is answered before Qt asks for one.
#include "app/Paths.h"
#include "app/PresetLibrary.h"
#include "app/Session.h"
#include "app/SessionStore.h"
#include "app/Settings.h"
#include "app/WindowOptions.h"
#include "gui/Dialogs.h"
#include "gui/MainWindow.h"
#include "gui/ResultsPanel.h"
#include "gui/window/Language.h"
#include "gui/window/MessageBars.h"
#include "gui/window/Screenshot.h"
#include "gui/window/SymbolicIcon.h"
#include "gui/window/ThemePalette.h"
#include "headroom/base/Version.h"

#include <QApplication>
#include <QIcon>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using headroom::app::WindowOptions;

/// What Qt remarks about the machine it runs on, and nobody can act on.
void dropRemarks(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (text.contains(QLatin1String("XDG_RUNTIME_DIR not set"))
        || text.contains(QLatin1String("propagateSizeHints"))
        || text.contains(QLatin1String("This plugin does not support")))
        return;
    const std::string line = qFormatLogMessage(type, context, text).toStdString() + '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
    if (type == QtFatalMsg)
        std::abort();
}

enum ExitCode { Done = 0, Failed = 1, Usage = 2 };

int say(std::FILE* stream, const QString& text, ExitCode code)
{
    const std::string bytes = text.toStdString();
    std::fwrite(bytes.data(), 1, bytes.size(), stream);
    return code;
}

int complain(const QString& text, ExitCode code)
{
    return say(stderr, QStringLiteral("headroom-desktop: ") + text + u'\n', code);
}

/// The help in the reader's language; a core application needs no display.
int printHelp(int argc, char** argv, const WindowOptions& options)
{
    const QCoreApplication application(argc, argv);
    headroom::gui::useLanguage(options.language);
    return say(stdout, headroom::app::windowHelp(), Done);
}

bool hasDisplay()
{
#ifdef Q_OS_LINUX
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    }
    return false;
#else
    return true;
#endif
}

void useTheme(WindowOptions::Theme theme)
{
    if (theme == WindowOptions::Theme::Desktop)
        return;
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(headroom::gui::themePalette(theme == WindowOptions::Theme::Dark));
}

int noSuchDialog(const QString& name)
{
    return complain(
        QCoreApplication::translate("main", "there is no dialog “%1”; there are: %2")
            .arg(name, headroom::gui::MainWindow::dialogNames().join(QStringLiteral(", "))),
        Usage);
}

/// Draws the window into a file; what the user has and has set stays out of it.
int drawScreenshot(const WindowOptions& options)
{
    headroom::app::Session session;
    headroom::app::Settings settings;
    headroom::app::PresetLibrary presets{QString()};
    headroom::gui::MainWindow window(
        {session, settings, presets, nullptr, headroom::gui::desktopDialogs()});
    if (!options.files.isEmpty()) {
        if (!window.openFiles(options.files))
            return complain(window.messages().text(QStringLiteral("file-error")), Failed);
    }
    if (!options.tab.isEmpty() && !window.results().setCurrentTab(options.tab)) {
        return complain(
            QCoreApplication::translate("main", "there is no tab “%1”; there are: %2")
                .arg(options.tab, window.results().tabNames().join(QStringLiteral(", "))),
            Usage);
    }
    if (options.zoomPercent)
        window.setZoomPercent(*options.zoomPercent);
    constexpr QSize kUsualSize(1280, 800);
    window.resize(options.size.value_or(kUsualSize));
    window.show(); // a list that pops up closes when the window under it appears
    if (!options.dialog.isEmpty() && !window.showDialog(options.dialog))
        return noSuchDialog(options.dialog);
    headroom::gui::takeScreenshot(window, options.screenshot, [&options](const QString& problem) {
        QCoreApplication::exit(problem.isEmpty()
                ? Done
                : complain(options.screenshot + QStringLiteral(": ") + problem, Failed));
    });
    return QApplication::exec();
}

int openWindow(const WindowOptions& options)
{
    const headroom::app::Folders folders = headroom::app::Folders::standard();
    headroom::app::Settings settings(folders.settingsFile);
    if (options.resetSettings)
        settings.reset();
    headroom::app::Session session;
    headroom::app::PresetLibrary presets(folders.presets);
    headroom::app::SessionStore store(session, folders.sessionFile);
    headroom::gui::MainWindow window({session, settings, presets,
        options.session ? &store : nullptr, headroom::gui::desktopDialogs()});
    if (options.session)
        window.restoreSession();
    if (options.size)
        window.resize(*options.size);
    if (options.zoomPercent)
        window.setZoomPercent(*options.zoomPercent);
    if (!options.tab.isEmpty())
        window.results().setCurrentTab(options.tab);
    window.show();
    window.openFiles(options.files);
    if (!options.dialog.isEmpty() && !window.showDialog(options.dialog))
        return noSuchDialog(options.dialog);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    qInstallMessageHandler(dropRemarks);
    QCoreApplication::setApplicationName(QStringLiteral("headroom"));
    QCoreApplication::setApplicationVersion(QLatin1String(headroom::kVersion));
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const headroom::app::ParsedOptions parsed = headroom::app::parseWindowOptions(arguments);
    if (!parsed.options)
        return complain(parsed.error, Usage);
    WindowOptions options = *parsed.options;
    if (options.help)
        return printHelp(argc, argv, options);
    if (options.version)
        return say(stdout,
            QStringLiteral("headroom-desktop ") + QLatin1String(headroom::kVersion) + u'\n', Done);

    const bool draws = !options.screenshot.isEmpty();
    if (draws) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        if (options.theme == WindowOptions::Theme::Desktop)
            options.theme = WindowOptions::Theme::Light;
    } else if (!hasDisplay() && !options.forQt.contains(QStringLiteral("-platform"))) {
        return complain(
            QStringLiteral("there is no display (DISPLAY and WAYLAND_DISPLAY are not set); "
                           "--screenshot FILE draws without one"),
            Failed);
    }
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.headroom.Headroom"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Headroom"));
    headroom::gui::useResources();
    QGuiApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("io.github.headroom.Headroom"),
        QIcon(QStringLiteral(":/icons/io.github.headroom.Headroom.svg"))));
    headroom::gui::useLanguage(options.language);
    useTheme(options.theme);
    return draws ? drawScreenshot(options) : openWindow(options);
}
