// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/CountEdit.h"

#include "gui/form/NumberText.h"
#include "gui/form/Steps.h"
#include "headroom/base/Decimal.h"

#include <algorithm>

namespace headroom::gui {
namespace {

std::optional<std::uint64_t> countOf(const Value& value)
{
    const Value::Number* number = value.asNumber();
    if (number == nullptr)
        return std::nullopt;
    const Decimal::Parsed parsed = Decimal::parse(number->text);
    return parsed.value ? std::optional(parsed.value->digits()) : std::nullopt;
}

} // namespace

CountEdit::CountEdit(Stepping stepping, QWidget* parent)
    : NumberEdit(parent)
    , m_stepping(stepping)
{
    connect(this, &NumberEdit::edited, this, [this] {
        if (!error())
            Q_EMIT valueEdited(count());
    });
}

std::optional<std::uint64_t> CountEdit::count() const { return countOf(value()); }

void CountEdit::setCount(std::optional<std::uint64_t> count)
{
    setValue(count ? Value::number(*count) : Value());
}

QString CountEdit::textOf(const Value& value) const
{
    const std::optional<std::uint64_t> number = countOf(value);
    return number ? writeCount(*number, locale()) : QString();
}

Result<Value> CountEdit::read(const QString& text) const
{
    return readCount(text, locale()).map([](std::uint64_t number) {
        return Value::number(number);
    });
}

Value CountEdit::stepped(const Value& from, int direction, Step step) const
{
    constexpr int kPage = 10;
    const std::optional<std::uint64_t> number = countOf(from);
    if (!number)
        return Value::number(implied());
    std::uint64_t next = 0;
    if (step == Step::Special)
        next = stepPowerOfTwo(*number, direction);
    else if (m_stepping == Stepping::Unit)
        next = gui::stepBy(*number, step == Step::Page ? kPage * direction : direction);
    else
        next = stepMagnitude(*number, direction, step == Step::Page);
    return Value::number(std::clamp(next, minimum(), maximum()));
}

} // namespace headroom::gui
