// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Attention.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Attention.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Dropout.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Softmax.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

Tensor repeatKv(const Tensor& input, std::int64_t times)
{
    if (times == 1)
        return input;
    const Dims& sizes = input.sizes();
    Tensor wide = expand(unsqueeze(input, 2), {sizes[0], sizes[1], times, sizes[2], sizes[3]});
    return reshape(std::move(wide), {sizes[0], sizes[1] * times, sizes[2], sizes[3]});
}

namespace {

/// eager_attention_forward.
Attended eager(const Tensor& query, const Tensor& keyGiven, const Tensor& valueGiven,
    const Tensor& mask, const AttendOptions& options)
{
    const Tensor key = repeatKv(keyGiven, options.groups);
    const Tensor value = repeatKv(valueGiven, options.groups);
    Tensor weights = mulScalar(matmul(query, transpose(key, 2, 3)));
    if (options.softcap) {
        weights = divScalar(weights);
        weights = tanh(weights);
        weights = mulScalar(weights);
    }
    if (options.positionBias)
        weights = add(weights, options.positionBias);
    if (mask)
        weights = add(weights, mask);
    if (options.softmax == SoftmaxForm::InFp32) {
        weights = toDtype(softmax(weights, Dtype::Fp32), query.dtype());
    } else {
        weights = softmax(weights);
        if (options.softmax == SoftmaxForm::ThenCast)
            weights = toDtype(weights, value.dtype());
    }
    weights = dropout(weights, options.dropout);
    Tensor output = matmul(weights, value);
    output = transpose(std::move(output), 1, 2);
    if (options.contiguousOutput)
        output = contiguous(std::move(output));
    return {std::move(output), std::move(weights)};
}

/// create_position_bias_mask of sdpa_attention.py: what SDPA adds to the scores.
Tensor biasAsMask(
    const Tensor& bias, const Tensor& mask, bool causal, const Tensor& query, const Tensor& key)
{
    Tensor result = bias;
    Tensor causalMask;
    if (mask && mask.dtype() != Dtype::Bool) {
        result = add(bias, mask);
    } else if (mask) {
        result = whereElse(mask, bias);
    } else if (causal) {
        Engine& engine = bias.engine();
        const std::int64_t queries = query.size(2);
        const std::int64_t keys = key.size(2);
        {
            Tensor column = unsqueeze(arange(engine, queries), 1);
            Tensor row = unsqueeze(arange(engine, keys), 0);
            causalMask = compare("aten.ge.Tensor", std::move(column), std::move(row));
        }
        causalMask = view(causalMask, {1, 1, queries, keys});
        result = whereElse(causalMask, bias);
    }
    return contiguous(result);
}

/// integrations/sdpa_attention.py, sdpa_attention_forward.
Attended sdpa(const Tensor& queryGiven, const Tensor& keyGiven, const Tensor& valueGiven,
    const Tensor& maskGiven, const AttendOptions& options)
{
    Tensor query = queryGiven;
    Tensor key = keyGiven;
    Tensor value = valueGiven;
    Tensor mask = maskGiven;
    const std::int64_t queryLength = query.size(2);
    AttentionOptions choice;
    choice.dropout = options.dropout;
    choice.flashRequired = options.kind == AttentionKind::Flash;
    if (options.groups > 1) {
        if (!mask && key.size(-1) == value.size(-1) && key.size(-1) <= 256) {
            choice.groupedQueries = true;
        } else if (queryLength == 1) {
            query = reshape(query,
                {query.size(0), query.size(1) / options.groups, options.groups, query.size(3)});
        } else {
            key = repeatKv(key, options.groups);
            value = repeatKv(value, options.groups);
        }
    }
    choice.causal = options.causal && queryLength > 1 && !mask;
    if (choice.causal && key.size(2) > queryLength) {
        key = slice(key, 2, 0, queryLength);
        value = slice(value, 2, 0, queryLength);
    }
    if (options.positionBias) {
        mask = biasAsMask(options.positionBias, mask, choice.causal, query, key);
        choice.causal = false;
    }
    Tensor output = scaledDotProductAttention(query, key, value, mask, choice);
    if (output.size(1) != queryGiven.size(1))
        output = reshape(std::move(output), queryGiven.sizes());
    return {contiguous(transpose(std::move(output), 1, 2)), {}};
}

} // namespace

Attended attend(const Tensor& query, const Tensor& key, const Tensor& value, const Tensor& mask,
    const AttendOptions& options)
{
    return options.kind == AttentionKind::Eager ? eager(query, key, value, mask, options)
                                                : sdpa(query, key, value, mask, options);
}

} // namespace headroom::architectures
