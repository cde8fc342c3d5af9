// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/JsonScan.h"
#include "formats/files/ByteSource.h"
#include "formats/files/ConfigBeside.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"
#include "formats/files/PackedWeights.h"
#include "headroom/base/Decimal.h"

#include <algorithm>
#include <map>
#include <set>

// model.safetensors.index.json and pytorch_model.bin.index.json: which shard holds which tensor.
// The shapes stand in the shards.

namespace headroom::files {
namespace {

constexpr std::size_t kMostShards = 10'000;

class IndexVisitor : public JsonVisitor {
public:
    struct Entry {
        std::string tensor;
        std::uint32_t shard = 0;
    };
    std::vector<Entry> entries;
    std::vector<std::string> shards;
    std::optional<std::uint64_t> totalSize;
    std::optional<std::string> oddTotalSize;
    std::optional<std::uint64_t> totalParameters;
    std::vector<std::pair<std::string, std::string>> metadata;
    bool hasMap = false;

    void key(std::string& name) override
    {
        if (m_depth == 1) {
            m_section = std::move(name);
            if (m_section == "weight_map") {
                if (hasMap)
                    malformed("/weight_map",
                        HEADROOM_TEXT("formats", "expected each key once; found {0} again"),
                        quoteText(m_section));
                hasMap = true;
            }
        } else if (m_depth == 2) {
            m_key = std::move(name);
        }
    }
    void string(std::string& text) override
    {
        if (m_depth == 0)
            notAnIndex(quoteText(text));
        if (inMap()) {
            add(std::move(text));
        } else if (inMetadata()) {
            if (m_key == "total_size")
                oddTotalSize = quoteText(text);
            metadata.emplace_back(m_key, text);
        }
    }
    void number(std::optional<std::uint64_t> whole, std::string_view text) override
    {
        if (m_depth == 0)
            notAnIndex("a number");
        if (inMap())
            wrongShard(whole ? std::to_string(*whole) : std::string(text));
        if (!inMetadata())
            return;
        if (m_key == "total_size") {
            totalSize = whole;
            if (!whole) {
                // 13731385408.0 is what some writers make of it.
                const Decimal::Parsed parsed = Decimal::parse(text);
                if (parsed.value && parsed.value->isWhole())
                    totalSize = parsed.value->digits();
                else
                    oddTotalSize = std::string(text);
            }
        } else if (m_key == "total_parameters") {
            totalParameters = whole;
        }
        metadata.emplace_back(m_key, whole ? std::to_string(*whole) : std::string(text));
    }
    void literal(std::string_view word) override
    {
        if (m_depth == 0)
            notAnIndex(std::string(word));
        if (inMap())
            wrongShard(std::string(word));
        if (m_depth == 1 && m_section == "weight_map")
            wrongMap(std::string(word));
    }
    void open(char bracket) override
    {
        const char* const found = bracket == '{' ? "an object" : "a list";
        if (m_depth == 0 && bracket != '{')
            notAnIndex(found);
        if (m_depth == 1 && m_section == "weight_map" && bracket != '{')
            wrongMap(found);
        if (inMap())
            wrongShard(found);
        ++m_depth;
    }
    void close(char /*bracket*/) override { --m_depth; }

private:
    [[nodiscard]] bool inMap() const { return m_depth == 2 && m_section == "weight_map"; }
    [[nodiscard]] bool inMetadata() const { return m_depth == 2 && m_section == "metadata"; }

    [[noreturn]] static void notAnIndex(const std::string& found)
    {
        malformed({}, HEADROOM_TEXT("formats", "expected an object with \"weight_map\"; found {0}"),
            found);
    }
    [[noreturn]] static void wrongMap(const std::string& found)
    {
        malformed("/weight_map",
            HEADROOM_TEXT("formats", "expected an object of tensors and their files; found {0}"),
            found);
    }
    [[noreturn]] void wrongShard(const std::string& found) const
    {
        malformed("/weight_map/" + m_key,
            HEADROOM_TEXT("formats", "expected the name of a file; found {0}"), found);
    }

    void add(std::string shard)
    {
        if (entries.size() == kMostTensors)
            malformed("/weight_map",
                HEADROOM_TEXT("formats", "expected at most {0} tensors; found more"), kMostTensors);
        const auto [place, isNew] =
            m_shardNumbers.try_emplace(std::move(shard), static_cast<std::uint32_t>(shards.size()));
        if (isNew) {
            if (!staysInFolder(place->first))
                malformed("/weight_map/" + m_key,
                    HEADROOM_TEXT("formats",
                        "expected the name of a file in the same folder; found {0}, which is not "
                        "followed"),
                    quoteText(place->first));
            if (shards.size() == kMostShards)
                malformed("/weight_map",
                    HEADROOM_TEXT("formats", "expected at most {0} files; found more"),
                    std::uint64_t{kMostShards});
            shards.push_back(place->first);
        }
        entries.push_back({std::move(m_key), place->second});
    }

    int m_depth = 0;
    std::string m_section;
    std::string m_key;
    std::map<std::string, std::uint32_t, std::less<>> m_shardNumbers;
};

void checkEachOnce(const std::vector<IndexVisitor::Entry>& entries)
{
    std::vector<std::string_view> names;
    names.reserve(entries.size());
    for (const IndexVisitor::Entry& entry : entries)
        names.push_back(entry.tensor);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
        malformed("/weight_map/" + std::string(*twice),
            HEADROOM_TEXT("formats", "expected each name once; found {0} again"),
            quoteText(*twice));
}

/// The shards that are there, read; the names of those that are not.
std::vector<std::string> readShards(const Input& input, const IndexVisitor& index, ModelFile& file)
{
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < index.shards.size(); ++i) {
        const std::string& name = index.shards[i];
        const std::unique_ptr<ByteSource> source = input.neighbours.open(name);
        if (!source) {
            missing.push_back(name);
            continue;
        }
        ModelFile shard = readNeighbour(*source, Neighbours(), name);
        file.filesRead += shard.filesRead;
        file.bytesRead += shard.bytesRead;
        for (FileProblem& problem : shard.problems) {
            problem.where = problem.where.empty() ? name : name + ": " + problem.where;
            file.problems.push_back(std::move(problem));
        }
        for (FileTensor& tensor : shard.tensors) {
            tensor.file = static_cast<std::uint32_t>(i);
            file.tensors.push_back(std::move(tensor));
        }
    }
    return missing;
}

/// What the index lists and the shards do not hold, and the other way round.
void compareWithShards(const IndexVisitor& index, ModelFile& file)
{
    using Place = std::pair<std::string_view, std::uint32_t>;
    std::vector<Place> held;
    held.reserve(file.tensors.size());
    for (const FileTensor& tensor : file.tensors)
        held.emplace_back(tensor.name, tensor.file);
    std::sort(held.begin(), held.end());
    std::size_t absent = 0;
    const IndexVisitor::Entry* first = nullptr;
    for (const IndexVisitor::Entry& entry : index.entries) {
        if (!std::binary_search(held.begin(), held.end(), Place(entry.tensor, entry.shard))) {
            first = absent++ == 0 ? &entry : first;
        }
    }
    if (first != nullptr)
        addProblem(file, ProblemSeverity::Error, "/weight_map/" + first->tensor,
            Text(HEADROOM_TEXT("formats",
                     "{0} tensors are not in the file that the index names; the first is {1}, not "
                     "in {2}"),
                std::uint64_t{absent}, quoteText(first->tensor),
                quoteText(index.shards[first->shard])));
    if (file.tensors.size() + absent > index.entries.size())
        addProblem(file, ProblemSeverity::Warning, "/weight_map",
            Text(
                HEADROOM_TEXT("formats", "the files hold {0} tensors that the index does not list"),
                std::uint64_t{file.tensors.size() + absent - index.entries.size()}));
}

void nameMissing(const std::vector<std::string>& missing, std::size_t shards, ModelFile& file)
{
    constexpr std::size_t kNamed = 5;
    std::string names;
    for (std::size_t i = 0; i < std::min(missing.size(), kNamed); ++i)
        names += (i == 0 ? "" : ", ") + missing[i];
    if (missing.size() > kNamed)
        names += ", …";
    addProblem(file, ProblemSeverity::Warning, "/weight_map",
        Text(HEADROOM_TEXT("formats",
                 "{0} of {1} files are not here ({2}): shapes and dtypes of their tensors are not "
                 "known"),
            std::uint64_t{missing.size()}, std::uint64_t{shards}, names));
}

void compareTotals(const IndexVisitor& index, ModelFile& file)
{
    if (!file.bytes) {
        if (index.totalSize && *index.totalSize > 0)
            file.bytes = index.totalSize;
        else if (!file.parameters || !file.tensors.empty())
            addProblem(file, ProblemSeverity::Warning, "/metadata/total_size",
                Text(HEADROOM_TEXT("formats", "the size is not known: the index says {0}"),
                    index.oddTotalSize    ? *index.oddTotalSize
                        : index.totalSize ? "0"
                                          : "nothing"));
        return;
    }
    if (index.totalSize && *index.totalSize != *file.bytes)
        addProblem(file, ProblemSeverity::Warning, "/metadata/total_size",
            Text(HEADROOM_TEXT("formats", "the index says {0} bytes; the files hold {1}"),
                *index.totalSize, *file.bytes));
    if (index.oddTotalSize)
        addProblem(file, ProblemSeverity::Warning, "/metadata/total_size",
            Text(HEADROOM_TEXT("formats", "expected a whole number; found {0}"),
                *index.oddTotalSize));
}

bool isSafetensorsIndex(const Input& input)
{
    const std::size_t first = input.head.find_first_not_of(" \t\r\n");
    return first != input.head.npos && input.head[first] == '{'
        && (input.head.find("\"weight_map\"") != input.head.npos
            || input.name.ends_with(".index.json"));
}

ModelFile readSafetensorsIndex(const Input& input)
{
    constexpr std::uint64_t kLongestIndex = 256 * 1024 * 1024;
    if (input.source.size() > kLongestIndex)
        malformed({}, HEADROOM_TEXT("formats", "expected an index of at most {0} bytes; found {1}"),
            kLongestIndex, input.source.size());
    IndexVisitor index;
    {
        const std::string text = input.source.size() <= input.head.size()
            ? std::string(input.head)
            : input.source.text(0, input.source.size());
        if (const std::optional<JsonScanProblem> problem = scanJson(text, index))
            throw Malformed(
                Error{ErrorCode::Syntax, atByte(problem->offset), problem->message, {}, {}, 0});
    }
    if (!index.hasMap)
        malformed(
            {}, HEADROOM_TEXT("formats", "expected an object with \"weight_map\"; found none"));
    checkEachOnce(index.entries);

    ModelFile file;
    file.kind = "safetensors-index";
    file.files = index.shards;
    file.metadata = std::move(index.metadata);
    const std::optional<ModelFile> config = useConfigBeside(file, input.neighbours);
    const std::vector<std::string> missing = readShards(input, index, file);
    if (missing.size() == index.shards.size()) {
        file.tensors.reserve(index.entries.size());
        for (IndexVisitor::Entry& entry : index.entries) {
            FileTensor tensor;
            tensor.name = std::move(entry.tensor);
            tensor.file = entry.shard;
            tensor.hasShape = false;
            file.tensors.push_back(std::move(tensor));
        }
    } else if (missing.empty()) {
        compareWithShards(index, file);
    } else {
        const std::set<std::string> absent(missing.begin(), missing.end());
        for (IndexVisitor::Entry& entry : index.entries) {
            if (absent.count(index.shards[entry.shard]) == 0)
                continue;
            FileTensor tensor;
            tensor.name = std::move(entry.tensor);
            tensor.file = entry.shard;
            tensor.hasShape = false;
            file.tensors.push_back(std::move(tensor));
        }
    }
    if (!missing.empty())
        nameMissing(missing, index.shards.size(), file);
    unpackWeights(file);
    addUp(file);
    if (!file.parameters && config && config->parameters) {
        file.parameters = config->parameters;
        file.guess = config->guess;
        if (!file.quantization)
            file.quantization = config->quantization;
        addProblem(file, ProblemSeverity::Note, "config.json",
            Text(HEADROOM_TEXT("formats",
                "the count of parameters follows from config.json: an index lists names without "
                "shapes")));
    } else if (!file.parameters && index.totalParameters) {
        file.parameters = index.totalParameters;
        addProblem(file, ProblemSeverity::Note, "/metadata/total_parameters",
            Text(HEADROOM_TEXT("formats",
                "the count of parameters is what the index says; some writers count tied weights "
                "twice")));
    } else if (!file.parameters) {
        addProblem(file, ProblemSeverity::Note, "/weight_map",
            Text(HEADROOM_TEXT("formats",
                "the number of parameters is not known: an index lists names without shapes")));
    }
    compareTotals(index, file);
    return file;
}

} // namespace

FileFormat safetensorsIndexFormat();
FileFormat safetensorsIndexFormat()
{
    return {"safetensors-index", "index of shards", "*.index.json",
        HEADROOM_TEXT("formats",
            "which of several safetensors or PyTorch files holds which tensor; the files beside it "
            "are read too"),
        isSafetensorsIndex, readSafetensorsIndex};
}

} // namespace headroom::files
