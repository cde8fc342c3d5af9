// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/vision/Layers.h"

namespace headroom::architectures::vision {

/// torch.nn.MultiheadAttention(hidden, heads, batch_first=True) of PyTorch 2.13
/// (torch/nn/modules/activation.py, torch/nn/functional.py), asked for no weights.
class MultiheadAttention : public Module, public Layer {
public:
    MultiheadAttention(
        Module& parent, std::string_view name, std::int64_t hidden, std::int64_t heads);
    /// Of one tensor [batch, length, hidden] for query, key and value.
    [[nodiscard]] Tensor forward(const Tensor& given) const override;

private:
    [[nodiscard]] Tensor inProjection(const Tensor& query) const;
    [[nodiscard]] Tensor attended(const Tensor& query) const;

    std::int64_t m_heads;
    Tensor m_inProjWeight;
    Tensor m_inProjBias;
    Module m_outProj;
    Tensor m_outWeight;
    Tensor m_outBias;
};

} // namespace headroom::architectures::vision
