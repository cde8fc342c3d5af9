// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Guide.h"

#include "headroom/core/Estimate.h"
#include "headroom/formats/Presets.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace headroom::app {
namespace {

/// The anchors of a chapter's headings.
QStringList anchors(const GuideChapter& chapter)
{
    QStringList all;
    static const QRegularExpression heading(
        QStringLiteral("^##+ (.+)$"), QRegularExpression::MultilineOption);
    for (auto it = heading.globalMatch(chapter.markdown); it.hasNext();)
        all += headingAnchor(it.next().captured(1));
    return all;
}

bool exists(const GuidePlace& place)
{
    const GuideChapter* chapter = findGuideChapter(place.chapter);
    return chapter != nullptr
        && (place.anchor.isEmpty() || anchors(*chapter).contains(place.anchor));
}

TEST(Guide, holdsEveryChapterAsItsFileIs)
{
    const QDir folder(QStringLiteral(HEADROOM_SOURCE_DIR "/resources/guide"));
    const QStringList files = folder.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    ASSERT_EQ(static_cast<std::size_t>(files.size()), guideChapters().size());
    for (std::size_t i = 0; i < guideChapters().size(); ++i) {
        const GuideChapter& chapter = guideChapters()[i];
        EXPECT_EQ(QString(chapter.id + QStringLiteral(".md")), files[static_cast<qsizetype>(i)]);
        QFile file(folder.filePath(files[static_cast<qsizetype>(i)]));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_EQ(chapter.markdown, QString::fromUtf8(file.readAll()));
        EXPECT_NE(chapter.title, chapter.id);
    }
}

TEST(Guide, hasNoLinkThatLeadsNowhere)
{
    static const QRegularExpression link(QStringLiteral("\\]\\((headroom:[^)]+)\\)"));
    int links = 0;
    for (const GuideChapter& chapter : guideChapters()) {
        for (auto it = link.globalMatch(chapter.markdown); it.hasNext(); ++links) {
            const QString target = it.next().captured(1);
            if (const QString preset = presetOfLink(target); !preset.isEmpty())
                EXPECT_TRUE(builtinPreset(preset.toStdString())) << target.toStdString();
            else
                EXPECT_TRUE(isGuideLink(target) && exists(GuidePlace::parse(target)))
                    << chapter.id.toStdString() << ": " << target.toStdString();
        }
    }
    EXPECT_GT(links, 20);
}

TEST(Guide, explainsEveryComponent)
{
    for (const ComponentInfo& component : sumComponents()) {
        const GuidePlace place = GuidePlace::parse(QString::fromUtf8(component.guide));
        EXPECT_TRUE(exists(place)) << component.guide;
        EXPECT_TRUE(guideTitle(place).contains(u'›')) << component.guide;
    }
}

TEST(Guide, makesAnchorsOfTitles)
{
    EXPECT_EQ(
        headingAnchor(u"8-bit and paged optimizers"), QStringLiteral("8-bit-and-paged-optimizers"));
    EXPECT_EQ(headingAnchor(u"Does it fit?"), QStringLiteral("does-it-fit"));
}

TEST(Guide, readsPlaces)
{
    const GuidePlace expected{QStringLiteral("03-formulas"), QStringLiteral("activations")};
    EXPECT_EQ(GuidePlace::parse(u"headroom:guide/03-formulas#activations"), expected);
    EXPECT_EQ(GuidePlace::parse(u"03-formulas#activations"), expected);
    EXPECT_EQ(GuidePlace::parse(u"03-formulas").anchor, QString());
    EXPECT_EQ(presetOfLink(u"headroom:preset/example-1"), QStringLiteral("example-1"));
    EXPECT_EQ(presetOfLink(u"headroom:guide/03-formulas"), QString());
}

} // namespace
} // namespace headroom::app
