// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/EmbeddingAdapter.h"

#include "architectures/blocks/LoraAdapter.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Embedding.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures {

using namespace engine;

EmbeddingAdapter::EmbeddingAdapter(Module& layer, std::int64_t rows, std::int64_t width)
    : m_layer(layer)
{
    const Adaptation::Lora& lora = *layer.adaptation().lora;
    m_a = layer.ownParameter("lora_embedding_A.default", {lora.rank, rows}, kAdapterDtype, true)
              .tensor;
    m_b = layer.ownParameter("lora_embedding_B.default", {width, lora.rank}, kAdapterDtype, true)
              .tensor;
    if (!lora.dora)
        return;
    m_magnitudeModule.emplace(layer, "lora_magnitude_vector.default");
    m_magnitude = m_magnitudeModule->ownParameter("weight", {width}, kAdapterDtype, true).tensor;
}

Tensor EmbeddingAdapter::forward(
    const Tensor& weight, Tensor given, const Tensor& indices, const Tensor& scale) const
{
    Tensor result = std::move(given);
    const Dtype resultDtype = result.dtype();
    if (m_magnitude) {
        result = withDora(weight, std::move(result), indices, scale);
        return toDtype(std::move(result), resultDtype);
    }
    const Tensor a = t(m_a);
    const Tensor b = t(m_b);
    const Tensor afterA = embedding(a, indices);
    Tensor output = mulScalar(matmul(afterA, b));
    if (scale) {
        Tensor factor = toDtype(scale, output.dtype());
        output = mul(std::move(output), std::move(factor));
    }
    result = add(std::move(result), output);
    return toDtype(std::move(result), resultDtype);
}

/// DoraEmbeddingVariant.forward.
Tensor EmbeddingAdapter::withDora(
    const Tensor& weight, Tensor given, const Tensor& indices, const Tensor& scale) const
{
    const Tensor result = std::move(given);
    const Tensor a = t(m_a);
    const Tensor b = t(m_b);
    Tensor magnitude;
    Tensor output;
    {
        const InModule here(m_layer.engine(), m_magnitudeModule->id());
        const Tensor loraWeight = t(matmul(a, b));
        Tensor weightNorm;
        {
            const Tensor sum = add(t(weight.detach()), mulScalar(loraWeight.detach()));
            weightNorm = toDtype(vectorNorm(sum, 1), sum.dtype());
        }
        magnitude = div(m_magnitude, weightNorm);
        Tensor embedded;
        {
            const InModule embeds(m_layer.engine(), m_layer.id());
            embedded = embedding(a, indices);
        }
        Tensor product = matmul(std::move(embedded), b);
        output = mulScalar(mul(magnitude, std::move(product)));
    }
    if (scale) {
        Tensor factor = toDtype(scale, output.dtype());
        output = mul(std::move(output), std::move(factor));
    }
    return add(mul(magnitude, result), output);
}

} // namespace headroom::architectures
