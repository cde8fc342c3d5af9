// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Guide.h"

#include "headroom/base/EmbeddedFile.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>
#include <span>

namespace headroom {
// Made by headroom_embed_files() in CMakeLists.txt.
std::span<const EmbeddedFile> guideFiles();
std::span<const EmbeddedFile> germanGuideFiles();
} // namespace headroom

namespace headroom::app {
namespace {

constexpr QStringView kGuideScheme = u"headroom:guide/";
constexpr QStringView kPresetScheme = u"headroom:preset/";
constexpr QStringView kNamedAnchor = u" {#";

std::vector<GuideChapter> readChapters(std::span<const EmbeddedFile> files)
{
    std::vector<GuideChapter> chapters;
    for (const EmbeddedFile& file : files) {
        GuideChapter chapter;
        chapter.id = QString::fromUtf8(file.name.data(), static_cast<qsizetype>(file.name.size()));
        chapter.id.chop(chapter.id.endsWith(QStringLiteral(".md")) ? 3 : 0);
        chapter.markdown =
            QString::fromUtf8(file.text.data(), static_cast<qsizetype>(file.text.size()));
        const QString firstLine = chapter.markdown.section(u'\n', 0, 0);
        chapter.title =
            firstLine.startsWith(QStringLiteral("# ")) ? firstLine.mid(2).trimmed() : chapter.id;
        chapters.push_back(std::move(chapter));
    }
    return chapters;
}

std::vector<GuideChapter> translateChapters(
    std::vector<GuideChapter> chapters, const std::vector<GuideChapter>& translations)
{
    for (GuideChapter& chapter : chapters) {
        const auto translation = std::find_if(translations.begin(), translations.end(),
            [&](const GuideChapter& candidate) { return candidate.id == chapter.id; });
        if (translation != translations.end())
            chapter = *translation;
    }
    return chapters;
}

/// Where the name of the anchor starts in "Parameter {#parameters}"; -1 where there is none.
qsizetype startOfNamedAnchor(QStringView heading)
{
    return heading.endsWith(u'}') ? heading.lastIndexOf(kNamedAnchor) : -1;
}

} // namespace

GuidePlace GuidePlace::parse(QStringView text)
{
    if (text.startsWith(kGuideScheme))
        text = text.mid(kGuideScheme.size());
    const qsizetype mark = text.indexOf(u'#');
    if (mark < 0)
        return {text.toString(), {}};
    return {text.left(mark).toString(), text.mid(mark + 1).toString()};
}

QString GuidePlace::toString() const
{
    return anchor.isEmpty() ? chapter : QString(chapter + u'#' + anchor);
}

const std::vector<GuideChapter>& guideChapters(QStringView language)
{
    static const std::vector<GuideChapter> english = readChapters(guideFiles());
    static const std::vector<GuideChapter> german =
        translateChapters(english, readChapters(germanGuideFiles()));
    return language == u"de" ? german : english;
}

const std::vector<GuideChapter>& guideChapters()
{
    //: The language of the guide: "de" where resources/guide/de has chapters in this language.
    return guideChapters(QCoreApplication::translate("headroom::app::Guide", "en"));
}

const GuideChapter* findGuideChapter(QStringView id)
{
    for (const GuideChapter& chapter : guideChapters()) {
        if (chapter.id == id)
            return &chapter;
    }
    return nullptr;
}

QString guideTitle(const GuidePlace& place)
{
    const GuideChapter* chapter = findGuideChapter(place.chapter);
    if (chapter == nullptr)
        return place.toString();
    for (const QStringView line : QStringView(chapter->markdown).split(u'\n')) {
        if (line.startsWith(u"## ") && headingAnchor(line.mid(3).trimmed()) == place.anchor)
            return QString(chapter->title + QStringLiteral(" › ") + headingTitle(line.mid(3)));
    }
    return chapter->title;
}

QString headingAnchor(QStringView heading)
{
    if (const qsizetype named = startOfNamedAnchor(heading); named >= 0)
        return heading.mid(named + kNamedAnchor.size()).chopped(1).toString();
    QString anchor;
    for (const QChar c : heading) {
        if (c.isLetterOrNumber() || c == u'-')
            anchor += c.toLower();
        else if (c.isSpace())
            anchor += u'-';
    }
    return anchor;
}

QString headingTitle(QStringView heading)
{
    const qsizetype named = startOfNamedAnchor(heading);
    return (named >= 0 ? heading.left(named) : heading).trimmed().toString();
}

QString presetOfLink(QStringView link)
{
    return link.startsWith(kPresetScheme) ? link.mid(kPresetScheme.size()).toString() : QString();
}

bool isGuideLink(QStringView link) { return link.startsWith(kGuideScheme); }

} // namespace headroom::app
