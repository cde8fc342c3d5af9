// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/blocks/Layers.h"
#include "architectures/blocks/ParameterAdapter.h"
#include "headroom/engine/operators/Activations.h"

#include <optional>

namespace headroom::architectures {

/// Where each token goes.
struct Routing {
    Tensor logits; ///< kept by the caller's variable
    Tensor scores; ///< [tokens, chosen]
    Tensor experts; ///< [tokens, chosen], int64
};

/// MixtralTopKRouter: the best experts by a softmax in fp32, their scores made to add up to one.
class TopKRouter : public Module {
public:
    TopKRouter(Module& parent, std::string_view name, std::int64_t experts, std::int64_t width,
        std::int64_t chosen);
    [[nodiscard]] Routing forward(const Tensor& tokens) const;

private:
    std::int64_t m_chosen;
    std::optional<Module> m_base;
    Tensor m_weight;
    std::optional<ParameterAdapter> m_adapter;
};

/// Gated experts in three-dimensional weights, run as one grouped product: transformers'
/// grouped_mm_experts_forward (integrations/moe.py), which is what from_config chooses. How the
/// tokens spread over the experts changes no size.
class Experts : public Module {
public:
    struct Shape {
        std::int64_t experts;
        std::int64_t width;
        std::int64_t inner;
        engine::Activation activation;
    };
    Experts(Module& parent, std::string_view name, Shape shape);
    [[nodiscard]] Tensor forward(
        const Tensor& tokens, const Tensor& chosen, const Tensor& scores) const;

private:
    [[nodiscard]] static Tensor groupedLinear(
        const Tensor& rows, const Tensor& weight, const Tensor& offsets);

    void adapt(bool gateUp, bool down);

    Shape m_shape;
    std::optional<Module> m_base; ///< below the outer adapter
    std::optional<Module> m_innerBase; ///< below the inner one, where there are two
    Tensor m_gateUpProj;
    Tensor m_downProj;
    std::optional<ParameterAdapter> m_gateUpAdapter;
    std::optional<ParameterAdapter> m_downAdapter;
};

} // namespace headroom::architectures
