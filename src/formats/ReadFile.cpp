// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/FileDescriptor.h"
#include "formats/SystemMessage.h"
#include "headroom/formats/ScenarioFile.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>

namespace headroom {

Result<std::string> readTextFile(const std::filesystem::path& path)
{
    constexpr std::size_t kChunk = std::size_t{64} * 1024;
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return ioFailure(path.string(), errno);
    struct stat status { };
    if (::fstat(file.number(), &status) != 0)
        return ioFailure(path.string(), errno);
    if (S_ISDIR(status.st_mode))
        return ioFailure(path.string(), EISDIR);
    std::string text;
    std::array<char, kChunk> chunk;
    for (;;) {
        const ssize_t count = ::read(file.number(), chunk.data(), chunk.size());
        if (count == 0)
            return text;
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return ioFailure(path.string(), errno);
        text.append(chunk.data(), static_cast<std::size_t>(count));
        if (text.size() > kMaxScenarioBytes) {
            Failure failure = fail(ErrorCode::OutOfRange, {},
                HEADROOM_TEXT("formats", "expected a scenario of at most {0} bytes; found more"),
                std::uint64_t{kMaxScenarioBytes});
            failure.value().file = path.string();
            return failure;
        }
    }
}

} // namespace headroom
