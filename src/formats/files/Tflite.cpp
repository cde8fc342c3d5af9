// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ByteReader.h"
#include "formats/files/ElementTypes.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"

#include <array>
#include <optional>

// TensorFlow Lite: a flatbuffer (tensorflow/lite/schema/schema.fbs). Tables are read where they
// stand; the weights are not.

namespace headroom::files {
namespace {

constexpr std::array<std::string_view, 19> kTfliteTypes{"F32", "F16", "I32", "U8", "I64", "STRING",
    "BOOL", "I16", "C64", "I8", "F64", "C128", "U64", "", "", "U32", "U16", "I4", "BF16"};

/// A flatbuffer: offsets from where they stand, tables with a list of their fields' places.
class Flatbuffer {
public:
    explicit Flatbuffer(ByteSource& source)
        : m_source(&source)
        , m_reader(source)
    {
    }

    template <typename Number> [[nodiscard]] Number at(std::uint64_t offset)
    {
        if (offset > m_source->size())
            malformed(atByte(m_source->size()),
                HEADROOM_TEXT(
                    "formats", "expected a place within the file of {0} bytes; found {1}"),
                m_source->size(), offset);
        m_reader.seek(offset);
        return m_reader.number<Number>("a flatbuffer");
    }
    [[nodiscard]] std::uint64_t root() { return at<std::uint32_t>(0); }

    /// Where a field of a table stands; none where it is absent.
    [[nodiscard]] std::optional<std::uint64_t> field(std::uint64_t table, std::uint64_t index)
    {
        const std::int64_t back = at<std::int32_t>(table);
        const auto list = static_cast<std::int64_t>(table) - back;
        if (list < 0)
            malformed(atByte(table),
                HEADROOM_TEXT("formats",
                    "expected the fields of a table within the file; found them before it"));
        const auto start = static_cast<std::uint64_t>(list);
        const std::uint64_t bytes = at<std::uint16_t>(start);
        const std::uint64_t place = 4 + 2 * index;
        if (place + 2 > bytes)
            return std::nullopt;
        const std::uint64_t offset = at<std::uint16_t>(start + place);
        return offset == 0 ? std::nullopt : std::optional(table + offset);
    }
    /// What a field points to.
    [[nodiscard]] std::optional<std::uint64_t> child(std::uint64_t table, std::uint64_t index)
    {
        const std::optional<std::uint64_t> place = field(table, index);
        return place ? std::optional(*place + at<std::uint32_t>(*place)) : std::nullopt;
    }
    /// The number of a vector's elements of that size, which lie behind it.
    [[nodiscard]] std::uint64_t count(std::uint64_t vector, std::uint64_t size)
    {
        const std::uint64_t elements = at<std::uint32_t>(vector);
        if (elements > (m_source->size() - vector) / size)
            malformed(atByte(vector),
                HEADROOM_TEXT("formats", "expected at most {0} elements; found {1}"),
                (m_source->size() - vector) / size, elements);
        return elements;
    }
    [[nodiscard]] std::uint64_t element(std::uint64_t vector, std::uint64_t index)
    {
        const std::uint64_t place = vector + 4 + 4 * index;
        return place + at<std::uint32_t>(place);
    }
    [[nodiscard]] std::string text(std::uint64_t place)
    {
        constexpr std::uint64_t kLongest = 4096;
        return m_source->text(place + 4, std::min(count(place, 1), kLongest));
    }

private:
    ByteSource* m_source;
    ByteReader m_reader;
};

bool isTflite(const Input& input)
{
    return input.head.size() >= 8 && input.head.substr(4, 4) == "TFL3";
}

/// Bytes of a buffer: within the file, or behind the flatbuffer.
std::uint64_t bufferBytes(Flatbuffer& buffer, std::uint64_t table)
{
    if (const auto data = buffer.child(table, 0))
        return buffer.count(*data, 1);
    const auto size = buffer.field(table, 2);
    return size ? buffer.at<std::uint64_t>(*size) : 0;
}

FileTensor readTfliteTensor(Flatbuffer& buffer, std::uint64_t table)
{
    FileTensor tensor;
    if (const auto name = buffer.child(table, 3))
        tensor.name = buffer.text(*name);
    if (const auto shape = buffer.child(table, 0)) {
        constexpr std::uint64_t kMostDimensions = 64;
        const std::uint64_t rank = buffer.count(*shape, 4);
        if (rank > kMostDimensions)
            malformed(atByte(*shape),
                HEADROOM_TEXT("formats", "expected at most 64 dimensions; found more"));
        for (std::uint64_t i = 0; i < rank; ++i) {
            const auto size = buffer.at<std::int32_t>(*shape + 4 + 4 * i);
            if (size < 0)
                malformed(atByte(*shape),
                    HEADROOM_TEXT("formats", "tensor {0}: expected sizes from 0; found {1}"),
                    quoteText(tensor.name), std::to_string(size));
            tensor.shape.push_back(static_cast<std::uint64_t>(size));
        }
    }
    const auto typePlace = buffer.field(table, 1);
    const std::uint64_t type = typePlace ? buffer.at<std::uint8_t>(*typePlace) : 0;
    const std::string_view name =
        type < kTfliteTypes.size() ? kTfliteTypes[static_cast<std::size_t>(type)] : "";
    const ElementType* element = name.empty() ? nullptr : elementType(name);
    if (element == nullptr)
        malformed(atByte(table),
            HEADROOM_TEXT("formats", "tensor {0}: expected a type of tensors; found {1}"),
            quoteText(tensor.name), type);
    tensor.dtype = element->name;
    tensor.elements = elementsOf(tensor.shape, atByte(table));
    const bool isNumber = name != "I64" && name != "I32" && name != "BOOL" && name != "STRING";
    tensor.parameters = isNumber ? tensor.elements : 0;
    return tensor;
}

ModelFile readTflite(const Input& input)
{
    Flatbuffer buffer(input.source);
    ModelFile file;
    file.kind = "tflite";
    file.files.push_back(input.name);
    const std::uint64_t model = buffer.root();
    const auto buffers = buffer.child(model, 4);
    const auto graphs = buffer.child(model, 2);
    if (!graphs)
        malformed(atByte(model),
            HEADROOM_TEXT("formats", "expected a graph of TensorFlow Lite; found none"));
    const std::uint64_t bufferCount = buffers ? buffer.count(*buffers, 4) : 0;
    std::uint64_t visited = 0;
    for (std::uint64_t g = 0; g < buffer.count(*graphs, 4); ++g) {
        const auto tensors = buffer.child(buffer.element(*graphs, g), 0);
        const std::uint64_t count = tensors ? buffer.count(*tensors, 4) : 0;
        visited = sum(visited, count, atByte(*graphs));
        if (visited > kMostTensors)
            malformed(atByte(*graphs),
                HEADROOM_TEXT("formats", "expected at most {0} tensors; found more"), kMostTensors);
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t table = buffer.element(*tensors, i);
            const auto place = buffer.field(table, 2);
            const std::uint64_t number = place ? buffer.at<std::uint32_t>(*place) : 0;
            if (number >= bufferCount)
                continue;
            const std::uint64_t bytes = bufferBytes(buffer, buffer.element(*buffers, number));
            // A tensor without data is made when the model runs.
            if (bytes == 0)
                continue;
            FileTensor tensor = readTfliteTensor(buffer, table);
            tensor.bytes = bytes;
            file.tensors.push_back(std::move(tensor));
        }
    }
    addUp(file);
    return file;
}

} // namespace

FileFormat tfliteFormat();
FileFormat tfliteFormat()
{
    return {"tflite", "TensorFlow Lite", "*.tflite",
        HEADROOM_TEXT("formats", "a model of TensorFlow Lite: its tensors with data"), isTflite,
        readTflite};
}

} // namespace headroom::files
