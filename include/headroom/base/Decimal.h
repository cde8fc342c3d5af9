// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// A decimal number >= 0, held exactly: an integer over a power of ten, at most nine places. Read
/// from the written text, never through floating point.
class Decimal {
public:
    static constexpr unsigned kMaxPlaces = 9;

    constexpr Decimal() = default;
    constexpr explicit Decimal(std::uint64_t whole)
        : m_digits(whole)
    {
    }
    /// digits / 10^places, in lowest terms.
    static constexpr Decimal scaled(std::uint64_t digits, unsigned places)
    {
        Decimal value(digits);
        value.m_places = places;
        value.reduce();
        return value;
    }

    enum class ParseError { NotANumber, Negative, TooManyPlaces, TooLarge };
    struct Parsed;
    /// Takes "34.5", "+2", "1e3", "2.5E-1"; JSON's numbers are among these.
    [[nodiscard]] static Parsed parse(std::string_view text);

    /// value = digits() / denominator().
    [[nodiscard]] constexpr std::uint64_t digits() const { return m_digits; }
    [[nodiscard]] constexpr std::uint64_t denominator() const
    {
        std::uint64_t power = 1;
        for (unsigned i = 0; i < m_places; ++i)
            power *= 10;
        return power;
    }
    [[nodiscard]] constexpr bool isWhole() const { return m_places == 0; }
    [[nodiscard]] constexpr bool isZero() const { return m_digits == 0; }

    /// Shortest form: "34.5", "2".
    [[nodiscard]] std::string toString() const;

    friend constexpr bool operator==(const Decimal&, const Decimal&) = default;

private:
    constexpr void reduce()
    {
        while (m_places > 0 && m_digits % 10 == 0) {
            m_digits /= 10;
            --m_places;
        }
    }

    std::uint64_t m_digits = 0;
    unsigned m_places = 0;
};

struct Decimal::Parsed {
    std::optional<Decimal> value;
    ParseError error = ParseError::NotANumber; ///< why there is none
};

} // namespace headroom
