// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/SystemMessage.h"

#include <cerrno>
#include <system_error>

namespace headroom {

Text systemMessage(int number)
{
    switch (number) {
    case ENOENT:
        return Text(HEADROOM_TEXT("formats", "there is no such file or folder"));
    case EACCES:
    case EPERM:
        return Text(HEADROOM_TEXT("formats", "permission denied"));
    case EISDIR:
        return Text(HEADROOM_TEXT("formats", "expected a file; found a folder"));
    case ENOTDIR:
        return Text(HEADROOM_TEXT("formats", "a part of the path is not a folder"));
    case ENOSPC:
        return Text(HEADROOM_TEXT("formats", "the disk is full"));
    case EDQUOT:
        return Text(HEADROOM_TEXT("formats", "the quota of disk space is used up"));
    case EFBIG:
        return Text(HEADROOM_TEXT("formats", "the file would be larger than is allowed here"));
    case EROFS:
        return Text(HEADROOM_TEXT("formats", "the file system is read-only"));
    case ENAMETOOLONG:
        return Text(HEADROOM_TEXT("formats", "the name is too long"));
    case ELOOP:
        return Text(HEADROOM_TEXT("formats", "too many symbolic links, or a circle of them"));
    default:
        return Text(HEADROOM_TEXT("formats", "the system says: {0}"),
            std::generic_category().message(number));
    }
}

Failure ioFailure(const std::string& file, int number)
{
    return Failure(Error{ErrorCode::Io, {}, systemMessage(number), {}, file, 0});
}

} // namespace headroom
