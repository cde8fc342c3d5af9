// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/questions/SweepChart.h"

#include <QWidget>

namespace headroom::gui {

/// The chart of a sweep with what answers the mouse and the keys: a click, or Enter, takes a value.
class SweepPlot : public QWidget {
    Q_OBJECT

public:
    explicit SweepPlot(QWidget* parent = nullptr);

    [[nodiscard]] SweepChart& chart() const { return *m_chart; }
    void setPoints(std::vector<SweepPoint> points, std::optional<Bytes> capacity, UnitSystem units,
        const QString& field, std::optional<std::uint64_t> current);
    [[nodiscard]] QString textOf(int point) const;
    [[nodiscard]] int selected() const { return m_selected; }

Q_SIGNALS:
    void selectionChanged();
    void taken(quint64 value);

protected:
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void select(int point);
    void take();

    SweepChart* m_chart;
    std::vector<SweepPoint> m_points;
    std::optional<Bytes> m_capacity;
    UnitSystem m_units = UnitSystem::Binary;
    QString m_field;
    int m_selected = -1;
    int m_current = -1;
};

} // namespace headroom::gui
