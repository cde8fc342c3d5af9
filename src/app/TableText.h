// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <QModelIndexList>

#include <memory>

namespace headroom::app {

/// Rows of a table with its header, as text with tabs between the columns and as an HTML table.
/// Each index stands for its row; rows below others are indented.
[[nodiscard]] std::unique_ptr<QMimeData> tableMimeData(const QModelIndexList& rows);

} // namespace headroom::app
