// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// Model files, made in memory.

namespace headroom::tests {

template <typename Number> std::string littleEndian(Number number)
{
    static_assert(std::is_arithmetic_v<Number>);
    std::string bytes(sizeof(Number), '\0');
    std::memcpy(bytes.data(), &number, sizeof(Number));
    return bytes;
}

/// A safetensors file: header and that many bytes of data.
inline std::string safetensors(std::string_view header, std::size_t data = 0)
{
    return littleEndian<std::uint64_t>(header.size()) + std::string(header)
        + std::string(data, '\0');
}

/// A GGUF file, part by part.
class GgufBuilder {
public:
    explicit GgufBuilder(std::uint32_t version = 3, bool swapped = false)
        : m_version(version)
        , m_swapped(swapped)
    {
    }

    GgufBuilder& text(std::string_view key, std::string_view value)
    {
        return raw(key, 8, string(value));
    }
    GgufBuilder& whole(std::string_view key, std::uint32_t value)
    {
        return raw(key, 4, number(value));
    }
    /// A value of that type, as bytes.
    GgufBuilder& raw(std::string_view key, std::uint32_t type, const std::string& bytes)
    {
        m_values += string(key) + number(type) + bytes;
        ++m_valueCount;
        return *this;
    }
    GgufBuilder& array(std::string_view key, const std::vector<std::uint32_t>& items)
    {
        std::string bytes = number<std::uint32_t>(4) + count(items.size());
        for (const std::uint32_t item : items)
            bytes += number(item);
        return raw(key, 9, bytes);
    }
    GgufBuilder& tensor(std::string_view name, const std::vector<std::uint64_t>& shape,
        std::uint32_t type, std::uint64_t offset)
    {
        m_tensors += string(name) + number(static_cast<std::uint32_t>(shape.size()));
        for (const std::uint64_t size : shape)
            m_tensors += count(size);
        m_tensors += number(type) + number(offset);
        ++m_tensorCount;
        return *this;
    }
    GgufBuilder& counts(std::uint64_t tensors, std::uint64_t values)
    {
        m_tensorCount = tensors;
        m_valueCount = values;
        return *this;
    }

    [[nodiscard]] std::string header() const
    {
        return "GGUF" + number(m_version) + count(m_tensorCount) + count(m_valueCount) + m_values
            + m_tensors;
    }
    /// Padded, and with that many bytes of data.
    [[nodiscard]] std::string file(std::size_t data = 0, std::size_t alignment = 32) const
    {
        std::string bytes = header();
        bytes.resize((bytes.size() + alignment - 1) / alignment * alignment);
        return bytes + std::string(data, '\0');
    }

    template <typename Number> [[nodiscard]] std::string number(Number value) const
    {
        std::string bytes = littleEndian(value);
        return m_swapped ? std::string(bytes.rbegin(), bytes.rend()) : bytes;
    }
    [[nodiscard]] std::string count(std::uint64_t value) const
    {
        return m_version == 1 ? number(static_cast<std::uint32_t>(value)) : number(value);
    }
    [[nodiscard]] std::string string(std::string_view value) const
    {
        return count(value.size()) + std::string(value);
    }

private:
    std::uint32_t m_version;
    bool m_swapped;
    std::string m_values;
    std::string m_tensors;
    std::uint64_t m_valueCount = 0;
    std::uint64_t m_tensorCount = 0;
};

/// A file of .npy.
inline std::string npy(std::string_view dictionary, std::size_t data)
{
    return std::string("\x93NUMPY\x01\x00", 8)
        + littleEndian(static_cast<std::uint16_t>(dictionary.size())) + std::string(dictionary)
        + std::string(data, '\0');
}

/// A zip archive whose members are stored as they are.
class ZipBuilder {
public:
    void add(const std::string& name, const std::string& bytes)
    {
        const std::string common = littleEndian<std::uint16_t>(0) + littleEndian<std::uint16_t>(0)
            + littleEndian<std::uint32_t>(0) + littleEndian(crc(bytes))
            + littleEndian(static_cast<std::uint32_t>(bytes.size()))
            + littleEndian(static_cast<std::uint32_t>(bytes.size()))
            + littleEndian(static_cast<std::uint16_t>(name.size()))
            + littleEndian<std::uint16_t>(0);
        const auto offset = static_cast<std::uint32_t>(m_members.size());
        m_members += "PK\x03\x04" + littleEndian<std::uint16_t>(20) + common + name + bytes;
        m_list += "PK\x01\x02" + littleEndian<std::uint16_t>(20) + littleEndian<std::uint16_t>(20)
            + common + std::string(10, '\0') + littleEndian(offset) + name;
        ++m_count;
    }
    [[nodiscard]] std::string file() const
    {
        return m_members + m_list + "PK\x05\x06" + std::string(4, '\0') + littleEndian(m_count)
            + littleEndian(m_count) + littleEndian(static_cast<std::uint32_t>(m_list.size()))
            + littleEndian(static_cast<std::uint32_t>(m_members.size()))
            + littleEndian<std::uint16_t>(0);
    }

private:
    static std::uint32_t crc(const std::string& bytes)
    {
        std::uint32_t value = 0xFFFFFFFFU;
        for (const char c : bytes) {
            value ^= static_cast<unsigned char>(c);
            for (int bit = 0; bit < 8; ++bit)
                value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
        }
        return ~value;
    }

    std::string m_members;
    std::string m_list;
    std::uint16_t m_count = 0;
};

/// Fields of protobuf's wire format.
inline std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value >= 0x80; value >>= 7U)
        bytes += static_cast<char>((value & 0x7FU) | 0x80U);
    return bytes + static_cast<char>(value);
}
inline std::string field(std::uint64_t number, std::uint64_t value)
{
    return varint(number << 3U) + varint(value);
}
inline std::string field(std::uint64_t number, const std::string& bytes)
{
    return varint((number << 3U) | 2U) + varint(bytes.size()) + bytes;
}

/// An ONNX model of one graph; `more` stands behind it in the model.
inline std::string onnx(const std::string& graph, const std::string& more = {})
{
    return field(1, 8) + field(7, graph) + field(8, field(2, 17)) + more;
}
/// A TensorProto.
inline std::string onnxTensor(const std::string& name, const std::vector<std::uint64_t>& dims,
    std::uint64_t type, const std::string& more = {})
{
    std::string bytes;
    for (const std::uint64_t size : dims)
        bytes += field(1, size);
    return bytes + field(2, type) + field(8, name) + more;
}
/// A NodeProto.
inline std::string onnxNode(const std::string& type, const std::vector<std::string>& inputs,
    const std::vector<std::string>& outputs, const std::string& more = {})
{
    std::string bytes;
    for (const std::string& name : inputs)
        bytes += field(1, name);
    for (const std::string& name : outputs)
        bytes += field(2, name);
    return bytes + field(4, type) + more;
}

/// A pickle of {"weight": a float tensor of 2 x 3, "tied": the same}.
inline std::string torchPickle()
{
    using namespace std::string_literals;
    const std::string tensor = "ctorch._utils\n_rebuild_tensor_v2\n"
                               "(("s
        + "X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\0000X\x03\0\0\0cpuK\x06tQ"s
        + "K\0K\x02K\x03\x86K\x03K\x01\x86\x89"s + "}tR"s;
    return "\x80\x02}(X\x06\0\0\0weight"s + tensor + "q\x01"s + "X\x04\0\0\0tiedh\x01u."s;
}

inline std::string torchZip()
{
    ZipBuilder zip;
    zip.add("model/data.pkl", torchPickle());
    zip.add("model/data/0", std::string(24, '\0'));
    return zip.file();
}

} // namespace headroom::tests
