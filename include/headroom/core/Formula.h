// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Decimal.h"
#include "headroom/base/Dtype.h"
#include "headroom/base/Result.h"
#include "headroom/base/Text.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace headroom {

/// A named number in a formula, held as an exact ratio.
struct Factor {
    enum class Unit : std::uint8_t { None, Bytes };
    const char* symbol = ""; ///< "parameters"; marked for translation
    std::uint64_t numerator = 0;
    std::uint64_t denominator = 1;
    Unit unit = Unit::None;

    static constexpr Factor count(const char* symbol, std::uint64_t value)
    {
        return {symbol, value, 1, Unit::None};
    }
    static constexpr Factor ratio(
        const char* symbol, std::uint64_t numerator, std::uint64_t denominator)
    {
        return {symbol, numerator, denominator, Unit::None};
    }
    static constexpr Factor decimal(const char* symbol, Decimal value)
    {
        return {symbol, value.digits(), value.denominator(), Unit::None};
    }
    static Factor bytesOf(const char* symbol, Dtype dtype)
    {
        return {symbol, info(dtype).blockBytes, info(dtype).blockElements, Unit::Bytes};
    }
};

/// A sum of products of named factors. The same object is evaluated and shown, so a number and its
/// explanation cannot part.
class Formula {
public:
    static constexpr std::size_t kMaxFactors = 8;
    static constexpr std::size_t kMaxProducts = 2;

    class Product {
    public:
        void add(const Factor& factor)
        {
            assert(m_count < kMaxFactors);
            m_factors[m_count++] = factor;
        }
        [[nodiscard]] std::span<const Factor> factors() const
        {
            return std::span(m_factors).first(m_count);
        }

    private:
        std::array<Factor, kMaxFactors> m_factors{};
        std::size_t m_count = 0;
    };

    template <typename... Factors> void addProduct(const Factors&... factors)
    {
        assert(m_count < kMaxProducts);
        (m_products[m_count].add(factors), ...);
        ++m_count;
    }
    [[nodiscard]] std::span<const Product> products() const
    {
        return std::span(m_products).first(m_count);
    }

    /// The bytes, each product rounded up to a whole byte, or an Overflow error that names `term`.
    [[nodiscard]] Result<Bytes> evaluate(const char* term) const;

    /// "parameters × bytes per parameter".
    [[nodiscard]] std::string symbolic(const TextRenderer& renderer = {}) const;
    /// "110,000,000 × 4 B".
    [[nodiscard]] std::string substituted(const TextRenderer& renderer = {}) const;

private:
    std::array<Product, kMaxProducts> m_products{};
    std::size_t m_count = 0;
};

} // namespace headroom
