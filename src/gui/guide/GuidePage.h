// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPalette>
#include <QString>
#include <QTextDocument>

#include <memory>
#include <vector>

namespace headroom::gui {

/// A heading below the title, and where it stands.
struct GuideHeading {
    QString title;
    QString anchor;
    int position = 0; ///< in the document
};

/// A chapter as a document to show and search: Markdown with room around headings, tables and code,
/// in the colours of the palette.
struct GuidePage {
    std::unique_ptr<QTextDocument> document;
    std::vector<GuideHeading> headings;

    /// nullptr where there is none of that anchor.
    [[nodiscard]] const GuideHeading* heading(const QString& anchor) const;
    /// The heading above a position; nullptr above the first.
    [[nodiscard]] const GuideHeading* headingAbove(int position) const;
};

[[nodiscard]] GuidePage makeGuidePage(
    const QString& markdown, const QFont& font, const QPalette& palette);

} // namespace headroom::gui
