// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/formats/ModelFile.h"

namespace headroom::files {

/// Sets FileTensor::parameters of every tensor: packed weights hide behind integers and are counted
/// unpacked; their scales, zero points and the like, and buffers, are no parameters. Uses the
/// file's quantization config where there is one, else the names and shapes.
void unpackWeights(ModelFile& file);

} // namespace headroom::files
