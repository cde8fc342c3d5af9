// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace headroom::gui {

/// An icon of resources/icons, drawn in the palette's text colour: sharp at every scale, right in
/// light and dark.
[[nodiscard]] QIcon symbolicIcon(const QString& name);

/// Makes the resources of this library known; once is enough.
void useResources();

} // namespace headroom::gui
