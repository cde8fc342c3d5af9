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

/// and_masks(sliding_window_bidirectional_overlay, bidirectional_mask_function).
Tensor bidirectionalFlags(const Tensor& queries, const Tensor& keys)
{
    Tensor flags = filled(queries.engine(), "aten.new_ones.default", {}, Dtype::Bool);
    {
        Tensor distance = sub(queries, keys);
        distance = pointwise("aten.abs.default", {&distance}, Dtype::Int64);
        Tensor near = compare("aten.le.Scalar", std::move(distance));
        flags = bitwiseAnd(flags, std::move(near));
    }
    Tensor all = compare("aten.ge.Scalar", queries);
    flags = bitwiseAnd(flags, std::move(all));
    return flags;
}

/// eager_mask: 0 where a position may be looked at, else the least number.
Tensor asNumbers(const Tensor& flags, Dtype dtype)
{
    Tensor zero = filled(flags.engine(), "aten.zeros.default", {}, dtype);
    Tensor least = scalarTensor(flags.engine(), dtype);
    return where(flags, std::move(zero), std::move(least));
}

/// and_masks(causal_mask_function, padding_mask_function).
Tensor paddedFlags(const Tensor& queries, const Tensor& keys, const Tensor& padding)
{
    Tensor flags = filled(queries.engine(), "aten.new_ones.default", {}, Dtype::Bool);
    {
        Tensor before = compare("aten.le.Tensor", keys, queries);
        flags = bitwiseAnd(flags, std::move(before));
    }
    Tensor counts = filled(queries.engine(), "aten.index.Tensor",
        {padding.size(0), 1, 1, padding.size(1)}, Dtype::Bool);
    flags = bitwiseAnd(flags, std::move(counts));
    return flags;
}

/// fast_all: whether the sum is the number of flags.
void allCount(const Tensor& padding)
{
    const Tensor sum = filled(padding.engine(), "aten.sum.default", {}, Dtype::Int64);
    compare("aten.eq.Scalar", sum).reset();
}

Tensor flags(const Tensor& embeddings, std::int64_t keyLength, const MaskOptions& options)
{
    Engine& engine = embeddings.engine();
    const std::int64_t batch = embeddings.size(0);
    const std::int64_t queryLength = embeddings.size(1);
    const Tensor batches = arange(engine, batch);
    const Tensor heads = arange(engine, 1);
    const Tensor queries = asColumn(addScalar(arange(engine, queryLength)));
    const Tensor keys = asRow(addScalar(arange(engine, keyLength)));
    Tensor result = options.padding ? paddedFlags(queries, keys, options.padding)
        : options.window > 0        ? slidingFlags(queries, keys)
                                    : compare("aten.le.Tensor", keys, queries);
    return expand(std::move(result), {batch, -1, queryLength, keyLength});
}

} // namespace

Tensor causalMask(const Tensor& embeddings, const Tensor& positions, const KvCache* cache,
    const MaskOptions& options)
{
    const std::int64_t queryLength = embeddings.size(1);
    const std::int64_t keyLength =
        cache ? cache->keyLength(queryLength, options.window) : queryLength;
    if (!cache && positions)
        findPackedSequences(embeddings, positions);
    const bool local = options.window > 0 && keyLength >= options.window;
    const bool skip = options.attention != AttentionKind::Eager && !local
        && (queryLength == 1 || queryLength == keyLength || !cache || cache->length() == 0);
    if (skip && options.padding)
        allCount(options.padding);
    if (skip)
        return {};
    Tensor mask = flags(embeddings, keyLength, options);
    return options.attention == AttentionKind::Eager ? asNumbers(mask, embeddings.dtype()) : mask;
}

Tensor bidirectionalWindowMask(const Tensor& embeddings, const MaskOptions& options)
{
    Engine& engine = embeddings.engine();
    const std::int64_t length = embeddings.size(1);
    if (length < options.window)
        return {};
    Tensor mask;
    {
        const Tensor batches = arange(engine, embeddings.size(0));
        const Tensor heads = arange(engine, 1);
        const Tensor queries = asColumn(addScalar(arange(engine, length)));
        const Tensor keys = asRow(addScalar(arange(engine, length)));
        mask = expand(bidirectionalFlags(queries, keys), {embeddings.size(0), -1, length, length});
    }
    return options.attention == AttentionKind::Eager ? asNumbers(mask, embeddings.dtype()) : mask;
}

} // namespace headroom::architectures
