// SPDX-License-Identifier: GPL-3.0-or-later
#include "WindowFixture.h"

#include "gui/ResultsPanel.h"
#include "gui/window/FileActions.h"

#include <QFileInfo>
#include <QSplitter>

namespace headroom::gui {
namespace {

class WindowSession : public WindowTest {
protected:
    void SetUp() override { start(true); }
    void restart()
    {
        ASSERT_TRUE(window->close());
        stop();
        start(true);
    }
};

TEST_F(WindowSession, startsWithTheFirstExample)
{
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
    EXPECT_FALSE(session->isModified());
}

TEST_F(WindowSession, goesOnWithPlaceUnitsZoomAndTab)
{
    window->resize(1111, 666);
    window->setZoomPercent(120);
    window->results().setCurrentTab(QStringLiteral("guide"));
    trigger("actionUnitsDecimal");
    restart();
    EXPECT_EQ(window->size(), QSize(1111, 666));
    EXPECT_EQ(settings->value(app::settings::kZoomPercent), 120);
    EXPECT_EQ(window->results().currentTab(), QStringLiteral("guide"));
    EXPECT_EQ(session->units(), UnitSystem::Decimal);
}

TEST_F(WindowSession, goesOnWithUnsavedEditsWithoutAQuestion)
{
    setBatch(5);
    const Scenario edited = session->scenario();
    restart();
    EXPECT_EQ(session->scenario(), edited);
    EXPECT_TRUE(session->isModified());
    trigger("actionUndo");
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
}

TEST_F(WindowSession, goesOnWithTheFile)
{
    const QString file = writeSample("a.headroom.json");
    ASSERT_TRUE(window->files().open(file));
    restart();
    EXPECT_EQ(session->filePath(), file);
    EXPECT_EQ(session->scenario(), sample());
    EXPECT_FALSE(session->isModified());
}

TEST_F(WindowSession, forgetsEditsThatWereDiscarded)
{
    ASSERT_TRUE(window->files().open(writeSample("a.headroom.json")));
    setBatch(5);
    expectQuestion(Dialogs::Answer::No);
    restart();
    EXPECT_EQ(session->scenario(), sample());
    EXPECT_FALSE(session->isModified());
}

TEST_F(WindowSession, keepsTheScenarioOfAFileThatIsGone)
{
    const QString file = writeSample("a.headroom.json");
    ASSERT_TRUE(window->files().open(file));
    ASSERT_TRUE(window->close());
    stop();
    ASSERT_TRUE(QFile::remove(file));
    start(true);
    EXPECT_EQ(session->scenario(), sample());
    EXPECT_TRUE(session->filePath().isEmpty());
    EXPECT_TRUE(window->messages().contains(QStringLiteral("session")));
}

TEST_F(WindowSession, writesAWhileAfterAnEdit)
{
    setBatch(5);
    EXPECT_FALSE(QFileInfo::exists(path("session.json")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return QFileInfo::exists(path("session.json")); }, 5000));
    EXPECT_NE(read(path("session.json")).find("\"batch_size\": 5"), std::string::npos);
}

TEST_F(WindowSession, setsAsideWhatItCannotRead)
{
    ASSERT_TRUE(window->close());
    stop();
    write(path("session.json"), "{ \"scenario\": 5 }");
    write(path("window.ini"),
        "[view]\nzoom=much\nunits=7\ntab=\\x0\n[window]\ngeometry=garbage\nstate=@ByteArray(xx)\n");
    start(true);
    EXPECT_EQ(session->scenario(), app::Session::defaultScenario());
    EXPECT_EQ(read(path("session.json.bad")), "{ \"scenario\": 5 }");
    EXPECT_TRUE(window->messages().contains(QStringLiteral("session")));
    EXPECT_EQ(settings->value(app::settings::kZoomPercent), 100);
}

} // namespace
} // namespace headroom::gui
