// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ZipArchive.h"

#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>

namespace headroom::files {

struct ZipArchive::State {
    ByteSource* source = nullptr;
    std::uint64_t offset = 0;
    bool failed = false;
    unzFile file = nullptr;
};

namespace {

// What minizip reads with: the source, and nothing of the file system. No exception may pass it.
template <typename State> State* stateOf(voidpf opaque) { return static_cast<State*>(opaque); }

/// minizip takes what looks like the record at the archive's end; a whole one ends with the file.
bool hasWholeEnd(ByteSource& source)
{
    constexpr std::uint64_t kRecordBytes = 22;
    constexpr std::uint64_t kLongestComment = 0xFFFF;
    constexpr std::string_view kMark = "PK\x05\x06";
    for (const std::uint64_t length : {kRecordBytes, kRecordBytes + kLongestComment}) {
        const std::uint64_t taken = std::min(length, source.size());
        const std::string tail = source.text(source.size() - taken, taken);
        for (std::size_t at = tail.rfind(kMark); at != tail.npos;
             at = at == 0 ? tail.npos : tail.rfind(kMark, at - 1)) {
            if (tail.size() - at < kRecordBytes)
                continue;
            const std::size_t comment = static_cast<unsigned char>(tail[at + 20])
                + std::size_t{256} * static_cast<unsigned char>(tail[at + 21]);
            if (at + kRecordBytes + comment == tail.size())
                return true;
        }
    }
    return false;
}

} // namespace

bool ZipArchive::isZip(std::string_view head)
{
    return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

ZipArchive::ZipArchive(ByteSource& source)
    : m_state(std::make_unique<State>())
{
    m_state->source = &source;
    zlib_filefunc64_def functions{};
    functions.opaque = m_state.get();
    functions.zopen64_file = [](voidpf opaque, const void*, int) -> voidpf { return opaque; };
    functions.zread_file = [](voidpf opaque, voidpf, void* into, uLong size) -> uLong {
        State* state = stateOf<State>(opaque);
        const std::uint64_t end = state->source->size();
        const std::uint64_t left = state->offset < end ? end - state->offset : 0;
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(size, left));
        try {
            state->source->read(state->offset, static_cast<char*>(into), count);
        } catch (const Malformed&) {
            state->failed = true;
            return 0;
        }
        state->offset += count;
        return count;
    };
    functions.zwrite_file = [](voidpf, voidpf, const void*, uLong) -> uLong { return 0; };
    functions.ztell64_file = [](voidpf opaque, voidpf) -> ZPOS64_T {
        return stateOf<State>(opaque)->offset;
    };
    functions.zseek64_file = [](voidpf opaque, voidpf, ZPOS64_T offset, int origin) -> long {
        State* state = stateOf<State>(opaque);
        const std::uint64_t start = origin == ZLIB_FILEFUNC_SEEK_CUR ? state->offset
            : origin == ZLIB_FILEFUNC_SEEK_END                       ? state->source->size()
                                                                     : 0;
        if (offset > ~std::uint64_t{0} - start)
            return -1;
        state->offset = start + offset;
        return 0;
    };
    functions.zclose_file = [](voidpf, voidpf) { return 0; };
    functions.zerror_file = [](voidpf opaque, voidpf) {
        return stateOf<State>(opaque)->failed ? 1 : 0;
    };
    m_state->file = hasWholeEnd(source) ? unzOpen2_64("", &functions) : nullptr;
    if (m_state->file == nullptr)
        malformed(atByte(source.size()),
            HEADROOM_TEXT("formats",
                "expected the list of members at the end of the archive; found none: the file is "
                "incomplete"));
    for (int status = unzGoToFirstFile(m_state->file); status == UNZ_OK;
         status = unzGoToNextFile(m_state->file)) {
        constexpr std::size_t kLongestName = 4096;
        std::array<char, kLongestName> name{};
        unz_file_info64 info{};
        if (unzGetCurrentFileInfo64(
                m_state->file, &info, name.data(), name.size() - 1, nullptr, 0, nullptr, 0)
            != UNZ_OK)
            malformed({},
                HEADROOM_TEXT("formats",
                    "expected an entry in the archive's list; member {0} has none that can be "
                    "read"),
                std::uint64_t{m_members.size()});
        if (m_members.size() == kMostTensors)
            malformed({},
                HEADROOM_TEXT("formats", "expected at most {0} members of the archive; found more"),
                kMostTensors);
        unz64_file_pos position{};
        unzGetFilePos64(m_state->file, &position);
        m_members.push_back({name.data(), info.uncompressed_size, position.pos_in_zip_directory,
            position.num_of_file});
    }
}

ZipArchive::~ZipArchive()
{
    if (m_state->file != nullptr)
        unzClose(m_state->file);
}

const ZipArchive::Member* ZipArchive::find(std::string_view name) const
{
    const auto found = std::find_if(m_members.begin(), m_members.end(), [&](const Member& member) {
        return member.name == name
            || (member.name.size() > name.size() && member.name.ends_with(name)
                && member.name[member.name.size() - name.size() - 1] == '/');
    });
    return found != m_members.end() ? &*found : nullptr;
}

std::string ZipArchive::read(const Member& member, std::uint64_t most)
{
    const unz64_file_pos position{member.place, member.number};
    const auto wrong = [&](const char* pattern) { malformed(member.name, pattern); };
    if (unzGoToFilePos64(m_state->file, &position) != UNZ_OK
        || unzOpenCurrentFile(m_state->file) != UNZ_OK)
        wrong(HEADROOM_TEXT("formats", "this member of the archive cannot be unpacked"));
    std::string bytes;
    constexpr std::size_t kChunk = std::size_t{64} * 1024;
    while (bytes.size() < most) {
        const std::size_t before = bytes.size();
        const auto wanted = static_cast<unsigned>(std::min<std::uint64_t>(kChunk, most - before));
        bytes.resize(before + wanted);
        const int count = unzReadCurrentFile(m_state->file, bytes.data() + before, wanted);
        bytes.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (count < 0) {
            unzCloseCurrentFile(m_state->file);
            wrong(HEADROOM_TEXT("formats", "this member of the archive cannot be unpacked"));
        }
        if (count == 0)
            break;
    }
    const bool whole = bytes.size() < most || bytes.size() == member.size;
    if (unzCloseCurrentFile(m_state->file) == UNZ_CRCERROR && whole)
        wrong(HEADROOM_TEXT(
            "formats", "this member of the archive is damaged: its checksum is wrong"));
    if (whole && bytes.size() < member.size)
        wrong(HEADROOM_TEXT("formats", "this member of the archive ends too early"));
    return bytes;
}

} // namespace headroom::files
