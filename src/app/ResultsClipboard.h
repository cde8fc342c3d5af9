// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/formats/Report.h"

#include <QMimeData>

#include <memory>

namespace headroom::app {

/// The whole report as plain text, an HTML table and CSV at once: a terminal, a mail and a
/// spreadsheet each take theirs.
[[nodiscard]] std::unique_ptr<QMimeData> resultsMimeData(
    const Scenario& scenario, const Estimate& estimate, UnitSystem units);

/// The report in one format, as plain text and under the type of that format.
[[nodiscard]] std::unique_ptr<QMimeData> reportMimeData(
    ReportFormat format, const Scenario& scenario, const Estimate& estimate, UnitSystem units);

/// Where copies go.
class Clipboard {
public:
    Clipboard() = default;
    Clipboard(const Clipboard&) = delete;
    Clipboard& operator=(const Clipboard&) = delete;
    virtual ~Clipboard() = default;

    /// False where the desktop refused.
    [[nodiscard]] virtual bool put(std::unique_ptr<QMimeData> data) = 0;
};

[[nodiscard]] Clipboard& systemClipboard();

} // namespace headroom::app
