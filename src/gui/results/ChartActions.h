// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/results/ChartExport.h"

#include <QList>
#include <QObject>

#include <functional>

class QAction;

namespace headroom::app {
class Clipboard;
}

namespace headroom::gui {

class Dialogs;

/// Copying and exporting the chart, and the choice of its kind.
class ChartActions : public QObject {
    Q_OBJECT

public:
    /// `document` gives the chart as it is to leave the window.
    ChartActions(std::function<ChartDocument()> document, QWidget* parent);

    [[nodiscard]] QList<QAction*> all() const { return m_all; }
    void setKind(BreakdownChart::Kind kind);
    void setDialogs(Dialogs& dialogs) { m_dialogs = &dialogs; }
    void setClipboard(app::Clipboard& clipboard) { m_clipboard = &clipboard; }

Q_SIGNALS:
    void kindChosen(BreakdownChart::Kind kind);
    void notice(const QString& text);

private:
    QAction* add(const QString& text, const char* name);
    void copy();
    void exportAs(PictureFormat format, const QString& filter, const QString& suffix);

    std::function<ChartDocument()> m_document;
    QWidget* m_window;
    Dialogs* m_dialogs;
    app::Clipboard* m_clipboard;
    QList<QAction*> m_all;
    QAction* m_pie = nullptr;
    QAction* m_bars = nullptr;
    QString m_folder; ///< where the last picture went
};

} // namespace headroom::gui
