// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"

#include <QtCharts/QChartView>

namespace headroom::gui {

/// One kind of chart of a breakdown. Takes its colours from its palette; a new breakdown changes
/// values in place.
class RoleChart : public QChartView {
    Q_OBJECT

public:
    explicit RoleChart(QWidget* parent = nullptr);

    virtual void setBreakdown(const app::Breakdown& breakdown) = 0;
    /// The item there, or nullptr; the position is in the widget.
    [[nodiscard]] virtual const app::BreakdownItem* itemAt(const QPointF& position) const = 0;
    void setStale(bool stale);

protected:
    /// Colours from the palette to all that does not have a role.
    virtual void applyColours() = 0;
    void changeEvent(QEvent* event) override;

    [[nodiscard]] bool isDark() const;
    /// Text that can be read on the colour.
    [[nodiscard]] static QColor textOn(const QColor& ground);
};

} // namespace headroom::gui
