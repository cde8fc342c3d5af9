// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// aten::embedding: weight [rows, width], indices of any shape; saves the indices. Backward:
/// embedding_dense_backward, which sorts more than 3072 indices and sums them by segments in memory
/// of its own (Embedding.cu, EmbeddingBackwardKernel.cu).
[[nodiscard]] Tensor embedding(const Tensor& weight, Tensor indices);

} // namespace headroom::engine
