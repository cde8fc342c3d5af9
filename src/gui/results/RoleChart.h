// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"
#include "gui/results/StillChart.h"

namespace headroom::gui {

/// One kind of chart of a breakdown. Takes its colours from its palette; a new breakdown changes
/// values in place.
class RoleChart : public StillChart {
    Q_OBJECT

public:
    using StillChart::StillChart;

    virtual void setBreakdown(const app::Breakdown& breakdown) = 0;
    /// The item there, or nullptr; the position is in the widget.
    [[nodiscard]] virtual const app::BreakdownItem* itemAt(const QPointF& position) const = 0;
    void setStale(bool stale);

protected:
    /// Text that can be read on the colour.
    [[nodiscard]] static QColor textOn(const QColor& ground);
};

} // namespace headroom::gui
