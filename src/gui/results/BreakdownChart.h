// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"

#include <QWidget>

class QLabel;
class QPainter;
class QRectF;
class QStackedLayout;

namespace headroom::gui {

class RoleChart;

/// The breakdown as a pie or as bars. Qt Charts stays behind this widget.
class BreakdownChart : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Pie, Bars };

    explicit BreakdownChart(QWidget* parent = nullptr);

    void setBreakdown(const app::Breakdown& breakdown);
    [[nodiscard]] const app::Breakdown& breakdown() const { return m_breakdown; }
    void setKind(Kind kind);
    [[nodiscard]] Kind kind() const { return m_kind; }
    void setStale(bool stale);

    /// Draws the chart there, in the palette of this widget.
    void drawChart(QPainter& painter, const QRectF& target);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showCurrent();
    void limitHeight();

    app::Breakdown m_breakdown;
    Kind m_kind = Kind::Pie;
    bool m_stale = false;
    QStackedLayout* m_pages;
    QLabel* m_nothing;
    RoleChart* m_pie = nullptr; ///< each made when it is first shown
    RoleChart* m_bars = nullptr;
};

} // namespace headroom::gui
