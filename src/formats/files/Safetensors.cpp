// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/JsonScan.h"
#include "formats/files/ByteReader.h"
#include "formats/files/ConfigBeside.h"
#include "formats/files/ElementTypes.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/PackedWeights.h"

#include <algorithm>
#include <numeric>

// safetensors: eight bytes of length, a JSON header of that length, the tensors' bytes
// (huggingface/safetensors, README and safetensors/src/tensor.rs).

namespace headroom::files {
namespace {

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 100'000'000;

/// A JSON pointer to a key at the top.
std::string pointerTo(std::string_view key, std::string_view member = {})
{
    std::string pointer = "/";
    for (const char c : key)
        pointer += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    if (!member.empty())
        pointer += "/" + std::string(member);
    constexpr std::size_t kLongest = 120;
    return pointer.size() <= kLongest ? pointer : pointer.substr(0, kLongest) + "…";
}

struct HeaderTensor {
    FileTensor tensor;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// Takes the header's JSON apart.
class HeaderVisitor : public JsonVisitor {
public:
    std::vector<HeaderTensor> tensors;
    std::vector<std::pair<std::string, std::string>> metadata;

    void key(std::string& name) override
    {
        if (m_depth == 1) {
            m_name = std::move(name);
            m_inMetadata = m_name == "__metadata__";
            return;
        }
        m_member = std::move(name);
        if (m_inMetadata) {
            if (std::any_of(metadata.begin(), metadata.end(),
                    [&](const auto& entry) { return entry.first == m_member; }))
                twice(m_member);
            return;
        }
        const std::size_t index = m_member == "dtype" ? 0
            : m_member == "shape"                     ? 1
            : m_member == "data_offsets"              ? 2
                                                      : kUnknown;
        if (index == kUnknown)
            malformed(pointerTo(m_name, m_member),
                HEADROOM_TEXT("formats", "expected dtype, shape and data_offsets; found {0}"),
                quoteText(m_member));
        if (m_seen[index])
            twice(m_member);
        m_seen[index] = true;
    }

    void string(std::string& text) override
    {
        if (m_inMetadata && m_depth == 2) {
            metadata.emplace_back(m_member, std::move(text));
            return;
        }
        if (m_depth != 2 || m_member != "dtype")
            wrongValue(quoteText(text));
        const ElementType* type = safetensorsType(text);
        if (type == nullptr)
            malformed(pointerTo(m_name, "dtype"),
                HEADROOM_TEXT("formats", "expected one of {0}; found {1}"), safetensorsTypeNames(),
                quoteText(text));
        m_type = type;
    }

    void number(std::optional<std::uint64_t> whole, std::string_view text) override
    {
        const bool inList = m_depth == 3 && !m_inMetadata;
        if (!inList || !whole)
            wrongValue(whole ? std::to_string(*whole) : std::string(text));
        if (m_member == "shape")
            m_tensor.tensor.shape.push_back(*whole);
        else
            m_offsets.push_back(*whole);
        constexpr std::size_t kMostDimensions = 64;
        if (m_tensor.tensor.shape.size() > kMostDimensions || m_offsets.size() > 2)
            malformed(pointerTo(m_name, m_member),
                m_offsets.size() > 2
                    ? HEADROOM_TEXT("formats", "expected two offsets, begin and end; found more")
                    : HEADROOM_TEXT("formats", "expected at most 64 dimensions; found more"));
    }

    void literal(std::string_view word) override { wrongValue(std::string(word)); }

    void open(char bracket) override
    {
        const bool fits = m_depth == 0 ? bracket == '{'
            : m_depth == 1             ? bracket == '{'
            : m_depth == 2             ? bracket == '[' && !m_inMetadata && m_member != "dtype"
                                       : false;
        if (!fits)
            wrongValue(bracket == '{' ? "an object" : "a list");
        ++m_depth;
        if (m_depth == 2) {
            m_tensor = {};
            m_offsets.clear();
            m_type = nullptr;
            m_seen = {};
        }
    }

    void close(char /*bracket*/) override
    {
        --m_depth;
        if (m_depth == 1 && !m_inMetadata)
            addTensor();
    }

private:
    static constexpr std::size_t kUnknown = 3;

    [[noreturn]] void twice(const std::string& key) const
    {
        malformed(pointerTo(m_name, key),
            HEADROOM_TEXT("formats", "expected each key once; found {0} again"), quoteText(key));
    }

    [[noreturn]] void wrongValue(const std::string& found) const
    {
        if (m_depth == 0)
            malformed(
                {}, HEADROOM_TEXT("formats", "expected an object of tensors; found {0}"), found);
        if (m_inMetadata)
            malformed(m_depth == 1 ? pointerTo(m_name) : pointerTo(m_name, m_member),
                m_depth == 1 ? HEADROOM_TEXT("formats", "expected an object of texts; found {0}")
                             : HEADROOM_TEXT("formats", "expected a text; found {0}"),
                found);
        if (m_depth == 1)
            malformed(pointerTo(m_name),
                HEADROOM_TEXT("formats", "expected a tensor, an object; found {0}"), found);
        malformed(pointerTo(m_name, m_member),
            m_member == "dtype"
                ? HEADROOM_TEXT("formats", "expected the name of a dtype; found {0}")
                : m_member == "shape"
                ? HEADROOM_TEXT("formats", "expected a list of whole numbers from 0; found {0}")
                : HEADROOM_TEXT("formats", "expected a list of two offsets; found {0}"),
            found);
    }

    void addTensor()
    {
        constexpr std::array<const char*, 3> kMembers{"dtype", "shape", "data_offsets"};
        for (std::size_t i = 0; i < kMembers.size(); ++i) {
            if (!m_seen[i])
                malformed(pointerTo(m_name), HEADROOM_TEXT("formats", "expected {0}; found none"),
                    kMembers[i]);
        }
        if (m_offsets.size() != 2)
            malformed(pointerTo(m_name, "data_offsets"),
                HEADROOM_TEXT("formats", "expected two offsets, begin and end; found {0}"),
                std::uint64_t{m_offsets.size()});
        if (tensors.size() == kMostTensors)
            malformed(pointerTo(m_name),
                HEADROOM_TEXT("formats", "expected at most {0} tensors; found more"), kMostTensors);
        m_tensor.begin = m_offsets[0];
        m_tensor.end = m_offsets[1];
        if (m_tensor.begin > m_tensor.end)
            malformed(pointerTo(m_name, "data_offsets"),
                HEADROOM_TEXT("formats", "expected begin before end; found {0} and {1}"),
                m_tensor.begin, m_tensor.end);
        FileTensor& tensor = m_tensor.tensor;
        tensor.dtype = m_type->name;
        tensor.elements = elementsOf(tensor.shape, pointerTo(m_name, "shape"));
        const std::uint64_t bits =
            multiply(tensor.elements, m_type->bits, pointerTo(m_name, "shape"));
        tensor.bytes = bits / 8;
        if (bits % 8 != 0)
            malformed(pointerTo(m_name, "shape"),
                HEADROOM_TEXT("formats", "expected whole bytes; found {0} elements of {1} bits"),
                tensor.elements, std::uint64_t{m_type->bits});
        if (m_tensor.end - m_tensor.begin != tensor.bytes)
            malformed(pointerTo(m_name, "data_offsets"),
                HEADROOM_TEXT("formats", "expected {0} bytes, as dtype and shape say; found {1}"),
                tensor.bytes, m_tensor.end - m_tensor.begin);
        tensor.name = std::move(m_name);
        tensors.push_back(std::move(m_tensor));
    }

    int m_depth = 0;
    bool m_inMetadata = false;
    std::string m_name;
    std::string m_member;
    std::array<bool, 3> m_seen{};
    const ElementType* m_type = nullptr;
    std::vector<std::uint64_t> m_offsets;
    HeaderTensor m_tensor;
};

void checkNames(const std::vector<HeaderTensor>& tensors)
{
    std::vector<std::string_view> names;
    names.reserve(tensors.size());
    for (const HeaderTensor& entry : tensors)
        names.push_back(entry.tensor.name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
        malformed(pointerTo(*twice),
            HEADROOM_TEXT("formats", "expected each name once; found {0} again"),
            quoteText(*twice));
}

/// The tensors must follow one another without hole or overlap; the end is theirs.
std::uint64_t checkOffsets(const std::vector<HeaderTensor>& tensors)
{
    std::vector<const HeaderTensor*> order;
    order.reserve(tensors.size());
    for (const HeaderTensor& entry : tensors)
        order.push_back(&entry);
    std::sort(order.begin(), order.end(), [](const HeaderTensor* a, const HeaderTensor* b) {
        return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
    });
    std::uint64_t end = 0;
    for (const HeaderTensor* entry : order) {
        if (entry->begin != end)
            malformed(pointerTo(entry->tensor.name, "data_offsets"),
                entry->begin > end ? HEADROOM_TEXT("formats",
                    "expected the tensor at {0}, where the one before ends; found a hole, it "
                    "begins at {1}")
                                   : HEADROOM_TEXT("formats",
                                       "expected the tensor at {0}, where the one before ends; "
                                       "found an overlap, it begins at {1}"),
                end, entry->begin);
        end = entry->end;
    }
    return end;
}

bool isSafetensors(const Input& input)
{
    // A header below 4 GiB, and its first character.
    if (input.head.size() <= kLengthBytes
        || input.head.substr(4, 4) != std::string_view("\0\0\0\0", 4))
        return false;
    const std::size_t first = input.head.find_first_not_of(" \t\r\n", kLengthBytes);
    return first != input.head.npos && input.head[first] == '{';
}

ModelFile readSafetensors(const Input& input)
{
    ByteSource& source = input.source;
    if (source.size() < kLengthBytes)
        malformed(atByte(0),
            HEADROOM_TEXT("formats",
                "expected the length of the header in 8 bytes; found a file of {0} bytes"),
            source.size());
    const auto length = ByteReader(source).number<std::uint64_t>("the length of the header");
    if (length > kLongestHeader)
        malformed(atByte(0),
            HEADROOM_TEXT("formats", "expected a header of at most {0} bytes; found {1}"),
            kLongestHeader, length);
    if (length > source.size() - kLengthBytes)
        malformed(atByte(0),
            HEADROOM_TEXT("formats",
                "expected a header that ends within the file of {0} bytes; found a length of {1}"),
            source.size(), length);
    if (length < 2)
        malformed(atByte(0),
            HEADROOM_TEXT("formats", "expected a header of at least {0} bytes; found {1}"),
            std::uint64_t{2}, length);
    const std::string header = kLengthBytes + length <= input.head.size()
        ? std::string(input.head.substr(kLengthBytes, length))
        : source.text(kLengthBytes, length);
    HeaderVisitor visitor;
    if (const std::optional<JsonScanProblem> problem = scanJson(header, visitor))
        throw Malformed(Error{ErrorCode::Syntax, atByte(kLengthBytes + problem->offset),
            problem->message, {}, {}, 0});
    checkNames(visitor.tensors);
    const std::uint64_t end = checkOffsets(visitor.tensors);

    ModelFile file;
    file.kind = "safetensors";
    file.files.push_back(input.name);
    file.metadata = std::move(visitor.metadata);
    const std::uint64_t data = source.size() - kLengthBytes - length;
    if (end > data)
        addProblem(file, ProblemSeverity::Error, atByte(kLengthBytes + length),
            Text(HEADROOM_TEXT(
                     "formats", "the file is incomplete: expected {0} bytes of tensors; found {1}"),
                end, data));
    else if (end < data)
        addProblem(file, ProblemSeverity::Error, atByte(kLengthBytes + length + end),
            Text(HEADROOM_TEXT("formats",
                     "expected the end of the file after {0} bytes of tensors; found {1} more"),
                end, data - end));
    file.tensors.reserve(visitor.tensors.size());
    for (HeaderTensor& entry : visitor.tensors)
        file.tensors.push_back(std::move(entry.tensor));
    std::vector<HeaderTensor>().swap(visitor.tensors);
    useConfigBeside(file, input.neighbours);
    unpackWeights(file);
    addUp(file);
    return file;
}

} // namespace

FileFormat safetensorsFormat();
FileFormat safetensorsFormat()
{
    return {"safetensors", "safetensors", "*.safetensors",
        HEADROOM_TEXT("formats", "tensors of a model, as Hugging Face stores them"), isSafetensors,
        readSafetensors};
}

} // namespace headroom::files
