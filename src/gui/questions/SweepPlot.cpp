// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/SweepPlot.h"

#include "app/WhatIf.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace headroom::gui {

SweepPlot::SweepPlot(QWidget* parent)
    : QWidget(parent)
    , m_chart(new SweepChart(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Memory over the values of a field"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chart);
}

void SweepPlot::setPoints(std::vector<SweepPoint> points, std::optional<Bytes> capacity,
    UnitSystem units, const QString& field, std::optional<std::uint64_t> current)
{
    const bool sameValues =
        std::equal(points.begin(), points.end(), m_points.begin(), m_points.end(),
            [](const SweepPoint& a, const SweepPoint& b) { return a.value == b.value; });
    m_points = std::move(points);
    m_capacity = capacity;
    m_units = units;
    m_field = field;
    const auto found = std::find_if(m_points.begin(), m_points.end(),
        [&](const SweepPoint& point) { return point.value == current; });
    m_current = found == m_points.end() ? -1 : static_cast<int>(found - m_points.begin());
    if (!sameValues || m_selected < 0)
        m_selected = m_current;
    m_chart->setFieldName(field);
    m_chart->setPoints(m_points, capacity, units);
    select(m_selected);
}

QString SweepPlot::textOf(int point) const
{
    if (point < 0 || point >= static_cast<int>(m_points.size()))
        return {};
    const SweepPoint& there = m_points[static_cast<std::size_t>(point)];
    const QString value = app::countText(there.value);
    return tr("%1 %2: %3")
        .arg(m_field, value,
            there.breakdown ? app::pointText(there.breakdown->total, m_capacity, m_units)
                            : tr("cannot be estimated"));
}

void SweepPlot::select(int point)
{
    m_selected = point;
    m_chart->setMarks(m_selected, m_current);
    setAccessibleDescription(textOf(m_selected));
    Q_EMIT selectionChanged();
}

void SweepPlot::take()
{
    if (m_selected >= 0 && m_points[static_cast<std::size_t>(m_selected)].breakdown)
        Q_EMIT taken(m_points[static_cast<std::size_t>(m_selected)].value);
}

bool SweepPlot::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = textOf(m_chart->pointAt(help->pos()));
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void SweepPlot::mousePressEvent(QMouseEvent* event)
{
    const int point = m_chart->pointAt(event->position());
    if (event->button() != Qt::LeftButton || point < 0)
        return;
    select(point);
    take();
}

void SweepPlot::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_points.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        select(std::max(std::min(0, last), m_selected - 1));
        return;
    case Qt::Key_Right:
        select(std::min(last, m_selected + 1));
        return;
    case Qt::Key_Home:
        select(std::min(0, last));
        return;
    case Qt::Key_End:
        select(last);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        take();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace headroom::gui
