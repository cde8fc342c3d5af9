// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Masks.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

Tensor positionIds(const Tensor& embeddings, const KvCache*)
{
    Tensor positions = addScalar(arange(embeddings.engine(), embeddings.size(1)));
    return unsqueeze(std::move(positions), 0);
}

namespace {

/// find_packed_sequence_indices; a plain batch has none.
void findPackedSequences(const Tensor& embeddings, const Tensor& positionsGiven)
{
    const std::int64_t batch = embeddings.size(0);
    Tensor positions = positionsGiven;
    if (positions.size(0) != batch)
        positions = expand(positions, {batch, -1});
    const std::int64_t length = positions.size(1);
    const Tensor first = subScalar(slice(positions, 1, 0, 1));
    // torch.diff: the two joined, then a difference of two parts.
    Tensor difference;
    {
        const Tensor all = cat(list(first, positions), -1);
        difference = sub(slice(all, 1, 1, length + 1), slice(all, 1, 0, length));
    }
    const Tensor packed = cumsum(compare("aten.ne.Scalar", difference));
    const Tensor last = compare("aten.eq.Scalar", select(packed, 1, length - 1));
    const Tensor none = all(last);
}

Tensor asRow(Tensor indices)
{
    return unsqueeze(unsqueeze(unsqueeze(std::move(indices), 0), 0), 0);
}
Tensor asColumn(Tensor indices)
{
    return unsqueeze(unsqueeze(unsqueeze(std::move(indices), 0), 0), 3);
}

/// and_masks(sliding_window_overlay, causal_mask_function).
Tensor slidingFlags(const Tensor& queries, const Tensor& keys)
{
    Tensor flags = filled(queries.engine(), "aten.new_ones.default", {}, Dtype::Bool);
    {
        Tensor start = subScalar(queries);
        Tensor inWindow = compare("aten.gt.Tensor", keys, std::move(start));
        flags = bitwiseAnd(flags, std::move(inWindow));
    }
    Tensor before = compare("aten.le.Tensor", keys, queries);
    flags = bitwiseAnd(flags, std::move(before));
    return flags;
}

Tensor flags(const Tensor& embeddings, std::int64_t keyLength, std::int64_t window)
{
    Engine& engine = embeddings.engine();
    const std::int64_t batch = embeddings.size(0);
    const std::int64_t queryLength = embeddings.size(1);
    const Tensor batches = arange(engine, batch);
    const Tensor heads = arange(engine, 1);
    const Tensor queries = asColumn(addScalar(arange(engine, queryLength)));
    const Tensor keys = asRow(addScalar(arange(engine, keyLength)));
    Tensor result =
        window > 0 ? slidingFlags(queries, keys) : compare("aten.le.Tensor", keys, queries);
    return expand(std::move(result), {batch, -1, queryLength, keyLength});
}

} // namespace

Tensor causalMask(
    const Tensor& embeddings, const Tensor& positions, const KvCache* cache, MaskOptions options)
{
    Engine& engine = embeddings.engine();
    const std::int64_t queryLength = embeddings.size(1);
    const std::int64_t keyLength =
        cache ? cache->keyLength(queryLength, options.window) : queryLength;
    if (!cache && positions)
        findPackedSequences(embeddings, positions);
    const bool local = options.window > 0 && keyLength >= options.window;
    const bool skip = options.attention != AttentionKind::Eager && !local
        && (queryLength == 1 || queryLength == keyLength || !cache || cache->length() == 0);
    if (skip)
        return {};
    Tensor mask = flags(embeddings, keyLength, options.window);
    if (options.attention != AttentionKind::Eager)
        return mask;
    Tensor zero = filled(engine, "aten.zeros.default", {}, embeddings.dtype());
    Tensor least = scalarTensor(engine, embeddings.dtype());
    mask = where(mask, std::move(zero), std::move(least));
    return mask;
}

} // namespace headroom::architectures
