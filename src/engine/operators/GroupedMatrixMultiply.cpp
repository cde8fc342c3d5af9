// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/GroupedMatrixMultiply.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

constexpr char kGroupedMm[] = "aten._grouped_mm.default";

/// FunctionsManual.cpp, _grouped_mm_mat1_backward and _grouped_mm_mat2_backward: laid out as the
/// inputs were.
void groupedMmBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    Engine& engine = *node.engine;
    const Saved& saved = node.saved;
    const Dtype dtype = incoming[0].dtype();
    if (node.needs(1)) {
        const Dims& sizes = saved.otherSizes;
        outgoing[1] = saved.flag
            ? transpose(engine.make(kGroupedMm, {sizes[0], sizes[2], sizes[1]}, dtype), 1, 2)
            : engine.make(kGroupedMm, sizes, dtype);
    }
    if (node.needs(0))
        outgoing[0] = engine.make(kGroupedMm, saved.sizes, dtype);
}

} // namespace

Tensor groupedMm(Tensor rowsGiven, Tensor matricesGiven, Tensor offsetsGiven)
{
    const Tensor rows = std::move(rowsGiven);
    const Tensor matrices = std::move(matricesGiven);
    const Tensor offsets = std::move(offsetsGiven);
    // GroupedMMUtils.h, _grouped_mm_validate_inputs.
    if (!isHalf(rows.dtype()) && rows.dtype() != Dtype::Fp32)
        throw Impossible(Error{ErrorCode::Unsupported, "precision.weights",
            Text(HEADROOM_TEXT("engine",
                     "PyTorch 2.13 multiplies experts in fp32, bf16 and fp16 (grouped_mm); found "
                     "{0}"),
                toString(rows.dtype())),
            {}, {}, 0});
    Engine& engine = rows.engine();
    const NodeRef node = record(engine, kGroupedMm, groupedMmBackward, rows, matrices);
    if (node) {
        node->saved.sizes = rows.sizes();
        node->saved.otherSizes = matrices.sizes();
        node->saved.flag =
            matrices.strides()[1] == 1 && matrices.strides()[2] == matrices.sizes()[1];
        if (node->needs(0))
            node->save(1, matrices);
        node->save(2, offsets);
        if (node->needs(1))
            node->save(0, rows);
    }
    return attach(node, engine.make(kGroupedMm, {rows.size(0), matrices.size(2)}, rows.dtype()));
}

} // namespace headroom::engine
