// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace headroom::engine {

/// Sizes, or strides in elements, of a tensor: one number a dimension. Held in place, as shapes are
/// copied all the time.
class Dims {
public:
    static constexpr std::size_t kMaxRank = 6;

    Dims() = default;
    Dims(std::initializer_list<std::int64_t> values)
    {
        for (std::int64_t value : values)
            push(value);
    }
    static Dims filled(std::size_t rank, std::int64_t value)
    {
        Dims dims;
        for (std::size_t i = 0; i < rank; ++i)
            dims.push(value);
        return dims;
    }

    [[nodiscard]] std::size_t rank() const { return m_rank; }
    [[nodiscard]] bool isScalar() const { return m_rank == 0; }
    [[nodiscard]] std::int64_t operator[](std::size_t i) const { return m_values[i]; }
    std::int64_t& operator[](std::size_t i) { return m_values[i]; }
    /// The dimension counted from the end where `axis` is negative.
    [[nodiscard]] std::size_t wrap(std::int64_t axis) const
    {
        const std::int64_t wrapped = axis < 0 ? axis + static_cast<std::int64_t>(m_rank) : axis;
        assert(wrapped >= 0 && wrapped <= static_cast<std::int64_t>(m_rank));
        return static_cast<std::size_t>(wrapped);
    }
    [[nodiscard]] std::int64_t at(std::int64_t axis) const { return m_values[wrap(axis)]; }
    [[nodiscard]] std::int64_t back() const { return m_values[m_rank - 1U]; }

    void push(std::int64_t value)
    {
        assert(m_rank < kMaxRank);
        m_values[m_rank++] = value;
    }
    void insert(std::size_t at, std::int64_t value)
    {
        push(value);
        for (std::size_t i = m_rank - 1U; i > at; --i)
            m_values[i] = m_values[i - 1];
        m_values[at] = value;
    }
    void erase(std::size_t at)
    {
        for (std::size_t i = at; i + 1 < m_rank; ++i)
            m_values[i] = m_values[i + 1];
        --m_rank;
    }

    [[nodiscard]] const std::int64_t* begin() const { return m_values.data(); }
    [[nodiscard]] const std::int64_t* end() const { return m_values.data() + m_rank; }

    friend bool operator==(const Dims& a, const Dims& b)
    {
        if (a.m_rank != b.m_rank)
            return false;
        for (std::size_t i = 0; i < a.m_rank; ++i) {
            if (a.m_values[i] != b.m_values[i])
                return false;
        }
        return true;
    }

private:
    std::array<std::int64_t, kMaxRank> m_values{};
    std::uint8_t m_rank = 0;
};

/// How many elements the sizes hold; throws Impossible where that passes 2^63 - 1.
[[nodiscard]] std::int64_t elements(const Dims& sizes);

/// The strides of a tensor whose elements follow one another in row-major order.
[[nodiscard]] Dims contiguousStrides(const Dims& sizes);

/// Row-major with no gaps; dimensions of one element may have any stride
/// (c10::TensorImpl::is_contiguous).
[[nodiscard]] bool isContiguous(const Dims& sizes, const Dims& strides);

/// In some order of the dimensions without gap or overlap (c10: is_non_overlapping_and_dense).
[[nodiscard]] bool isDense(const Dims& sizes, const Dims& strides);

/// Strides that PyTorch takes for those of an image whose channels lie together
/// (c10/core/MemoryFormat.h, is_channels_last_strides_2d): false where they would as well be
/// row-major.
[[nodiscard]] bool isChannelsLast(const Dims& sizes, const Dims& strides);
/// The strides of at::MemoryFormat::ChannelsLast for [batch, channels, height, width].
[[nodiscard]] Dims channelsLastStrides(const Dims& sizes);

/// "[16, 777, 768]", as PyTorch prints sizes.
[[nodiscard]] std::string toString(const Dims& dims);

} // namespace headroom::engine
