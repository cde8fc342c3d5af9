// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/results/RoleChart.h"
#include "headroom/base/Role.h"

#include <map>
#include <vector>

class QBarCategoryAxis;
class QBarSet;
class QHorizontalStackedBarSeries;
class QValueAxis;

namespace headroom::gui {

/// Sizes as one horizontal bar for each component.
class BarsChart : public RoleChart {
    Q_OBJECT

public:
    explicit BarsChart(QWidget* parent = nullptr);

    void setBreakdown(const app::Breakdown& breakdown) override;
    [[nodiscard]] const app::BreakdownItem* itemAt(const QPointF& position) const override;

    /// nullptr where the breakdown has none of that role.
    [[nodiscard]] const QBarSet* bar(Role role) const;

protected:
    void applyColours() override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    void setCategories(const app::Breakdown& breakdown);
    void setRange(double largest);
    /// The row of an item: the first is at the top.
    [[nodiscard]] int rowOf(std::size_t item) const;

    QHorizontalStackedBarSeries* m_series;
    QBarCategoryAxis* m_names;
    QValueAxis* m_sizes;
    std::map<Role, QBarSet*> m_bars;
    app::Breakdown m_breakdown;
    double m_unit = 1; ///< bytes of one unit of the axis
};

} // namespace headroom::gui
