// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Projection.h"

namespace headroom::architectures {

/// peft 0.21's LoRA beside a linear layer (peft/tuners/lora/layer.py and bnb.py, class Linear and
/// Linear4bit): B(A(dropout(x))), scaled, in fp32 where the base is narrower
/// (autocast_adapter_dtype); with DoRA (dora.py) a magnitude for each output besides.
class LoraAdapter {
public:
    /// `layer`: the module that stands where the linear layer stood.
    LoraAdapter(engine::Module& layer, const Projection& base);

    [[nodiscard]] engine::Tensor forward(const Projection& base, engine::Tensor input) const;

private:
    /// A torch.nn.Linear of its own without bias.
    class Matrix : public engine::Module {
    public:
        Matrix(engine::Module& parent, std::string_view name, std::int64_t outputs,
            std::int64_t inputs);
        [[nodiscard]] engine::Tensor forward(engine::Tensor input) const;
        [[nodiscard]] const engine::Tensor& weight() const { return m_weight; }

    private:
        engine::Tensor m_weight;
    };
    struct Magnitude {
        Magnitude(engine::Module& parent, std::int64_t outputs);
        engine::Module module;
        engine::Tensor weight;
    };

    [[nodiscard]] engine::Tensor forwardFourBit(
        const Projection& base, const engine::Tensor& input) const;
    [[nodiscard]] engine::Tensor adapted(engine::Tensor input) const;
    [[nodiscard]] engine::Tensor dropped(engine::Tensor input) const;
    [[nodiscard]] engine::Tensor withDora(
        const Projection& base, engine::Tensor result, engine::Tensor input) const;
    [[nodiscard]] engine::Tensor dora(
        const Projection& base, engine::Tensor input, const engine::Tensor& baseResult) const;

    engine::Module& m_layer;
    bool m_drops;
    std::optional<engine::Module> m_dropout;
    Matrix m_a;
    Matrix m_b;
    std::optional<Magnitude> m_magnitude;
};

/// The dtype of an adapter's own weights, whatever the base's (autocast_adapter_dtype).
inline constexpr Dtype kAdapterDtype = Dtype::Fp32;

} // namespace headroom::architectures
