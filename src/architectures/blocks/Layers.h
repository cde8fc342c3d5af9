// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Module.h"

#include <string_view>

namespace headroom::architectures {

using engine::Module;
using engine::Tensor;

/// torch.nn.Linear: weight [outputs, inputs].
class Linear : public Module {
public:
    struct Shape {
        std::int64_t inputs;
        std::int64_t outputs;
        bool bias = false;
    };
    Linear(Module& parent, std::string_view name, Shape shape);
    /// With the weight, and maybe the bias, of another module (tied): counted there.
    Linear(Module& parent, std::string_view name, Tensor tied, Tensor tiedBias = {});
    /// With the weight of another module, where there is one, and a bias of its own by `shape`.
    Linear(Module& parent, std::string_view name, Tensor tied, Shape shape);
    [[nodiscard]] Tensor forward(Tensor input) const;
    [[nodiscard]] const Tensor& weight() const { return m_weight; }

private:
    Tensor m_weight;
    Tensor m_bias;
};

/// torch.nn.Embedding: weight [rows, width].
class Embedding : public Module {
public:
    Embedding(Module& parent, std::string_view name, std::int64_t rows, std::int64_t width);
    /// With the weight of another module (tied): counted there.
    Embedding(Module& parent, std::string_view name, Tensor tied);
    [[nodiscard]] Tensor forward(Tensor indices) const;
    [[nodiscard]] const Tensor& weight() const { return m_weight; }

private:
    Tensor m_weight;
};

/// torch.nn.LayerNorm over the last dimension.
class LayerNorm : public Module {
public:
    /// What it learns.
    enum class Learns { WeightAndBias, Weight, Nothing };
    LayerNorm(Module& parent, std::string_view name, std::int64_t width,
        Learns learns = Learns::WeightAndBias);
    [[nodiscard]] Tensor forward(Tensor input) const;

private:
    Tensor m_weight;
    Tensor m_bias;
};

/// torch.nn.Dropout; `active`: with a probability between 0 and 1.
class Dropout : public Module {
public:
    Dropout(Module& parent, std::string_view name, bool active);
    [[nodiscard]] Tensor forward(Tensor input) const;
    [[nodiscard]] bool active() const { return m_active; }

private:
    bool m_active;
};

/// The RMSNorm of Llama and its kin, written out in Python: LlamaRMSNorm, modeling_llama.py of
/// transformers 5.24.
class RmsNorm : public Module {
public:
    RmsNorm(Module& parent, std::string_view name, std::int64_t width);
    [[nodiscard]] Tensor forward(const Tensor& input) const;

private:
    Tensor m_weight;
};

} // namespace headroom::architectures
