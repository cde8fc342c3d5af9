// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/ByteReader.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::files {

/// Protobuf's wire format, read from front to back without taking in what is skipped: a message of
/// gigabytes costs what its small fields do.
class Wire {
public:
    enum class Type : std::uint8_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };
    struct Field {
        std::uint64_t number = 0;
        Type type = Type::Varint;
        std::uint64_t value = 0; ///< of a varint or a fixed one
        std::uint64_t end = 0; ///< of bytes: where they end; the reader stands at their start
        std::uint64_t start = 0; ///< where the field's content begins
    };

    explicit Wire(ByteSource& source)
        : m_reader(source)
    {
    }

    [[nodiscard]] std::uint64_t offset() const { return m_reader.offset(); }

    /// The next field before `end`; false at it. Bytes must then be read or skipped.
    bool next(std::uint64_t end, Field& field)
    {
        if (m_reader.offset() == end)
            return false;
        const std::uint64_t at = m_reader.offset();
        const std::uint64_t tag = varint(end);
        field.number = tag >> 3U;
        const auto type = static_cast<std::uint8_t>(tag & 7U);
        constexpr std::uint64_t kLargestNumber = 536'870'911;
        if (field.number == 0 || field.number > kLargestNumber)
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "expected a field number from 1; found {0}"),
                field.number);
        field.type = static_cast<Type>(type);
        switch (type) {
        case 0:
            field.start = m_reader.offset();
            field.value = varint(end);
            return true;
        case 1:
            within(8, end);
            field.value = m_reader.number<std::uint64_t>("a fixed number");
            return true;
        case 2: {
            const std::uint64_t length = varint(end);
            within(length, end);
            field.start = m_reader.offset();
            field.end = m_reader.offset() + length;
            return true;
        }
        case 5:
            within(4, end);
            field.value = m_reader.number<std::uint32_t>("a fixed number");
            return true;
        default:
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "expected wire type 0, 1, 2 or 5; found {0}"),
                std::uint64_t{type});
        }
    }

    void skip(const Field& field)
    {
        if (field.type == Type::Bytes)
            m_reader.seek(field.end);
    }
    [[nodiscard]] std::string text(const Field& field)
    {
        requireBytes(field);
        constexpr std::uint64_t kLongest = 1024 * 1024;
        const std::uint64_t length = field.end - field.start;
        std::string result = m_reader.text(std::min(length, kLongest), "a text");
        m_reader.seek(field.end);
        return result;
    }
    /// Whole numbers: one, or packed.
    void integers(const Field& field, std::vector<std::int64_t>& into, std::size_t most)
    {
        if (field.type == Type::Varint) {
            add(static_cast<std::int64_t>(field.value), into, most, field.start);
            return;
        }
        requireBytes(field);
        while (m_reader.offset() < field.end)
            add(static_cast<std::int64_t>(varint(field.end)), into, most, field.start);
    }
    [[nodiscard]] std::int64_t fixed64() { return m_reader.number<std::int64_t>("a number"); }
    void requireBytes(const Field& field) const
    {
        if (field.type != Type::Bytes)
            malformed(atByte(m_reader.offset()),
                HEADROOM_TEXT("formats", "expected bytes in field {0}; found a number"),
                field.number);
    }

private:
    static void add(
        std::int64_t value, std::vector<std::int64_t>& into, std::size_t most, std::uint64_t at)
    {
        if (into.size() == most)
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "expected at most {0} numbers; found more"),
                std::uint64_t{most});
        into.push_back(value);
    }
    void within(std::uint64_t length, std::uint64_t end) const
    {
        if (length > end - m_reader.offset())
            malformed(atByte(m_reader.offset()),
                HEADROOM_TEXT("formats", "expected a field of at most {0} bytes; found {1}"),
                end - m_reader.offset(), length);
    }
    std::uint64_t varint(std::uint64_t end)
    {
        const std::uint64_t at = m_reader.offset();
        std::uint64_t value = 0;
        constexpr unsigned kMostBytes = 10;
        for (unsigned i = 0; i < kMostBytes; ++i) {
            within(1, end);
            const std::uint64_t byte = m_reader.byte("a number");
            value |= (byte & 0x7FU) << (7 * i);
            if ((byte & 0x80U) == 0)
                return value;
        }
        malformed(atByte(at),
            HEADROOM_TEXT("formats", "expected a number of at most 10 bytes; found a longer one"));
    }

    ByteReader m_reader;
};

} // namespace headroom::files
