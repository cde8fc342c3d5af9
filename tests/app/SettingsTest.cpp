// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Settings.h"

#include "app/RecentFiles.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace headroom::app {
namespace {

class SettingsTest : public ::testing::Test {
protected:
    [[nodiscard]] QString path(const char* name = "window.ini") const
    {
        return folder.filePath(QLatin1String(name));
    }
    void write(const QString& file, const QByteArray& text) const
    {
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text);
    }
    QTemporaryDir folder;
};

TEST_F(SettingsTest, hasDefaults)
{
    const Settings settings(path());
    EXPECT_EQ(settings.value(settings::kZoomPercent), 100);
    EXPECT_EQ(settings.value(settings::kUnits), QStringLiteral("binary"));
    EXPECT_TRUE(settings.value(settings::kGeometry).isEmpty());
    EXPECT_TRUE(settings.value(settings::kRecentFiles).isEmpty());
}

TEST_F(SettingsTest, comesBack)
{
    {
        Settings settings(path());
        settings.set(settings::kZoomPercent, 150);
        settings.set(settings::kUnits, QStringLiteral("decimal"));
        settings.set(settings::kGeometry, QByteArray("\0state\n", 7));
        settings.set(settings::kRecentFiles, {QStringLiteral("/ä, b.json")});
    }
    const Settings settings(path());
    EXPECT_EQ(settings.value(settings::kZoomPercent), 150);
    EXPECT_EQ(settings.value(settings::kUnits), QStringLiteral("decimal"));
    EXPECT_EQ(settings.value(settings::kGeometry), QByteArray("\0state\n", 7));
    EXPECT_EQ(settings.value(settings::kRecentFiles), QStringList{QStringLiteral("/ä, b.json")});
}

TEST_F(SettingsTest, takesGarbageForTheDefault)
{
    write(path(),
        "[view]\nzoom=large\nunits=furlongs\n[window]\ngeometry=text\n[files]\nrecent=@Invalid()"
        "\n");
    const Settings settings(path());
    EXPECT_EQ(settings.value(settings::kZoomPercent), 100);
    EXPECT_EQ(settings.value(settings::kUnits), QStringLiteral("binary"));
    EXPECT_TRUE(settings.value(settings::kGeometry).isEmpty());
    EXPECT_TRUE(settings.value(settings::kRecentFiles).isEmpty());
}

TEST_F(SettingsTest, survivesAFileThatIsNoSettings)
{
    write(path(), QByteArray("\x00\xff[[[=\n@@@\n]]", 12));
    const Settings settings(path());
    EXPECT_EQ(settings.value(settings::kZoomPercent), 100);
}

TEST_F(SettingsTest, keepsNumbersInTheirRange)
{
    write(path(), "[view]\nzoom=100000\n");
    Settings settings(path());
    EXPECT_EQ(settings.value(settings::kZoomPercent), 300);
    settings.set(settings::kZoomPercent, 1);
    EXPECT_EQ(settings.value(settings::kZoomPercent), 50);
}

TEST_F(SettingsTest, forgetsEverythingOnReset)
{
    Settings settings(path());
    settings.set(settings::kZoomPercent, 150);
    settings.reset();
    EXPECT_EQ(settings.value(settings::kZoomPercent), 100);
    EXPECT_EQ(Settings(path()).value(settings::kZoomPercent), 100);
}

TEST_F(SettingsTest, remembersWithoutAFileUntilItGoes)
{
    Settings settings;
    settings.set(settings::kZoomPercent, 150);
    EXPECT_EQ(settings.value(settings::kZoomPercent), 150);
}

TEST_F(SettingsTest, recentFilesAreAbsoluteAndOnceEach)
{
    Settings settings;
    RecentFiles recent(settings);
    for (int i = 0; i < 15; ++i)
        recent.add(path(std::to_string(i).c_str()));
    recent.add(path("9"));
    recent.add(path("./x/../9"));
    EXPECT_EQ(recent.paths().size(), 10);
    EXPECT_EQ(recent.paths().front(), path("9"));
    write(path("14"), "");
    EXPECT_EQ(recent.existing(), QStringList{path("14")});
    EXPECT_EQ(recent.paths(), QStringList{path("14")});
    recent.clear();
    EXPECT_TRUE(recent.paths().isEmpty());
}

} // namespace
} // namespace headroom::app
