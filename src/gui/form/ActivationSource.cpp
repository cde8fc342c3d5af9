// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/ActivationSource.h"

#include "headroom/base/Decimal.h"
#include "headroom/base/Wide.h"

#include <array>
#include <string_view>

namespace headroom::gui {
namespace {

constexpr auto kSources = std::to_array(
    {ActivationSource::Factor, ActivationSource::PerToken, ActivationSource::Measured});

const Field& field(ActivationSource source) { return *findField(fieldOf(source)); }

bool isGiven(const Scenario& scenario, ActivationSource source)
{
    return !fieldValue(scenario, field(source)).isNull();
}

/// number x a x b, where that can be held exactly and the field takes it.
std::optional<Value> product(
    const Decimal& number, std::uint64_t a, std::uint64_t b, std::uint64_t maximum)
{
    const Wide shape = Wide{a} * b;
    if (shape > maximum)
        return std::nullopt;
    const Wide digits = Wide{number.digits()} * shape;
    if (digits / number.denominator() > maximum
        || digits > std::numeric_limits<std::uint64_t>::max())
        return std::nullopt;
    unsigned places = 0;
    for (std::uint64_t power = number.denominator(); power > 1; power /= 10)
        ++places;
    return Value::number(Decimal::scaled(static_cast<std::uint64_t>(digits), places).toString());
}

/// number / (a x b), where nine places hold it exactly.
std::optional<Value> quotient(const Decimal& number, std::uint64_t a, std::uint64_t b)
{
    const Wide divisor = Wide{a} * b * number.denominator();
    constexpr std::uint64_t kPower = 1'000'000'000;
    const Wide digits = Wide{number.digits()} * kPower;
    if (divisor == 0 || digits % divisor != 0
        || digits / divisor > std::numeric_limits<std::uint64_t>::max())
        return std::nullopt;
    return Value::number(
        Decimal::scaled(static_cast<std::uint64_t>(digits / divisor), Decimal::kMaxPlaces)
            .toString());
}

Value valueFor(ActivationSource source, const Scenario& scenario, const Value& last,
    const std::optional<Bytes>& activations)
{
    constexpr std::uint64_t kUsualFactor = 4; // the form's own default
    constexpr std::uint64_t kUsualPerToken = 37'000; // Example 1's
    if (!last.isNull())
        return last;
    const auto* model = std::get_if<ManualModel>(&scenario.model);
    const bool shape = model != nullptr && model->layers && model->hiddenSize;
    switch (source) {
    case ActivationSource::Factor:
        if (shape && model->activationsPerToken) {
            if (const auto same =
                    quotient(*model->activationsPerToken, *model->layers, *model->hiddenSize))
                return *same;
        }
        return Value::number(kUsualFactor);
    case ActivationSource::PerToken:
        if (shape && model->activationFactor) {
            if (const auto same = product(*model->activationFactor, *model->layers,
                    *model->hiddenSize, field(source).maximum))
                return *same;
        }
        return Value::number(kUsualPerToken);
    case ActivationSource::Measured:
        return Value::number(
            activations && activations->value <= field(source).maximum ? activations->value : kGiB);
    case ActivationSource::None:
        break;
    }
    return {};
}

} // namespace

std::string_view fieldOf(ActivationSource source)
{
    switch (source) {
    case ActivationSource::Factor:
        return "model.manual.activation_factor";
    case ActivationSource::PerToken:
        return "model.manual.activations_per_token";
    case ActivationSource::Measured:
        return "model.manual.activation_bytes";
    case ActivationSource::None:
        break;
    }
    return {};
}

ActivationSource activationSource(const Scenario& scenario)
{
    for (const ActivationSource source : kSources) {
        if (isGiven(scenario, source))
            return source;
    }
    return ActivationSource::None;
}

std::vector<std::pair<const Field*, Value>> switchTo(ActivationSource source,
    const Scenario& scenario, const Value& last, const std::optional<Bytes>& activations)
{
    std::vector<std::pair<const Field*, Value>> values;
    for (const ActivationSource other : kSources)
        values.emplace_back(&field(other),
            other == source ? valueFor(source, scenario, last, activations) : Value());
    return values;
}

} // namespace headroom::gui
