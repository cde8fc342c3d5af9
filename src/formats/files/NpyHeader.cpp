// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/NpyHeader.h"

#include "formats/files/ByteReader.h"
#include "formats/files/ElementTypes.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"

#include <array>
#include <charconv>
#include <map>

namespace headroom::files {
namespace {

/// The header is a Python literal: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }.
class LiteralReader {
public:
    LiteralReader(std::string_view text, std::uint64_t start)
        : m_text(text)
        , m_start(start)
    {
    }

    void read(FileTensor& tensor)
    {
        bool hasType = false;
        bool hasShape = false;
        expect('{');
        while (!take('}')) {
            const std::string key = quoted();
            expect(':');
            if (key == "descr") {
                readType(tensor);
                hasType = true;
            } else if (key == "fortran_order") {
                if (!takeWord("True") && !takeWord("False"))
                    wrong("True or False");
            } else if (key == "shape") {
                readShape(tensor);
                hasShape = true;
            } else {
                wrong("descr, fortran_order or shape");
            }
            if (!take(',') && peek() != '}')
                wrong("\",\" or \"}\"");
        }
        if (!hasType || !hasShape)
            wrong("descr and shape");
    }

    [[nodiscard]] std::uint64_t itemBytes() const { return m_itemBytes; }

private:
    [[noreturn]] void wrong(const char* expected)
    {
        skipSpaces();
        malformed(atByte(m_start + m_offset), HEADROOM_TEXT("formats", "expected {0}; found {1}"),
            expected, quoteText(m_text.substr(m_offset, 16)));
    }
    void skipSpaces()
    {
        while (m_offset < m_text.size() && (m_text[m_offset] == ' ' || m_text[m_offset] == '\n'))
            ++m_offset;
    }
    char peek()
    {
        skipSpaces();
        return m_offset < m_text.size() ? m_text[m_offset] : '\0';
    }
    bool take(char c)
    {
        if (peek() != c)
            return false;
        ++m_offset;
        return true;
    }
    void expect(char c)
    {
        const std::array<char, 4> words{'"', c, '"', '\0'};
        if (!take(c))
            wrong(words.data());
    }
    bool takeWord(std::string_view word)
    {
        skipSpaces();
        if (!m_text.substr(m_offset).starts_with(word))
            return false;
        m_offset += word.size();
        return true;
    }
    std::string quoted()
    {
        const char quote = peek();
        const std::size_t end =
            quote == '\'' || quote == '"' ? m_text.find(quote, m_offset + 1) : m_text.npos;
        if (end == m_text.npos)
            wrong("a text in quotes");
        std::string text(m_text.substr(m_offset + 1, end - m_offset - 1));
        m_offset = end + 1;
        return text;
    }
    std::uint64_t whole()
    {
        skipSpaces();
        std::uint64_t value = 0;
        const char* const begin = m_text.data() + m_offset;
        const auto [stop, problem] = std::from_chars(begin, m_text.data() + m_text.size(), value);
        if (problem != std::errc())
            wrong("a whole number from 0");
        m_offset += static_cast<std::size_t>(stop - begin);
        (void)take('L'); // Python 2
        return value;
    }

    void readShape(FileTensor& tensor)
    {
        constexpr std::size_t kMostDimensions = 64;
        expect('(');
        while (!take(')')) {
            if (tensor.shape.size() == kMostDimensions)
                wrong("at most 64 dimensions");
            tensor.shape.push_back(whole());
            if (!take(',') && peek() != ')')
                wrong("\",\" or \")\"");
        }
    }

    /// "<f4": order, kind and bytes of an element; of a record its fields.
    void readType(FileTensor& tensor)
    {
        if (peek() == '[') {
            tensor.dtype = "RECORD";
            m_itemBytes = recordBytes(0);
            return;
        }
        const std::string text = quoted();
        const std::size_t start = text.find_first_not_of("<>|=");
        const char kind = start != text.npos ? text[start] : '\0';
        m_itemBytes = typeBytes(text);
        const std::string key = kind + std::to_string(m_itemBytes);
        static const std::map<std::string, std::string_view> kTypes{{"f2", "F16"}, {"f4", "F32"},
            {"f8", "F64"}, {"f16", "F128"}, {"c8", "C64"}, {"c16", "C128"}, {"i1", "I8"},
            {"i2", "I16"}, {"i4", "I32"}, {"i8", "I64"}, {"u1", "U8"}, {"u2", "U16"}, {"u4", "U32"},
            {"u8", "U64"}, {"b1", "BOOL"}};
        const auto found = kTypes.find(key);
        tensor.dtype = found != kTypes.end() ? found->second : "OTHER";
    }

    std::uint64_t typeBytes(const std::string& text)
    {
        const std::size_t start = text.find_first_not_of("<>|=");
        if (start == text.npos)
            wrong("the type of an array");
        const char kind = text[start];
        if (kind == 'O')
            malformed(atByte(m_start + m_offset),
                HEADROOM_TEXT(
                    "formats", "expected an array of numbers; found one of Python objects"));
        constexpr std::string_view kKinds = "fciubSaUVmM";
        std::uint64_t size = 0;
        const char* const end = text.data() + text.size();
        const auto [stop, problem] = std::from_chars(text.data() + start + 1, end, size);
        const bool hasUnit = kind == 'm' || kind == 'M';
        if (kKinds.find(kind) == kKinds.npos || problem != std::errc() || (stop != end && !hasUnit))
            malformed(atByte(m_start + m_offset),
                HEADROOM_TEXT("formats", "expected the type of an array, such as <f4; found {0}"),
                quoteText(text));
        return kind == 'U' ? multiply(size, 4, "descr") : size;
    }

    /// [('x', '<f4'), ('y', '<i2', (3,))]
    std::uint64_t recordBytes(int depth)
    {
        if (depth > 8)
            wrong("records at most 8 deep");
        std::uint64_t bytes = 0;
        expect('[');
        while (!take(']')) {
            expect('(');
            (void)quoted();
            expect(',');
            std::uint64_t size = peek() == '[' ? recordBytes(depth + 1) : typeBytes(quoted());
            if (take(',') && peek() == '(') {
                FileTensor part;
                readShape(part);
                size = multiply(size, elementsOf(part.shape, "descr"), "descr");
            }
            expect(')');
            (void)take(',');
            bytes = sum(bytes, size, "descr");
        }
        return bytes;
    }

    std::string_view m_text;
    std::uint64_t m_start;
    std::size_t m_offset = 0;
    std::uint64_t m_itemBytes = 0;
};

} // namespace

NpyHeader readNpyHeader(ByteSource& source)
{
    ByteReader reader(source);
    reader.skip(kNpyMagic.size(), "the magic");
    const std::uint8_t major = reader.byte("the version");
    (void)reader.byte("the version");
    if (major < 1 || major > 3)
        malformed(atByte(kNpyMagic.size()),
            HEADROOM_TEXT("formats", "expected version 1, 2 or 3 of .npy; found {0}"),
            std::uint64_t{major});
    const std::uint64_t length = major == 1 ? reader.number<std::uint16_t>("the header's length")
                                            : reader.number<std::uint32_t>("the header's length");
    constexpr std::uint64_t kLongest = 1024 * 1024;
    if (length > kLongest)
        malformed(atByte(8),
            HEADROOM_TEXT("formats", "expected a header of at most {0} bytes; found {1}"), kLongest,
            length);
    const std::uint64_t start = reader.offset();
    const std::string text = reader.text(length, "the header");
    NpyHeader header;
    LiteralReader literal(text, start);
    literal.read(header.tensor);
    FileTensor& tensor = header.tensor;
    tensor.elements = elementsOf(tensor.shape, atByte(start));
    tensor.bytes = multiply(tensor.elements, literal.itemBytes(), atByte(start));
    tensor.parameters = tensor.elements;
    header.dataStart = reader.offset();
    return header;
}

} // namespace headroom::files
