// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"
#include "gui/results/StillChart.h"

#include <cstdint>
#include <optional>
#include <vector>

class QAreaSeries;
class QCategoryAxis;
class QLineSeries;
class QValueAxis;

namespace headroom::gui {

/// A value of the field that is swept, and what the scenario takes with it.
struct SweepPoint {
    std::uint64_t value = 0;
    std::optional<app::Breakdown> breakdown; ///< none: not known yet, or it cannot be estimated
};

/// Memory over the values of a field, stacked by kind, with the device's capacity as a line. The
/// values stand at even distances.
class SweepChart : public StillChart {
    Q_OBJECT

public:
    explicit SweepChart(QWidget* parent = nullptr);

    void setPoints(
        const std::vector<SweepPoint>& points, std::optional<Bytes> capacity, UnitSystem units);
    /// The point that is marked, and that of the scenario's own value; -1: none.
    void setMarks(int selected, int current);
    void setFieldName(const QString& name);

    /// The nearest point to a place in the widget; -1 outside of the plot.
    [[nodiscard]] int pointAt(const QPointF& position) const;
    /// Where a point stands in the widget.
    [[nodiscard]] QPointF positionOf(int point) const;
    [[nodiscard]] bool showsCapacity() const;

protected:
    void applyColours() override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    void makeAreas(const std::vector<SweepPoint>& points, double unit);
    void drawCapacityText(QPainter& painter) const;
    void makeValues(const std::vector<SweepPoint>& points);

    struct Area {
        Role role;
        QAreaSeries* series;
    };
    std::vector<Area> m_areas;
    QLineSeries* m_capacity;
    QString m_capacityText;
    QCategoryAxis* m_values;
    QValueAxis* m_sizes;
    int m_count = 0;
    int m_selected = -1;
    int m_current = -1;
};

} // namespace headroom::gui
