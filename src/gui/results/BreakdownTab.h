// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"
#include "gui/results/BreakdownChart.h"

#include <QWidget>

#include <memory>

class QModelIndex;
class QPoint;

namespace Ui {
class BreakdownTab;
}

namespace headroom::app {
class BreakdownModel;
class Session;
} // namespace headroom::app

namespace headroom::gui {

class BreakdownDelegate;

/// The page's table with rows that unfold, the chart beside it, warnings and assumptions below.
class BreakdownTab : public QWidget {
    Q_OBJECT

public:
    explicit BreakdownTab(QWidget* parent = nullptr);
    ~BreakdownTab() override;

    void setResult(const app::Session& session, const app::Breakdown& breakdown);
    void focusTable();

    [[nodiscard]] BreakdownChart* chart() const;
    void setChartKind(BreakdownChart::Kind kind);

Q_SIGNALS:
    /// "03-formulas#activations".
    void guideRequested(const QString& place);
    void chartKindChanged(BreakdownChart::Kind kind);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setUpTable();
    void spanDetails(const QModelIndex& parent, int first, int last);
    void spanSentences();
    void openGuide(const QModelIndex& index);
    void followLink(const QModelIndex& index);
    void showMenu(const QPoint& position);
    void setStale(bool stale);
    void fitColumns();

    std::unique_ptr<::Ui::BreakdownTab> m_ui;
    app::BreakdownModel* m_model;
    BreakdownDelegate* m_delegate;
    bool m_stale = false;
    bool m_shown = false;
    bool m_columnsChosen = false; ///< the user has dragged one
};

} // namespace headroom::gui
