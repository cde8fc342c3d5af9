// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/results/RoleChart.h"
#include "headroom/base/Role.h"

#include <map>

class QPieSeries;
class QPieSlice;

namespace headroom::gui {

/// Shares as a ring with the total in its middle. A slice has its share written on it where there
/// is room.
class DonutChart : public RoleChart {
    Q_OBJECT

public:
    explicit DonutChart(QWidget* parent = nullptr);

    void setBreakdown(const app::Breakdown& breakdown) override;
    [[nodiscard]] const app::BreakdownItem* itemAt(const QPointF& position) const override;

    /// nullptr where the breakdown has none of that role.
    [[nodiscard]] const QPieSlice* slice(Role role) const;

protected:
    void applyColours() override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    struct Ring {
        QPointF centre;
        qreal inner = 0;
        qreal outer = 0;
    };
    [[nodiscard]] Ring ring() const;
    void drawShare(QPainter& painter, const Ring& ring, const app::BreakdownItem& item) const;

    QPieSeries* m_series;
    std::map<Role, QPieSlice*>
        m_slices; ///< of all roles; those that the breakdown does not have are 0
    app::Breakdown m_breakdown;
};

} // namespace headroom::gui
