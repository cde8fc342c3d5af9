// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/formats/ModelFile.h"

#include <string>

namespace headroom::files {

/// Model, architecture, quantization, dtype, context length, cache and counts of a config.json
/// object, into `file`.
void describeConfig(ModelFile& file, const Value& config, const std::string& where);

} // namespace headroom::files
