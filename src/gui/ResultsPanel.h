// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/formats/Report.h"

#include <QList>
#include <QStringList>
#include <QWidget>

class QAction;
class QTabWidget;

namespace headroom::app {
class Clipboard;
class Session;
} // namespace headroom::app

namespace headroom::gui {

class AdviceTab;
class BreakdownTab;
class ChartActions;
class CompareTab;
struct ChartDocument;
class Dialogs;
class FileTab;
class FitTab;
class GuideTab;
class HeadlinePanel;
class LayersTab;
class MeasuredTab;
class NetworkTab;
class TimelineTab;
class WhatIfTab;

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

    /// Keeps the current scenario to compare others with, and shows them.
    void compareCurrent();

    /// Text, HTML and CSV on the clipboard at once.
    [[nodiscard]] QAction* copyResultsAction() const { return m_copyResults; }
    /// Markdown, JSON, LaTeX.
    [[nodiscard]] QList<QAction*> copyAsActions() const { return m_copyAs; }
    /// The chart: copy as picture, export PNG, SVG, PDF, and the choice of its kind.
    [[nodiscard]] QList<QAction*> chartActions() const;

    /// Who asks where to write, and where copies go, in place of the desktop's. They outlive the
    /// panel.
    void setDialogs(Dialogs& dialogs);
    void setClipboard(app::Clipboard& clipboard);

Q_SIGNALS:
    /// A link of the guide asks for a built-in preset.
    void presetRequested(const QString& id);
    /// A tab that needs an architecture asks for one.
    void modelRequested();
    /// The tab of model files asks for another, or for the same as it is on the disk now.
    void openRequested();
    void readAgainRequested();
    /// A tab that needs a device asks for one.
    void deviceRequested();
    /// A short notice for the status bar ("Copied").
    void notice(const QString& text);

private:
    void addTab(const char* name, const QString& title, QWidget* tab);
    void makeCopyActions();
    void refresh();
    /// The tab of an own network is there where the model is one.
    void showNetwork();
    void copyResults();
    void copyAs(ReportFormat format, const QString& done);
    [[nodiscard]] ChartDocument chartDocument() const;

    app::Session& m_session;
    app::Clipboard* m_clipboard;
    HeadlinePanel* m_headline;
    QTabWidget* m_tabs;
    BreakdownTab* m_breakdown;
    TimelineTab* m_timeline;
    LayersTab* m_layers;
    FileTab* m_file;
    NetworkTab* m_network;
    FitTab* m_fit;
    AdviceTab* m_advice;
    WhatIfTab* m_whatIf;
    CompareTab* m_compare;
    MeasuredTab* m_measured;
    GuideTab* m_guide;
    ChartActions* m_chartActions;
    QAction* m_copyResults = nullptr;
    QList<QAction*> m_copyAs;
};

} // namespace headroom::gui
