// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Guide.h"

#include "headroom/core/Estimate.h"
#include "headroom/formats/Presets.h"
#include "support/GermanGuide.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace headroom::app {
namespace {

/// Every match of the first group, in order.
QStringList captured(const QString& text, const QRegularExpression& pattern)
{
    QStringList all;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        all += it.next().captured(1);
    return all;
}

/// The anchors of a chapter's headings.
QStringList anchors(const GuideChapter& chapter)
{
    QStringList all;
    static const QRegularExpression heading(
        QStringLiteral("^##+ (.+)$"), QRegularExpression::MultilineOption);
    for (const QString& title : captured(chapter.markdown, heading))
        all += headingAnchor(title);
    return all;
}

/// Where its links lead, which a sentence may have in another order.
QStringList links(const GuideChapter& chapter)
{
    static const QRegularExpression link(QStringLiteral("\\]\\((headroom:[^)]+)\\)"));
    QStringList all = captured(chapter.markdown, link);
    all.sort();
    return all;
}

/// Its numbers without the marks of a language: "1,967.53" and "1.967,53" are both "196753".
QStringList numbers(const GuideChapter& chapter)
{
    static const QRegularExpression number(QStringLiteral("(?<![\\w.,])(\\d[\\d.,]*)"));
    static const QRegularExpression namedAnchor(QStringLiteral(" \\{#[^}]*\\}"));
    QString text = chapter.markdown;
    QStringList all = captured(text.remove(namedAnchor), number);
    for (QString& digits : all)
        digits.remove(u',').remove(u'.');
    all.sort();
    return all;
}

/// The bars of each row of its tables.
QList<qsizetype> tables(const GuideChapter& chapter)
{
    QList<qsizetype> bars;
    for (const QString& line : chapter.markdown.split(u'\n')) {
        if (line.startsWith(u'|'))
            bars += line.count(u'|');
    }
    return bars;
}

bool exists(const GuidePlace& place)
{
    const GuideChapter* chapter = findGuideChapter(place.chapter);
    return chapter != nullptr
        && (place.anchor.isEmpty() || anchors(*chapter).contains(place.anchor));
}

void expectChaptersAreTheFilesOf(const char* path, QStringView language)
{
    const QDir folder(QString::fromUtf8(path));
    const QStringList files = folder.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    const std::vector<GuideChapter>& chapters = guideChapters(language);
    ASSERT_EQ(static_cast<std::size_t>(files.size()), chapters.size());
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const GuideChapter& chapter = chapters[i];
        EXPECT_EQ(QString(chapter.id + QStringLiteral(".md")), files[static_cast<qsizetype>(i)]);
        QFile file(folder.filePath(files[static_cast<qsizetype>(i)]));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_EQ(chapter.markdown, QString::fromUtf8(file.readAll()));
        EXPECT_NE(chapter.title, chapter.id);
    }
}

TEST(Guide, holdsEveryChapterAsItsFileIs)
{
    expectChaptersAreTheFilesOf(HEADROOM_SOURCE_DIR "/resources/guide", u"en");
    expectChaptersAreTheFilesOf(HEADROOM_SOURCE_DIR "/resources/guide/de", u"de");
}

TEST(Guide, saysTheSameInBothLanguages)
{
    const std::vector<GuideChapter>& english = guideChapters(u"en");
    const std::vector<GuideChapter>& german = guideChapters(u"de");
    ASSERT_EQ(english.size(), german.size());
    for (std::size_t i = 0; i < english.size(); ++i) {
        SCOPED_TRACE(english[i].id.toStdString());
        EXPECT_EQ(english[i].id, german[i].id);
        EXPECT_NE(english[i].title, german[i].title);
        EXPECT_EQ(anchors(english[i]), anchors(german[i]));
        EXPECT_EQ(links(english[i]), links(german[i]));
        EXPECT_EQ(tables(english[i]), tables(german[i]));
        EXPECT_EQ(numbers(english[i]), numbers(german[i]));
    }
}

TEST(Guide, speaksTheLanguageOfTheApplication)
{
    EXPECT_EQ(&guideChapters(), &guideChapters(u"en"));
    EXPECT_EQ(&guideChapters(u"fr"), &guideChapters(u"en"));
    GermanGuide german;
    QCoreApplication::installTranslator(&german);
    EXPECT_EQ(&guideChapters(), &guideChapters(u"de"));
    EXPECT_EQ(findGuideChapter(u"03-formulas")->title, QStringLiteral("Formeln"));
    EXPECT_EQ(guideTitle(GuidePlace::parse(u"03-formulas#activations")),
        QStringLiteral("Formeln › Aktivierungen"));
}

TEST(Guide, hasNoLinkThatLeadsNowhere)
{
    qsizetype followed = 0;
    for (const GuideChapter& chapter : guideChapters()) {
        for (const QString& target : links(chapter)) {
            ++followed;
            if (const QString preset = presetOfLink(target); !preset.isEmpty())
                EXPECT_TRUE(builtinPreset(preset.toStdString())) << target.toStdString();
            else
                EXPECT_TRUE(isGuideLink(target) && exists(GuidePlace::parse(target)))
                    << chapter.id.toStdString() << ": " << target.toStdString();
        }
    }
    EXPECT_GT(followed, 20);
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
    EXPECT_EQ(headingTitle(u"Does it fit?"), QStringLiteral("Does it fit?"));
    EXPECT_EQ(headingAnchor(u"Passt es? {#does-it-fit}"), QStringLiteral("does-it-fit"));
    EXPECT_EQ(headingTitle(u"Passt es? {#does-it-fit}"), QStringLiteral("Passt es?"));
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
