// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"

#include <QWidget>

#include <vector>

namespace headroom::gui {

/// The names, colours and sizes of a bar's parts; flows onto as many lines as it needs.
class BarLegend : public QWidget {
    Q_OBJECT

public:
    explicit BarLegend(QWidget* parent = nullptr);

    void setBreakdown(const app::Breakdown& breakdown);
    void setStale(bool stale);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

    /// Where each entry stands at that width.
    [[nodiscard]] std::vector<QRect> entries(int width) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] int swatchSize() const;
    [[nodiscard]] int lineHeight() const;

    app::Breakdown m_breakdown;
    bool m_stale = false;
};

} // namespace headroom::gui
