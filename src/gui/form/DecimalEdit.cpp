// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/DecimalEdit.h"

#include "gui/form/NumberText.h"
#include "gui/form/Steps.h"
#include "headroom/base/Decimal.h"
#include "headroom/base/Wide.h"

#include <algorithm>
#include <limits>

namespace headroom::gui {
namespace {

std::optional<Decimal> decimalOf(const Value& value)
{
    const Value::Number* number = value.asNumber();
    return number != nullptr ? Decimal::parse(number->text).value : std::nullopt;
}

/// number + direction / parts, not below zero; the number itself where that cannot be held.
Decimal addPart(const Decimal& number, int direction, std::uint64_t parts)
{
    std::uint64_t denominator = std::max(number.denominator(), parts);
    Wide digits = Wide{number.digits()} * (denominator / number.denominator());
    const Wide step = denominator / parts;
    digits = direction > 0 ? digits + step : digits < step ? Wide{0} : digits - step;
    unsigned places = 0;
    for (; denominator > 1; denominator /= 10)
        ++places;
    if (digits > std::numeric_limits<std::uint64_t>::max())
        return number;
    return Decimal::scaled(static_cast<std::uint64_t>(digits), places);
}

} // namespace

QString DecimalEdit::textOf(const Value& value) const
{
    const std::optional<Decimal> number = decimalOf(value);
    return number ? writeDecimal(*number, locale()) : QString();
}

Result<Value> DecimalEdit::read(const QString& text) const
{
    return readDecimal(text, locale()).map([](const Decimal& number) {
        return Value::number(number.toString());
    });
}

Value DecimalEdit::stepped(const Value& from, int direction, Step step) const
{
    constexpr std::uint64_t kTenths = 10;
    constexpr std::uint64_t kSmall = 100; // below it steps are of 1 and keep the fraction
    const std::optional<Decimal> number = decimalOf(from);
    if (!number)
        return Value::number(implied());
    const std::uint64_t whole = number->digits() / number->denominator();
    Decimal next;
    if (step == Step::Special)
        next = addPart(*number, direction, kTenths);
    else if (step == Step::Line && whole < kSmall)
        next = addPart(*number, direction, 1);
    else
        next = Decimal(stepMagnitude(whole, direction, step == Step::Page));
    const std::uint64_t nextWhole = next.digits() / next.denominator();
    if (nextWhole < minimum())
        next = Decimal(minimum());
    else if (nextWhole >= maximum())
        next = Decimal(maximum());
    return Value::number(next.toString());
}

} // namespace headroom::gui
