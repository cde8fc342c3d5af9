// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/FileDescriptor.h"
#include "formats/SystemMessage.h"
#include "headroom/formats/ScenarioFile.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace headroom {
namespace {

namespace fs = std::filesystem;

/// The file that the path means after its symbolic links; a link whose target is missing gives the
/// target.
Result<fs::path> followLinks(const fs::path& path)
{
    constexpr int kMostLinks = 40;
    fs::path target = path;
    for (int i = 0; i < kMostLinks; ++i) {
        std::error_code error;
        if (!fs::is_symlink(fs::symlink_status(target, error)))
            return target;
        const fs::path next = fs::read_symlink(target, error);
        if (error)
            return ioFailure(path.string(), error.value());
        target = next.is_absolute() ? next : target.parent_path() / next;
    }
    return ioFailure(path.string(), ELOOP);
}

/// The status of the file that is there, if one is; an error where it cannot be replaced.
Result<std::optional<struct stat>> statusOfTarget(const fs::path& target)
{
    struct stat status { };
    if (::stat(target.c_str(), &status) != 0) {
        if (errno == ENOENT)
            return std::nullopt;
        return ioFailure(target.string(), errno);
    }
    if (S_ISDIR(status.st_mode))
        return ioFailure(target.string(), EISDIR);
    if (!S_ISREG(status.st_mode)) {
        Failure failure = fail(ErrorCode::Io, {},
            HEADROOM_TEXT(
                "formats", "expected a file; found a device or a pipe, which is not replaced"));
        failure.value().file = target.string();
        return failure;
    }
    // A rename would replace a file that its owner has made read-only.
    if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0)
        return ioFailure(target.string(), errno);
    return status;
}

/// The path of a new file, which is removed again unless it is renamed over its target.
class TemporaryFile {
public:
    explicit TemporaryFile(fs::path path)
        : m_path(std::move(path))
    {
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    ~TemporaryFile()
    {
        if (!m_path.empty())
            ::unlink(m_path.c_str());
    }

    [[nodiscard]] bool renameTo(const fs::path& target)
    {
        if (::rename(m_path.c_str(), target.c_str()) != 0)
            return false;
        m_path.clear();
        return true;
    }

private:
    fs::path m_path;
};

/// Creates a file that was not there, in the folder of the target so that it can be renamed over
/// it.
FileDescriptor createBeside(const fs::path& target, fs::path& path)
{
    constexpr int kTries = 1000;
    constexpr mode_t kMode = 0666; // less the umask
    const std::string prefix = ".headroom-" + std::to_string(::getpid()) + "-";
    for (int i = 0; i < kTries; ++i) {
        path = target.parent_path() / (prefix + std::to_string(i) + ".tmp");
        const int number = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
        if (number >= 0 || errno != EEXIST)
            return FileDescriptor(number);
    }
    return FileDescriptor(-1);
}

bool writeAll(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(file, text.data(), text.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

/// Owner and permissions of the file that is replaced. Another's file keeps its owner where the
/// system allows it.
bool copyStatus(int file, const struct stat& status)
{
    constexpr mode_t kPermissions = 07777;
    if ((status.st_uid != ::geteuid() || status.st_gid != ::getegid())
        && ::fchown(file, status.st_uid, status.st_gid) != 0 && errno != EPERM)
        return false;
    return ::fchmod(file, status.st_mode & kPermissions) == 0;
}

/// The rename itself must survive a power cut. Some file systems cannot sync a folder; they are
/// left to it.
bool syncFolder(const fs::path& target)
{
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    const FileDescriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return !file.isOpen() || ::fsync(file.number()) == 0 || errno == EINVAL || errno == ENOTSUP;
}

} // namespace

Result<void> writeTextFileAtomically(const fs::path& path, std::string_view text)
{
    const Result<fs::path> target = followLinks(path);
    if (!target)
        return tl::unexpected(target.error());
    const Result<std::optional<struct stat>> status = statusOfTarget(*target);
    if (!status)
        return tl::unexpected(status.error());

    fs::path temporaryPath;
    FileDescriptor file = createBeside(*target, temporaryPath);
    if (!file.isOpen())
        return ioFailure(path.string(), errno);
    TemporaryFile temporary(std::move(temporaryPath));
    if (!writeAll(file.number(), text) || (*status && !copyStatus(file.number(), **status))
        || ::fsync(file.number()) != 0 || !file.close() || !temporary.renameTo(*target)
        || !syncFolder(*target))
        return ioFailure(path.string(), errno);
    return {};
}

} // namespace headroom
