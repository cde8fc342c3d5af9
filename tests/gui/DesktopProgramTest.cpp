// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself, as a person or a script starts it on a machine without a display.
#include "headroom/base/Version.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

namespace headroom::gui {
namespace {

struct Ended {
    int exit = -1;
    QString out;
    QString messages;
};

class DesktopProgram : public ::testing::Test {
protected:
    Ended run(const QStringList& arguments, const QString& scale = QStringLiteral("1"))
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QLatin1String(name));
        for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
            environment.insert(QLatin1String(name), folder.path());
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), scale);
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(HEADROOM_DESKTOP), arguments);
        constexpr int kLongest = 60'000;
        if (!process.waitForFinished(kLongest))
            return {};
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
    }
    QImage shoot(QStringList arguments, const QString& scale = QStringLiteral("1"))
    {
        const QString file = folder.filePath(QStringLiteral("shot.png"));
        QFile::remove(file);
        const Ended ended =
            run(QStringList{QStringLiteral("--screenshot"), file} + arguments, scale);
        EXPECT_EQ(ended.exit, 0) << ended.messages.toStdString();
        EXPECT_EQ(ended.messages.toStdString(), "");
        return QImage(file);
    }
    static bool hasColour(const QImage& image, QColor colour)
    {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == colour)
                    return true;
            }
        }
        return false;
    }

    QTemporaryDir folder;
};

TEST_F(DesktopProgram, answersHelpAndVersionWithoutADisplay)
{
    const Ended version = run({QStringLiteral("--version")});
    EXPECT_EQ(version.exit, 0);
    EXPECT_EQ(version.out.toStdString(), std::string("headroom-desktop ") + kVersion + "\n");
    const Ended help = run({QStringLiteral("--help")});
    EXPECT_EQ(help.exit, 0);
    EXPECT_TRUE(help.out.contains(QLatin1String("--screenshot")));
    EXPECT_EQ(help.messages.toStdString(), "");
}

TEST_F(DesktopProgram, saysThatThereIsNoDisplay)
{
    const Ended ended = run({});
    EXPECT_EQ(ended.exit, 1);
    EXPECT_TRUE(ended.messages.contains(QLatin1String("there is no display")))
        << ended.messages.toStdString();
}

TEST_F(DesktopProgram, saysWhatIsWrongWithItsArguments)
{
    EXPECT_EQ(run({QStringLiteral("--screenshoot"), QStringLiteral("a.png")}).exit, 2);
    EXPECT_EQ(run({QStringLiteral("--size"), QStringLiteral("big")}).exit, 2);
    const QString file = folder.filePath(QStringLiteral("a.png"));
    const Ended tab = run(
        {QStringLiteral("--screenshot"), file, QStringLiteral("--tab"), QStringLiteral("none")});
    EXPECT_EQ(tab.exit, 2);
    EXPECT_TRUE(tab.messages.contains(QLatin1String("breakdown"))) << tab.messages.toStdString();
    const Ended dialog = run(
        {QStringLiteral("--screenshot"), file, QStringLiteral("--dialog"), QStringLiteral("none")});
    EXPECT_EQ(dialog.exit, 2);
    EXPECT_TRUE(dialog.messages.contains(QLatin1String("models"))) << dialog.messages.toStdString();
    const Ended missing =
        run({QStringLiteral("--screenshot"), file, QStringLiteral("missing.headroom.json")});
    EXPECT_EQ(missing.exit, 1);
    EXPECT_TRUE(missing.messages.contains(QLatin1String("missing.headroom.json")));
    EXPECT_EQ(
        run({QStringLiteral("--screenshot"), QStringLiteral("/no/such/folder/a.png")}).exit, 1);
    EXPECT_FALSE(QFileInfo::exists(file));
}

TEST_F(DesktopProgram, drawsItselfLightAndDark)
{
    const QImage light = shoot({QStringLiteral("--size"), QStringLiteral("1024x640"),
        QStringLiteral("--theme"), QStringLiteral("light")});
    EXPECT_EQ(light.size(), QSize(1024, 640));
    EXPECT_TRUE(hasColour(light, QColor(0x00, 0x72, 0xB2)));
    EXPECT_GT(light.pixelColor(4, 500).lightness(), 200);
    const QImage dark = shoot({QStringLiteral("--size"), QStringLiteral("1024x640"),
        QStringLiteral("--theme"), QStringLiteral("dark")});
    EXPECT_TRUE(hasColour(dark, QColor(0x4B, 0xA3, 0xDB)));
    EXPECT_LT(dark.pixelColor(4, 500).lightness(), 80);
}

TEST_F(DesktopProgram, drawsItselfAtTwiceTheScale)
{
    const QImage image =
        shoot({QStringLiteral("--size"), QStringLiteral("1024x640")}, QStringLiteral("2"));
    EXPECT_EQ(image.size(), QSize(2048, 1280));
}

TEST_F(DesktopProgram, aScreenshotLeavesNoTrace)
{
    shoot({});
    EXPECT_EQ(QDir(folder.path())
                  .entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden)
                  .join(u' ')
                  .toStdString(),
        "shot.png");
}

} // namespace
} // namespace headroom::gui
