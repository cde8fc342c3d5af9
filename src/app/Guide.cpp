// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Guide.h"

#include "headroom/base/EmbeddedFile.h"

#include <QList>

#include <span>

namespace headroom {
// Made by headroom_embed_files() in CMakeLists.txt.
std::span<const EmbeddedFile> guideFiles();
} // namespace headroom

namespace headroom::app {
namespace {

constexpr QStringView kGuideScheme = u"headroom:guide/";
constexpr QStringView kPresetScheme = u"headroom:preset/";

std::vector<GuideChapter> readChapters()
{
    std::vector<GuideChapter> chapters;
    for (const EmbeddedFile& file : guideFiles()) {
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

const std::vector<GuideChapter>& guideChapters()
{
    static const std::vector<GuideChapter> chapters = readChapters();
    return chapters;
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
            return QString(chapter->title + QStringLiteral(" › ") + line.mid(3).trimmed());
    }
    return chapter->title;
}

QString headingAnchor(QStringView title)
{
    QString anchor;
    for (const QChar c : title) {
        if (c.isLetterOrNumber() || c == u'-')
            anchor += c.toLower();
        else if (c.isSpace())
            anchor += u'-';
    }
    return anchor;
}

QString presetOfLink(QStringView link)
{
    return link.startsWith(kPresetScheme) ? link.mid(kPresetScheme.size()).toString() : QString();
}

bool isGuideLink(QStringView link) { return link.startsWith(kGuideScheme); }

} // namespace headroom::app
