// SPDX-License-Identifier: GPL-3.0-or-later
// torch/cuda/memory.py, _dump_snapshot: a pickle of {"segments": [{"total_size", "allocated_size",
// ...}], "device_traces": [[{"action", "size", ...}]]}.
#include "formats/files/Pickle.h"
#include "headroom/formats/Measurements.h"

#include <algorithm>
#include <map>

namespace headroom {
namespace {

using files::Pickle;

constexpr char kProtocol = '\x80'; ///< how a pickle since protocol 2 starts

std::uint64_t sizeOf(const Pickle& pickle, Pickle::Node dict, std::string_view key)
{
    const Pickle::Node* size =
        pickle.kind(dict) == Pickle::Kind::Dict ? pickle.find(dict, key) : nullptr;
    if (size == nullptr || pickle.kind(*size) != Pickle::Kind::Whole || pickle.isNegative(*size))
        files::malformed(std::string(key),
            HEADROOM_TEXT("formats", "expected a whole number of bytes in a memory snapshot"));
    return pickle.whole(*size);
}

std::uint64_t plusBytes(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        files::malformed(
            "segments", HEADROOM_TEXT("formats", "the bytes of a snapshot are more than 2^64 - 1"));
    return sum;
}

struct Held {
    std::uint64_t reserved = 0;
    std::uint64_t allocated = 0;
};

/// What a trace of allocations rose to above where it began.
struct Rise {
    std::uint64_t most = 0;
    std::uint64_t finish = 0;
    bool known = true; ///< false: it freed what was there before it began
};

/// `grow` and `shrink`: the actions that count.
Rise riseOf(
    const Pickle& pickle, Pickle::Node trace, std::string_view grow, std::string_view shrink)
{
    Rise rise;
    for (const Pickle::Node entry : pickle.items(trace)) {
        const Pickle::Node* action =
            pickle.kind(entry) == Pickle::Kind::Dict ? pickle.find(entry, "action") : nullptr;
        if (action == nullptr || pickle.kind(*action) != Pickle::Kind::Text)
            continue;
        if (pickle.text(*action) == grow) {
            rise.finish = plusBytes(rise.finish, sizeOf(pickle, entry, "size"));
            rise.most = std::max(rise.most, rise.finish);
        } else if (pickle.text(*action) == shrink) {
            const std::uint64_t size = sizeOf(pickle, entry, "size");
            rise.known = rise.known && size <= rise.finish;
            rise.finish -= std::min(rise.finish, size);
        }
    }
    return rise;
}

Measurement readSnapshot(files::ByteSource& source)
{
    files::ByteReader reader(source);
    const Pickle pickle = files::readPickle(reader);
    const Pickle::Node root = pickle.root();
    const Pickle::Node* segments =
        pickle.kind(root) == Pickle::Kind::Dict ? pickle.find(root, "segments") : nullptr;
    if (segments == nullptr || pickle.kind(*segments) != Pickle::Kind::List)
        files::malformed("segments",
            HEADROOM_TEXT("formats",
                "expected a memory snapshot of PyTorch, with its list of segments; found another "
                "pickle"));
    std::map<std::uint64_t, Held> devices;
    for (const Pickle::Node segment : pickle.items(*segments)) {
        const std::uint64_t reserved = sizeOf(pickle, segment, "total_size");
        const std::uint64_t allocated = sizeOf(pickle, segment, "allocated_size");
        const bool named = pickle.find(segment, "device") != nullptr;
        Held& held = devices[named ? sizeOf(pickle, segment, "device") : 0];
        held.reserved = plusBytes(held.reserved, reserved);
        held.allocated = plusBytes(held.allocated, allocated);
    }
    // Of several devices the fullest.
    const auto fullest = std::max_element(devices.begin(), devices.end(),
        [](const auto& a, const auto& b) { return a.second.reserved < b.second.reserved; });
    Held held = fullest != devices.end() ? fullest->second : Held{};
    // The segments are those of the moment; a trace that began with nothing knows the peak.
    const Pickle::Node* traces = pickle.find(root, "device_traces");
    if (traces != nullptr && fullest != devices.end() && pickle.kind(*traces) == Pickle::Kind::List
        && fullest->first < pickle.items(*traces).size()) {
        const Pickle::Node trace = pickle.items(*traces)[fullest->first];
        if (pickle.kind(trace) == Pickle::Kind::List) {
            const Rise tensors = riseOf(pickle, trace, "alloc", "free_completed");
            const Rise segmentsOf = riseOf(pickle, trace, "segment_alloc", "segment_free");
            if (segmentsOf.known && segmentsOf.finish == held.reserved)
                held.reserved = segmentsOf.most;
            if (tensors.known && tensors.finish == held.allocated)
                held.allocated = tensors.most;
        }
    }
    Measurement found;
    found.allocated = Bytes{std::min(held.allocated, held.reserved)};
    found.reserved = Bytes{held.reserved};
    return found;
}

} // namespace

Result<Measurement> measurementOf(std::string bytes, const std::string& name)
{
    if (bytes.empty() || bytes.front() != kProtocol) {
        Result<Measurement> found = parseMeasurement(bytes);
        if (!found)
            found.error().file = name;
        return found;
    }
    files::MemorySource source(name, std::move(bytes));
    try {
        return readSnapshot(source);
    } catch (const files::Malformed& problem) {
        Error error = problem.error();
        error.file = name;
        return tl::unexpected(std::move(error));
    }
}

Result<Measurement> readMeasurement(const std::filesystem::path& path)
{
    Result<std::unique_ptr<files::FileSource>> source =
        files::FileSource::open(path, path.string());
    if (!source)
        return tl::unexpected(source.error());
    constexpr std::uint64_t kLongest = 200'000'000;
    if ((*source)->size() > kLongest)
        return fail(ErrorCode::OutOfRange, path.string(),
            HEADROOM_TEXT("formats", "expected at most {0} bytes; found {1}"), kLongest,
            (*source)->size());
    try {
        return measurementOf((*source)->text(0, (*source)->size()), path.string());
    } catch (const files::Malformed& problem) {
        return tl::unexpected(problem.error());
    }
}

} // namespace headroom
