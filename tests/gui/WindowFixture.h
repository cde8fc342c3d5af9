// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/PresetLibrary.h"
#include "app/Session.h"
#include "app/SessionStore.h"
#include "app/Settings.h"
#include "gui/MainWindow.h"
#include "gui/window/MessageBars.h"
#include "headroom/formats/ScenarioFile.h"
#include "support/FakeDialogs.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace headroom::gui {

/// A window with folders of its own.
class WindowTest : public ::testing::Test {
protected:
    void SetUp() override { start(); }
    void TearDown() override { stop(); }

    /// As a new process would, on what the last one left behind.
    void start(bool restore = false)
    {
        settings = std::make_unique<app::Settings>(path("window.ini"));
        session = std::make_unique<app::Session>();
        library = std::make_unique<app::PresetLibrary>(path("presets"));
        store = std::make_unique<app::SessionStore>(*session, path("session.json"));
        window = std::make_unique<MainWindow>(MainWindow::Parts{
            *session, *settings, *library, restore ? store.get() : nullptr, dialogs});
        if (restore)
            window->restoreSession();
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    }
    void stop()
    {
        window.reset();
        store.reset();
        library.reset();
        session.reset();
        settings.reset();
    }

    [[nodiscard]] QString path(const char* name) const
    {
        return folder.filePath(QLatin1String(name));
    }
    void write(const QString& file, const std::string& text) const
    {
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly)) << file.toStdString();
        ASSERT_EQ(out.write(text.data(), qint64(text.size())), qint64(text.size()));
    }
    [[nodiscard]] static std::string read(const QString& file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll().toStdString() : std::string();
    }
    /// A sound scenario that no preset is.
    [[nodiscard]] static Scenario sample(std::uint64_t batch = 7)
    {
        Scenario scenario = app::Session::defaultScenario();
        scenario.name = "Sample";
        scenario.workload.batchSize = batch;
        return scenario;
    }
    QString writeSample(const char* name, std::uint64_t batch = 7) const
    {
        write(path(name), writeScenario(sample(batch)));
        return path(name);
    }

    /// As a click in a menu: it must be there, named and enabled.
    void trigger(const char* name) const
    {
        auto* action = window->findChild<QAction*>(QLatin1String(name));
        ASSERT_NE(action, nullptr) << name;
        ASSERT_TRUE(action->isEnabled()) << name;
        action->trigger();
    }
    void setBatch(std::uint64_t batch) const
    {
        ASSERT_TRUE(session->setField(*findField("workload.batch_size"), Value::number(batch)));
        session->sealEdit();
    }
    void expectQuestion(Dialogs::Answer answer)
    {
        dialogs.expected = 1;
        dialogs.nextAnswer = answer;
        dialogs.asked.clear();
    }

    QTemporaryDir folder;
    FakeDialogs dialogs;
    std::unique_ptr<app::Settings> settings;
    std::unique_ptr<app::Session> session;
    std::unique_ptr<app::PresetLibrary> library;
    std::unique_ptr<app::SessionStore> store;
    std::unique_ptr<MainWindow> window;
};

} // namespace headroom::gui
