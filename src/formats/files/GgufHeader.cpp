// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/GgufHeader.h"

#include "formats/Utf8.h"
#include "formats/files/ByteReader.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace headroom::files {
namespace {

enum ValueType : std::uint32_t {
    kU8,
    kI8,
    kU16,
    kI16,
    kU32,
    kI32,
    kF32,
    kFlag,
    kText,
    kArray,
    kU64,
    kI64,
    kF64,
    kValueTypes,
};

struct ValueTypeInfo {
    std::string_view name;
    std::string_view arrayName;
    std::uint64_t bytes; ///< at least
};
constexpr std::array<ValueTypeInfo, kValueTypes> kValueTypeTable{{
    {"u8", "array of u8", 1},
    {"i8", "array of i8", 1},
    {"u16", "array of u16", 2},
    {"i16", "array of i16", 2},
    {"u32", "array of u32", 4},
    {"i32", "array of i32", 4},
    {"f32", "array of f32", 4},
    {"bool", "array of bool", 1},
    {"string", "array of string", 4},
    {"array", "array of array", 12},
    {"u64", "array of u64", 8},
    {"i64", "array of i64", 8},
    {"f64", "array of f64", 8},
}};

constexpr std::uint64_t kLongestGgufKey = 65535;
constexpr std::uint64_t kLongestGgufText = std::uint64_t{1} << 30;
constexpr std::uint64_t kLongestGgufArray = std::uint64_t{1} << 30;
constexpr std::uint64_t kLongestGgufName = 63;
constexpr std::uint64_t kMostGgufDimensions = 4;
constexpr std::uint64_t kLargestAlignment = std::uint64_t{1} << 20;

class HeaderReader {
public:
    HeaderReader(ByteSource& source, GgufHeader& header)
        : m_reader(source)
        , m_source(&source)
        , m_header(&header)
    {
    }

    void read()
    {
        readVersion();
        const std::uint64_t tensorsAt = m_reader.offset();
        const std::uint64_t tensors = count("the number of tensors");
        const std::uint64_t valuesAt = m_reader.offset();
        const std::uint64_t values = count("the number of metadata entries");
        // Each takes so much at least.
        checkCount(valuesAt, values, 10, "metadata entries");
        checkCount(tensorsAt, tensors, 21, "tensors");
        if (tensors > kMostTensors)
            malformed(atByte(tensorsAt),
                HEADROOM_TEXT("formats", "expected at most {0} tensors; found {1}"), kMostTensors,
                tensors);
        for (std::uint64_t i = 0; i < values; ++i)
            readEntry();
        readAlignment();
        m_header->tensors.reserve(static_cast<std::size_t>(tensors));
        for (std::uint64_t i = 0; i < tensors; ++i)
            readTensor();
        checkNames();
        m_header->dataStart = padded(m_reader.offset(), "the start of the data");
    }

private:
    void readVersion()
    {
        m_reader.skip(4, "the magic");
        const std::uint64_t at = m_reader.offset();
        std::uint32_t version = m_reader.number<std::uint32_t>("the version");
        constexpr std::uint32_t kLowHalf = 0xFFFF;
        if (version != 0 && (version & kLowHalf) == 0) {
            m_header->bigEndian = true;
            m_reader.setBigEndian(true);
            m_reader.seek(at);
            version = m_reader.number<std::uint32_t>("the version");
        }
        m_header->version = version;
        if (version < 1 || version > 3)
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "expected version 1, 2 or 3 of GGUF; found {0}"),
                std::uint64_t{version});
    }

    /// Version 1 counts in 32 bits.
    std::uint64_t count(const char* what)
    {
        return m_header->version == 1 ? m_reader.number<std::uint32_t>(what)
                                      : m_reader.number<std::uint64_t>(what);
    }

    void checkCount(
        std::uint64_t at, std::uint64_t found, std::uint64_t each, const char* what) const
    {
        const std::uint64_t most = m_source->size() / each;
        if (found > most)
            malformed(atByte(at),
                HEADROOM_TEXT("formats",
                    "expected at most {0} {1}, as many as the file has room for; found {2}"),
                most, what, found);
    }

    std::string text(std::uint64_t longest, const char* what, std::uint64_t kept)
    {
        const std::uint64_t at = m_reader.offset();
        const std::uint64_t length = count(what);
        if (length > longest || length > m_reader.remaining())
            malformed(atByte(at),
                HEADROOM_TEXT(
                    "formats", "expected at most {0} bytes of {1}; found a length of {2}"),
                std::min(longest, m_reader.remaining()), what, length);
        const std::uint64_t taken = std::min(length, kept);
        std::string result = m_reader.text(taken, what);
        m_reader.skip(length - taken, what);
        return result;
    }

    void checkText(std::uint64_t at, const std::string& text, const char* what) const
    {
        if (text.empty())
            malformed(
                atByte(at), HEADROOM_TEXT("formats", "expected {0}; found an empty one"), what);
        if (text.find('\0') != text.npos)
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "expected {0} without zero bytes; found {1}"), what,
                quoteText(text));
        if (findInvalidUtf8(text) != std::string_view::npos)
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "expected {0} in UTF-8; found another encoding"), what);
    }

    void readEntry()
    {
        const std::uint64_t at = m_reader.offset();
        std::string key = text(kLongestGgufKey, "a key", kLongestGgufKey);
        checkText(at, key, "a key");
        const std::uint64_t typeAt = m_reader.offset();
        const auto type = m_reader.number<std::uint32_t>("the type of a value");
        if (type >= kValueTypes)
            malformed(atByte(typeAt),
                HEADROOM_TEXT("formats", "expected a type from 0 to 12 for {0}; found {1}"),
                quoteText(key), std::uint64_t{type});
        GgufValue value = type == kArray ? arrayValue(key) : scalarValue(type);
        value.offset = at;
        if (!m_header->values.emplace(key, std::move(value)).second)
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "expected each key once; found {0} again"),
                quoteText(key));
    }

    GgufValue scalarValue(std::uint32_t type)
    {
        constexpr std::uint64_t kKeptText = 4096;
        GgufValue value;
        value.typeName = kValueTypeTable[type].name;
        const char* const what = "a value";
        switch (type) {
        case kU8:
            return whole(value, m_reader.number<std::uint8_t>(what));
        case kI8:
            return whole(value, m_reader.number<std::int8_t>(what));
        case kU16:
            return whole(value, m_reader.number<std::uint16_t>(what));
        case kI16:
            return whole(value, m_reader.number<std::int16_t>(what));
        case kU32:
            return whole(value, m_reader.number<std::uint32_t>(what));
        case kI32:
            return whole(value, m_reader.number<std::int32_t>(what));
        case kU64:
            return whole(value, m_reader.number<std::uint64_t>(what));
        case kI64:
            return whole(value, m_reader.number<std::int64_t>(what));
        case kF32:
            value.kind = GgufValue::Kind::Decimal;
            value.text = std::to_string(m_reader.number<float>(what));
            return value;
        case kF64:
            value.kind = GgufValue::Kind::Decimal;
            value.text = std::to_string(m_reader.number<double>(what));
            return value;
        case kFlag:
            value = whole(value, m_reader.number<std::uint8_t>(what));
            value.kind = GgufValue::Kind::Flag;
            return value;
        default:
            value.kind = GgufValue::Kind::Text;
            value.text = text(kLongestGgufText, "a text", kKeptText);
            return value;
        }
    }

    template <typename Number> static GgufValue whole(GgufValue value, Number number)
    {
        if (number < 0) {
            value.kind = GgufValue::Kind::Negative;
            value.text = std::to_string(number);
        } else {
            value.whole = static_cast<std::uint64_t>(number);
        }
        return value;
    }

    GgufValue arrayValue(const std::string& key)
    {
        const std::uint64_t typeAt = m_reader.offset();
        const auto type = m_reader.number<std::uint32_t>("the type of an array's elements");
        if (type == kArray)
            malformed(atByte(typeAt),
                HEADROOM_TEXT("formats", "expected no arrays within the array {0}; found them"),
                quoteText(key));
        if (type >= kValueTypes)
            malformed(atByte(typeAt),
                HEADROOM_TEXT("formats", "expected a type from 0 to 12 for {0}; found {1}"),
                quoteText(key), std::uint64_t{type});
        const std::uint64_t at = m_reader.offset();
        GgufValue value;
        value.kind = GgufValue::Kind::Array;
        value.typeName = kValueTypeTable[type].arrayName;
        value.count = count("the length of an array");
        const std::uint64_t most = std::min(kLongestGgufArray,
            m_reader.remaining()
                / (type == kText && m_header->version > 1 ? 8 : kValueTypeTable[type].bytes));
        if (value.count > most)
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "expected at most {0} elements of {1}; found {2}"), most,
                quoteText(key), value.count);
        if (type == kText) {
            for (std::uint64_t i = 0; i < value.count; ++i)
                (void)text(kLongestGgufText, "a text", 0);
            return value;
        }
        const bool isDecimal = type == kF32 || type == kF64;
        if (isDecimal || value.count > GgufValue::kKeptItems) {
            m_reader.skip(value.count * kValueTypeTable[type].bytes, "an array");
            return value;
        }
        for (std::uint64_t i = 0; i < value.count; ++i) {
            const GgufValue item = scalarValue(type);
            // A negative number stands for "none" where numbers of layers are listed.
            value.items.push_back(item.kind == GgufValue::Kind::Negative ? 0 : item.whole);
        }
        return value;
    }

    void readAlignment()
    {
        const GgufValue* value = m_header->find("general.alignment");
        if (value == nullptr)
            return;
        if (value->typeName != "u32")
            malformed(atByte(value->offset),
                HEADROOM_TEXT("formats", "general.alignment: expected a u32; found {0}"),
                value->typeName);
        const std::uint64_t alignment = value->whole;
        if (alignment == 0 || (alignment & (alignment - 1)) != 0 || alignment > kLargestAlignment)
            malformed(atByte(value->offset),
                HEADROOM_TEXT("formats",
                    "general.alignment: expected a power of two of at most {0}; found {1}"),
                kLargestAlignment, alignment);
        m_header->alignment = alignment;
    }

    [[nodiscard]] std::uint64_t padded(std::uint64_t bytes, const std::string& where) const
    {
        return sum(bytes, m_header->alignment - 1, where) / m_header->alignment
            * m_header->alignment;
    }

    void readTensor()
    {
        const std::uint64_t at = m_reader.offset();
        GgufTensor tensor;
        tensor.name = text(kLongestGgufName, "the name of a tensor", kLongestGgufName);
        checkText(at, tensor.name, "the name of a tensor");
        const std::uint64_t dimensionsAt = m_reader.offset();
        const auto dimensions = m_reader.number<std::uint32_t>("the number of dimensions");
        if (dimensions < 1 || dimensions > kMostGgufDimensions)
            malformed(atByte(dimensionsAt),
                HEADROOM_TEXT("formats", "tensor {0}: expected 1 to 4 dimensions; found {1}"),
                quoteText(tensor.name), std::uint64_t{dimensions});
        for (std::uint32_t i = 0; i < dimensions; ++i)
            tensor.shape.push_back(count("a dimension"));
        tensor.elements = 1;
        for (const std::uint64_t size : tensor.shape) {
            constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
            if (size > kMost || (size != 0 && tensor.elements > (kMost - 1) / size))
                malformed(atByte(dimensionsAt),
                    HEADROOM_TEXT("formats",
                        "tensor {0}: expected fewer than 2^63 elements; found the shape [{1}]"),
                    quoteText(tensor.name), shapeText(tensor.shape));
            tensor.elements *= size;
        }
        readType(tensor);
        const std::uint64_t offsetAt = m_reader.offset();
        const auto offset = m_reader.number<std::uint64_t>("the offset of a tensor");
        if (offset != m_nextOffset)
            malformed(atByte(offsetAt),
                HEADROOM_TEXT("formats",
                    "tensor {0}: expected the offset {1}, where the tensor before it ends; found "
                    "{2}"),
                quoteText(tensor.name), m_nextOffset, offset);
        m_header->dataBytes = sum(m_nextOffset, tensor.bytes, atByte(offsetAt));
        m_nextOffset = padded(m_header->dataBytes, atByte(offsetAt));
        m_header->tensors.push_back(std::move(tensor));
    }

    void readType(GgufTensor& tensor)
    {
        const std::uint64_t at = m_reader.offset();
        const auto id = m_reader.number<std::uint32_t>("the type of a tensor");
        tensor.type = ggufType(id);
        if (tensor.type == nullptr)
            malformed(atByte(at),
                HEADROOM_TEXT("formats", "tensor {0}: expected a type that is known; found {1}"),
                quoteText(tensor.name), std::uint64_t{id});
        if (tensor.type->blockBytes == 0)
            malformed(atByte(at),
                HEADROOM_TEXT("formats",
                    "tensor {0}: expected a type that files have; found {1} ({2}), which was "
                    "removed"),
                quoteText(tensor.name), std::uint64_t{id}, tensor.type->name);
        const std::uint64_t row = tensor.shape.front();
        if (row % tensor.type->blockElements != 0)
            malformed(atByte(at),
                HEADROOM_TEXT("formats",
                    "tensor {0}: expected rows of a multiple of {1} elements, as {2} has them; "
                    "found {3}"),
                quoteText(tensor.name), std::uint64_t{tensor.type->blockElements},
                tensor.type->name, row);
        const std::uint64_t rows = row == 0 ? 0 : tensor.elements / row;
        const std::string where = atByte(at);
        tensor.bytes = sum(
            multiply(tensor.elements / tensor.type->blockElements, tensor.type->blockBytes, where),
            multiply(rows, tensor.type->rowBytes, where), where);
    }

    void checkNames() const
    {
        std::vector<std::string_view> names;
        for (const GgufTensor& tensor : m_header->tensors)
            names.push_back(tensor.name);
        std::sort(names.begin(), names.end());
        const auto twice = std::adjacent_find(names.begin(), names.end());
        if (twice != names.end())
            malformed(std::string(*twice),
                HEADROOM_TEXT("formats", "expected each tensor once; found {0} again"),
                quoteText(*twice));
    }

    ByteReader m_reader;
    ByteSource* m_source;
    GgufHeader* m_header;
    std::uint64_t m_nextOffset = 0;
};

[[noreturn]] void wrongKind(std::string_view key, const GgufValue& value, const char* expected)
{
    std::string found(value.typeName);
    if (value.kind == GgufValue::Kind::Negative)
        found = value.text;
    malformed(atByte(value.offset), HEADROOM_TEXT("formats", "{0}: expected {1}; found {2}"),
        std::string(key), expected, found);
}

} // namespace

const GgufValue* GgufHeader::find(std::string_view key) const
{
    const auto found = values.find(key);
    return found != values.end() ? &found->second : nullptr;
}

std::string GgufHeader::text(std::string_view key) const
{
    const GgufValue* value = find(key);
    if (value == nullptr)
        return {};
    if (value->kind != GgufValue::Kind::Text)
        wrongKind(key, *value, "a string");
    return value->text;
}

std::optional<std::uint64_t> GgufHeader::whole(std::string_view key) const
{
    const GgufValue* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    if (value->kind == GgufValue::Kind::Array && !value->items.empty()
        && std::all_of(value->items.begin(), value->items.end(),
            [&](std::uint64_t item) { return item == value->items.front(); }))
        return value->items.front();
    if (value->kind != GgufValue::Kind::Whole)
        wrongKind(key, *value, "a whole number");
    return value->whole;
}

std::optional<std::vector<std::uint64_t>> GgufHeader::perLayer(
    std::string_view key, std::uint64_t layers) const
{
    const GgufValue* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    if (value->kind == GgufValue::Kind::Whole)
        return std::vector<std::uint64_t>(static_cast<std::size_t>(layers), value->whole);
    if (value->kind != GgufValue::Kind::Array || value->items.size() != value->count)
        wrongKind(key, *value, "a whole number, or one for each layer");
    if (value->count != layers)
        malformed(atByte(value->offset),
            HEADROOM_TEXT("formats", "{0}: expected {1} numbers, one for each layer; found {2}"),
            std::string(key), layers, value->count);
    return value->items;
}

GgufHeader readGgufHeader(ByteSource& source)
{
    GgufHeader header;
    HeaderReader(source, header).read();
    return header;
}

} // namespace headroom::files
