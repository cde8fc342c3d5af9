// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/guide/GuidePage.h"

#include <QString>

#include <map>
#include <vector>

namespace headroom::gui {

/// A place where the searched words stand.
struct GuideHit {
    QString chapter; ///< id
    int position = 0; ///< in its document
    int length = 0;
    QString heading; ///< "Formulas › Activations"
    QString excerpt; ///< the words around it
};

/// The pages of the guide, each made when it is first needed, and the search in all of them.
class GuideBook {
public:
    void setLook(const QFont& font, const QPalette& palette);

    /// nullptr where there is no chapter of that id.
    [[nodiscard]] const GuidePage* page(const QString& chapter);

    /// All places, capitals aside, in the order of the chapters.
    [[nodiscard]] std::vector<GuideHit> find(const QString& words);

private:
    QFont m_font;
    QPalette m_palette;
    std::map<QString, GuidePage> m_pages;
};

} // namespace headroom::gui
