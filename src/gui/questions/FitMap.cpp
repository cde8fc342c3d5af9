// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/FitMap.h"

#include "app/Breakdown.h"
#include "app/RoleColours.h"
#include "app/WhatIf.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::gui {
namespace {

constexpr int kMapGap = 6;

int indexOf(const std::vector<std::uint64_t>& values, std::uint64_t value)
{
    const auto found = std::find(values.begin(), values.end(), value);
    return found == values.end() ? -1 : static_cast<int>(found - values.begin());
}

int sizeOf(const std::vector<std::uint64_t>& values) { return static_cast<int>(values.size()); }

} // namespace

FitMap::FitMap(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("What fits, by batch size and length"));
}

QSize FitMap::sizeHint() const
{
    constexpr int kCharacters = 60;
    constexpr int kLines = 18;
    return {fontMetrics().averageCharWidth() * kCharacters, fontMetrics().height() * kLines};
}

QSize FitMap::minimumSizeHint() const
{
    constexpr int kLines = 8;
    return {sizeHint().width() / 2, fontMetrics().height() * kLines};
}

void FitMap::setAxes(Axes axes)
{
    m_axes = std::move(axes);
    m_points.assign(m_axes.batches.size() * m_axes.lengths.size(), {});
    m_most = 1;
    m_selected = {-1, -1};
    update();
}

void FitMap::setCell(std::size_t batch, std::size_t length, std::optional<Bytes> used)
{
    Point& changed = m_points[batch * m_axes.lengths.size() + length];
    changed = {used ? Cell::Known : Cell::Impossible, used.value_or(Bytes())};
    m_most = std::max(m_most, changed.used.value);
    update();
}

void FitMap::setDevice(std::optional<Bytes> capacity, UnitSystem units)
{
    m_capacity = capacity;
    m_units = units;
    update();
}

void FitMap::setCurrent(std::uint64_t batch, std::uint64_t length)
{
    m_current = {indexOf(m_axes.lengths, length), indexOf(m_axes.batches, batch)};
    if (!isThere(m_selected) && isThere(m_current))
        select(m_current);
    update();
}

const FitMap::Point& FitMap::point(int batch, int length) const
{
    return m_points[static_cast<std::size_t>(batch) * m_axes.lengths.size()
        + static_cast<std::size_t>(length)];
}

bool FitMap::isThere(QPoint cell) const
{
    return cell.x() >= 0 && cell.y() >= 0 && cell.x() < sizeOf(m_axes.lengths)
        && cell.y() < sizeOf(m_axes.batches);
}

bool FitMap::fits(int batch, int length) const
{
    const Point& there = point(batch, length);
    return there.state == Cell::Known && m_capacity && there.used <= *m_capacity;
}

QString FitMap::textOf(int batch, int length) const
{
    if (!isThere({length, batch}))
        return {};
    const Point& there = point(batch, length);
    const QString place = tr("Batch %1, length %2")
                              .arg(app::countText(m_axes.batches[static_cast<std::size_t>(batch)]),
                                  app::countText(m_axes.lengths[static_cast<std::size_t>(length)]));
    switch (there.state) {
    case Cell::Known:
        return tr("%1: %2").arg(place, app::pointText(there.used, m_capacity, m_units));
    case Cell::Impossible:
        return tr("%1: cannot be estimated").arg(place);
    case Cell::Unknown:
        break;
    }
    return tr("%1: not known yet").arg(place);
}

QRect FitMap::plot() const
{
    int widest = 0;
    for (const std::uint64_t batch : m_axes.batches)
        widest = std::max(widest, fontMetrics().horizontalAdvance(app::countText(batch)));
    const int line = fontMetrics().height();
    const int left = widest + 2 * kMapGap;
    const int top = line + kMapGap;
    return {left, top, std::max(1, width() - left - kMapGap),
        std::max(1, height() - top - 2 * line - 2 * kMapGap)};
}

QRect FitMap::cellRect(int batch, int length) const
{
    const QRect area = plot();
    const int columns = std::max(1, sizeOf(m_axes.lengths));
    const int rows = std::max(1, sizeOf(m_axes.batches));
    const int left = area.left() + area.width() * length / columns;
    const int right = area.left() + area.width() * (length + 1) / columns;
    const int bottom = area.top() + area.height() * (rows - batch) / rows;
    const int top = area.top() + area.height() * (rows - batch - 1) / rows;
    return {left, top, right - left, bottom - top};
}

QPoint FitMap::cellAt(const QPoint& position) const
{
    if (!plot().contains(position))
        return {-1, -1};
    for (int batch = 0; batch < sizeOf(m_axes.batches); ++batch) {
        for (int length = 0; length < sizeOf(m_axes.lengths); ++length) {
            if (cellRect(batch, length).contains(position))
                return {length, batch};
        }
    }
    return {-1, -1};
}

QColor FitMap::colourOf(const Point& point) const
{
    const bool dark = app::isDark(palette());
    const auto tint = [](QColor colour, double strength) {
        constexpr double kFaintest = 0.12;
        constexpr double kStrongest = 0.75;
        colour.setAlphaF(static_cast<float>(
            kFaintest + (kStrongest - kFaintest) * std::clamp(strength, 0.0, 1.0)));
        return colour;
    };
    const auto used = static_cast<double>(point.used.value);
    if (!m_capacity)
        return tint(palette().color(QPalette::Highlight), used / static_cast<double>(m_most));
    const double share = used / static_cast<double>(std::max<std::uint64_t>(1, m_capacity->value));
    if (point.used <= *m_capacity)
        return tint(app::verdictColour(true, dark), share);
    // Each doubling is a step; after some more there is nothing to tell apart.
    constexpr double kDoublings = 4;
    return tint(app::verdictColour(false, dark), std::log2(share) / kDoublings);
}

void FitMap::paintEvent(QPaintEvent* /*event*/)
{
    if (m_points.empty())
        return;
    QPainter painter(this);
    drawCells(painter);
    drawFrontier(painter);
    drawAxes(painter);
}

void FitMap::drawCells(QPainter& painter) const
{
    const QColor text = palette().color(QPalette::WindowText);
    QColor faint = text;
    constexpr int kFaintAlpha = 60;
    faint.setAlpha(kFaintAlpha);
    for (int batch = 0; batch < sizeOf(m_axes.batches); ++batch) {
        for (int length = 0; length < sizeOf(m_axes.lengths); ++length) {
            const Point& there = point(batch, length);
            const QRect cell = cellRect(batch, length);
            if (there.state == Cell::Known)
                painter.fillRect(cell, colourOf(there));
            else if (there.state == Cell::Impossible)
                painter.fillRect(cell, QBrush(faint, Qt::BDiagPattern));
        }
    }
    painter.setBrush(Qt::NoBrush);
    if (isThere(m_current)) {
        painter.setPen(QPen(text, 1, Qt::DotLine));
        painter.drawRect(cellRect(m_current.y(), m_current.x()).adjusted(0, 0, -1, -1));
    }
    if (isThere(m_selected)) {
        painter.setPen(QPen(hasFocus() ? palette().color(QPalette::Highlight) : text, 2));
        painter.drawRect(cellRect(m_selected.y(), m_selected.x()).adjusted(1, 1, -1, -1));
    }
}

void FitMap::drawFrontier(QPainter& painter) const
{
    if (!m_capacity)
        return;
    constexpr qreal kFrontier = 2.5;
    painter.setPen(QPen(palette().color(QPalette::WindowText), kFrontier));
    const auto known = [this](int batch, int length) {
        return point(batch, length).state != Cell::Unknown;
    };
    for (int batch = 0; batch < sizeOf(m_axes.batches); ++batch) {
        for (int length = 0; length < sizeOf(m_axes.lengths); ++length) {
            if (!fits(batch, length))
                continue;
            const QRect cell = cellRect(batch, length);
            if (isThere({length + 1, batch}) && known(batch, length + 1)
                && !fits(batch, length + 1))
                painter.drawLine(cell.right() + 1, cell.top(), cell.right() + 1, cell.bottom() + 1);
            if (isThere({length, batch + 1}) && known(batch + 1, length)
                && !fits(batch + 1, length))
                painter.drawLine(cell.left(), cell.top(), cell.right() + 1, cell.top());
        }
    }
}

void FitMap::drawAxes(QPainter& painter) const
{
    const QFontMetrics metrics = fontMetrics();
    const QRect area = plot();
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(
        QRect(0, 0, width(), metrics.height()), Qt::AlignLeft | Qt::AlignTop, tr("Batch size"));
    painter.drawText(QRect(0, height() - metrics.height(), width(), metrics.height()),
        Qt::AlignRight | Qt::AlignBottom, tr("Length"));
    int lowest = height();
    for (int batch = 0; batch < sizeOf(m_axes.batches); ++batch) {
        const int middle = cellRect(batch, 0).center().y();
        if (middle + metrics.height() / 2 > lowest)
            continue;
        lowest = middle - metrics.height() / 2;
        painter.drawText(QRect(0, lowest, area.left() - kMapGap, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter,
            app::countText(m_axes.batches[static_cast<std::size_t>(batch)]));
    }
    int free = 0;
    for (int length = 0; length < sizeOf(m_axes.lengths); ++length) {
        const QString text = app::countText(m_axes.lengths[static_cast<std::size_t>(length)]);
        const int wide = metrics.horizontalAdvance(text);
        const int left = cellRect(0, length).center().x() - wide / 2;
        if (left < free || left + wide > width())
            continue;
        painter.drawText(QRect(left, area.bottom() + kMapGap, wide + 1, metrics.height()),
            Qt::AlignLeft | Qt::AlignTop, text);
        free = left + wide + 2 * metrics.averageCharWidth();
    }
}

bool FitMap::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QPoint cell = cellAt(help->pos());
    if (isThere(cell))
        QToolTip::showText(help->globalPos(), textOf(cell.y(), cell.x()), this);
    else
        QToolTip::hideText();
    return true;
}

void FitMap::mousePressEvent(QMouseEvent* event)
{
    const QPoint cell = cellAt(event->pos());
    if (event->button() != Qt::LeftButton || !isThere(cell))
        return;
    select(cell);
    take();
}

void FitMap::keyPressEvent(QKeyEvent* event)
{
    QPoint step;
    switch (event->key()) {
    case Qt::Key_Left:
        step = {-1, 0};
        break;
    case Qt::Key_Right:
        step = {1, 0};
        break;
    case Qt::Key_Up:
        step = {0, 1};
        break;
    case Qt::Key_Down:
        step = {0, -1};
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        take();
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    const QPoint next = isThere(m_selected) ? m_selected + step : QPoint(0, 0);
    if (isThere(next))
        select(next);
}

void FitMap::select(QPoint cell)
{
    m_selected = cell;
    setAccessibleDescription(textOf(cell.y(), cell.x()));
    update();
    Q_EMIT selectionChanged();
}

void FitMap::take()
{
    if (!isThere(m_selected) || point(m_selected.y(), m_selected.x()).state != Cell::Known)
        return;
    Q_EMIT taken(m_axes.batches[static_cast<std::size_t>(m_selected.y())],
        m_axes.lengths[static_cast<std::size_t>(m_selected.x())]);
}

} // namespace headroom::gui
