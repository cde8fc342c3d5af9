// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/core/StepView.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace headroom::gui {

/// Live memory over one step, stacked by kind, with phases, peak, capacity and a cursor that a
/// click or the arrow keys move. Each pixel column shows the fullest moment of its stretch.
class TimelineChart : public QWidget {
    Q_OBJECT

public:
    explicit TimelineChart(QWidget* parent = nullptr);

    /// The view must stay until the next call; nullptr shows nothing.
    void setStep(const StepView* view, std::optional<Bytes> capacity, UnitSystem units);
    void setStale(bool stale);

    [[nodiscard]] std::uint64_t position() const { return m_position; }
    void setPosition(std::uint64_t position);

    /// For tests: where a position is drawn, and what the tool tip says of a point.
    [[nodiscard]] int xOf(std::uint64_t position) const;
    [[nodiscard]] QString toolTipAt(const QPoint& point) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user moved the cursor.
    void moved(quint64 position);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();
    void sample() const;
    [[nodiscard]] qreal yOf(std::uint64_t bytes) const;
    [[nodiscard]] std::optional<std::uint64_t> positionAt(int x) const;
    void moveTo(std::uint64_t position);
    void drawScale(QPainter& painter) const;
    void drawColumns(QPainter& painter) const;
    void drawPhases(QPainter& painter) const;
    void drawMarks(QPainter& painter) const;
    void describe();

    const StepView* m_view = nullptr;
    std::optional<Bytes> m_capacity;
    UnitSystem m_units = UnitSystem::Binary;
    bool m_stale = false;
    std::uint64_t m_position = 0;
    std::uint64_t m_highest = 1; ///< bytes at the upper edge
    std::uint64_t m_tick = 1; ///< bytes between two lines
    QRect m_plot;
    mutable std::vector<StepMoment> m_columns; ///< one a pixel of the device
    mutable bool m_sampled = false;
};

} // namespace headroom::gui
