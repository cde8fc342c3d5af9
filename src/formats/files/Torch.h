// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/Pickle.h"
#include "headroom/formats/ModelFile.h"

namespace headroom::files {

/// The tensors that a pickle of PyTorch holds, by their way from its root: "model.layers.0.weight".
/// Tensors that share a storage count once; what belongs to an optimizer is no parameter.
void addTorchTensors(ModelFile& file, const Pickle& pickle);

} // namespace headroom::files
