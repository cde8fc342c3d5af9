// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/ByteSource.h"

#include "formats/SystemMessage.h"
#include "formats/files/Malformed.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace headroom::files {

std::string ByteSource::text(std::uint64_t offset, std::uint64_t length)
{
    std::string bytes;
    if (offset < size())
        bytes.resize(static_cast<std::size_t>(std::min(length, size() - offset)));
    if (!bytes.empty())
        read(offset, bytes.data(), bytes.size());
    return bytes;
}

Result<std::unique_ptr<FileSource>> FileSource::open(
    const std::filesystem::path& path, const std::string& name)
{
    // Not blocking: opening a pipe that nobody writes to would wait for ever.
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen())
        return ioFailure(name, errno);
    struct stat status { };
    if (::fstat(file.number(), &status) != 0)
        return ioFailure(name, errno);
    if (S_ISDIR(status.st_mode))
        return ioFailure(name, EISDIR);
    if (!S_ISREG(status.st_mode)) {
        Failure failure = fail(ErrorCode::Io, {},
            HEADROOM_TEXT("formats", "expected a file; found a pipe, a socket or a device"));
        failure.value().file = name;
        return failure;
    }
    return std::make_unique<FileSource>(
        name, std::move(file), static_cast<std::uint64_t>(status.st_size));
}

FileSource::FileSource(std::string name, FileDescriptor file, std::uint64_t size)
    : ByteSource(std::move(name))
    , m_file(std::move(file))
    , m_size(size)
{
}

void FileSource::read(std::uint64_t offset, char* into, std::size_t length)
{
    while (length > 0) {
        const ssize_t count = ::pread(m_file.number(), into, length, static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throw Malformed(ioFailure(name(), errno).value());
        if (count == 0)
            malformed(atByte(offset),
                HEADROOM_TEXT("formats", "the file became shorter while it was read"));
        m_bytesRead += static_cast<std::uint64_t>(count);
        offset += static_cast<std::uint64_t>(count);
        into += count;
        length -= static_cast<std::size_t>(count);
    }
}

void MemorySource::read(std::uint64_t offset, char* into, std::size_t length)
{
    std::memcpy(into, m_bytes.data() + offset, length);
    m_bytesRead += length;
}

} // namespace headroom::files
