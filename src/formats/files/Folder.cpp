// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"

namespace headroom::files {

ModelFile readFolder(const std::filesystem::path& /*folder*/)
{
    malformed({}, HEADROOM_TEXT("formats", "expected a file; found a folder"));
}

} // namespace headroom::files
