// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace headroom::gui {

/// Shows the program's texts, and Qt's own, in that language (empty: the desktop's), where there is
/// a translation. For the rest of the process; needs an application.
void useLanguage(const QString& language);

} // namespace headroom::gui
