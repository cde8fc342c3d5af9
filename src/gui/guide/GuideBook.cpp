// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guide/GuideBook.h"

#include "app/Guide.h"

#include <QTextBlock>

namespace headroom::gui {
namespace {

QString excerptAround(const QString& text, qsizetype at, qsizetype length)
{
    constexpr qsizetype kBefore = 24;
    constexpr qsizetype kAfter = 60;
    qsizetype from = qMax<qsizetype>(0, at - kBefore);
    while (from > 0 && !text.at(from - 1).isSpace())
        --from;
    qsizetype to = qMin(text.size(), at + length + kAfter);
    while (to < text.size() && !text.at(to).isSpace())
        ++to;
    QString excerpt = text.mid(from, to - from).simplified();
    if (from > 0)
        excerpt.prepend(u'…');
    if (to < text.size())
        excerpt.append(u'…');
    return excerpt;
}

} // namespace

void GuideBook::setLook(const QFont& font, const QPalette& palette)
{
    m_font = font;
    m_palette = palette;
    m_pages.clear();
}

const GuidePage* GuideBook::page(const QString& chapter)
{
    const auto found = m_pages.find(chapter);
    if (found != m_pages.end())
        return &found->second;
    const app::GuideChapter* source = app::findGuideChapter(chapter);
    if (source == nullptr)
        return nullptr;
    return &m_pages.emplace(chapter, makeGuidePage(source->markdown, m_font, m_palette))
                .first->second;
}

std::vector<GuideHit> GuideBook::find(const QString& words)
{
    std::vector<GuideHit> hits;
    const QString wanted = words.simplified();
    if (wanted.isEmpty())
        return hits;
    for (const app::GuideChapter& chapter : app::guideChapters()) {
        const GuidePage& searched = *page(chapter.id);
        for (QTextBlock block = searched.document->begin(); block.isValid(); block = block.next()) {
            const QString text = block.text();
            for (qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0;
                 at = text.indexOf(wanted, at + wanted.size(), Qt::CaseInsensitive)) {
                const int position = block.position() + static_cast<int>(at);
                const GuideHeading* heading = searched.headingAbove(position);
                hits.push_back({chapter.id, position, static_cast<int>(wanted.size()),
                    heading == nullptr
                        ? chapter.title
                        : QString(chapter.title + QStringLiteral(" › ") + heading->title),
                    excerptAround(text, at, wanted.size())});
            }
        }
    }
    return hits;
}

} // namespace headroom::gui
