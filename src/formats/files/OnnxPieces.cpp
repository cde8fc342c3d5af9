// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxPieces.h"

#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"

#include <array>
#include <charconv>
#include <limits>
#include <optional>

namespace headroom::files {
namespace {

constexpr std::array<OnnxType, 27> kOnnxTypes{{
    {"", 0},
    {"F32", 32},
    {"U8", 8},
    {"I8", 8},
    {"U16", 16},
    {"I16", 16},
    {"I32", 32},
    {"I64", 64},
    {"STRING", 0},
    {"BOOL", 8},
    {"F16", 16},
    {"F64", 64},
    {"U32", 32},
    {"U64", 64},
    {"C64", 64},
    {"C128", 128},
    {"BF16", 16},
    {"F8_E4M3", 8},
    {"F8_E4M3FNUZ", 8},
    {"F8_E5M2", 8},
    {"F8_E5M2FNUZ", 8},
    {"U4", 4},
    {"I4", 4},
    {"F4", 4},
    {"F8_E8M0", 8},
    {"U2", 2},
    {"I2", 2},
}};

} // namespace

const OnnxType* onnxType(std::uint64_t number)
{
    return number < kOnnxTypes.size() ? &kOnnxTypes[static_cast<std::size_t>(number)] : nullptr;
}

std::uint64_t onnxTypeNumber(const OnnxType& type)
{
    return static_cast<std::uint64_t>(&type - kOnnxTypes.data());
}

std::pair<std::string, std::string> OnnxPieces::keyValue(const Field& outer)
{
    m_wire.requireBytes(outer);
    std::pair<std::string, std::string> entry;
    Field field;
    while (m_wire.next(outer.end, field)) {
        if (field.number == 1)
            entry.first = m_wire.text(field);
        else if (field.number == 2)
            entry.second = m_wire.text(field);
        else
            m_wire.skip(field);
    }
    return entry;
}

void OnnxPieces::finish(OnnxTensor& tensor, const std::string& where)
{
    if (tensor.type == nullptr || tensor.type->name.empty())
        malformed(where,
            HEADROOM_TEXT("formats", "tensor {0}: expected a data type from 1 to 26; found none"),
            quoteText(tensor.name));
    tensor.elements = elementsOf(tensor.dims, where);
    tensor.bytes = multiply(tensor.elements, tensor.type->bits, where);
    tensor.bytes = tensor.bytes / 8 + (tensor.bytes % 8 != 0 ? 1 : 0);
}

OnnxTensor OnnxPieces::readTensor(const Field& outer)
{
    m_wire.requireBytes(outer);
    OnnxTensor tensor;
    std::vector<std::int64_t> dims;
    std::uint64_t type = 0;
    std::uint64_t rawStart = 0;
    std::uint64_t rawBytes = 0;
    bool hasRaw = false;
    std::vector<std::pair<std::string, std::string>> external;
    Field field;
    while (m_wire.next(outer.end, field)) {
        switch (field.number) {
        case 1:
            m_wire.integers(field, dims, kMostOnnxDimensions);
            break;
        case 2:
            type = field.value;
            break;
        case 7:
            tensor.hasData = true;
            if (field.type == Wire::Type::Varint || field.end - field.start <= kKeptIntegers)
                m_wire.integers(field, tensor.integers, kKeptIntegers);
            else
                m_wire.skip(field);
            break;
        case 4:
        case 5:
        case 6:
        case 10:
        case 11:
            tensor.hasData = true;
            m_wire.skip(field);
            break;
        case 8:
            tensor.name = m_wire.text(field);
            break;
        case 9:
            m_wire.requireBytes(field);
            hasRaw = true;
            rawStart = field.start;
            rawBytes = field.end - field.start;
            m_wire.skip(field);
            break;
        case 13:
            external.push_back(keyValue(field));
            break;
        case 14:
            tensor.isExternal = field.value == 1;
            break;
        default:
            m_wire.skip(field);
        }
    }
    const std::string where = atByte(outer.start);
    for (const std::int64_t size : dims) {
        if (size < 0)
            malformed(where,
                HEADROOM_TEXT("formats", "tensor {0}: expected sizes from 0; found {1}"),
                quoteText(tensor.name), std::to_string(size));
        tensor.dims.push_back(static_cast<std::uint64_t>(size));
    }
    tensor.type = onnxType(type);
    if (tensor.type == nullptr || type == 0)
        malformed(where,
            HEADROOM_TEXT("formats", "tensor {0}: expected a data type from 1 to 26; found {1}"),
            quoteText(tensor.name), type);
    finish(tensor, where);
    if (tensor.isExternal || !external.empty()) {
        tensor.isExternal = true;
        checkExternal(tensor, external, where);
    }
    if (hasRaw && rawBytes > 0) {
        tensor.hasData = true;
        if (tensor.type->bits != 0 && rawBytes != tensor.bytes)
            malformed(atByte(rawStart),
                HEADROOM_TEXT("formats",
                    "tensor {0}: expected {1} bytes of data, as its shape says; found {2}"),
                quoteText(tensor.name), tensor.bytes, rawBytes);
        if (tensor.type->name == "I64" && tensor.elements <= kKeptIntegers)
            readShape(tensor, rawStart, outer.end);
    }
    if (tensor.type->name != "I64")
        tensor.integers.clear();
    return tensor;
}

/// The values of a small INT64 tensor: it may be the shape of a weight.
void OnnxPieces::readShape(OnnxTensor& tensor, std::uint64_t start, std::uint64_t end)
{
    m_wire.skip({0, Wire::Type::Bytes, 0, start, start});
    for (std::uint64_t i = 0; i < tensor.elements; ++i)
        tensor.integers.push_back(m_wire.fixed64());
    m_wire.skip({0, Wire::Type::Bytes, 0, end, end});
}

/// Where the data of a tensor is said to lie. It is not opened; a place outside is refused all
/// the same, for others would follow it.
void OnnxPieces::checkExternal(const OnnxTensor& tensor,
    const std::vector<std::pair<std::string, std::string>>& entries, const std::string& where)
{
    std::string location;
    std::uint64_t offset = 0;
    std::optional<std::uint64_t> length;
    const auto number = [&](const std::string& key, const std::string& text) {
        std::uint64_t value = 0;
        const char* const end = text.data() + text.size();
        const auto [stop, problem] = std::from_chars(text.data(), end, value);
        if (problem != std::errc() || stop != end
            || value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            malformed(where,
                HEADROOM_TEXT(
                    "formats", "tensor {0}: expected a whole number below 2^63 as {1}; found {2}"),
                quoteText(tensor.name), key, quoteText(text));
        return value;
    };
    for (const auto& [key, value] : entries) {
        if (key == "location")
            location = value;
        else if (key == "offset")
            offset = number(key, value);
        else if (key == "length")
            length = number(key, value);
    }
    if (!staysInFolder(location))
        malformed(where,
            HEADROOM_TEXT("formats",
                "tensor {0}: expected external data in the file's folder; found {1}, which is "
                "refused"),
            quoteText(tensor.name), quoteText(location));
    if (length && tensor.type->bits != 0 && *length != tensor.bytes)
        malformed(where,
            HEADROOM_TEXT("formats",
                "tensor {0}: expected {1} bytes of external data, as its shape says; found a "
                "length of {2}"),
            quoteText(tensor.name), tensor.bytes, *length);
    (void)sum(offset, length.value_or(tensor.bytes), where);
    if (m_model->externals++ == 0)
        m_model->firstExternal = location;
}

OnnxTensor OnnxPieces::readSparse(const Field& outer)
{
    m_wire.requireBytes(outer);
    OnnxTensor tensor;
    std::vector<std::int64_t> dims;
    std::uint64_t indexBytes = 0;
    Field field;
    while (m_wire.next(outer.end, field)) {
        if (field.number == 1)
            tensor = readTensor(field);
        else if (field.number == 2)
            indexBytes = readTensor(field).bytes;
        else if (field.number == 3)
            m_wire.integers(field, dims, kMostOnnxDimensions);
        else
            m_wire.skip(field);
    }
    if (tensor.type == nullptr)
        malformed(atByte(outer.start),
            HEADROOM_TEXT("formats", "expected the values of a sparse tensor; found none"));
    tensor.bytes = sum(tensor.bytes, indexBytes, atByte(outer.start));
    return tensor;
}

OnnxValue OnnxPieces::readValue(const Field& outer)
{
    m_wire.requireBytes(outer);
    OnnxValue value;
    Field field;
    while (m_wire.next(outer.end, field)) {
        if (field.number == 1)
            value.name = m_wire.text(field);
        else if (field.number == 2)
            readType(field, value);
        else
            m_wire.skip(field);
    }
    return value;
}
void OnnxPieces::readType(const Field& outer, OnnxValue& value)
{
    m_wire.requireBytes(outer);
    Field field;
    while (m_wire.next(outer.end, field)) {
        if (field.number != 1) {
            m_wire.skip(field);
            continue;
        }
        m_wire.requireBytes(field);
        Field inner;
        while (m_wire.next(field.end, inner)) {
            if (inner.number == 1)
                value.type = onnxType(inner.value);
            else if (inner.number == 2)
                readValueShape(inner, value);
            else
                m_wire.skip(inner);
        }
    }
}
void OnnxPieces::readValueShape(const Field& outer, OnnxValue& value)
{
    m_wire.requireBytes(outer);
    value.hasShape = true;
    Field field;
    while (m_wire.next(outer.end, field)) {
        if (field.number != 1) {
            m_wire.skip(field);
            continue;
        }
        m_wire.requireBytes(field);
        OnnxDimension dimension;
        Field inner;
        while (m_wire.next(field.end, inner)) {
            if (inner.number == 1 && inner.type == Wire::Type::Varint) {
                // -1 is illegal, and shipped: it stands for "not known".
                const auto size = static_cast<std::int64_t>(inner.value);
                dimension.isKnown = size >= 0;
                dimension.size = size >= 0 ? inner.value : 0;
            } else if (inner.number == 2) {
                dimension.name = m_wire.text(inner);
            } else {
                m_wire.skip(inner);
            }
        }
        if (value.shape.size() == kMostOnnxDimensions)
            malformed(atByte(outer.start),
                HEADROOM_TEXT("formats", "expected at most {0} numbers; found more"),
                std::uint64_t{kMostOnnxDimensions});
        value.shape.push_back(std::move(dimension));
    }
}

} // namespace headroom::files
