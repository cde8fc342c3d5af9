// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/ByteSource.h"
#include "formats/files/Malformed.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>

namespace headroom::files {

/// Reads a source from front to back, by windows. Whatever passes the end is an error that names
/// the place and what was to be read.
class ByteReader {
public:
    explicit ByteReader(ByteSource& source, std::uint64_t offset = 0)
        : ByteReader(source, offset, source.size())
    {
    }
    ByteReader(ByteSource& source, std::uint64_t offset, std::uint64_t end)
        : m_source(&source)
        , m_offset(offset)
        , m_end(end)
    {
    }

    [[nodiscard]] std::uint64_t offset() const { return m_offset; }
    [[nodiscard]] std::uint64_t remaining() const { return m_end - m_offset; }
    [[nodiscard]] bool atEnd() const { return m_offset == m_end; }
    void setBigEndian(bool bigEndian) { m_bigEndian = bigEndian; }

    /// A number of the file's byte order.
    template <typename Number> [[nodiscard]] Number number(const char* what)
    {
        static_assert(std::is_arithmetic_v<Number>);
        std::array<char, sizeof(Number)> bytes;
        take(bytes.data(), bytes.size(), what);
        if (m_bigEndian)
            std::reverse(bytes.begin(), bytes.end());
        return std::bit_cast<Number>(bytes);
    }
    [[nodiscard]] std::uint8_t byte(const char* what) { return number<std::uint8_t>(what); }

    [[nodiscard]] std::string text(std::uint64_t length, const char* what)
    {
        expect(length, what);
        std::string bytes(static_cast<std::size_t>(length), '\0');
        take(bytes.data(), bytes.size(), what);
        return bytes;
    }

    void skip(std::uint64_t length, const char* what)
    {
        expect(length, what);
        m_offset += length;
    }
    void seek(std::uint64_t offset) { m_offset = std::min(offset, m_end); }

    /// That many bytes must follow.
    void expect(std::uint64_t length, const char* what) const
    {
        if (length > remaining())
            malformed(atByte(m_offset),
                HEADROOM_TEXT("formats", "expected {0} bytes of {1}; the file ends after {2}"),
                length, what, remaining());
    }

private:
    void take(char* into, std::size_t length, const char* what)
    {
        expect(length, what);
        while (length > 0) {
            if (m_offset < m_start || m_offset >= m_start + m_filled)
                fill();
            const auto index = static_cast<std::size_t>(m_offset - m_start);
            const std::size_t count = std::min(length, m_filled - index);
            std::memcpy(into, m_window.data() + index, count);
            into += count;
            length -= count;
            m_offset += count;
        }
    }

    void fill()
    {
        // Small at first, and after each jump: a reader that skips weights should read little.
        constexpr std::size_t kSmallest = 512;
        constexpr std::size_t kLargest = std::size_t{64} * 1024;
        const bool follows = m_filled > 0 && m_offset == m_start + m_filled;
        m_size = follows ? std::min(m_size * 2, kLargest) : kSmallest;
        m_filled = static_cast<std::size_t>(std::min<std::uint64_t>(m_size, remaining()));
        m_window.resize(std::max(m_window.size(), m_filled));
        m_source->read(m_offset, m_window.data(), m_filled);
        m_start = m_offset;
    }

    ByteSource* m_source;
    std::uint64_t m_offset;
    std::uint64_t m_end;
    bool m_bigEndian = false;
    std::string m_window;
    std::uint64_t m_start = 0;
    std::size_t m_filled = 0;
    std::size_t m_size = 0;
};

} // namespace headroom::files
