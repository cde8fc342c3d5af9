// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Module.h"

namespace headroom::architectures {

/// peft 0.21's LoRA on a bare parameter (peft/tuners/lora/layer.py, class ParamWrapper), which is
/// what it makes of Mixtral's router and experts: the weight itself is adapted, not its product. An
/// adapter for each of the experts of a weight [experts, outputs, inputs], in two matrices.
class ParameterAdapter {
public:
    struct Shape {
        std::int64_t experts; ///< 1: a weight [outputs, inputs]
        std::int64_t outputs;
        std::int64_t inputs;
        std::int64_t rank;
        bool scaled; ///< by a number other than one
    };
    /// `wrapper`: the module that peft puts around the parameter's.
    ParameterAdapter(engine::Module& wrapper, Shape shape);

    /// While it lives, the weight is the adapted one: made once to see that it can be, and once
    /// more when it is first asked for (torch.nn.utils.parametrize.cached).
    class Active {
    public:
        /// Without an adapter the weight is what it is.
        Active(const ParameterAdapter* adapter, const engine::Tensor& weight);
        [[nodiscard]] const engine::Tensor& weight();

    private:
        [[nodiscard]] engine::Tensor adapted() const;

        const ParameterAdapter* m_adapter;
        const engine::Tensor& m_original;
        engine::Tensor m_left; ///< of experts: the two factors; else what is added
        engine::Tensor m_right;
        engine::Tensor m_weight;
    };

private:
    const engine::Module& m_wrapper;
    Shape m_shape;
    engine::Tensor m_a; ///< [rank x experts, inputs]
    engine::Tensor m_b; ///< [outputs, rank x experts]
};

} // namespace headroom::architectures
