// SPDX-License-Identifier: GPL-3.0-or-later
// 20,000 random events on the whole window, the same ones each time: nothing crashes, and the total
// stays the sum.
#include "WindowFixture.h"

#include "gui/ResultsPanel.h"
#include "headroom/formats/Report.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QUndoStack>
#include <QWheelEvent>

#include <array>
#include <random>
#include <vector>

namespace headroom::gui {
namespace {

/// Answers anything with anything it has learned to be harmless: the files stay in the test's
/// folder.
class CarelessDialogs : public Dialogs {
public:
    CarelessDialogs(std::mt19937& random, QString folder)
        : m_random(random)
        , m_folder(std::move(folder))
    {
    }
    QString openFile(QWidget*, const QString&, const QString&, const QString&) override
    {
        return file();
    }
    QString saveFile(QWidget*, const QString&, const QString&, const QString& filter) override
    {
        return filter.contains(QLatin1String("json")) ? file() : QString();
    }
    Answer ask(QWidget*, const Question&) override
    {
        return std::array{Answer::Yes, Answer::No, Answer::Cancel}[m_random() % 3];
    }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override
    {
        return m_random() % 2 != 0 ? QStringLiteral("Monkey %1").arg(m_random() % 4) : QString();
    }

private:
    QString file()
    {
        return m_random() % 3 != 0
            ? m_folder + QStringLiteral("/%1.headroom.json").arg(m_random() % 3)
            : QString();
    }

    std::mt19937& m_random;
    QString m_folder;
};

class WindowMonkey : public WindowTest {
public:
    void SetUp() override
    {
        settings = std::make_unique<app::Settings>(path("window.ini"));
        session = std::make_unique<app::Session>();
        library = std::make_unique<app::PresetLibrary>(path("presets"));
        careless = std::make_unique<CarelessDialogs>(random, folder.path());
        window = std::make_unique<MainWindow>(
            MainWindow::Parts{*session, *settings, *library, nullptr, *careless});
        window->resize(1024, 640);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
        // A menu of a button runs a loop of its own until it closes.
        QObject::connect(&impatience, &QTimer::timeout, window.get(), &WindowMonkey::closePopups);
        impatience.start(0);
    }
    static void closePopups()
    {
        if (QWidget* popup = QApplication::activePopupWidget())
            popup->close();
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
            dialog->reject();
    }
    void TearDown() override
    {
        impatience.stop();
        WindowTest::TearDown();
        careless.reset();
    }

    std::size_t any(std::size_t count) { return std::size_t(random() % count); }
    template <class Widget> Widget* anyVisible()
    {
        std::vector<Widget*> visible;
        const QList<Widget*> all = window->findChildren<Widget*>();
        for (Widget* widget : all) {
            if (widget->isVisible() && widget->isEnabled())
                visible.push_back(widget);
        }
        return visible.empty() ? nullptr : visible[any(visible.size())];
    }

    void typeText()
    {
        static constexpr std::array kTexts = {"0", "1", "-1", "7B", "110M", "1e40",
            "9223372036854775808", "18446744073709551615", "18446744073709551616", "nan", "1.5",
            "128k", "", " ", "1_000", "2,048", "24 GiB", "\xC3\xBC\xE2\x82\xAC"};
        if (auto* edit = anyVisible<QLineEdit>()) {
            edit->setFocus();
            edit->selectAll();
            const QString text = QString::fromUtf8(kTexts[any(kTexts.size())]);
            if (text.isEmpty())
                QTest::keyClick(edit, Qt::Key_Backspace);
            for (const QChar c : text) {
                // QTest's keys are ASCII.
                QKeyEvent press(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QString(c));
                QApplication::sendEvent(edit, &press);
            }
            if (any(2) != 0)
                QTest::keyClick(edit, any(2) != 0 ? Qt::Key_Return : Qt::Key_Tab);
        }
    }
    void pressKey()
    {
        static constexpr std::array kKeys = {Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Up, Qt::Key_Down,
            Qt::Key_Left, Qt::Key_Right, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home,
            Qt::Key_End, Qt::Key_Space, Qt::Key_Escape, Qt::Key_Delete, Qt::Key_Backspace,
            Qt::Key_5, Qt::Key_Return, Qt::Key_Plus};
        QWidget* target = window->focusWidget() != nullptr ? window->focusWidget() : window.get();
        QTest::keyClick(
            target, kKeys[any(kKeys.size())], any(8) == 0 ? Qt::ControlModifier : Qt::NoModifier);
    }
    void click()
    {
        QWidget* target = anyVisible<QWidget>();
        // A menu or a list that pops up would wait for a person.
        if (target == nullptr || target->inherits("QMenuBar") || target->inherits("QMenu")
            || target->inherits("QComboBox") || target->width() == 0 || target->height() == 0)
            return;
        const QPoint where(
            int(any(std::size_t(target->width()))), int(any(std::size_t(target->height()))));
        QTest::mouseClick(target, Qt::LeftButton, Qt::NoModifier, where);
    }
    void turnWheel()
    {
        QWidget* target = anyVisible<QWidget>();
        if (target == nullptr)
            return;
        const QPointF where = target->rect().center();
        QWheelEvent event(where, target->mapToGlobal(where), {}, {0, any(2) != 0 ? 120 : -120},
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(target, &event);
    }
    void triggerAny()
    {
        std::vector<QAction*> actions;
        const QList<QAction*> all = window->findChildren<QAction*>();
        for (QAction* action : all) {
            const QString name = action->objectName();
            if (action->isEnabled() && !name.isEmpty() && action->menu() == nullptr
                && name != QLatin1String("actionQuit"))
                actions.push_back(action);
        }
        actions[any(actions.size())]->trigger();
    }
    void choose()
    {
        if (auto* box = anyVisible<QComboBox>(); box != nullptr && box->count() > 0) {
            const int index = int(any(std::size_t(box->count())));
            box->setCurrentIndex(index);
            Q_EMIT box->activated(index);
        }
    }

    void run(int events);
    void check(int event)
    {
        ASSERT_TRUE(session->estimate());
        const Estimate& estimate = *session->estimate();
        std::uint64_t sum = 0;
        for (const ComponentInfo& component : sumComponents())
            sum += (estimate.bytes.*component.member).value_or(Bytes{}).value;
        ASSERT_EQ(estimate.bytes.sum, Bytes{sum}) << "after event " << event;
        const std::vector<ReportRow> rows =
            reportRows(session->estimatedScenario(), estimate, session->units());
        std::uint64_t shown = 0;
        for (const ReportRow& row : rows) {
            if (row.component != nullptr && row.bytes)
                shown += row.bytes->value;
        }
        ASSERT_EQ(shown, rows.back().bytes->value) << "after event " << event;
    }
    void checkTexts(int event)
    {
        const QList<QLabel*> labels = window->findChildren<QLabel*>();
        for (const QLabel* label : labels) {
            if (!label->isVisible() || qobject_cast<QLineEdit*>(label->parentWidget()) != nullptr)
                continue;
            ASSERT_FALSE(label->text().contains(QLatin1String("nan "))
                || label->text().contains(QLatin1String("inf ")))
                << "after event " << event << ": " << label->text().toStdString();
        }
    }

    std::mt19937 random{20'261'125};
    std::unique_ptr<CarelessDialogs> careless;
    QTimer impatience;
};

void WindowMonkey::run(int events)
{
    constexpr int kEventsBetweenLooks = 100;
    using Deed = void (WindowMonkey::*)();
    static constexpr std::array<Deed, 10> kDeeds = {&WindowMonkey::typeText,
        &WindowMonkey::typeText, &WindowMonkey::pressKey, &WindowMonkey::pressKey,
        &WindowMonkey::pressKey, &WindowMonkey::click, &WindowMonkey::click,
        &WindowMonkey::turnWheel, &WindowMonkey::triggerAny, &WindowMonkey::choose};
    for (int event = 0; event < events; ++event) {
        (this->*kDeeds[any(kDeeds.size())])();
        closePopups();
        check(event);
        if (event % kEventsBetweenLooks == 0) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QTest::qWait(0);
            checkTexts(event);
        }
        if (HasFatalFailure())
            return;
        // The history would otherwise hold every scenario that ever was.
        if (session->undoStack()->count() > 500)
            session->open(session->scenario(), session->filePath());
    }
    // Whatever happened, undo leads back.
    while (session->undoStack()->canUndo())
        session->undoStack()->undo();
    check(events);
}

// In two halves, which run side by side.
TEST_F(WindowMonkey, survivesTenThousandEvents) { run(10'000); }

TEST_F(WindowMonkey, survivesTenThousandOthers)
{
    random.seed(20'261'126);
    run(10'000);
}

TEST_F(WindowMonkey, survivesOnAnArchitectureInEveryTab)
{
    Scenario scenario;
    scenario.model = CatalogueModel{"HuggingFaceTB/SmolLM2-135M"};
    scenario.workload.sequenceLength = 64;
    const QStringList tabs = window->results().tabNames();
    for (const QString& tab : tabs) {
        session->open(scenario, {});
        window->results().setCurrentTab(tab);
        QTest::qWait(0);
        run(400);
        if (HasFatalFailure())
            return;
    }
}

} // namespace
} // namespace headroom::gui
