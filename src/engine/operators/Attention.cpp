// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Attention.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Dropout.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Softmax.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::engine {

namespace {

/// convert_boolean_attn_mask: 0 or minus infinity, in the query's dtype.
Tensor asBias(Tensor mask, Dtype dtype)
{
    Engine& engine = mask.engine();
    Tensor infinity = scalarTensor(engine, dtype);
    Tensor zero = scalarTensor(engine, dtype);
    Tensor bias = where(std::move(mask), std::move(infinity), std::move(zero));
    return bias;
}

/// Tensor.repeat_interleave(times, 1) of [batch, heads, length, width].
Tensor repeatHeads(Tensor input, std::int64_t times)
{
    const Dims sizes = input.sizes();
    Tensor wide =
        expand(unsqueeze(std::move(input), 2), {sizes[0], sizes[1], times, sizes[2], sizes[3]});
    wide = cloneContiguous(std::move(wide));
    return flatten(std::move(wide), 1, 2);
}

/// ATen/native/transformers/attention.cpp, _scaled_dot_product_attention_math: 16 bits are computed
/// in fp32, query and key are scaled by the root of the scale each.
Tensor mathAttention(const Tensor& queryGiven, const Tensor& keyGiven, const Tensor& valueGiven,
    const Tensor& bias, bool withDropout)
{
    const Dtype origin = queryGiven.dtype();
    const Dtype wide = isHalf(origin) ? Dtype::Fp32 : origin;
    const Tensor wideQuery = toDtype(queryGiven, wide);
    const Tensor wideKey = toDtype(keyGiven, wide);
    const Tensor wideValue = toDtype(valueGiven, wide);
    const Tensor query = scale(wideQuery);
    Tensor scores;
    {
        Tensor key = scale(transpose(wideKey, -2, -1));
        scores = matmul(query, std::move(key));
    }
    if (bias)
        scores = add(std::move(scores), bias);
    scores = safeSoftmax(std::move(scores));
    scores = dropout(std::move(scores), withDropout);
    Tensor narrowScores = toDtype(scores, origin);
    Tensor result = matmul(scores, wideValue);
    return toDtype(std::move(result), origin);
}

const char* whyNotFlash(const Tensor& query, const Tensor& key, const Tensor& value, bool masked,
    bool dense, const AttentionOptions& options)
{
    if (!isHalf(query.dtype()))
        return "16-bit queries (weights or autocast in bf16 or fp16)";
    if (masked)
        return "no attention mask";
    if (query.size(-1) > 256)
        return "a head dimension of at most 256";
    if (key.size(-1) != query.size(-1) || value.size(-1) != query.size(-1))
        return "one head dimension for queries, keys and values";
    if (!dense)
        return "dense queries, keys and values";
    if (options.causal && query.size(2) != key.size(2))
        return "as many queries as keys";
    return nullptr;
}

Tensor padded(const Tensor& input, std::int64_t columns)
{
    return columns == 0 ? input : padLast(input, 0, columns);
}

Tensor run(Tensor query, Tensor key, Tensor value, Tensor mask, const AttentionOptions& options)
{
    Engine& engine = query.engine();
    const std::int64_t width = query.size(-1);
    const bool half = isHalf(query.dtype());
    const bool grouped = query.size(1) != key.size(1) || key.size(1) != value.size(1);
    const bool dense = query.strides().back() == 1 && key.strides().back() == 1
        && value.strides().back() == 1 && (options.groupedQueries || !grouped);
    const char* obstacle = whyNotFlash(query, key, value, static_cast<bool>(mask), dense, options);
    if (!obstacle) {
        const std::int64_t extra = (8 - width % 8) % 8;
        Tensor q = padded(query, extra);
        Tensor k = padded(key, extra);
        Tensor v = padded(value, extra);
        Tensor result = flashAttention(std::move(q), std::move(k), std::move(v));
        return extra == 0 ? result : slice(std::move(result), -1, 0, width);
    }
    if (options.flashRequired)
        throw Impossible(Error{ErrorCode::Conflict, "memory_savers.attention",
            Text(HEADROOM_TEXT("engine", "the flash kernel needs {0}"), obstacle), {}, {}, 0});
    Tensor bias = std::move(mask);
    if (bias && bias.dtype() == Dtype::Bool)
        bias = asBias(std::move(bias), query.dtype());
    const std::int64_t align = half ? 8 : 4;
    if (dense && !grouped && width == key.size(-1) && width % align == 0
        && value.size(-1) % align == 0) {
        if (bias) {
            bool aligned = bias.strides().back() == 1;
            for (std::size_t i = 0; i + 1 < bias.rank(); ++i)
                aligned = aligned && bias.strides()[i] % 8 == 0;
            if (!aligned) {
                const std::int64_t last = bias.size(-1);
                Tensor wide = padLast(std::move(bias), 0, 8 - last % 8);
                bias = slice(std::move(wide), -1, 0, last);
            }
            bias =
                expand(std::move(bias), {query.size(0), query.size(1), query.size(2), key.size(2)});
        }
        const bool needGrad = engine.gradEnabled
            && (query.requiresGrad() || key.requiresGrad() || value.requiresGrad());
        return efficientAttention(query, key, value, std::move(bias), needGrad);
    }
    if (options.groupedQueries && grouped) {
        const std::int64_t times = query.size(1) / key.size(1);
        Tensor wideKey = repeatHeads(key, times);
        Tensor wideValue = repeatHeads(value, times);
        key = std::move(wideKey);
        value = std::move(wideValue);
    }
    if (options.causal) {
        Tensor flags =
            filled(engine, "aten.ones.default", {query.size(-2), key.size(-2)}, Dtype::Bool);
        flags = tril(std::move(flags));
        bias = asBias(std::move(flags), query.dtype());
    }
    return mathAttention(query, key, value, bias, options.dropout);
}

} // namespace

Tensor nativeMultiHeadAttention(const Tensor& input)
{
    return input.engine().make(
        "aten._native_multi_head_attention.default", input.sizes(), input.dtype());
}

Tensor scaledDotProductAttention(Tensor q, Tensor k, Tensor v, Tensor m, AttentionOptions options)
{
    Tensor query = std::move(q);
    Tensor key = std::move(k);
    Tensor value = std::move(v);
    Tensor mask = std::move(m);
    Engine& engine = query.engine();
    if (!engine.autocast.enabled)
        return run(query, key, value, std::move(mask), options);
    query = toLowPrecision(std::move(query));
    key = toLowPrecision(std::move(key));
    value = toLowPrecision(std::move(value));
    if (mask)
        mask = toLowPrecision(std::move(mask));
    const AutocastMode off(engine, false, engine.autocast.low);
    return run(query, key, value, mask, options);
}

} // namespace headroom::engine
