// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/EnumTable.h"
#include "headroom/engine/Tensor.h"

namespace headroom::engine {

/// The activation functions by the names that transformers' ACT2FN gives them.
enum class Activation { Gelu, GeluNew, GeluFast, GeluTanh, Relu, Silu, Tanh, Sigmoid, QuickGelu };

/// Runs it.
[[nodiscard]] Tensor activate(Activation activation, Tensor input);

/// aten::silu: saves its input; aten::silu_backward.
[[nodiscard]] Tensor silu(Tensor input);
/// aten::gelu, exact or by tanh: saves its input; aten::gelu_backward.
[[nodiscard]] Tensor gelu(Tensor input);
/// aten::relu: saves its result; aten::threshold_backward.
[[nodiscard]] Tensor relu(Tensor input);
/// aten::hardsigmoid: saves its input; aten::hardsigmoid_backward.
[[nodiscard]] Tensor hardsigmoid(Tensor input);
/// aten::tanh: saves its result; aten::tanh_backward.
[[nodiscard]] Tensor tanh(Tensor input);
/// aten::sigmoid: saves its result; aten::sigmoid_backward.
[[nodiscard]] Tensor sigmoid(Tensor input);
/// transformers' NewGELUActivation, composed: 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x
/// ** 3))).
[[nodiscard]] Tensor geluNew(const Tensor& input);
/// transformers' FastGELUActivation, composed: 0.5 * x * (1 + tanh(x * 0.797... * (1 + 0.044715 * x
/// * x))).
[[nodiscard]] Tensor geluFast(const Tensor& input);

} // namespace headroom::engine

namespace headroom {

template <> struct EnumNames<engine::Activation> {
    static constexpr auto kTable = std::to_array<EnumName<engine::Activation>>({
        {engine::Activation::Gelu, "gelu"},
        {engine::Activation::GeluNew, "gelu_new"},
        {engine::Activation::GeluFast, "gelu_fast"},
        {engine::Activation::GeluTanh, "gelu_pytorch_tanh"},
        {engine::Activation::Relu, "relu"},
        {engine::Activation::Silu, "silu"},
        {engine::Activation::Silu, "swish"},
        {engine::Activation::Tanh, "tanh"},
        {engine::Activation::Sigmoid, "sigmoid"},
        {engine::Activation::QuickGelu, "quick_gelu"},
    });
};

} // namespace headroom
