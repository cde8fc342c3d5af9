// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/WindowOptions.h"

#include "support/QtPrinters.h"

#include <gtest/gtest.h>

namespace headroom::app {
namespace {

WindowOptions parse(const char* arguments)
{
    const ParsedOptions parsed =
        parseWindowOptions(QString::fromUtf8(arguments).split(u' ', Qt::SkipEmptyParts));
    EXPECT_TRUE(parsed.options) << parsed.error.toStdString();
    return parsed.options.value_or(WindowOptions());
}

std::string problem(const char* arguments)
{
    const ParsedOptions parsed =
        parseWindowOptions(QString::fromUtf8(arguments).split(u' ', Qt::SkipEmptyParts));
    EXPECT_FALSE(parsed.options) << arguments;
    return parsed.error.toStdString();
}

TEST(WindowOptions, opensFilesByDefault)
{
    const WindowOptions options = parse("a.json b.json");
    EXPECT_EQ(options.files, QStringList({QStringLiteral("a.json"), QStringLiteral("b.json")}));
    EXPECT_TRUE(options.session);
    EXPECT_TRUE(options.screenshot.isEmpty());
}

TEST(WindowOptions, takesValuesAfterASpaceOrAnEqualsSign)
{
    for (const char* arguments : {"--screenshot s.png --size 640x480 --theme dark --tab guide "
                                  "--dialog about --zoom 150 f.json",
             "--screenshot=s.png --size=640x480 --theme=dark --tab=guide --dialog=about --zoom=150 "
             "f.json"}) {
        const WindowOptions options = parse(arguments);
        EXPECT_EQ(options.screenshot, QStringLiteral("s.png"));
        EXPECT_EQ(options.size, QSize(640, 480));
        EXPECT_EQ(options.theme, WindowOptions::Theme::Dark);
        EXPECT_EQ(options.tab, QStringLiteral("guide"));
        EXPECT_EQ(options.dialog, QStringLiteral("about"));
        EXPECT_EQ(options.zoomPercent, 150);
        EXPECT_EQ(options.files, QStringList{QStringLiteral("f.json")});
    }
}

TEST(WindowOptions, leavesQtItsOwn)
{
    const WindowOptions options =
        parse("-platform offscreen --no-session -style Fusion --reset-settings -- -odd.json");
    EXPECT_EQ(options.forQt.size(), 4);
    EXPECT_FALSE(options.session);
    EXPECT_TRUE(options.resetSettings);
    EXPECT_EQ(options.files, QStringList{QStringLiteral("-odd.json")});
}

TEST(WindowOptions, saysWhatIsWrong)
{
    EXPECT_EQ(problem("--screenshoot a"),
        "there is no option “--screenshoot”; did you mean “--screenshot”?");
    EXPECT_EQ(problem("--qqqqqqqqqqqqqqqqqqq"),
        "there is no option “--qqqqqqqqqqqqqqqqqqq”; --help lists them");
    EXPECT_EQ(problem("--theme"), "the option --theme needs light or dark");
    EXPECT_EQ(problem("--theme pink"), "--theme: expected light or dark; found “pink”");
    EXPECT_EQ(problem("--help=yes"), "the option --help takes no value");
    for (const char* size :
        {"--size 1280", "--size 0x0", "--size 1x99999", "--size axb", "--size 1280x800x2"})
        EXPECT_NE(problem(size).find("expected width x height"), std::string::npos) << size;
    for (const char* zoom : {"--zoom 0", "--zoom big", "--zoom 1000"})
        EXPECT_NE(problem(zoom).find("expected a percentage"), std::string::npos) << zoom;
}

} // namespace
} // namespace headroom::app
