// SPDX-License-Identifier: GPL-3.0-or-later
// How long from an edit until everything that it changes has been painted, and how long the
// window's first paint takes beside an empty QMainWindow's. Offscreen; prints figures, and judges
// nothing.
#include "app/PresetLibrary.h"
#include "app/Session.h"
#include "app/Settings.h"
#include "gui/Dialogs.h"
#include "gui/MainWindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLocale>
#include <QProcess>
#include <QStatusBar>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

namespace {

using namespace headroom;

constexpr double kNanosecondsPerMillisecond = 1e6;

/// Runs until layouts and paints that were asked for have happened.
void settle()
{
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

double milliseconds(const QElapsedTimer& timer)
{
    return double(timer.nsecsElapsed()) / kNanosecondsPerMillisecond;
}

double percentile(std::vector<double> times, double part)
{
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, std::size_t(double(times.size()) * part))];
}

struct Whole {
    app::Session session;
    app::Settings settings;
    app::PresetLibrary presets{QString()};
    gui::MainWindow window{{session, settings, presets, nullptr, gui::desktopDialogs()}};
};

double firstPaint(const std::function<std::unique_ptr<QMainWindow>()>& make)
{
    QElapsedTimer timer;
    timer.start();
    const std::unique_ptr<QMainWindow> window = make();
    window->resize(1280, 800);
    window->show();
    settle();
    return milliseconds(timer);
}

void printEdits()
{
    constexpr int kEdits = 500;
    Whole whole;
    whole.window.show();
    settle();
    std::vector<double> times;
    for (int i = 0; i < kEdits; ++i) {
        const Field& field =
            *findField(i % 2 == 0 ? "workload.batch_size" : "model.manual.parameters");
        const Value value =
            Value::number(std::uint64_t(i % 2 == 0 ? i + 1 : 100'000'000 + i * 1'000'000));
        QElapsedTimer timer;
        timer.start();
        if (!whole.session.setField(field, value))
            std::abort();
        settle();
        times.push_back(milliseconds(timer));
    }
    std::printf("edit to finished repaint: %d edits, median %.2f ms, 95th percentile %.2f ms "
                "(goal: below 16 ms)\n",
        kEdits, percentile(times, 0.5), percentile(times, 0.95));
}

/// From the start of a process until its window has painted itself.
double wholeStart(const QString& window)
{
    QElapsedTimer timer;
    timer.start();
    if (QProcess::execute(
            QCoreApplication::applicationFilePath(), {QStringLiteral("--paint"), window})
        != 0)
        std::abort();
    return milliseconds(timer);
}

[[noreturn]] void paintAndExit(const char* window)
{
    if (qstrcmp(window, "empty") == 0) {
        QMainWindow nothing;
        nothing.resize(1280, 800);
        nothing.show();
        settle();
        std::_Exit(0); // what comes after the paint does not count
    }
    Whole whole;
    whole.window.resize(1280, 800);
    whole.window.show();
    settle();
    std::_Exit(0);
}

void printStart()
{
    constexpr int kRounds = 15;
    std::vector<double> empty;
    std::vector<double> ours;
    for (int i = 0; i < kRounds; ++i) {
        empty.push_back(wholeStart(QStringLiteral("empty")));
        ours.push_back(wholeStart(QStringLiteral("headroom")));
    }
    std::printf("start to painted, median of %d processes: empty window %.1f ms, Headroom "
                "%.1f ms, ratio %.2f\n",
        kRounds, percentile(empty, 0.5), percentile(ours, 0.5),
        percentile(ours, 0.5) / percentile(empty, 0.5));
}

void printFirstPaint()
{
    constexpr int kRounds = 15;
    std::vector<double> empty;
    std::vector<double> ours;
    for (int i = 0; i < kRounds; ++i) {
        empty.push_back(firstPaint([] { return std::make_unique<QMainWindow>(); }));
        app::Session session;
        app::Settings settings;
        app::PresetLibrary presets{QString()};
        ours.push_back(firstPaint([&]() -> std::unique_ptr<QMainWindow> {
            return std::make_unique<gui::MainWindow>(
                gui::MainWindow::Parts{session, settings, presets, nullptr, gui::desktopDialogs()});
        }));
    }
    std::printf("first paint, the very first: empty window %.2f ms, Headroom %.2f ms\n",
        empty.front(), ours.front());
    std::printf("first paint, median of %d: empty window %.2f ms, Headroom %.2f ms, ratio %.2f "
                "(goal: at most 2)\n",
        kRounds, percentile(empty, 0.5), percentile(ours, 0.5),
        percentile(ours, 0.5) / percentile(empty, 0.5));
}

} // namespace

int main(int argc, char** argv)
{
    // What the offscreen platform cannot do is no news here.
    qputenv("QT_LOGGING_RULES", "default.warning=false;qt.qpa.*=false");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QLocale::setDefault(QLocale::c());
    QApplication::setStyle(QStringLiteral("Fusion"));
    if (argc == 3 && qstrcmp(argv[1], "--paint") == 0)
        paintAndExit(argv[2]);
    printStart();
    printFirstPaint();
    printEdits();
    return 0;
}
