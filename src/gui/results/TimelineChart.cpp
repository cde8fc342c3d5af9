// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/TimelineChart.h"

#include "app/Breakdown.h"
#include "app/RoleColours.h"
#include "app/StepText.h"
#include "headroom/base/Wide.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr int kTimelineGap = 6;
constexpr int kPeakDot = 4; ///< half the width of the peak's mark
constexpr qreal kStaleTimeline = 0.35;

/// A round number of bytes that divides the height into three to six.
std::uint64_t tickFor(std::uint64_t highest, UnitSystem units)
{
    const std::uint64_t base = units == UnitSystem::Binary ? 1024 : 1000;
    std::uint64_t unit = 1;
    while (highest / unit >= base)
        unit *= base;
    constexpr std::uint64_t kFewest = 3;
    std::uint64_t best = unit;
    if (highest / unit < kFewest) {
        // Halves and quarters, down to what is whole.
        while (highest / best < kFewest && best > 1)
            best = best / 2;
        return std::max<std::uint64_t>(best, 1);
    }
    for (std::uint64_t step = 1; step <= base; step *= 10) {
        for (const std::uint64_t part : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{5}}) {
            if (highest / (unit * step * part) >= kFewest)
                best = unit * step * part;
        }
    }
    return best;
}

/// "20 GiB", "1.5 GiB": without decimals that say nothing.
QString tickText(std::uint64_t bytes, UnitSystem units)
{
    QString text = app::sizeText(Bytes{bytes}, units);
    const QString zeros = QLocale().decimalPoint() + QStringLiteral("00");
    text.replace(zeros + u' ', QStringLiteral(" "));
    return text;
}

} // namespace

TimelineChart::TimelineChart(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Memory over the step"));
}

QSize TimelineChart::sizeHint() const
{
    const int line = fontMetrics().height();
    constexpr int kWide = 60;
    constexpr int kHigh = 18;
    return {fontMetrics().averageCharWidth() * kWide, line * kHigh};
}

QSize TimelineChart::minimumSizeHint() const
{
    constexpr int kHigh = 8;
    return {sizeHint().width() / 2, fontMetrics().height() * kHigh};
}

void TimelineChart::setStep(const StepView* view, std::optional<Bytes> capacity, UnitSystem units)
{
    m_view = view;
    m_capacity = capacity;
    m_units = units;
    if (view != nullptr) {
        const std::uint64_t peak =
            view->columns(view->peak(), view->peak() + 1, 1).front().live.value;
        m_highest = std::max<std::uint64_t>(peak, 1);
        // The device's line belongs to the picture where it does not make it flat.
        if (capacity && capacity->value / 2 <= peak)
            m_highest = std::max(m_highest, capacity->value);
        m_tick = tickFor(m_highest, units);
        m_position = std::clamp(m_position, view->begin(), view->end() - 1);
    }
    layOut();
    describe();
    update();
}

void TimelineChart::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    update();
}

void TimelineChart::layOut()
{
    const QFontMetrics metrics = fontMetrics();
    int axis = 0;
    if (m_view != nullptr) {
        for (std::uint64_t bytes = 0; bytes <= m_highest; bytes += m_tick) {
            axis = std::max(axis, metrics.horizontalAdvance(tickText(bytes, m_units)));
            if (m_highest - bytes < m_tick)
                break;
        }
    }
    m_plot = QRect(axis + 2 * kTimelineGap, metrics.height() + kTimelineGap,
        std::max(1, width() - axis - 3 * kTimelineGap),
        std::max(1, height() - 2 * metrics.height() - 3 * kTimelineGap));
    m_sampled = false;
}

void TimelineChart::sample() const
{
    if (m_sampled || m_view == nullptr)
        return;
    m_sampled = true;
    const int count = std::max(1, static_cast<int>(m_plot.width() * devicePixelRatioF()));
    m_columns = m_view->columns(m_view->begin(), m_view->end(), static_cast<std::size_t>(count));
}

qreal TimelineChart::yOf(std::uint64_t bytes) const
{
    const qreal part = static_cast<qreal>(bytes) / static_cast<qreal>(m_highest);
    return m_plot.top() + m_plot.height() * (1 - part);
}

int TimelineChart::xOf(std::uint64_t position) const
{
    if (m_view == nullptr)
        return m_plot.left();
    const std::uint64_t length = m_view->end() - m_view->begin();
    return m_plot.left()
        + static_cast<int>(
            Wide{position - m_view->begin()} * static_cast<unsigned>(m_plot.width()) / length);
}

std::optional<std::uint64_t> TimelineChart::positionAt(int x) const
{
    if (m_view == nullptr || x < m_plot.left() || x > m_plot.right())
        return std::nullopt;
    sample();
    const auto column = static_cast<std::size_t>(x - m_plot.left()) * m_columns.size()
        / static_cast<std::size_t>(m_plot.width());
    // What the column shows: its fullest moment.
    return m_columns[std::min(column, m_columns.size() - 1)].position;
}

void TimelineChart::setPosition(std::uint64_t position)
{
    if (m_view != nullptr)
        position = std::clamp(position, m_view->begin(), m_view->end() - 1);
    if (position == m_position)
        return;
    m_position = position;
    describe();
    update();
}

void TimelineChart::moveTo(std::uint64_t position)
{
    setPosition(position);
    Q_EMIT moved(m_position);
}

void TimelineChart::describe()
{
    if (m_view == nullptr)
        return;
    const StepEvent event = m_view->event(m_position);
    setAccessibleDescription(
        tr("%1: %2 alive; %3")
            .arg(app::placeText(*m_view, event), app::sizeText(event.moment.live, m_units),
                app::happeningText(event, m_units)));
}

void TimelineChart::paintEvent(QPaintEvent* /*event*/)
{
    if (m_view == nullptr)
        return;
    sample();
    QPainter painter(this);
    drawScale(painter);
    painter.setOpacity(m_stale ? kStaleTimeline : 1);
    drawColumns(painter);
    painter.setOpacity(1);
    drawPhases(painter);
    drawMarks(painter);
    if (hasFocus()) {
        QPen pen(palette().color(QPalette::Highlight));
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(m_plot.adjusted(-2, -2, 1, 1));
    }
}

void TimelineChart::drawScale(QPainter& painter) const
{
    const QColor muted = palette().color(QPalette::PlaceholderText);
    QColor line = palette().color(QPalette::WindowText);
    constexpr int kLineAlpha = 40;
    line.setAlpha(kLineAlpha);
    for (std::uint64_t bytes = 0; bytes <= m_highest; bytes += m_tick) {
        const int y = static_cast<int>(std::lround(yOf(bytes)));
        painter.setPen(line);
        painter.drawLine(m_plot.left(), y, m_plot.right(), y);
        painter.setPen(muted);
        const int height = fontMetrics().height();
        painter.drawText(QRect(0, y - height / 2, m_plot.left() - kTimelineGap, height),
            Qt::AlignRight | Qt::AlignVCenter, tickText(bytes, m_units));
        if (m_highest - bytes < m_tick)
            break;
    }
}

void TimelineChart::drawColumns(QPainter& painter) const
{
    const bool dark = app::isDark(palette());
    const qreal bottom = m_plot.top() + m_plot.height();
    const qreal width = static_cast<qreal>(m_plot.width()) / static_cast<qreal>(m_columns.size());
    std::vector<qreal> upper(m_columns.size(), bottom);
    std::vector<std::uint64_t> below(m_columns.size(), 0);
    std::vector<QRectF> bars;
    bars.reserve(m_columns.size());
    painter.setPen(Qt::NoPen);
    for (std::size_t role = 0; role < kRoleCount; ++role) {
        bars.clear();
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const std::uint64_t bytes = m_columns[i].byRole[role].value;
            if (bytes == 0)
                continue;
            below[i] += bytes;
            const qreal top = std::round(yOf(below[i]) * devicePixelRatioF()) / devicePixelRatioF();
            const qreal left = m_plot.left() + static_cast<qreal>(i) * width;
            if (!bars.empty() && bars.back().right() >= left - width / 2 && bars.back().top() == top
                && bars.back().bottom() == upper[i])
                bars.back().setRight(left + width);
            else
                bars.emplace_back(left, top, width, upper[i] - top);
            upper[i] = top;
        }
        painter.setBrush(app::roleColour(static_cast<Role>(role), dark));
        painter.drawRects(bars.data(), static_cast<int>(bars.size()));
    }
}

void TimelineChart::drawPhases(QPainter& painter) const
{
    const QColor text = palette().color(QPalette::WindowText);
    const QFontMetrics metrics = fontMetrics();
    const int line = m_plot.bottom() + kTimelineGap;
    int free = m_plot.left();
    const auto& phases = m_view->phases();
    for (std::size_t i = 0; i < phases.size(); ++i) {
        const int x = xOf(phases[i].begin);
        painter.setPen(QPen(text, 1, Qt::DotLine));
        if (i > 0)
            painter.drawLine(x, m_plot.top(), x, m_plot.bottom());
        // A name that has no room is left to the tool tip.
        const QString name = app::phaseText(phases[i].name);
        const int width = metrics.horizontalAdvance(name);
        const int left = std::min(x + 2, m_plot.right() - width);
        if (left < free)
            continue;
        painter.setPen(text);
        painter.drawText(
            QRect(left, line, width + 1, metrics.height()), Qt::AlignLeft | Qt::AlignTop, name);
        free = left + width + metrics.averageCharWidth();
    }
}

void TimelineChart::drawMarks(QPainter& painter) const
{
    const QColor text = palette().color(QPalette::WindowText);
    const QFontMetrics metrics = fontMetrics();
    if (m_capacity && m_capacity->value <= m_highest) {
        const QColor red = app::verdictColour(false, app::isDark(palette()));
        const int y = static_cast<int>(std::lround(yOf(m_capacity->value)));
        painter.setPen(QPen(red, 2, Qt::DashLine));
        painter.drawLine(m_plot.left(), y, m_plot.right(), y);
        const QString words = tr("%1 device memory").arg(app::sizeText(*m_capacity, m_units));
        const int above = y - metrics.height() - 2;
        painter.setPen(red);
        painter.drawText(QRect(m_plot.left() + kTimelineGap, above, m_plot.width() - kTimelineGap,
                             metrics.height()),
            Qt::AlignLeft | Qt::AlignVCenter, words);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const StepMoment peak = m_view->columns(m_view->peak(), m_view->peak() + 1, 1).front();
    painter.setPen(Qt::NoPen);
    painter.setBrush(text);
    const QPointF top(xOf(peak.position) + 0.5, yOf(peak.live.value));
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int x = xOf(m_position);
    painter.setPen(QPen(text, 2));
    painter.drawLine(x, m_plot.top(), x, m_plot.bottom());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Window), 1));
    painter.drawEllipse(top, kPeakDot, kPeakDot);
}

void TimelineChart::resizeEvent(QResizeEvent* event)
{
    layOut();
    QWidget::resizeEvent(event);
}

void TimelineChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        layOut();
    QWidget::changeEvent(event);
}

void TimelineChart::mousePressEvent(QMouseEvent* event)
{
    const std::optional<std::uint64_t> there = positionAt(event->pos().x());
    if (event->button() == Qt::LeftButton && there)
        moveTo(*there);
}

void TimelineChart::mouseMoveEvent(QMouseEvent* event)
{
    const std::optional<std::uint64_t> there = positionAt(event->pos().x());
    if ((event->buttons() & Qt::LeftButton) != 0 && there && *there != m_position)
        moveTo(*there);
}

void TimelineChart::keyPressEvent(QKeyEvent* event)
{
    if (m_view == nullptr) {
        QWidget::keyPressEvent(event);
        return;
    }
    const std::uint64_t first = m_view->begin();
    const std::uint64_t last = m_view->end() - 1;
    constexpr std::uint64_t kPages = 20;
    const bool far = (event->modifiers() & Qt::ControlModifier) != 0;
    const std::uint64_t page = std::max<std::uint64_t>(1, (last - first) / kPages);
    const auto back = [&](std::uint64_t by) {
        moveTo(m_position - first < by ? first : m_position - by);
    };
    const auto forth = [&](std::uint64_t by) {
        moveTo(last - m_position < by ? last : m_position + by);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        back(far ? page : 1);
        break;
    case Qt::Key_Right:
        forth(far ? page : 1);
        break;
    case Qt::Key_PageUp:
        back(page);
        break;
    case Qt::Key_PageDown:
        forth(page);
        break;
    case Qt::Key_Home:
        moveTo(first);
        break;
    case Qt::Key_End:
        moveTo(last);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

QString TimelineChart::toolTipAt(const QPoint& point) const
{
    const std::optional<std::uint64_t> there =
        m_plot.contains(point) ? positionAt(point.x()) : std::nullopt;
    if (!there)
        return {};
    const StepEvent event = m_view->event(*there);
    QString text = tr("%1 alive").arg(app::sizeText(event.moment.live, m_units));
    for (std::size_t role = kRoleCount; role-- > 0;) {
        const Bytes bytes = event.moment.byRole[role];
        if (bytes.value != 0)
            text += u'\n'
                + tr("%1: %2").arg(
                    app::roleText(static_cast<Role>(role)), app::sizeText(bytes, m_units));
    }
    return text + u'\n' + app::placeText(*m_view, event) + u'\n'
        + app::happeningText(event, m_units);
}

bool TimelineChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = toolTipAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace headroom::gui
