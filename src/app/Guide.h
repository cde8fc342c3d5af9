// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace headroom::app {

/// A chapter of the guide (resources/guide/ID.md, and in German resources/guide/de/ID.md).
struct GuideChapter {
    QString id; ///< "03-formulas"
    QString title; ///< "Formulas"
    QString markdown;
};

/// A place in the guide: a chapter, and a heading in it or its start.
struct GuidePlace {
    QString chapter;
    QString anchor;

    /// From "03-formulas#activations", with or without "headroom:guide/" before it.
    [[nodiscard]] static GuidePlace parse(QStringView text);
    /// "03-formulas#activations".
    [[nodiscard]] QString toString() const;
    friend bool operator==(const GuidePlace&, const GuidePlace&) = default;
};

/// All chapters in their order, in a language ("de"); what there is no translation of, in English.
[[nodiscard]] const std::vector<GuideChapter>& guideChapters(QStringView language);
/// In the language that the window speaks.
[[nodiscard]] const std::vector<GuideChapter>& guideChapters();
/// nullptr where there is none of that id.
[[nodiscard]] const GuideChapter* findGuideChapter(QStringView id);

/// "Formulas › Activations"; a chapter alone where the anchor is empty or unknown.
[[nodiscard]] QString guideTitle(const GuidePlace& place);

/// The anchor of a heading: "8-bit and paged optimizers" -> "8-bit-and-paged-optimizers". A
/// translated one names the English anchor, which links keep: "Parameter {#parameters}".
[[nodiscard]] QString headingAnchor(QStringView heading);
/// What is shown of a heading: without the anchor that it names.
[[nodiscard]] QString headingTitle(QStringView heading);

/// The id in a link that loads a built-in preset ("headroom:preset/example-1"); empty for other
/// links.
[[nodiscard]] QString presetOfLink(QStringView link);
[[nodiscard]] bool isGuideLink(QStringView link);

} // namespace headroom::app
