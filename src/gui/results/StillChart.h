// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCharts/QChartView>

namespace headroom::gui {

/// A chart on the window's own ground, without a legend, that takes no events: what is around it
/// answers the mouse and the keys.
class StillChart : public QChartView {
    Q_OBJECT

public:
    explicit StillChart(QWidget* parent = nullptr);

protected:
    /// Colours and fonts from the palette to all that does not have a role.
    virtual void applyColours() = 0;
    void changeEvent(QEvent* event) override;

    /// The same for an axis.
    void colourAxis(QAbstractAxis& axis) const;
    [[nodiscard]] bool isDark() const;
};

} // namespace headroom::gui
