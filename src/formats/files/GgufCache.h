// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/GgufKeys.h"
#include "headroom/formats/ModelFile.h"

namespace headroom::files {

/// Sets file.cache and file.kvCacheBytesPerToken, as far as the keys say what they follow from.
void describeCache(ModelFile& file, const GgufKeys& keys, std::uint64_t layers);

} // namespace headroom::files
