// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/FileText.h"
#include "gui/results/StillChart.h"

#include <vector>

class QBarCategoryAxis;
class QBarSet;
class QHorizontalBarSeries;
class QValueAxis;

namespace headroom::gui {

/// The share of each type in a file's bytes, one bar each, its words above it. They are all
/// weights, so they have the colour of parameters.
class TypeChart : public StillChart {
    Q_OBJECT

public:
    explicit TypeChart(QWidget* parent = nullptr);

    void setShares(const std::vector<app::TypeShare>& shares);
    [[nodiscard]] const QBarSet& bars() const { return *m_bars; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void applyColours() override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    QHorizontalBarSeries* m_series;
    QBarSet* m_bars;
    QBarCategoryAxis* m_names;
    QValueAxis* m_sizes;
    std::vector<app::TypeShare> m_shares;
};

} // namespace headroom::gui
