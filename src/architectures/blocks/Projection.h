// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Module.h"
#include "headroom/engine/operators/FourBit.h"

#include <optional>

namespace headroom::architectures {

/// A linear layer's weight as it is stored, and what it does to an input: torch.nn.Linear,
/// transformers' Conv1D, bitsandbytes' Linear4bit and its like. Where an adapter wraps the layer,
/// it is the module "base_layer" below it.
class Projection {
public:
    struct Shape {
        std::int64_t inputs = 0;
        std::int64_t outputs = 0;
        bool bias = false;
        bool turned = false; ///< Conv1D: weight [inputs, outputs]
    };
    /// `kept`: never quantized.
    Projection(engine::Module& layer, Shape shape, bool adapted, bool kept);
    /// What gives the logits: never quantized.
    struct Tied {
        engine::Tensor weight; ///< [outputs, inputs], of another module; empty: its own
        engine::Tensor bias; ///< of another module; empty: its own, by `shape`
        Shape shape{};
    };
    Projection(engine::Module& layer, Tied tied, bool adapted);

    [[nodiscard]] engine::Tensor apply(engine::Tensor input) const;
    /// The weight [outputs, inputs] in its dtype: dequantized where it is packed.
    [[nodiscard]] engine::Tensor weight() const;
    [[nodiscard]] const engine::Tensor& bias() const { return m_bias; }
    [[nodiscard]] const Shape& shape() const { return m_shape; }
    /// Of a packed weight: what it computes in.
    [[nodiscard]] Dtype weightDtype() const
    {
        return m_storage == engine::WeightStorage::Plain ? m_weight.dtype() : m_computed;
    }
    [[nodiscard]] engine::WeightStorage storage() const { return m_storage; }

private:
    void makeBias(engine::Module& owner, bool adapted);
    [[nodiscard]] engine::Tensor applyFourBit(engine::Tensor input) const;
    [[nodiscard]] engine::Tensor applyPacked(engine::Tensor input) const;
    [[nodiscard]] engine::FourBitWeight fourBit() const;

    Shape m_shape;
    engine::WeightStorage m_storage = engine::WeightStorage::Plain;
    Dtype m_computed; ///< what a packed weight computes in
    std::optional<engine::Module> m_module; ///< base_layer
    const engine::Module* m_owner;
    engine::Tensor m_weight;
    engine::Tensor m_bias;
};

} // namespace headroom::architectures
