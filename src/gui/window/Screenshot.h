// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace headroom::gui {

/// Shows the widget and writes it into a PNG file once it has painted itself; then calls `done`
/// with what went wrong, or with an empty text.
void takeScreenshot(QWidget& widget, const QString& path, std::function<void(const QString&)> done);

} // namespace headroom::gui
