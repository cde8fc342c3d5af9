// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Formula.h"

#include "headroom/base/Wide.h"

#include <limits>
#include <numeric>
#include <optional>

namespace headroom {
namespace {

constexpr std::uint64_t kMax64 = std::numeric_limits<std::uint64_t>::max();

/// numerator / denominator <= kMax64, or nothing.
std::optional<Bytes> evaluateProduct(std::span<const Factor> factors)
{
    constexpr Wide kMaxWide = ~Wide{0};
    // A factor of 0 makes any product 0, however large the others are.
    for (const Factor& factor : factors) {
        if (factor.numerator == 0)
            return Bytes{};
    }
    Wide numerator = 1;
    Wide denominator = 1;
    for (const Factor& factor : factors) {
        if (numerator > kMaxWide / factor.numerator || denominator > kMaxWide / factor.denominator)
            return std::nullopt;
        numerator *= factor.numerator;
        denominator *= factor.denominator;
    }
    const Wide bytes = numerator / denominator + (numerator % denominator != 0 ? 1 : 0);
    if (bytes > kMax64)
        return std::nullopt;
    return Bytes{static_cast<std::uint64_t>(bytes)};
}

/// 0.5 and 34.5 as decimals, but 8/32 and 34/32 (shares of heads, bytes of blocks) as they were
/// given.
std::string ratioText(const Factor& factor, const TextRenderer& renderer)
{
    constexpr unsigned kShortDecimal = 1;
    const std::uint64_t reduced =
        factor.denominator / std::gcd(factor.numerator, factor.denominator);
    bool powerOfTen = false;
    std::uint64_t power = 1;
    for (unsigned places = 0; places <= Decimal::kMaxPlaces; ++places, power *= 10)
        powerOfTen = powerOfTen || power == factor.denominator;
    power = 1;
    for (unsigned places = 0; places <= Decimal::kMaxPlaces; ++places, power *= 10) {
        if (power % reduced == 0 && (powerOfTen || places <= kShortDecimal))
            return renderer.number(formatRatio(factor.numerator, factor.denominator, places));
    }
    return renderer.number(grouped(factor.numerator)) + "/"
        + renderer.number(grouped(factor.denominator));
}

} // namespace

Result<Bytes> Formula::evaluate(const char* term) const
{
    Bytes sum;
    for (const Product& product : products()) {
        const std::optional<Bytes> bytes = evaluateProduct(product.factors());
        if (!bytes || bytes->value > kMax64 - sum.value)
            return fail(ErrorCode::Overflow, {},
                HEADROOM_TEXT("core", "{0}: {1} is more than 2^64 - 1 bytes"), term, substituted());
        sum.value += bytes->value;
    }
    return sum;
}

std::string Formula::symbolic(const TextRenderer& renderer) const
{
    std::string text;
    for (const Product& product : products()) {
        if (!text.empty())
            text += " + ";
        bool first = true;
        for (const Factor& factor : product.factors()) {
            if (!first)
                text += " × ";
            text += renderer.pattern(factor.symbol);
            first = false;
        }
    }
    return text;
}

std::string Formula::substituted(const TextRenderer& renderer) const
{
    std::string text;
    for (const Product& product : products()) {
        if (!text.empty())
            text += " + ";
        bool first = true;
        for (const Factor& factor : product.factors()) {
            if (!first)
                text += " × ";
            text += ratioText(factor, renderer);
            if (factor.unit == Factor::Unit::Bytes)
                text += " B";
            first = false;
        }
    }
    return text;
}

} // namespace headroom
