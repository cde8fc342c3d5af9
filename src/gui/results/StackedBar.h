// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace headroom::gui {

/// Where the parts of a stacked bar lie, in pixels from its left end.
struct BarGeometry {
    std::vector<int>
        edges; ///< one more than there are parts: part i lies in [edges[i], edges[i + 1])
    std::optional<int> capacity; ///< the capacity's mark
    friend bool operator==(const BarGeometry&, const BarGeometry&) = default;
};

/// The bar ranges over the largest of total, capacity and `scale`, so that nothing lies outside. No
/// part is thinner than two pixels while there is room.
[[nodiscard]] BarGeometry barGeometry(std::span<const std::uint64_t> parts,
    std::optional<std::uint64_t> capacity, int width, std::uint64_t scale = 0);

/// The parts of the headline side by side against the memory of the device. What lies beyond the
/// device is hatched.
class StackedBar : public QWidget {
    Q_OBJECT

public:
    explicit StackedBar(QWidget* parent = nullptr);

    void setBreakdown(const app::Breakdown& breakdown);
    void setStale(bool stale);
    /// What the whole width stands for at the least, for bars on one scale.
    void setScale(Bytes scale);

    [[nodiscard]] BarGeometry geometryNow() const;
    /// The words of the tool tip there.
    [[nodiscard]] QString toolTipAt(const QPoint& position) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRect barRect() const;

    app::Breakdown m_breakdown;
    Bytes m_scale;
    bool m_stale = false;
};

} // namespace headroom::gui
