// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/formats/Report.h"

#include <QList>
#include <QStringList>
#include <QWidget>

class QAction;

namespace headroom::app {
class Session;
}

namespace headroom::gui {

/// The right side: headline, bar and verdict always in sight, the tabs below.
class ResultsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ResultsPanel(app::Session& session, QWidget* parent = nullptr);
    ~ResultsPanel() override;

    /// "breakdown", "guide": the tabs' stable names, in their order.
    [[nodiscard]] QStringList tabNames() const;
    [[nodiscard]] QString currentTab() const;
    /// False where there is no tab of that name.
    bool setCurrentTab(const QString& name);
    /// The keyboard focus to the table of results.
    void focusResults();
    /// The guide tab at "03-formulas#activations" (or a chapter alone; empty: its start).
    void showGuide(const QString& place);

    /// Text, HTML and CSV on the clipboard at once.
    [[nodiscard]] QAction* copyResultsAction() const;
    /// Markdown, JSON, LaTeX.
    [[nodiscard]] QList<QAction*> copyAsActions() const;
    /// The chart: copy as picture, export PNG, SVG, PDF, and the choice of its kind.
    [[nodiscard]] QList<QAction*> chartActions() const;

Q_SIGNALS:
    /// A link of the guide asks for a built-in preset.
    void presetRequested(const QString& id);
    /// A short notice for the status bar ("Copied").
    void notice(const QString& text);
};

} // namespace headroom::gui
