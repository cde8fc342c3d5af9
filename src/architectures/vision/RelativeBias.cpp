// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/vision/RelativeBias.h"

#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Indexing.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

Tensor relativeBias(const Tensor& table, const Tensor& places, std::int64_t positions)
{
    Tensor bias = index(table, places);
    bias = view(bias, {positions, positions, -1});
    bias = contiguous(permute(bias, {2, 0, 1}));
    return unsqueeze(bias, 0);
}

} // namespace headroom::architectures::vision
