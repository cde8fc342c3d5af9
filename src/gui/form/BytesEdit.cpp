// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/BytesEdit.h"

#include "gui/form/NumberText.h"
#include "gui/form/Steps.h"
#include "headroom/base/Bytes.h"
#include "headroom/base/Decimal.h"
#include "headroom/base/Wide.h"

#include <algorithm>
#include <array>
#include <limits>

namespace headroom::gui {
namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

struct ByteUnit {
    const char* name;
    std::uint64_t bytes;
};
/// Longer names before those they end with.
constexpr auto kUnits = std::to_array<ByteUnit>({
    {"KiB", kKiB},
    {"MiB", kMiB},
    {"GiB", kGiB},
    {"TiB", 1024 * kGiB},
    {"kB", 1'000},
    {"MB", 1'000'000},
    {"GB", 1'000'000'000},
    {"TB", 1'000'000'000'000},
    {"B", 1},
});

std::optional<std::uint64_t> bytesOf(const Value& value)
{
    const Value::Number* number = value.asNumber();
    const Decimal::Parsed parsed = Decimal::parse(number != nullptr ? number->text : std::string());
    return parsed.value ? std::optional(parsed.value->digits()) : std::nullopt;
}

/// The bytes nearest to number x unit.
Wide nearest(const Decimal& number, std::uint64_t unit)
{
    const Wide denominator = number.denominator();
    return (Wide{number.digits()} * unit * 2 + denominator) / (denominator * 2);
}

} // namespace

BytesEdit::BytesEdit(Unit unit, QWidget* parent)
    : NumberEdit(parent)
    , m_unit(unit == Unit::GiB ? kGiB : kMiB)
{
}

std::optional<std::uint64_t> BytesEdit::bytes() const { return bytesOf(value()); }

QString BytesEdit::textOf(const Value& value) const
{
    const std::optional<std::uint64_t> exact = bytesOf(value);
    if (!exact)
        return {};
    // The fewest decimals that read() turns into the same bytes.
    Wide power = 1;
    for (unsigned places = 0; places <= Decimal::kMaxPlaces; ++places, power *= 10) {
        const Wide digits = (Wide{*exact} * power * 2 + m_unit) / (Wide{m_unit} * 2);
        if (digits > kMax)
            break;
        const Decimal number = Decimal::scaled(static_cast<std::uint64_t>(digits), places);
        if (nearest(number, m_unit) == *exact)
            return writeDecimal(number, locale());
    }
    return tr("%1 B").arg(writeCount(*exact, locale()));
}

QString BytesEdit::understoodText(const Value& value) const
{
    const QString text = textOf(value);
    if (text.isEmpty() || text.back().isLetter())
        return text;
    return text + QChar(QChar::Nbsp) + QLatin1String(m_unit == kGiB ? "GiB" : "MiB");
}

Result<Value> BytesEdit::read(const QString& text) const
{
    QString body = text.trimmed();
    std::uint64_t unit = m_unit;
    for (const ByteUnit& candidate : kUnits) {
        const QString name = QString::fromLatin1(candidate.name);
        if (body.endsWith(name, Qt::CaseInsensitive)) {
            unit = candidate.bytes;
            body = body.chopped(name.size()).trimmed();
            break;
        }
    }
    // parseCount() would take a lone letter for a power of 1000, which "24G" does not say.
    if (!body.isEmpty() && body.back().isLetter())
        return fail(ErrorCode::Syntax, {},
            HEADROOM_TEXT("form", "expected a number, alone or with MiB, GiB, MB or GB; found {0}"),
            text.toStdString());
    const Result<Decimal> number = readDecimal(body, locale());
    if (!number)
        return tl::unexpected(number.error());
    const Wide bytes = nearest(*number, unit);
    if (bytes > kMax)
        return fail(ErrorCode::OutOfRange, {}, HEADROOM_TEXT("form", "{0} is too large"),
            text.toStdString());
    return Value::number(static_cast<std::uint64_t>(bytes));
}

Value BytesEdit::stepped(const Value& from, int direction, Step step) const
{
    constexpr std::uint64_t kPage = 10;
    const std::optional<std::uint64_t> exact = bytesOf(from);
    if (!exact)
        return Value::number(std::max(m_unit, implied()));
    Wide next = 0;
    if (step == Step::Special) {
        next = Wide{stepPowerOfTwo(*exact / m_unit, direction)} * m_unit;
    } else {
        const Wide by = Wide{m_unit} * (step == Step::Page ? kPage : 1);
        const Wide now = *exact;
        next = direction > 0 ? now + by : now < by ? Wide{0} : now - by;
    }
    if (next < minimum() || next > maximum())
        return from;
    return Value::number(static_cast<std::uint64_t>(next));
}

} // namespace headroom::gui
