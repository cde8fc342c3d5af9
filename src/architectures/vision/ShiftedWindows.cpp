// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/vision/ShiftedWindows.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Softmax.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

/// torch.nn.functional.normalize over the last dimension.
Tensor normalize(const Tensor& input)
{
    const Tensor denominator = expand(clampMin(vectorNorm(input)), input.sizes());
    return div(input, denominator);
}

/// Windows that the roll joined from both ends of the image do not see each other: -100 between
/// their parts.
Tensor attentionMask(const Tensor& x, const Dims& padded, std::int64_t window)
{
    const std::int64_t rows = padded[1] / window;
    const std::int64_t columns = padded[2] / window;
    Tensor mask = filled(x.engine(), "aten.new_zeros.default", {padded[1], padded[2]}, x.dtype());
    mask = view(mask, {rows, window, columns, window});
    mask = reshape(permute(mask, {0, 2, 1, 3}), {rows * columns, window * window});
    mask = sub(unsqueeze(mask, 1), unsqueeze(mask, 2));
    Tensor apart;
    {
        const Tensor flags = compare("aten.ne.Scalar", mask);
        apart = maskedFill(mask, flags);
    }
    const Tensor flags = compare("aten.eq.Scalar", mask);
    return maskedFill(apart, flags);
}

} // namespace

Tensor shiftedWindowAttention(const Tensor& input, const WindowAttentionTensors& tensors,
    const Tensor& relativePositionBias, const WindowAttentionOptions& options)
{
    const Dims sizes = input.sizes();
    const std::int64_t window = options.window;
    const auto whole = [window](
                           std::int64_t size) { return (size + window - 1) / window * window; };
    const Dims padded = {sizes[0], whole(sizes[1]), whole(sizes[2]), sizes[3]};
    Tensor x = padTo(input, padded);
    const std::int64_t shift = window >= padded[1] ? 0 : options.shift;
    if (shift > 0)
        x = roll(x);

    const std::int64_t rows = padded[1] / window;
    const std::int64_t columns = padded[2] / window;
    const std::int64_t windows = rows * columns;
    const std::int64_t positions = window * window;
    const std::int64_t channels = sizes[3];
    x = view(x, {sizes[0], rows, window, columns, window, channels});
    x = reshape(permute(x, {0, 1, 3, 2, 4, 5}), {sizes[0] * windows, positions, channels});

    Tensor qkvBias = tensors.qkvBias;
    if (tensors.logitScale) {
        qkvBias = clone(qkvBias);
        const std::int64_t length = qkvBias.size(0) / 3;
        qkvBias = zeroPartInPlace(qkvBias, length, 2 * length);
    }
    Tensor qkv = linear(x, tensors.qkvWeight, qkvBias);
    qkv = reshape(qkv, {x.size(0), positions, 3, options.heads, channels / options.heads});
    qkv = permute(qkv, {2, 0, 3, 1, 4});
    Tensor q = select(qkv, 0, 0);
    const Tensor k = select(qkv, 0, 1);
    const Tensor v = select(qkv, 0, 2);
    Tensor attn;
    Tensor logitScale;
    if (tensors.logitScale) {
        {
            const Tensor queries = normalize(q);
            const Tensor keys = normalize(k);
            attn = matmul(queries, transpose(keys, -2, -1));
        }
        logitScale = exp(clampMax(tensors.logitScale));
        attn = mul(attn, logitScale);
    } else {
        q = mulScalar(q);
        attn = matmul(q, transpose(k, -2, -1));
    }
    attn = add(attn, relativePositionBias);

    Tensor mask;
    if (shift > 0) {
        mask = attentionMask(x, padded, window);
        attn = view(attn, {x.size(0) / windows, windows, options.heads, positions, positions});
        attn = add(attn, unsqueeze(unsqueeze(mask, 1), 0));
        attn = view(attn, {-1, options.heads, positions, positions});
    }
    attn = softmax(attn);

    x = reshape(transpose(matmul(attn, v), 1, 2), {x.size(0), positions, channels});
    x = linear(x, tensors.projWeight, tensors.projBias);
    x = view(x, {sizes[0], rows, columns, window, window, channels});
    x = reshape(permute(x, {0, 1, 3, 2, 4, 5}), padded);
    if (shift > 0)
        x = roll(x);
    x = slice(x, 1, 0, sizes[1]);
    x = slice(x, 2, 0, sizes[2]);
    return contiguous(x);
}

} // namespace headroom::architectures::vision
