// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/FileDescriptor.h"
#include "headroom/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace headroom::files {

/// Bytes of known number that are read at will, and counted: what a reader sees of a file.
class ByteSource {
public:
    explicit ByteSource(std::string name)
        : m_name(std::move(name))
    {
    }
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Exactly `length` bytes from `offset`, which the size allows.
    virtual void read(std::uint64_t offset, char* into, std::size_t length) = 0;

    /// From `offset`, cut to `length`: at most what there is.
    [[nodiscard]] std::string text(std::uint64_t offset, std::uint64_t length);
    [[nodiscard]] virtual std::uint64_t bytesRead() const = 0;

private:
    std::string m_name;
};

/// A regular file. Opening says in words why it cannot be.
class FileSource : public ByteSource {
public:
    [[nodiscard]] static Result<std::unique_ptr<FileSource>> open(
        const std::filesystem::path& path, const std::string& name);

    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    void read(std::uint64_t offset, char* into, std::size_t length) override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return m_bytesRead; }

    FileSource(std::string name, FileDescriptor file, std::uint64_t size);

private:
    FileDescriptor m_file;
    std::uint64_t m_size;
    std::uint64_t m_bytesRead = 0;
};

/// Bytes that are in memory already: what came by standard input or out of an archive, and tests.
class MemorySource : public ByteSource {
public:
    MemorySource(std::string name, std::string bytes)
        : ByteSource(std::move(name))
        , m_bytes(std::move(bytes))
    {
    }
    [[nodiscard]] std::uint64_t size() const override { return m_bytes.size(); }
    void read(std::uint64_t offset, char* into, std::size_t length) override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return m_bytesRead; }

private:
    std::string m_bytes;
    std::uint64_t m_bytesRead = 0;
};

/// A part of another source: a member of an archive that is stored as it is.
class PartSource : public ByteSource {
public:
    PartSource(std::string name, ByteSource& whole, std::uint64_t offset, std::uint64_t size)
        : ByteSource(std::move(name))
        , m_whole(&whole)
        , m_offset(offset)
        , m_size(size)
    {
    }
    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    void read(std::uint64_t offset, char* into, std::size_t length) override
    {
        m_whole->read(m_offset + offset, into, length);
    }
    [[nodiscard]] std::uint64_t bytesRead() const override { return m_whole->bytesRead(); }

private:
    ByteSource* m_whole;
    std::uint64_t m_offset;
    std::uint64_t m_size;
};

} // namespace headroom::files
