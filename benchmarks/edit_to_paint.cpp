// SPDX-License-Identifier: GPL-3.0-or-later
// How long from an edit until everything that it changes has been painted, and how long the
// window's first paint takes beside an empty QMainWindow's. Offscreen; prints figures, and judges
// nothing.
#include "app/PresetLibrary.h"
#include "app/Session.h"
#include "app/Settings.h"
#include "gui/Dialogs.h"
#include "gui/MainWindow.h"
#include "gui/ResultsPanel.h"
#include "headroom/formats/Models.h"

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

/// Two fields in turn, each edit to another value.
struct Edits {
    const char* what;
    const char* tab;
    const char* otherField; ///< beside the batch size
    std::uint64_t from;
    std::uint64_t step;
};

void printEdits(const Edits& edits, const Scenario& scenario)
{
    constexpr int kEdits = 500;
    Whole whole;
    whole.session.open(scenario, {});
    whole.window.resize(1280, 800);
    whole.window.show();
    if (!whole.window.results().setCurrentTab(QString::fromUtf8(edits.tab)))
        std::abort();
    settle();
    std::vector<double> times;
    for (int i = 0; i < kEdits; ++i) {
        const bool batch = i % 2 == 0;
        const Field& field = *findField(batch ? "workload.batch_size" : edits.otherField);
        const Value value = Value::number(
            batch ? std::uint64_t(i + 1) : edits.from + edits.step * std::uint64_t(i));
        QElapsedTimer timer;
        timer.start();
        if (!whole.session.setField(field, value) || whole.session.isStale())
            std::abort();
        settle();
        times.push_back(milliseconds(timer));
    }
    std::printf("edit to finished repaint, %s, %s: %d edits, median %.2f ms, 95th percentile "
                "%.2f ms (goal: below 16 ms)\n",
        edits.what, edits.tab, kEdits, percentile(times, 0.5), percentile(times, 0.95));
}

void printAllEdits()
{
    printEdits(
        {"a parameter count", "breakdown", "model.manual.parameters", 100'000'000, 1'000'000},
        app::Session::defaultScenario());
    for (const char* tab : {"breakdown", "timeline", "layers"})
        printEdits({"Llama-3.1-405B", tab, "workload.sequence_length", 1024, 2},
            scenarioOf(**catalogueModel("Llama-3.1-405B")));
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
    printAllEdits();
    return 0;
}
