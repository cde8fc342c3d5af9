// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

namespace headroom::gui {

/// Memory over batch size (upwards) and length (to the right) as a map: what fits, what does not,
/// and the frontier between. A click, or Enter, takes a point.
class FitMap : public QWidget {
    Q_OBJECT

public:
    enum class Cell { Unknown, Known, Impossible };
    struct Axes {
        std::vector<std::uint64_t> batches;
        std::vector<std::uint64_t> lengths;
        friend bool operator==(const Axes&, const Axes&) = default;
    };

    explicit FitMap(QWidget* parent = nullptr);

    /// All cells are unknown from now on.
    void setAxes(Axes axes);
    void setCell(std::size_t batch, std::size_t length, std::optional<Bytes> used);
    void setDevice(std::optional<Bytes> capacity, UnitSystem units);
    void setCurrent(std::uint64_t batch, std::uint64_t length);

    [[nodiscard]] const Axes& axes() const { return m_axes; }
    [[nodiscard]] QString textOf(int batch, int length) const;
    [[nodiscard]] QRect cellRect(int batch, int length) const;
    [[nodiscard]] QPoint selected() const { return m_selected; } ///< x: length, y: batch

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionChanged();
    void taken(quint64 batch, quint64 length);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Point {
        Cell state = Cell::Unknown;
        Bytes used;
    };
    [[nodiscard]] const Point& point(int batch, int length) const;
    [[nodiscard]] bool fits(int batch, int length) const;
    [[nodiscard]] bool isThere(QPoint cell) const;
    [[nodiscard]] QPoint cellAt(const QPoint& position) const; ///< (-1, -1): none
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] QColor colourOf(const Point& point) const;
    void drawCells(QPainter& painter) const;
    void drawFrontier(QPainter& painter) const;
    void drawAxes(QPainter& painter) const;
    void select(QPoint cell);
    void take();

    Axes m_axes;
    std::vector<Point> m_points; ///< row by row, a row a batch
    std::optional<Bytes> m_capacity;
    UnitSystem m_units = UnitSystem::Binary;
    std::uint64_t m_most = 1; ///< bytes
    QPoint m_selected{-1, -1};
    QPoint m_current{-1, -1};
};

} // namespace headroom::gui
