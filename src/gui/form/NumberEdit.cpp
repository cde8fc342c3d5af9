// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/NumberEdit.h"

#include "gui/form/FormColours.h"
#include "headroom/base/Decimal.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QWheelEvent>

#include <cstdlib>
#include <limits>

namespace headroom::gui {
namespace {

constexpr int kCharacters = 10; ///< what the field shows at least

Result<Value> inRange(const Value& value, std::uint64_t minimum, std::uint64_t maximum)
{
    const Value::Number* number = value.asNumber();
    const Decimal::Parsed parsed = Decimal::parse(number != nullptr ? number->text : std::string());
    if (!parsed.value)
        return value;
    const std::uint64_t whole = parsed.value->digits() / parsed.value->denominator();
    if (whole < minimum)
        return fail(
            ErrorCode::OutOfRange, {}, HEADROOM_TEXT("form", "expected at least {0}"), minimum);
    if (whole > maximum || (whole == maximum && !parsed.value->isWhole()))
        return fail(
            ErrorCode::OutOfRange, {}, HEADROOM_TEXT("form", "expected at most {0}"), maximum);
    return value;
}

} // namespace

NumberEdit::NumberEdit(QWidget* parent)
    : QAbstractSpinBox(parent)
    , m_maximum(std::numeric_limits<std::int64_t>::max())
{
    setButtonSymbols(NoButtons);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // Scrolling the form must not change what the pointer happens to pass.
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberEdit::interpret);
    connect(this, &QAbstractSpinBox::editingFinished, this, &NumberEdit::commit);
}

void NumberEdit::setValue(const Value& value)
{
    m_value = value;
    m_error.reset();
    write(value);
}

void NumberEdit::write(const Value& value)
{
    const QSignalBlocker blocker(lineEdit());
    const QString text = value.isNull() ? QString() : textOf(value);
    if (text != lineEdit()->text())
        lineEdit()->setText(text);
    update();
}

QString NumberEdit::understood() const
{
    if (m_error || m_value.isNull())
        return {};
    const QString full = textOf(m_value);
    return full == lineEdit()->text()
        ? QString()
        : tr("= %1", "what was understood of the typed text").arg(understoodText(m_value));
}

void NumberEdit::setRange(std::uint64_t minimum, std::uint64_t maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
}

void NumberEdit::setNullable(bool nullable, const QString& word)
{
    m_nullable = nullable;
    lineEdit()->setPlaceholderText(word);
}

void NumberEdit::setMarked(bool marked)
{
    if (marked == m_marked)
        return;
    m_marked = marked;
    update();
}

void NumberEdit::interpret()
{
    const QString text = lineEdit()->text().trimmed();
    Result<Value> result = Value();
    if (!text.isEmpty())
        result = read(text).and_then(
            [this](const Value& v) { return inRange(v, m_minimum, m_maximum); });
    else if (!m_nullable)
        result =
            fail(ErrorCode::Missing, {}, HEADROOM_TEXT("form", "expected a number; found nothing"));
    if (result) {
        m_value = std::move(*result);
        m_error.reset();
    } else {
        m_error = std::move(result.error());
    }
    update();
    Q_EMIT edited();
}

void NumberEdit::commit()
{
    if (!m_error)
        write(m_value);
    Q_EMIT committed();
}

void NumberEdit::revert()
{
    m_error.reset();
    write(m_value);
    Q_EMIT edited();
}

void NumberEdit::stepBy(int steps) { step(steps, Step::Line); }

void NumberEdit::step(int steps, Step kind)
{
    if (m_error || isReadOnly())
        return;
    Value value = m_value;
    for (int i = 0; i < std::abs(steps); ++i)
        value = stepped(value, steps > 0 ? 1 : -1, kind);
    if (value == m_value || !inRange(value, m_minimum, m_maximum))
        return;
    m_value = std::move(value);
    write(m_value);
    selectAll();
    Q_EMIT edited();
}

QAbstractSpinBox::StepEnabled NumberEdit::stepEnabled() const
{
    return isReadOnly() ? StepNone : StepUpEnabled | StepDownEnabled;
}

bool NumberEdit::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // Undo is the window's, one step an edit; a text that is no value is undone here.
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool undo = key->matches(QKeySequence::Undo);
        if (undo || key->matches(QKeySequence::Redo)) {
            event->setAccepted(undo && m_error.has_value());
            return event->isAccepted();
        }
    }
    return QAbstractSpinBox::event(event);
}

void NumberEdit::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        step(event->key() == Qt::Key_Up ? 1 : -1, control ? Step::Special : Step::Line);
        event->accept();
        return;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        step(event->key() == Qt::Key_PageUp ? 1 : -1, Step::Page);
        event->accept();
        return;
    case Qt::Key_Escape:
        if (m_error) {
            revert();
            event->accept();
            return;
        }
        break;
    default:
        break;
    }
    if (event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo)) {
        if (m_error && event->matches(QKeySequence::Undo))
            revert();
        else
            event->ignore();
        return;
    }
    QAbstractSpinBox::keyPressEvent(event);
}

void NumberEdit::wheelEvent(QWheelEvent* event)
{
    if (!hasFocus()) {
        event->ignore();
        return;
    }
    constexpr int kNotch = 120;
    m_wheel += event->angleDelta().y();
    const int notches = m_wheel / kNotch;
    m_wheel -= notches * kNotch;
    if (notches != 0)
        step(
            notches, event->modifiers().testFlag(Qt::ControlModifier) ? Step::Special : Step::Line);
    event->accept();
}

void NumberEdit::changeEvent(QEvent* event)
{
    QAbstractSpinBox::changeEvent(event);
    if (event->type() == QEvent::LocaleChange && !m_error)
        write(m_value);
}

void NumberEdit::paintEvent(QPaintEvent* event)
{
    QAbstractSpinBox::paintEvent(event);
    if (!m_error && !m_marked)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(errorColour(palette()), 1.5));
    constexpr qreal kRadius = 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), kRadius, kRadius);
}

QSize NumberEdit::sizeHint() const
{
    ensurePolished();
    const int width = fontMetrics().horizontalAdvance(QLatin1Char('0')) * (kCharacters + 4);
    return {width, QAbstractSpinBox::sizeHint().height()};
}

QSize NumberEdit::minimumSizeHint() const
{
    ensurePolished();
    const int width = fontMetrics().horizontalAdvance(QLatin1Char('0')) * kCharacters;
    return {width, QAbstractSpinBox::minimumSizeHint().height()};
}

} // namespace headroom::gui
