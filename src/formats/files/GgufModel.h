// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/GgufHeader.h"
#include "headroom/formats/ModelFile.h"

namespace headroom::files {

/// What the metadata says of the model: architecture, context, cache, counts; and a config.json
/// object where the engine has that architecture.
void describeGguf(ModelFile& file, const GgufHeader& header);

} // namespace headroom::files
