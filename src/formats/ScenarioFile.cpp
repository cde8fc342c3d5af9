// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/ScenarioFile.h"

#include "formats/Utf8.h"
#include "headroom/base/Count.h"
#include "headroom/base/Decimal.h"
#include "headroom/base/Wide.h"
#include "headroom/formats/Json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

namespace headroom {
namespace {

/// The line of the place, or of the nearest place around it that the text has.
std::uint64_t lineOf(const JsonDocument& document, std::string_view pointer)
{
    for (;;) {
        const auto found = document.lines.find(pointer);
        if (found != document.lines.end())
            return found->second;
        const std::size_t slash = pointer.rfind('/');
        if (slash == pointer.npos)
            return 0;
        pointer = pointer.substr(0, slash);
    }
}

/// The version that the tree names, where it is newer than this program.
std::optional<std::uint64_t> newerVersion(const Value& tree)
{
    const Value* version = tree.find("headroom");
    const Value::Number* number = version != nullptr ? version->asNumber() : nullptr;
    if (number == nullptr)
        return std::nullopt;
    const Decimal::Parsed parsed = Decimal::parse(number->text);
    if (!parsed.value || !parsed.value->isWhole() || parsed.value->digits() <= kScenarioVersion)
        return std::nullopt;
    return parsed.value->digits();
}

struct ByteUnit {
    std::string_view name;
    std::uint64_t bytes;
};
constexpr auto kByteUnits = std::to_array<ByteUnit>({
    {"KiB", kKiB},
    {"MiB", kMiB},
    {"GiB", kGiB},
    {"TiB", kGiB * 1024},
    {"kB", 1'000},
    {"MB", 1'000'000},
    {"GB", 1'000'000'000},
    {"TB", 1'000'000'000'000},
    {"B", 1},
});

/// "24 GiB", "1.5 GB"; nothing where there is no unit or a fraction of a byte is left.
std::optional<std::uint64_t> parseBytes(std::string_view text)
{
    for (const ByteUnit& unit : kByteUnits) {
        if (!text.ends_with(unit.name))
            continue;
        text.remove_suffix(unit.name.size());
        while (text.ends_with(' '))
            text.remove_suffix(1);
        const Decimal::Parsed parsed = Decimal::parse(text);
        if (!parsed.value)
            return std::nullopt;
        const Wide product = Wide{parsed.value->digits()} * unit.bytes;
        const std::uint64_t denominator = parsed.value->denominator();
        if (product % denominator != 0
            || product / denominator > std::numeric_limits<std::uint64_t>::max())
            return std::nullopt;
        return static_cast<std::uint64_t>(product / denominator);
    }
    return std::nullopt;
}

} // namespace

Result<ReadScenario> parseScenario(std::string_view text, const std::string& name)
{
    JsonLimits limits;
    limits.maxBytes = kMaxScenarioBytes;
    Result<JsonDocument> document = parseJson(text, limits);
    if (!document) {
        document.error().file = name;
        return tl::unexpected(document.error());
    }
    Result<ReadScenario> read = scenarioFromTree(document->value);
    if (read)
        return read;
    Error error = read.error();
    error.file = name;
    error.line = lineOf(*document, error.where);
    if (const std::optional<std::uint64_t> version = newerVersion(document->value))
        error.message = Text(
            HEADROOM_TEXT("formats",
                "{0} (the file is of scenario version {1}; this program knows versions up to {2})"),
            error.message.english(), *version, kScenarioVersion);
    return tl::unexpected(std::move(error));
}

std::string writeScenario(const Scenario& scenario) { return writeJson(scenarioToTree(scenario)); }

Result<ReadScenario> readScenarioFile(const std::filesystem::path& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return parseScenario(*text, path.string());
}

Result<void> writeScenarioFile(const std::filesystem::path& path, const Scenario& scenario)
{
    return writeTextFileAtomically(path, writeScenario(scenario));
}

Error newerVersionError(const ReadScenario& read, const std::string& name)
{
    return {ErrorCode::Unsupported, "/headroom",
        Text(HEADROOM_TEXT("formats",
                 "made by a newer version of Headroom: expected scenario version {0} at most; "
                 "found {1}"),
            kScenarioVersion, read.version),
        {}, name, 0};
}

Error locateInFile(Error error, std::string_view text, const std::string& name)
{
    error.file = name;
    if (findField(error.where) != nullptr) {
        error.where.insert(0, 1, '/');
        std::replace(error.where.begin(), error.where.end(), '.', '/');
    }
    if (!error.where.starts_with('/'))
        return error;
    if (const Result<JsonDocument> document = parseJson(text))
        error.line = lineOf(*document, error.where);
    return error;
}

Value valueFromText(const Field& field, std::string_view text)
{
    const Result<JsonDocument> document = parseJson(text);
    if (document) {
        const Value& value = document->value;
        if (field.type == FieldType::Text
            && (value.asNumber() != nullptr || value.asBool() != nullptr))
            return Value(text);
        return value;
    }
    const bool isBytes = field.type == FieldType::Bytes;
    if (isBytes) {
        if (const std::optional<std::uint64_t> bytes = parseBytes(text))
            return Value::number(*bytes);
    }
    // Among counts B is a billion, among bytes it is the byte.
    if (field.type == FieldType::Count || (isBytes && !text.ends_with('B'))) {
        if (const Result<std::uint64_t> count = parseCount(text))
            return Value::number(*count);
    }
    return Value(text);
}

Result<void> applyAssignment(Scenario& scenario, std::string_view assignment)
{
    if (findInvalidUtf8(assignment) != assignment.npos)
        return fail(ErrorCode::Syntax, {},
            HEADROOM_TEXT("formats", "expected key=value in UTF-8; found other bytes"));
    const std::size_t equals = assignment.find('=');
    if (equals == assignment.npos || equals == 0)
        return fail(ErrorCode::Syntax, {},
            HEADROOM_TEXT(
                "formats", "expected key=value, such as workload.batch_size=16; found {0}"),
            quoteText(assignment));
    const Result<const Field*> field = requireField(assignment.substr(0, equals));
    if (!field)
        return tl::unexpected(field.error());
    return setField(scenario, **field, valueFromText(**field, assignment.substr(equals + 1)));
}

} // namespace headroom
